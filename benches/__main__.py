# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""`python -m benches [NAME…]`: every measurement, or those that are named; exit code 1 when a claim was missed."""

from __future__ import annotations

import sys
from importlib import import_module

BENCHES = (
    "read_manifests",
    "bom",
    "label",
    "startup",
    "pipeline",
    "search",
    "sparql",
    "pages",
    "shapes",
    "crawl",
    "log",
    "registry",
    "small_machine",
)


def main(names: list[str]) -> int:
    """Run the measurements and print a line for each claim."""
    unknown = [name for name in names if name not in BENCHES]
    if unknown:
        sys.stderr.write(f"There is no bench {', '.join(unknown)}; there are {', '.join(BENCHES)}.\n")
        return 2
    missed = 0
    for name in names or BENCHES:
        for ratio in import_module(f"benches.{name}").ratios():
            sys.stdout.write(f"{ratio.line()}\n")
            sys.stdout.flush()
            missed += not ratio.holds
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
