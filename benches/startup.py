# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The start of the command line: `oshmark manifest check` of one file, against Python that does nothing."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benches.manifests import manifest
from benches.measure import Ratio

RUNS = 21


def ratios() -> list[Ratio]:
    """One claim, over pairs of runs that alternate, so that what else the machine does hits both."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "okh.toml"
        path.write_bytes(manifest(1))
        script = Path(sys.executable).with_name("oshmark")
        check = [str(script), "manifest", "check", str(path)]
        nothing = [sys.executable, "-c", "pass"]
        environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
        for command in (check, nothing):
            subprocess.run(command, env=environment, capture_output=True, check=True)
        pairs = [(_seconds(check, environment), _seconds(nothing, environment)) for _ in range(RUNS)]
    ours, bare = (statistics.median(column) for column in zip(*pairs, strict=True))
    return [Ratio("oshmark manifest check of one file, against python -c pass", ours * 1e6, bare * 1e6, at_most=15)]


def _seconds(command: list[str], environment: dict[str, str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, env=environment, capture_output=True, check=True)
    return time.perf_counter() - start
