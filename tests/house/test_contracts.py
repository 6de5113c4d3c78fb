# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The contracts of the house hold for every room, not only for those that somebody remembered to list."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
PACKAGE = ROOT / "src" / "oshmark"
NOT_ROOMS = {"__init__", "__main__", "adapters", "cli", "web"}

OUTWARD_IMPORTS = ("pathlib.Path", "pathlib.PosixPath", "urllib.error", "urllib.request")
OUTWARD_CALLS = {"input", "open", "print"}

PLANTED = {
    "values/planted.py": "import sqlite3",
    "manifest/planted.py": "import os",
    "values/climbing.py": "import oshmark.manifest.planted",
    "stray.py": "",
}


def rooms() -> dict[str, list[Path]]:
    """Everything below the adapters, a folder or a single file, with its code."""
    found: dict[str, list[Path]] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        name = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
        if name not in NOT_ROOMS:
            found.setdefault(name, []).append(path)
    return found


def outward(path: Path) -> set[str]:
    """What a file imports or calls that reaches out of the process."""
    reached: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            reached.update(alias.name for alias in node.names if alias.name in {"pathlib", "urllib.request"})
        elif isinstance(node, ast.ImportFrom):
            names = {f"{node.module}.{alias.name}" for alias in node.names}
            reached.update(name for name in names if name.startswith(OUTWARD_IMPORTS))
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            reached.update({node.func.id} & OUTWARD_CALLS)
    return reached


def test_every_room_is_held_to_be_pure() -> None:
    configuration = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    (contract,) = [contract for contract in configuration["contracts"] if contract["id"] == "pure"]
    assert set(contract["source_modules"]) == {f"oshmark.{room}" for room in rooms()}


def test_no_room_opens_a_file_or_speaks_to_anybody() -> None:
    offenders = {path.name: outward(path) for paths in rooms().values() for path in paths}
    assert {name: reached for name, reached in offenders.items() if reached} == {}


def test_the_search_for_outward_code_finds_it(tmp_path: Path) -> None:
    planted = tmp_path / "planted.py"
    planted.write_text("from pathlib import Path\nimport urllib.request\nopen('x')\n", encoding="utf-8")
    assert outward(planted) == {"pathlib.Path", "urllib.request", "open"}


def test_planted_faults_are_caught(tmp_path: Path) -> None:
    shutil.copytree(PACKAGE, tmp_path / "oshmark", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for place, line in PLANTED.items():
        (tmp_path / "oshmark" / place).write_text(f"{line}\n", encoding="utf-8")
    result = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-logo", "--no-cache"],
        cwd=tmp_path,
        env={"PYTHONPATH": str(tmp_path), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 1
    assert "oshmark.values.planted -> sqlite3" in result.stdout
    assert "oshmark.manifest.planted -> os" in result.stdout
    assert "oshmark.values.climbing -> oshmark.manifest.planted" in result.stdout
    assert "oshmark.stray" in result.stdout
