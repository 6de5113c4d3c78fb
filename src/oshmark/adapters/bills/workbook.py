# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A bill of materials as XLSX: the same lines give the same bytes, and no cell is a formula."""

from __future__ import annotations

import io
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import xlsxwriter

from oshmark.bom.made import Origin
from oshmark.bom.write import COLUMNS, may_be_formula, numbered

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from oshmark.bom.model import Line
    from oshmark.bom.subtotals import Subtotal

NEVER = datetime(2000, 1, 1)  # noqa: DTZ001  the time that the format asks for, without a zone; it is nobody's
MAX_CELL = 32_000
"""Characters that a cell of the format may hold, with some to spare."""
NUMBERS: dict[str, Callable[[Line], Decimal | None]] = {
    "Quantity": lambda line: line.quantity,
    "Unit price": lambda line: line.price,
    "Total price": lambda line: line.total,
    "Mass (g)": lambda line: line.mass_g,
}
WIDTHS = {"Name": 42, "Remark": 36, "Designators": 24, "Source file": 30, "Link": 30, "Material": 20, "Process": 20}
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": True,
}
_LARGEST = Decimal(10) ** 15


def to_xlsx(lines: Sequence[Line], sums: Sequence[Subtotal], notes: Sequence[tuple[str, str]]) -> bytes:
    """A workbook with the lines, what they add up to, and notes, each with the line that it is about."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, OPTIONS)
    book.set_properties({"title": "Bill of materials", "created": NEVER})
    sheets = _Sheets(book)
    sheets.lines(numbered(lines))
    sheets.sums(sums)
    if notes:
        sheets.notes(notes)
    book.close()
    return target.getvalue()


class _Sheets:
    """The sheets of a workbook."""

    def __init__(self, book: Any) -> None:  # noqa: ANN401  the library has no types
        self._book = book
        self._head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        # What looks like a formula is marked as a text: it stays one when somebody edits the cell.
        self._guarded = book.add_format({"quote_prefix": True})

    def lines(self, lines: Sequence[Line]) -> None:
        """The lines, without the columns of which nothing is known."""
        kept = [(name, write) for name, write in COLUMNS if name in {"Name", "Quantity"} or any(map(write, lines))]
        sheet = self._sheet("Bill of materials", [(name, WIDTHS.get(name, 14)) for name, _write in kept])
        for row, line in enumerate(lines, start=1):
            for column, (name, write) in enumerate(kept):
                number = NUMBERS[name](line) if name in NUMBERS else Decimal(row) if name == "Line" else None
                self._cell(sheet, row, column, write(line) if number is None else number)
        if lines:
            sheet.autofilter(0, 0, len(lines), len(kept) - 1)

    def sums(self, sums: Sequence[Subtotal]) -> None:
        """What the lines add up to, a row for each title and currency."""
        names = (
            ("Section", 36),
            ("Sum of lines", 12),
            ("Sum", 14),
            ("In", 8),
            ("Sum of grams", 14),
            ("Bought, lines", 12),
        )
        sheet = self._sheet("Sums", names)
        row = 0
        for one in sums:
            amounts: dict[str, Decimal | None] = {**one.cost} or {"": None}
            for currency, amount in amounts.items():
                row += 1
                title = " · ".join(filter(None, (one.sheet, one.group)))
                cells = (title, Decimal(one.lines), amount, currency, one.mass_g, Decimal(one.origins[Origin.BOUGHT]))
                for column, cell in enumerate(cells):
                    self._cell(sheet, row, column, cell)

    def notes(self, notes: Sequence[tuple[str, str]]) -> None:
        """What was left out, guessed, or does not add up."""
        sheet = self._sheet("Notes", (("Row of the file", 14), ("What was noticed", 110)))
        for row, note in enumerate(notes, start=1):
            for column, cell in enumerate(note):
                self._cell(sheet, row, column, cell)

    def _sheet(self, name: str, headings: Sequence[tuple[str, int]]) -> Any:  # noqa: ANN401  as above
        sheet = self._book.add_worksheet(name)
        for column, (heading, width) in enumerate(headings):
            sheet.write_string(0, column, heading, self._head)
            sheet.set_column(column, column, width)
        sheet.freeze_panes(1, 0)
        return sheet

    def _cell(self, sheet: Any, row: int, column: int, value: Decimal | str | None) -> None:  # noqa: ANN401  as above
        if value is None or value == "":
            return
        if isinstance(value, Decimal) and abs(value) < _LARGEST:
            sheet.write_number(row, column, float(value))
        else:
            text = _printable(f"{value:f}" if isinstance(value, Decimal) else value)
            sheet.write_string(row, column, text, self._guarded if may_be_formula(text) else None)


def _printable(text: str) -> str:
    """A text that XML may hold, and no longer than a cell."""
    return "".join(letter for letter in text[:MAX_CELL] if letter >= " " and letter not in "\ufffe\uffff")
