# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Lists whose columns are kept apart by blanks, as Eagle writes them: where a heading begins, its column begins."""

from __future__ import annotations

import itertools
import re

from oshmark.bom.limits import MAX_CELLS, refuse
from oshmark.bom.table import Row, Table, clean
from oshmark.bom.words import roles_of

_WORD = re.compile(r"\S+(?: \S+)*")
_MIN_COLUMNS = 3


def tables(text: str) -> list[Table]:
    """The one table of a parts list, or none."""
    lines = [line.expandtabs(8) for line in text.splitlines()]
    at = next((at for at, line in enumerate(lines) if _is_heading(line)), None)
    if at is None:
        return []
    starts = [found.start() for found in _WORD.finditer(lines[at])]
    rows = [Row(at + 1, [clean(found[0]) for found in _WORD.finditer(lines[at])])]
    rows += [Row(number + 1, _cut(line, starts)) for number, line in enumerate(lines) if number > at and line.strip()]
    if len(rows) * len(starts) > MAX_CELLS:
        raise refuse(f"{MAX_CELLS:,} cells")
    return [Table("", rows)]


def _is_heading(line: str) -> bool:
    words = _WORD.findall(line[:1000])
    known = sum(1 for word in words if roles_of(word))
    return len(words) >= _MIN_COLUMNS and known * 2 >= len(words)


def _cut(line: str, starts: list[int]) -> list[str]:
    """The cells of a line. A value that is longer than its column pushes the next ones to the right."""
    edges = []
    for start in starts[1:]:
        edge = start
        while 0 < edge < len(line) and line[edge - 1] != " " and line[edge] != " ":
            edge += 1
        edges.append(edge)
    bounds = [0, *edges, len(line)]
    return [clean(line[left:right]) for left, right in itertools.pairwise(bounds)]
