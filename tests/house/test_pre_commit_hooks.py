# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The hooks that others use run commands that exist, on the files that are manifests."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from oshmark.manifest.names import is_manifest_name

FILE = Path(__file__).parents[2] / ".pre-commit-hooks.yaml"
HOOKS: list[dict[str, Any]] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
NAMES = [
    "okh.toml", ".okh.yml", "OKH.yaml", "okh-lamp.toml", "lamp.okh.json", "list__okh-Lamp.toml", "okh_2.toml",
    "okh.toml.bak", "okhx.toml", "bokh.toml", "okh", "okh.md", "lamp.toml", "x.okh", "1okh2.json",
]  # fmt: skip


def test_there_are_two_hooks() -> None:
    assert [hook["id"] for hook in HOOKS] == ["oshmark-check", "oshmark-fix"]
    assert {hook["language"] for hook in HOOKS} == {"python"}


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
def test_a_hook_takes_the_files_whose_name_says_that_they_are_manifests(hook: dict[str, Any]) -> None:
    for name in NAMES:
        for path in (name, f"okh/{name}", f"a b/c.toml/{name}"):
            assert bool(re.search(hook["files"], path)) is is_manifest_name(name), path


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
def test_a_hook_runs(hook: dict[str, Any], tmp_path: Path) -> None:
    program, *arguments = hook["entry"].split()
    assert program == "oshmark"
    path = tmp_path / "okh.toml"
    path.write_text('okhv = "OKH-LOSHv1.0"\nname = ""Wren""\n', encoding="utf-8")
    command = [sys.executable, "-m", "oshmark", *arguments, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "Usage" not in done.stderr
    is_mended = 'name = "Wren"\n' in path.read_text(encoding="utf-8")
    assert is_mended is (hook["id"] == "oshmark-fix")
