# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
# ruff: noqa: PLR2004  how much is enough to guess is said where it is guessed
"""Whether the lines add up to what the file says they cost."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from msgspec.structs import replace

from oshmark.bom import rules
from oshmark.bom.model import Field, Line, sum_of
from oshmark.bom.numbers import Mark, Sure, money

if TYPE_CHECKING:
    from oshmark.bom.columns import Columns
    from oshmark.bom.notes import Notes
    from oshmark.bom.table import Row

_NEAR, _FAR = Decimal("0.05"), Decimal("0.3")
"""A total that was not brought up to date still tells what a price is for, if the two readings are far apart."""
_DIGITS = Decimal("0.000001")


class Totals:
    """The totals of a table as they come: each is that of the lines since the last one, or of all of them."""

    def __init__(self, notes: Notes) -> None:
        self._notes = notes
        self._at: dict[Field, int] = {}
        self._heading = ""
        self._from = self._section = 0
        self._extra = Decimal(0)
        self._parts: list[Decimal] = []

    def columns(self, columns: Columns, count: int) -> None:
        """The columns of the rows that follow, and how many lines came before them."""
        self._at = columns.at
        self._section = count
        self._heading = columns.heading(Field.PRICE)

    def beside(self, row: Row) -> None:
        """A cost that is no line, such as shipping."""
        amounts = _amounts(row, self._money_places())
        self._extra += amounts[-1] if amounts else Decimal(0)

    def stated(self, row: Row, lines: list[Line]) -> bool:
        """Compare a total with the lines; whether the row gives one."""
        amounts = _amounts(row, self._money_places()) or _amounts(row, range(len(row.cells)))
        if not amounts or not lines:
            return False
        total = amounts[-1]
        if total == 0:
            return False
        self._compare(total, row.line, lines)
        return True

    def end(self, lines: list[Line]) -> None:
        """A column of totals that has one number only, beside many prices, gives the total of the table."""
        stated = [line for line in lines if line.total is not None]
        if len(stated) == 1 and len(lines) > 2 and sum(1 for line in lines if line.price is not None) > 2:
            (one,) = stated
            if one.price is not None and one.total != one.price * (one.quantity or 1):
                lines[lines.index(one)] = replace(one, total=None)
                self._from, self._extra = 0, Decimal(0)
                self._compare(one.total or Decimal(0), one.line, lines)
        self._check_lines(lines)

    def _money_places(self) -> list[int]:
        return [self._at[field] for field in (Field.PRICE, Field.TOTAL) if field in self._at]

    def _compare(self, total: Decimal, line: int, lines: list[Line]) -> None:
        starts = list(dict.fromkeys((self._from, max(self._from, self._section), 0)))
        here = lines[self._from :]
        if any(self._close(total, sum_of(lines[start:]) + self._extra, len(lines) - start) for start in starts) or (
            self._parts and self._close(total, sum(self._parts, Decimal(0)) + self._extra, len(lines))
        ):
            pass
        elif (start := self._of_lines(total, lines, starts)) is not None:
            lines[start:] = [_for_all(one) for one in lines[start:]]
            self._notes.say(rules.PRICE_OF_LINE, Field.PRICE, (line, 1), heading=self._heading, total=_text(total))
            found = sum_of(lines[start:]) + self._extra
            if not self._close(total, found, len(lines) - start):
                self._notes.say(rules.TOTAL_DIFFERS, Field.TOTAL, (line, 1), was=_text(total), now=_text(found))
        elif here or not self._parts:
            found = sum_of(here) + self._extra
            self._notes.say(rules.TOTAL_DIFFERS, Field.TOTAL, (line, 1), was=_text(total), now=_text(found))
        self._parts.append(total)
        self._from, self._extra = len(lines), Decimal(0)

    def _of_lines(self, total: Decimal, lines: list[Line], starts: list[int]) -> int | None:
        """From which line on the prices add up to the total without being multiplied by the quantities."""
        for start in starts:
            here = lines[start:]
            if not here or any(one.total is not None for one in here):
                continue
            found = _sum_of_prices(here) + self._extra
            far = abs(sum_of(here) + self._extra - total) > total * _FAR
            if self._close(total, found, len(here)) or (far and abs(found - total) <= total * _NEAR):
                return start
        return None

    @staticmethod
    def _close(stated: Decimal, found: Decimal, count: int) -> bool:
        """Equal, but for the rounding of each line to a hundredth."""
        return abs(stated - found) <= max(Decimal("0.005") * (count + 1), abs(stated) * Decimal("0.0005"))

    def _check_lines(self, lines: list[Line]) -> None:
        for line in lines:
            if line.total is None or line.price is None or line.quantity is None:
                continue
            found = line.price * line.quantity
            if abs(found - line.total) > max(
                Decimal("0.01") * max(line.quantity, Decimal(1)), abs(line.total) * Decimal("0.02")
            ):
                self._notes.say(
                    rules.LINE_TOTAL_DIFFERS, Field.TOTAL, (line.line, 1), was=_text(line.total), now=_text(found)
                )


def _amounts(row: Row, places: list[int] | range) -> list[Decimal]:
    found = [money(row.cells[place], Mark.UNKNOWN) for place in places if place < len(row.cells) and row.cells[place]]
    return [amount.value for amount in found if amount.value is not None and amount.sure is not Sure.UNCLEAR]


def _sum_of_prices(lines: list[Line]) -> Decimal:
    return sum((line.price for line in lines if line.price is not None), Decimal(0))


def _for_all(line: Line) -> Line:
    """A line whose price turned out to be that of all its pieces."""
    if line.price is None:
        return line
    each = (line.price / line.quantity).quantize(_DIGITS).normalize() if line.quantity else line.price
    return replace(line, price=each, total=line.price)


def _text(value: Decimal) -> str:
    return f"{value:f}"
