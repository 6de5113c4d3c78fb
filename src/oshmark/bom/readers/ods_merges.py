# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which cells of an ODS are merged, which the native library does not say (OpenDocument 1.3, part 3, 9.1)."""

from __future__ import annotations

import re

from oshmark.bom.limits import MAX_COLUMNS
from oshmark.bom.table import Merge

_SPANNED = b"number-rows-spanned"
_CELL = re.compile(rb"<table:(?:covered-)?table-cell\b[^<>]*>")
_NUMBER = {
    name: re.compile(rb'table:number-%s="(\d{1,7})"' % name)
    for name in (b"rows-spanned", b"columns-spanned", b"columns-repeated", b"rows-repeated")
}
_MAX_ROWS = 1000


def merges_of(content: bytes) -> list[tuple[Merge, ...]]:
    """For each table of a document, in its order, its merged cells, with rows from 1; empty where nothing is merged."""
    if _SPANNED not in content:
        return []
    return [tuple(_of_table(table)) for table in re.split(rb"<table:table\b(?!-)", content)[1:]]


def _of_table(table: bytes) -> list[Merge]:
    found: list[Merge] = []
    line = 1
    for row in table.split(b"<table:table-row")[1:]:
        if _SPANNED in row:
            found += _of_row(row, line)
        line += _said(b"rows-repeated", row[: row.find(b">") + 1])
    return found


def _of_row(row: bytes, line: int) -> list[Merge]:
    found, column = [], 0
    for cell in _CELL.findall(row):
        down, across = _said(b"rows-spanned", cell), _said(b"columns-spanned", cell)
        if (down > 1 or across > 1) and column + across <= MAX_COLUMNS:
            found.append(Merge(line, column, line + min(down, _MAX_ROWS) - 1, column + across - 1))
        column += _said(b"columns-repeated", cell)
    return found


def _said(name: bytes, element: bytes) -> int:
    number = _NUMBER[name].search(element)
    return max(int(number[1]), 1) if number else 1
