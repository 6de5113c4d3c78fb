# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Each requirement of certification that the issue of the body names is cited by a test of its behaviour.

A test cites `C-42` in its docstring, in that of its file, or in its name (`test_c_42_…`). Of a range its ends are cited
and nothing between: whoever looks for one of those would not find it.
"""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

TESTS = Path(__file__).resolve().parent.parent
NAMED = (
    *(f"C-{number}" for number in (*range(1, 12), *range(13, 19), 33, 42, 59, *range(90, 105), 112, 113)),
    *("C-104a", "C-118", "C-123", "C-126", "C-127"),
)
"""What the issue names, ranges written out."""
CITED = re.compile(r"\bC-(\d+a?)\b|(?<=_)c_(\d+a?)(?=_)")


def citations(path: Path) -> Iterator[str]:
    """The requirements that the tests of a file cite."""
    tree = ast.parse(path.read_text())
    tests = [one for one in ast.walk(tree) if isinstance(one, ast.FunctionDef) and one.name.startswith("test_")]
    if not tests:
        return
    said = [ast.get_docstring(tree) or "", *(f"{one.name} {ast.get_docstring(one) or ''}" for one in tests)]
    for text in said:
        yield from (f"C-{found[1] or found[2]}" for found in CITED.finditer(text))


def test_each_requirement_has_a_test_that_cites_it() -> None:
    found: dict[str, set[str]] = {}
    for path in sorted(TESTS.rglob("test_*.py")):
        if path != Path(__file__):
            for cited in citations(path):
                found.setdefault(cited, set()).add(path.name)
    assert len(NAMED) == len(set(NAMED)) == 42
    assert [one for one in NAMED if one not in found] == []


def test_only_the_words_of_a_test_cite(tmp_path: Path) -> None:
    """A comment, a list of data, or a file without tests is no test."""
    file = tmp_path / "test_x.py"
    file.write_text('"""C-1 and C-96 … C-99."""\n\nX = "C-2"  # C-3\n\n\ndef test_c_4_and_more():\n    """C-104a."""\n')
    assert set(citations(file)) == {"C-1", "C-96", "C-99", "C-4", "C-104a"}
    file.write_text('"""C-1."""\n')
    assert set(citations(file)) == set()
