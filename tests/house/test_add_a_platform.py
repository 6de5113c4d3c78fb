# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who follows the page about adding a platform has one that passes the suite of all platforms."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]
PAGE = PROJECT / "docs" / "how-to" / "add-a-platform.md"
BLOCK = re.compile(r'^```(python|diff) title="([^"\n]+)"\n(.*?)^```$', re.DOTALL | re.MULTILINE)
COPIED = ("src/oshmark", "tests", "pyproject.toml")
LEFT_OUT = shutil.ignore_patterns("__pycache__", ".hypothesis")
FEWEST_TESTS = 20


def blocks() -> list[tuple[str, str, str]]:
    """Each block of the page that has a file: its language, the file, and its text."""
    return [(one[1], one[2], one[3]) for one in BLOCK.finditer(PAGE.read_text(encoding="utf-8"))]


def changed(text: str, diff: str) -> str:
    """A text after a change, of which the lines that go and stay have to be there exactly once."""
    lines = diff.splitlines(keepends=True)
    before = "".join(line[1:] for line in lines if line[0] in " -")
    after = "".join(line[1:] for line in lines if line[0] in " +")
    assert text.count(before) == 1, f"This is not there, or not once:\n{before}"
    return text.replace(before, after)


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A copy of the project in which somebody has done what the page says."""
    for name in COPIED:
        source, target = PROJECT / name, tmp_path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, ignore=LEFT_OUT)
        else:
            shutil.copy(source, target)
    for language, name, text in blocks():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text if language == "python" else changed(path.read_text(encoding="utf-8"), text))
    return tmp_path


def test_the_page_has_every_file_that_a_platform_needs() -> None:
    files = [name for language, name, _text in blocks() if language == "python"]
    connector = "src/oshmark/crawl/connectors/workbench"
    assert files == [*(f"{connector}/{n}.py" for n in ("requests", "parse", "__init__")), "tests/fakes/workbench.py"]
    assert [language for language, _name, _text in blocks()].count("diff") == 5


def test_the_platform_of_the_page_passes_the_suite_of_all_platforms(tree: Path) -> None:
    [command] = re.findall(r"^\$ \.venv/bin/python (-m pytest .+)$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    done = subprocess.run(
        [sys.executable, *command.split(), "-q", "-p", "no:cacheprovider"],
        cwd=tree,
        env={**os.environ, "PYTHONPATH": str(tree / "src")},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    said = re.search(r"(\d+) passed", done.stdout)
    assert done.returncode == 0, done.stdout[-3000:]
    assert said is not None
    assert int(said[1]) >= FEWEST_TESTS


def test_the_code_of_the_page_is_written_as_ours_is(tree: Path) -> None:
    written = [str(tree / name) for _language, name, _text in blocks()]
    for check in (["check", "--no-cache"], ["format", "--check", "--no-cache"]):
        done = subprocess.run(
            [sys.executable, "-m", "ruff", *check, *written], cwd=tree, capture_output=True, text=True, check=False
        )
        if "No module named ruff" in done.stderr:
            pytest.skip("ruff is not installed: make check has it")
        assert done.returncode == 0, done.stdout
