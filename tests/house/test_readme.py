# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the README shows is what happens."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).parents[2]


def test_the_example_of_the_readme_is_the_real_output() -> None:
    readme = (PROJECT / "README.md").read_text(encoding="utf-8")
    examples = re.findall(r"```console\n\$ \.venv/bin/oshmark ([^\n]*)\n(.*?)```", readme, re.DOTALL)
    assert len(examples) == 1
    for arguments, shown in examples:
        done = subprocess.run(
            [sys.executable, "-m", "oshmark", *arguments.split()],
            cwd=PROJECT,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.stdout == shown


def test_the_readme_fits_on_one_screen() -> None:
    lines = (PROJECT / "README.md").read_text(encoding="utf-8").splitlines()
    assert len(lines) <= 70
