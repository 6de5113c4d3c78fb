# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later

"""HTML: the tables of a page, with their merged cells. Nothing is loaded and nothing is run."""

from __future__ import annotations

import re
from html import unescape

from oshmark.bom.limits import MAX_CELL, MAX_CELLS, MAX_COLUMNS, MAX_TABLES, refuse
from oshmark.bom.table import Merge, Row, Table, clean

_MAX_SPAN = 1000
_NAME = re.compile(r"(/?)([A-Za-z][A-Za-z0-9]{0,20})(?![\w-])")
_TITLES = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "caption", "title"})
_SILENT = frozenset({"script", "style", "template", "noscript"})
_BREAKS = frozenset({"br", "p", "div", "li"})


class _Open:
    """A table that is being read; tables may stand within cells of others."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.rows: list[Row] = []
        self.merges: list[Merge] = []
        self.taken: dict[tuple[int, int], None] = {}
        "Places below a cell that goes over several rows."
        self.text: list[str] | None = None
        self.span = (1, 1)

    def close_cell(self) -> None:
        """Put the cell that is open into its row."""
        if self.text is None or not self.rows:
            self.text = None
            return
        cells, here = self.rows[-1].cells, len(self.rows) - 1
        while (here, len(cells)) in self.taken:
            cells.append("")
        left, (across, down) = len(cells), self.span
        if left + across > MAX_COLUMNS:
            raise refuse(f"{MAX_COLUMNS} columns")
        cells.append(clean("".join(self.text)[: MAX_CELL + 1]))
        cells.extend([""] * (across - 1))
        if down > 1:
            line = self.rows[-1].line
            self.merges.append(Merge(line, left, line + down - 1, left + across - 1))
            for row in range(here + 1, here + down):
                for column in range(left, left + across):
                    self.taken[row, column] = None
        self.text = None


class _Page:
    """Collects tables. `line` of a row is its number within the page: each `tr` is counted."""

    def __init__(self) -> None:
        self.found: list[Table] = []
        self._open: list[_Open] = []
        self._title: list[str] | None = None
        self._last_title = ""
        self._silent = 0
        self._cells = self._rows = 0

    def feed(self, text: str) -> None:
        """Go through the text from tag to tag. A parser that looks ahead would look for ever at tags that never end."""
        first, *pieces = text.split("<")
        self._data(first)
        commented = False
        for piece in pieces:
            commented = commented or piece.startswith("!--")
            if commented:
                commented = "-->" not in piece
                continue
            tag, _, data = piece.partition(">")
            name = _NAME.match(tag)
            if name is None:
                self._data(piece if tag[:1] not in {"!", "?"} else data)
                continue
            if name[1]:
                self._end(name[2].lower())
            else:
                self._start(name[2].lower(), tag[:2000])
            self._data(data)

    def _start(self, tag: str, said: str) -> None:
        """Open what a tag opens; cells and rows that were not closed are closed."""
        if tag in _SILENT:
            self._silent += 1
        elif tag == "table":
            if len(self._open) + len(self.found) >= MAX_TABLES:
                raise refuse(f"{MAX_TABLES} tables")
            self._open.append(_Open(self._last_title))
        elif tag in _TITLES:
            self._title = []
        elif self._open:
            self._within(tag, said)

    def _within(self, tag: str, said: str) -> None:
        table = self._open[-1]
        if tag == "tr":
            table.close_cell()
            self._rows += 1
            table.rows.append(Row(self._rows, []))
        elif tag in {"td", "th"}:
            table.close_cell()
            if not table.rows:
                self._rows += 1
                table.rows.append(Row(self._rows, []))
            table.span = (_span("colspan", said), _span("rowspan", said))
            table.text = []
            self._cells += table.span[0] * table.span[1]
            if self._cells > MAX_CELLS:
                raise refuse(f"{MAX_CELLS:,} cells")
        elif tag in _BREAKS and table.text is not None:
            table.text.append(" ")

    def _end(self, tag: str) -> None:
        """Close what a tag closes."""
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag in _TITLES and self._title is not None:
            self._last_title, self._title = clean("".join(self._title)), None
            if tag == "caption" and self._open:
                self._open[-1].name = self._last_title
        elif self._open and tag in {"td", "th", "tr"}:
            self._open[-1].close_cell()
        elif self._open and tag == "table":
            self._close_table()

    def _data(self, data: str) -> None:
        """Text belongs to the title or the cell that is open."""
        if self._silent or not data:
            return
        data = unescape(data) if "&" in data else data
        if self._title is not None:
            self._title.append(data[:MAX_CELL])
        elif self._open and self._open[-1].text is not None:
            self._open[-1].text.append(data)

    def _close_table(self) -> None:
        table = self._open.pop()
        table.close_cell()
        rows = [row for row in table.rows if row.cells]
        if rows:
            self.found.append(Table(table.name, rows, tuple(table.merges)))

    def finish(self) -> list[Table]:
        """The tables in the order in which they ended; those that were never closed end with the page."""
        while self._open:
            self._close_table()
        return self.found


def _span(name: str, said: str) -> int:
    found = re.search(rf"""\b{name}\s*=\s*["']?\s*(\d{{1,6}})\b""", said, re.IGNORECASE)
    return min(max(int(found[1]), 1), _MAX_SPAN) if found else 1


def tables(text: str) -> list[Table]:
    """The tables of a page."""
    page = _Page()
    page.feed(text)
    return page.finish()
