# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Check that every foreign file under `vendor/` is the one that `vendor/vendor.toml` names.

[[file]]
path = "axe/axe.min.js"
name = "axe-core"
version = "4.10.0"
origin = "npm axe-core"
licence = "MPL-2.0"
sha256 = "…"
"""

from __future__ import annotations

import hashlib
import sys
import tomllib
from pathlib import Path

VENDOR = Path(__file__).resolve().parent.parent / "vendor"
TOLD = ("path", "name", "version", "origin", "licence", "sha256")


def faults(vendor: Path) -> list[str]:
    """What is wrong under `vendor`, a sentence each; a folder that is not there has no faults."""
    if not vendor.is_dir():
        return []
    listed = tomllib.loads((vendor / "vendor.toml").read_text()).get("file", [])
    found = [f"an entry of vendor.toml lacks {key}: {entry}" for entry in listed for key in TOLD if key not in entry]
    sums = {entry["path"]: entry["sha256"] for entry in listed if "path" in entry and "sha256" in entry}
    there = {
        str(path.relative_to(vendor))
        for path in vendor.rglob("*")
        if path.is_file() and path.name != "vendor.toml" and path.suffix != ".license"
    }
    found += [f"{path} is not listed in vendor.toml" for path in sorted(there - sums.keys())]
    found += [f"{path} is listed in vendor.toml and is not there" for path in sorted(sums.keys() - there)]
    for path in sorted(there & sums.keys()):
        if hashlib.sha256((vendor / path).read_bytes()).hexdigest() != sums[path]:
            found.append(f"{path} is not the file that vendor.toml names: its sha256 differs")
    return found


if __name__ == "__main__":
    wrong = faults(VENDOR)
    print("\n".join(wrong) if wrong else "vendor/ holds what vendor.toml names, and nothing else")
    sys.exit(1 if wrong else 0)
