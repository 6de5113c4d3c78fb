# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
# ruff: noqa: PLR2004  how much is enough to guess is said where it is guessed
"""From rows to lines: titles, totals, continued rows and notes are told apart from parts, and each is accounted for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from oshmark.bom import headers
from oshmark.bom.cells import Cells
from oshmark.bom.columns import Columns, assign
from oshmark.bom.model import Dropped, Field, Line
from oshmark.bom.row_labels import ALTERNATIVE_TITLE, COST_LABEL, INDIVIDUAL_TITLE, TOOL_TITLE, TOTAL_LABEL
from oshmark.bom.table import Merge, Row, Table, filled
from oshmark.bom.totals import Totals
from oshmark.bom.word_sets import COST_AND_TOTAL_WORDS

if TYPE_CHECKING:
    from oshmark.bom.notes import Notes

_SPOKEN = frozenset({Field.NAME, Field.DESCRIPTION, Field.VALUE, Field.MPN, Field.NUMBER, Field.SUPPLIER_NUMBER})
_TITLED = _SPOKEN | {Field.LINE, Field.DESIGNATORS, Field.KIND, Field.OTHER}
"""Columns in which a title may stand."""
_MONEY = frozenset({Field.PRICE, Field.TOTAL, Field.PACKAGE, Field.CURRENCY, Field.OTHER})
_TOTAL_WORD = re.compile(r"total|sum|gesamt|somme|soma|totaal|总|合计|小计|合計|小計|総", re.IGNORECASE)
_COST_WORD = re.compile(
    r"ship|post|deliv|freight|handl|tax|vat|custom|duty|discount|versand|porto|steuer|mwst|livraison|frais|tva|env|iva|gast|sped|frete|btw|verzend|运费|税|送料",
    re.IGNORECASE,
)
_BARE_NUMBER = re.compile(r"[\d.,\s€$£%/-]+\s?\w{0,2}")
_NO = frozenset({"", "0", "no", "n", "false", "nein", "non", "-", "~", "fit", "fitted", "populate", "include"})
MAX_TITLE = 80
_TOO_WIDE = 1_000_000


class Block:
    """One table with one row of headings at a time: what has been read of it, and what comes next."""

    def __init__(self, table: Table, notes: Notes) -> None:
        self._table = table
        self._notes = notes
        self.lines: list[Line] = []
        self.dropped: list[Dropped] = []
        self.columns: list[Columns] = []
        self.titles = 0
        self._cells: Cells | None = None
        self._group: str | None = None
        self._skipping: str | None = None
        self._totals = Totals(notes)
        self._fitted_at = -1
        self._quick = (-1, -1, _TOO_WIDE)
        "The columns of the quantity and of the name, and how wide a row has to be to have both."

    def read(self, rows: list[Row], columns: Columns) -> None:
        """Read the rows below the headings."""
        self._begin(columns, rows)
        self._fill_merged(rows, columns)
        for at, row in enumerate(rows):
            if self._is_plainly_a_line(row.cells):
                self._line(row)
                continue
            if not any(row.cells):
                continue
            if self._may_be_heading(row) and headers.is_heading(row.cells):
                self._next_table(row, rows[at + 1 :])
            elif self._is_title(row, rows, at):
                self._title(row)
            elif self._skipping is not None:
                self.dropped.append(Dropped(row.line, self._skipping))
            else:
                self._row(row)
        self._totals.end(self.lines)

    def _is_plainly_a_line(self, cells: list[str]) -> bool:
        """A row with a name and a whole number as its quantity, in no section that is left out: most rows."""
        place, name, width = self._quick
        return (
            len(cells) >= width
            and self._skipping is None
            and cells[place].isdigit()
            and cells[name] != ""
            and COST_AND_TOTAL_WORDS.isdisjoint(cells[name].casefold().split())
        )

    def preamble(self, rows: list[Row]) -> None:
        """The rows above the headings; the last one may be the title of the first section."""
        spoken = [row for row in rows if any(row.cells)]
        for row in spoken:
            self.dropped.append(Dropped(row.line, "above the headings"))
        if spoken and filled(spoken[-1].cells) == 1 and spoken[-1].line >= rows[-1].line - 1:
            text = next(cell for cell in spoken[-1].cells if cell)
            if TOOL_TITLE.match(text) or ALTERNATIVE_TITLE.match(text) or len(text) > headers.MAX_HEADING:
                self._title(spoken[-1])
            elif len(spoken) > 1 and len(text) <= MAX_TITLE:
                self._group = text.rstrip(":").strip()
            if INDIVIDUAL_TITLE.match(text):
                self._group = text

    def _begin(self, columns: Columns, rows: list[Row]) -> None:
        self.columns.append(columns)
        self._cells = Cells(columns, rows, self._table, self._notes)
        self._totals.columns(columns, len(self.lines))
        self._fitted_at = columns.at.get(Field.NOT_FITTED, -1)
        place, name = columns.at.get(Field.QUANTITY, -1), columns.names[0] if columns.names else -1
        self._quick = (place, name, max(place, name) + 1 if min(place, name) >= 0 else _TOO_WIDE)

    def _fill_merged(self, rows: list[Row], columns: Columns) -> None:
        """What is merged over several rows is said of each of them, but a quantity or price is said once."""
        once = {
            columns.at.get(field) for field in (Field.QUANTITY, Field.PRICE, Field.TOTAL, Field.DESIGNATORS, Field.LINE)
        }
        by_line = {row.line: row.cells for row in rows} if self._table.merges else {}
        for merge in self._table.merges:
            self._fill(merge, by_line, once)

    @staticmethod
    def _fill(merge: Merge, by_line: dict[int, list[str]], once: set[int | None]) -> None:
        first = by_line.get(merge.top)
        if first is None or merge.left >= len(first) or merge.left in once or merge.right != merge.left:
            return
        for line in range(merge.top + 1, min(merge.bottom, merge.top + 1000) + 1):
            cells = by_line.get(line)
            if cells is not None and any(cells):
                cells.extend([""] * (merge.left + 1 - len(cells)))
                cells[merge.left] = cells[merge.left] or first[merge.left]

    def _may_be_heading(self, row: Row) -> bool:
        """A row with a quantity is no row of headings; this is looked at first because it is quick."""
        place = self.columns[-1].at.get(Field.QUANTITY)
        if place is not None and place < len(row.cells) and row.cells[place][:1].isdigit():
            return False
        return filled(row.cells) > 1

    def _next_table(self, row: Row, rest: list[Row]) -> None:
        if row.cells[: len(self.columns[-1].headings)] == self.columns[-1].headings:
            self.dropped.append(Dropped(row.line, "headings again"))
            return
        self.dropped.append(Dropped(row.line, "headings"))
        if not headers.says_what(row.cells):
            self._skipping = "of another table, which is no list of parts"
            return
        if self._skipping == "of another table, which is no list of parts":
            self._skipping = None
        self._begin(assign(row.cells, rest, self._notes.findings), rest)

    def _is_title(self, row: Row, rows: list[Row], at: int) -> bool:
        """A row with one filled cell, or the few words just above a row of headings."""
        count = filled(row.cells)
        if self._table.plain_list or count > 4:
            return False
        if count == 1:
            return self._may_be_title(row)
        following = next((later for later in rows[at + 1 : at + 4] if any(later.cells)), None)
        return following is not None and self._may_be_heading(following) and headers.is_heading(following.cells)

    def _may_be_title(self, row: Row) -> bool:
        """Whether the one filled cell of a row stands where names do, and is no number and no total."""
        place, text = next((place, cell) for place, cell in enumerate(row.cells) if cell)
        at = self.columns[-1].at
        says = next((field for field in at if at[field] == place), Field.OTHER)
        may_be = place == 0 or says in _TITLED
        return len(at) > 1 and may_be and _BARE_NUMBER.fullmatch(text) is None and not self._is_total(row)

    def _title(self, row: Row) -> None:
        at, text = next((at, cell) for at, cell in enumerate(row.cells) if cell)
        if filled(row.cells) == 1 and self._continues(at, text):
            self.dropped.append(Dropped(row.line, f"joined to line {self.lines[-1].line}"))
            return
        if len(text) > MAX_TITLE and not ALTERNATIVE_TITLE.match(text) and not TOOL_TITLE.match(text):
            self.dropped.append(Dropped(row.line, "a note, not a part"))
            return
        self._group = text.rstrip(":").strip()
        self.titles += 1
        self._skipping = None
        if TOOL_TITLE.match(text):
            self._skipping = "a tool, not a part"
        elif ALTERNATIVE_TITLE.match(text):
            self._skipping = "an alternative to another line"
        self.dropped.append(Dropped(row.line, f"title “{text[:MAX_TITLE]}”"))

    def _continues(self, at: int, text: str) -> bool:
        """Designators that go on in the next row."""
        if not self.lines or self.columns[-1].at.get(Field.DESIGNATORS) != at or self._cells is None:
            return False
        more = self._cells.more_designators(self.lines[-1], text)
        if more is None:
            return False
        self.lines[-1] = more
        return True

    def _row(self, row: Row) -> None:
        if self._is_total(row):
            self._totals.stated(row, self.lines)
            self.dropped.append(Dropped(row.line, "a total"))
        elif self._is_cost(row):
            self._totals.beside(row)
            self.dropped.append(Dropped(row.line, "a cost, not a part"))
        else:
            self._line(row)

    def _is_total(self, row: Row) -> bool:
        spoken = [cell for cell in row.cells if cell]
        if len(spoken) > 5:
            return False
        if any(_TOTAL_WORD.search(cell[:40]) and TOTAL_LABEL.match(cell) for cell in spoken[:3]):
            return not self._has(row, Field.MPN, Field.DESIGNATORS, Field.MANUFACTURER) or len(spoken) <= 3
        return False

    def _has(self, row: Row, *fields: Field) -> bool:
        return any(
            place < len(row.cells) and row.cells[place]
            for field in fields
            if (place := self.columns[-1].at.get(field)) is not None
        )

    def _is_cost(self, row: Row) -> bool:
        name = next((row.cells[at] for at in self.columns[-1].names if at < len(row.cells) and row.cells[at]), "")
        return bool(name) and _COST_WORD.search(name[:60]) is not None and COST_LABEL.match(name[:80]) is not None

    def _line(self, row: Row) -> None:
        if self._cells is None:
            return
        line = self._cells.line(row, self._group)
        if line is None:
            self._without_name(row)
        elif self._fitted_at >= 0 and self._is_left_out(row):
            self.dropped.append(Dropped(row.line, "not fitted"))
        else:
            self.lines.append(line)

    def _is_left_out(self, row: Row) -> bool:
        return self._fitted_at < len(row.cells) and row.cells[self._fitted_at].casefold() not in _NO

    def _without_name(self, row: Row) -> None:
        """A row that names nothing: a sum without a word, designators that go on, or what is left of a form."""
        places = {at for at, cell in enumerate(row.cells) if cell}
        at = self.columns[-1].at
        money = {at[field] for field in _MONEY if field in at}
        if places <= money and self._totals.stated(row, self.lines):
            self.dropped.append(Dropped(row.line, "a total"))
            return
        place = at.get(Field.DESIGNATORS)
        if place in places and self._continues(place or 0, row.cells[place or 0]):
            self.dropped.append(Dropped(row.line, f"joined to line {self.lines[-1].line}"))
        else:
            self.dropped.append(Dropped(row.line, "it names no part"))
