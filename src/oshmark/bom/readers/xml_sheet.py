# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
# ruff: noqa: PLR2004  numbers of a format stand where they are compared
"""Spreadsheets in one XML file: the format of Excel 2003, often named .xls, and the flat form of ODS."""

from __future__ import annotations

from xml.parsers import expat

from oshmark.bom.limits import MAX_CELLS, MAX_COLUMNS, refuse, unreadable
from oshmark.bom.readers.xml import parser_for
from oshmark.bom.table import Merge, NumberCell, Row, Table, clean

_MAX_ROW = 100_000
_NUMBERS = frozenset({"Number", "float", "currency"})


class _Sheets:
    """Both formats in one pass: sheets of rows of cells, whose places may be given or follow from the one before."""

    def __init__(self) -> None:
        self.tables: list[Table] = []
        self._row = self._column = self._cells = 0
        self._number: str | None = None
        self._span = (1, 1)
        self._repeat = 1
        self._text: list[str] | None = None
        self._covered = False
        "Whether the cells below a merged one have tags of their own."

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """A tag opens."""
        said = {name.rpartition(":")[2]: value for name, value in attributes.items()}
        local = tag.rpartition(":")[2]
        if local == "Worksheet" or tag == "table:table":
            self._covered = tag == "table:table"
            self.tables.append(Table(clean(said.get("Name") or said.get("name") or ""), []))
            self._row = 0
        elif not self.tables:
            return
        elif local in {"Row", "table-row"}:
            self._row = min(_whole(said.get("Index"), self._row + 1), _MAX_ROW)
            self._column = 0
            self.tables[-1].rows.append(Row(self._row, []))
        elif local in {"Cell", "table-cell", "covered-table-cell"} and self.tables[-1].rows:
            self._open(said)
        elif local in {"Data", "p"} and self._text is not None:
            self._kind(said.get("Type"))

    def _open(self, said: dict[str, str]) -> None:
        self._column = _whole(said.get("Index"), self._column + 1)
        across = (
            _whole(said.get("MergeAcross"), 0) + 1
            if "MergeAcross" in said
            else _whole(said.get("number-columns-spanned"), 1)
        )
        down = (
            _whole(said.get("MergeDown"), 0) + 1 if "MergeDown" in said else _whole(said.get("number-rows-spanned"), 1)
        )
        self._span = (across, down)
        self._repeat = _whole(said.get("number-columns-repeated"), 1)
        self._number, self._text = None, []
        if said.get("value-type") in _NUMBERS:
            self._number = said.get("value")

    def _kind(self, kind: str | None) -> None:
        if kind in _NUMBERS:
            self._number = ""
        if self._text:
            self._text.append(" ")

    def words(self, text: str) -> None:
        """Text within a cell."""
        if self._text is not None:
            self._text.append(text)

    def end(self, tag: str) -> None:
        """A tag closes."""
        local = tag.rpartition(":")[2]
        if local in {"Cell", "table-cell", "covered-table-cell"} and self._text is not None:
            self._close()
        elif (
            local in {"Row", "table-row"}
            and self.tables
            and self.tables[-1].rows
            and not any(self.tables[-1].rows[-1].cells)
        ):
            self.tables[-1].rows[-1].cells.clear()

    def _close(self) -> None:
        row = self.tables[-1].rows[-1]
        text = clean("".join(self._text or ()))
        number = text if self._number == "" else self._number
        cell = NumberCell(_plain(number)) if number and _plain(number) else text
        times, left = self._repeat, self._column - 1
        if cell:
            if left + times > MAX_COLUMNS:
                raise refuse(f"{MAX_COLUMNS} columns")
            row.cells.extend([""] * (left - len(row.cells)))
            row.cells.extend([cell] * times)
        self._column += times - 1
        across, down = self._span
        if 1 < down <= 1000 and len(self.tables[-1].merges) < 10_000:
            self.tables[-1].merges += (Merge(row.line, left, row.line + down - 1, left + across - 1),)
        if not self._covered:
            self._column += across - 1  # Excel leaves out the cells that a merged one covers, ODS has tags for them
        self._cells += times
        if self._cells > MAX_CELLS:
            raise refuse(f"{MAX_CELLS:,} cells")
        self._text = None


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 8 else otherwise


def _plain(text: str) -> str:
    """A number as the file writes it, with 15 digits; empty for what is none."""
    try:
        value = float(text)
    except ValueError:
        return ""
    return (
        str(int(value)) if value.is_integer() and abs(value) < 1e15 else (f"{value:.15g}" if abs(value) < 1e15 else "")
    )


def tables(text: str) -> list[Table]:
    """The sheets of a workbook."""
    sheets = _Sheets()
    try:
        parser_for(sheets.start, sheets.end, sheets.words).Parse(text.encode("utf-8", "replace"), True)
    except expat.ExpatError as exc:
        raise unreadable(f"its XML is damaged in line {exc.lineno}") from exc
    return [table for table in sheets.tables if any(row.cells for row in table.rows)]
