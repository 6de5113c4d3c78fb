# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The cells of a table, by the readers of bills of materials. Imported by the child alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oshmark.adapters.opening.answer import (
    MOST_COLUMNS,
    MOST_LETTERS,
    MOST_ROWS,
    MOST_SHEETS,
    RefusedFile,
    Sheet,
    Sheets,
    Why,
)
from oshmark.bom.limits import MAX_BYTES
from oshmark.bom.readers import delimited, spreadsheet
from oshmark.bom.sniff import OLE, ZIP, not_a_table
from oshmark.bom.text import decode
from oshmark.errors import UnreadableError

if TYPE_CHECKING:
    from oshmark.bom.table import Table


def sheets_of(raw: bytes) -> Sheets:
    """The first cells of a table. Raises `RefusedFile`."""
    if len(raw) > MAX_BYTES:
        raise RefusedFile(Why.TOO_LARGE)
    if not_a_table(raw):
        raise RefusedFile(Why.NO_TABLE)
    try:
        found = spreadsheet.read(raw, []) if raw.startswith((ZIP, OLE)) else delimited.read(decode(raw).text, [])
    except UnreadableError as exc:
        raise RefusedFile(Why.DAMAGED) from exc
    filled = [one for one in found if one.rows]
    if not filled:
        raise RefusedFile(Why.NO_TABLE)
    return Sheets(tuple(map(_sheet, filled[:MOST_SHEETS])), max(0, len(filled) - MOST_SHEETS))


def _sheet(table: Table) -> Sheet:
    rows = [[cell[:MOST_LETTERS] for cell in row.cells[:MOST_COLUMNS]] for row in table.rows[:MOST_ROWS]]
    width = max((_width(row) for row in rows), default=0)
    even = tuple(tuple([*row, *[""] * width][:width]) for row in rows)
    return Sheet(table.name[:100], even, max(0, len(table.rows) - MOST_ROWS))


def _width(row: list[str]) -> int:
    return max((place for place, cell in enumerate(row, start=1) if cell), default=0)
