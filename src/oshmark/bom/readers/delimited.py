# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
# ruff: noqa: PLR2004  numbers of a format stand where they are compared
"""CSV and its kin: which sign parts the cells, and whether quotation marks can be trusted."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from oshmark.bom import rules
from oshmark.bom.limits import MAX_CELLS, MAX_COLUMNS, MAX_LINES, refuse
from oshmark.bom.table import Row, Table, clean, clean_row, clean_rows, numbered
from oshmark.values.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SIGNS = (",", ";", "\t", "|", "^", "~", ":")
_TRIED = 120
_MAX_LINES_OF_CELL = 40
"""A quoted cell may go over several lines; one that swallows more was never closed."""


def read(text: str, findings: list[Finding]) -> list[Table]:
    """The one table of a text."""
    text = text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")
    first, _, rest = text.partition("\n")
    skipped = 0
    stated = first.strip().strip('"').lower()
    if stated.startswith("sep=") and len(stated) <= 5:
        text, skipped, sign = rest, 1, stated[4:] or "\t"
    else:
        sign = _sign(text)
    rows = (None if skipped else _plain_rows(text, sign)) or _rows(
        text, sign, quoting=csv.QUOTE_MINIMAL, skipped=skipped
    )
    if rows is None:
        findings.append(Finding(rules.QUOTES_BROKEN))
        rows = _rows(text, sign, quoting=csv.QUOTE_NONE, skipped=skipped)
    return [Table("", rows or [], decimal_comma=sign == ";")]


def _sign(text: str) -> str:
    """The sign by which most lines have the same number of cells."""
    head = "\n".join(text.split("\n", _TRIED)[:_TRIED])
    common = [sign for sign in SIGNS[:4] if sign in head]
    scores = {sign: _evenness(head, sign) for sign in common or SIGNS[4:] if sign in head}
    return max(scores, key=scores.__getitem__, default=",")


def _evenness(head: str, sign: str) -> float:
    counts: dict[int, int] = {}
    lines = 0
    try:
        for row in csv.reader(io.StringIO(head), delimiter=sign):
            if any(row):
                lines += 1
                counts[len(row)] = counts.get(len(row), 0) + 1
    except csv.Error:
        return -1
    best = max(((many * min(cells, 12), cells, many) for cells, many in counts.items() if cells > 1), default=(0, 0, 0))
    rare = 0.3 if sign in "^~:" else 1
    return rare * best[2] / max(lines, 1) * (1 + min(best[1], 12) / 6)


def _rows(text: str, sign: str, *, quoting: int, skipped: int) -> list[Row] | None:
    """The rows, or `None` when a quotation mark has swallowed a part of the file."""
    if quoting == csv.QUOTE_NONE:
        reader: Iterable[list[str]] = csv.reader(io.StringIO(text), delimiter=sign, quoting=csv.QUOTE_NONE)
    else:
        reader = csv.reader(io.StringIO(text), delimiter=sign)
    rows: list[Row] = []
    try:
        for line, last, cells in _numbered(reader):
            if last - line >= _MAX_LINES_OF_CELL and quoting != csv.QUOTE_NONE:
                return None
            if last > MAX_LINES:
                raise refuse(f"{MAX_LINES:,} lines")
            if cells:
                rows.append(Row(line + skipped, _cells(cells, quoting)))
    except csv.Error as exc:  # a cell that is longer than the csv module takes
        if quoting == csv.QUOTE_NONE:
            raise refuse("131,072 characters in one cell") from exc
        return None
    if sum(len(row.cells) for row in rows) > MAX_CELLS:
        raise refuse(f"{MAX_CELLS:,} cells")
    return rows


def _plain_rows(text: str, sign: str) -> list[Row] | None:
    """The rows of a text in which every row is a line, as most are; `None` for any other, and for one that is too long
    or too wide."""
    lines = text.count("\n") + (not text.endswith("\n"))
    if lines > MAX_LINES:
        return None
    try:
        found = list(csv.reader(io.StringIO(text), delimiter=sign))
    except csv.Error:
        return None
    widths = list(map(len, found))
    if len(found) != lines or max(widths, default=0) > MAX_COLUMNS or sum(widths) > MAX_CELLS:
        return None
    rows = list(numbered(clean_rows(found)))
    return rows if all(found) else [row for row in rows if row.cells]


def _numbered(reader: Iterable[list[str]]) -> Iterator[tuple[int, int, list[str]]]:
    """Rows with the first and the last line that they stand on."""
    before = 0
    for cells in reader:
        last: int = reader.line_num  # type: ignore[attr-defined]  # the reader of the csv module has it
        yield before + 1, last, cells
        before = last


def _cells(cells: list[str], quoting: int) -> list[str]:
    if len(cells) > MAX_COLUMNS:
        while len(cells) > MAX_COLUMNS and not cells[-1].strip():
            cells.pop()
        if len(cells) > MAX_COLUMNS:
            raise refuse(f"{MAX_COLUMNS} columns")
    if quoting == csv.QUOTE_NONE:
        return [clean(cell.strip('"')) for cell in cells]
    return clean_row(cells)
