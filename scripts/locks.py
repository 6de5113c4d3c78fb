# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Write and check `requirements/*.lock`: every package pinned and hashed, no address, all sets fit together.

A lock carries the digest of what it was made from, so that a check needs no network.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SETS = ("base", "build", "test", "engines", "browser", "lint", "docs", "lock")
"""In the order in which they are made: each takes the versions of those before it."""

PIN = re.compile(
    r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^ ;]+)[^\n]*((?:\n    --hash=sha256:[0-9a-f]{64}[^\n]*)*)", re.MULTILINE
)
REQUIREMENT = re.compile(r"^[^\s#]", re.MULTILINE)


def digest(pyproject: dict[str, Any], name: str) -> str:
    """The digest of everything in `pyproject.toml` that the set `name` follows from."""
    project = pyproject["project"]
    wanted = [
        project["requires-python"],
        sorted(project["dependencies"]),
        sorted(project["optional-dependencies"][name]) if name != "base" else [],
    ]
    return hashlib.sha256(json.dumps(wanted).encode()).hexdigest()


def stamp(text: str, made_from: str) -> str:
    """Put the digest under the two lines that tell who made the lock."""
    first, second, rest = text.split("\n", 2)
    return "\n".join((first, second, f"# from pyproject.toml, sha256:{made_from}", rest))


def pins(text: str) -> dict[str, str]:
    """The versions that a lock names."""
    return {match[1]: match[2] for match in PIN.finditer(text)}


def faults(locks: dict[str, str], pyproject: dict[str, Any]) -> list[str]:
    """What is wrong with the texts of the locks, a sentence each."""
    found: list[str] = []
    agreed: dict[str, tuple[str, str]] = {}
    for name, text in locks.items():
        if f"sha256:{digest(pyproject, name)}" not in text.partition("==")[0]:
            found.append(f"{name}.lock is older than pyproject.toml: run 'make lock'")
        if "://" in text:
            found.append(f"{name}.lock names an address")
        unpinned = len(REQUIREMENT.findall(text)) - len([1 for match in PIN.finditer(text) if match[3]])
        if unpinned:
            found.append(f"{name}.lock has {unpinned} lines without a version or without a hash")
        for package, version in pins(text).items():
            elsewhere, other = agreed.setdefault(package, (name, version))
            if other != version:
                found.append(f"{name}.lock has {package} {version}, {elsewhere}.lock has {other}")
    return found


def check(pyproject: dict[str, Any]) -> int:
    """Report the faults of the locks on disk; 1 if there are any."""
    locks = {name: lock_of(name).read_text() for name in SETS}
    found = faults(locks, pyproject)
    strays = {path.stem for path in (ROOT / "requirements").glob("*.lock")} - set(SETS)
    found += [f"nobody knows {name}.lock" for name in sorted(strays)]
    print("\n".join(found) if found else f"{len(locks)} locks are pinned, hashed, current and fit together")
    return 1 if found else 0


def write(pyproject: dict[str, Any], *, upgrade: bool) -> int:
    """Make all locks; versions stay as they are unless `upgrade`."""
    for position, name in enumerate(SETS):
        target = lock_of(name)
        command = ["uv", "pip", "compile", "--quiet", "--universal", "--generate-hashes", "--python-version", "3.11"]
        command += ["pyproject.toml", "--output-file", str(target.relative_to(ROOT))]
        command += ["--custom-compile-command", "make lock"]
        command += ["--extra", name] if name != "base" else []
        command += ["--upgrade"] if upgrade else []
        for earlier in SETS[:position]:
            command += ["--constraints", str(lock_of(earlier).relative_to(ROOT))]
        subprocess.run([str(Path(sys.executable).parent / command[0]), *command[1:]], cwd=ROOT, check=True)
        target.write_text(stamp(target.read_text(), digest(pyproject, name)))
    return check(pyproject)


def lock_of(name: str) -> Path:
    """The file of a set."""
    return ROOT / "requirements" / f"{name}.lock"


def main() -> int:
    """Read the command line and do it."""
    parser = argparse.ArgumentParser(description="Write or check requirements/*.lock.")
    parser.add_argument("action", choices=("write", "check"))
    parser.add_argument("--upgrade", action="store_true", help="take the newest versions that pyproject.toml admits")
    arguments = parser.parse_args()
    pyproject = tomllib.loads((ROOT / "pyproject.toml").read_text())
    return check(pyproject) if arguments.action == "check" else write(pyproject, upgrade=arguments.upgrade)


if __name__ == "__main__":
    sys.exit(main())
