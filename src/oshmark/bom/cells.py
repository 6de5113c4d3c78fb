# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
# ruff: noqa: PLR2004  how much is enough to guess is said where it is guessed
"""From the cells of a row to a line: numbers, units, currencies and designators, with what was guessed."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from msgspec.structs import replace

from oshmark.bom import rules
from oshmark.bom.designators import designators
from oshmark.bom.model import Field, Line
from oshmark.bom.numbers import (
    EMPTY,
    Amount,
    Mark,
    Sure,
    currency_in,
    mark_of,
    mass_g,
    money,
    plain_price,
    quantity,
    unit_in_heading,
    unit_of,
)
from oshmark.bom.table import is_formula

if TYPE_CHECKING:
    from oshmark.bom.columns import Columns
    from oshmark.bom.notes import Notes
    from oshmark.bom.table import Row, Table

_TEXTS: tuple[tuple[Field, str], ...] = (
    (Field.MANUFACTURER, "manufacturer"),
    (Field.MPN, "mpn"),
    (Field.NUMBER, "number"),
    (Field.SUPPLIER, "supplier"),
    (Field.SUPPLIER_NUMBER, "supplier_number"),
    (Field.MATERIAL, "material"),
    (Field.PROCESS, "process"),
    (Field.SOURCE, "source"),
    (Field.LINK, "link"),
    (Field.KIND, "kind"),
)
"""Fields that are texts, and their names in a line."""
_SAID = (Field.DESCRIPTION, Field.VALUE, Field.STANDARD, Field.REMARK)
"""What becomes the remark, as far as it is not the name."""
_NOTHING = frozenset({"", "-", "–", "—", "~", "/", "n/a", "N/A", "--", "?", "none", "None", "---"})
_OF_SOURCE = frozenset({"MOSH", "POSH"})
_SAMPLE = 500
_DIGITS = Decimal("0.000001")


class Cells:
    """The columns of a table, and how numbers and money are written in them."""

    def __init__(self, columns: Columns, rows: list[Row], table: Table, notes: Notes) -> None:
        at = columns.at
        self._notes = notes
        self._sheet = table.name
        self._names = columns.names
        self._fallback = table.currency
        self._place = {field: at.get(field, -1) for field in Field}
        self._at_price = at.get(Field.PRICE, -1)
        self._at_total = at.get(Field.TOTAL, -1)
        self._at_currency = at.get(Field.CURRENCY, -1)
        self._at_designators = at.get(Field.DESIGNATORS, -1)
        self._at_mass = at.get(Field.MASS, -1)
        self._at_mass_unit = at.get(Field.MASS_UNIT, -1)
        self._at_group = at.get(Field.GROUP, -1)
        self._at_quantity = at.get(Field.QUANTITY, -1)
        self._at_unit = at.get(Field.UNIT, -1)
        self._width = max(at.values(), default=0) + 1
        self._width = max(self._width, max(columns.names, default=0) + 1)
        self._texts = tuple((name, at[field]) for field, name in _TEXTS if field in at)
        self._remarks = tuple(at[field] for field in _SAID if field in at)
        self._quantity_mark = self._mark(rows, table, Field.QUANTITY)
        self._price_mark = self._mark(rows, table, Field.PRICE, Field.TOTAL)
        self._mass_mark = self._mark(rows, table, Field.MASS)
        headings = columns.heading(Field.PRICE) or columns.heading(Field.TOTAL)
        self._currency = currency_in(headings)
        self._stated = self._currency[1] if self._currency and self._currency[2] else None
        self._mass_unit = unit_in_heading(columns.heading(Field.MASS))
        self._unit = unit_in_heading(columns.heading(Field.QUANTITY))
        self._chinese = any(letter > "\u2e80" for heading in columns.headings for letter in heading)
        self._known: dict[str, Amount] = {}
        self._counts: dict[str, int] = {}
        self._prices: dict[str, Amount] = {}
        # What is clear is found here at once; what is not has something to be said about each time.
        self._clear: dict[str, Amount] = {}
        self._plain_price = cache(plain_price)
        self._is_price_alone = (
            self._at_price >= 0 and self._at_total < 0 and self._at_currency < 0 and self._stated is not None
        )
        self._codes: dict[str, str] = {}

    def _mark(self, rows: list[Row], table: Table, *fields: Field) -> Mark:
        places = [place for field in fields if (place := self._place[field]) >= 0]
        mark = mark_of(row.cells[place] for row in rows[:_SAMPLE] for place in places if place < len(row.cells))
        if mark is Mark.UNKNOWN and table.decimal_comma and fields[0] is not Field.QUANTITY:
            return Mark.COMMA
        return mark

    def line(self, row: Row, group: str | None) -> Line | None:
        """The line of a row; `None` for one that names nothing."""
        number, cells = row
        if len(cells) < self._width:
            cells = cells + [""] * (self._width - len(cells))
        name, name_at = "", -1
        for place in self._names:
            if cells[place] not in _NOTHING:
                name, name_at = cells[place], place
                break
        place = self._at_designators
        listed = cells[place] if place >= 0 else ""
        text = cells[self._at_quantity] if self._at_quantity >= 0 else ""
        amount = self._clear.get(text) or self._quantity(text, number)
        count = self._counts.get(text)
        marks = designators(listed, count) if listed else ()
        if not name:
            if not marks or (amount.value is None and len(cells) > 2):
                return None
            name = ", ".join(marks[:3])
        if amount.value is None or (marks and count != len(marks)):
            amount = self._counted(number, marks, amount)
        return self._made(number, cells, name, name_at, marks, amount, group)

    def _made(
        self,
        line: int,
        cells: list[str],
        name: str,
        name_at: int,
        marks: tuple[str, ...],
        amount: Amount,
        group: str | None,
    ) -> Line:
        number, unit, _sure = amount
        place = self._at_unit
        if place >= 0 and cells[place]:
            unit = unit_of(cells[place])
        plain = self._plain_price(cells[self._at_price]) if self._is_price_alone else None
        price, total, currency = self._money(cells, line) if plain is None else (plain, None, self._stated)
        if price is None and total is not None and number:
            price = (total / number).quantize(_DIGITS).normalize() if abs(total) < 10**15 else None
        elif number is None and price and total and not marks and self._at_quantity < 0 and total % price == 0:
            number = total / price
            self._notes.say(
                rules.QUANTITY_GUESSED, Field.QUANTITY, (line, 1), was=f"{total} / {price}", now=f"{number:f}"
            )
        texts: dict[str, str] = {said: text for said, at in self._texts if (text := cells[at]) not in _NOTHING}
        remark = ""
        for at in self._remarks:
            if at != name_at and cells[at] not in _NOTHING:
                remark = f"{remark}; {cells[at]}" if remark else cells[at]
        if remark and texts.get("kind") in _OF_SOURCE and not texts.get("source"):
            texts["source"], remark = (
                remark,
                "",
            )  # the reference of a sBoM of OKH leads to the sources of a module or part
        mass = self._mass(cells) if self._at_mass >= 0 and cells[self._at_mass] else None
        if self._at_group >= 0 and cells[self._at_group] not in _NOTHING:
            group = cells[self._at_group]
        return Line(
            line=line, name=name, quantity=number, unit=unit or self._unit, designators=marks, price=price, total=total,
            currency=currency, mass_g=mass, remark=remark or None, group=group, sheet=self._sheet, **texts,
        )  # fmt: skip

    def _mass(self, cells: list[str]) -> Decimal | None:
        """The mass of one in grams; its unit stands beside it, in its heading, or in a column of its own."""
        unit = unit_of(cells[self._at_mass_unit]) if self._at_mass_unit >= 0 else None
        return mass_g(cells[self._at_mass], unit or self._mass_unit, self._mass_mark)

    def _quantity(self, text: str, line: int) -> Amount:
        if not text:
            return EMPTY
        amount = self._known.get(text)
        if amount is None:
            amount = self._known[text] = quantity(text, self._quantity_mark)
            if amount.value is not None and amount.value < 100_000:
                self._counts[text] = int(amount.value)
        if amount.sure is Sure.CLEAR:
            self._clear[text] = amount
        else:
            self._unsure(text, amount, Field.QUANTITY, (line, self._at_quantity + 1))
        return amount

    def _unsure(self, text: str, amount: Amount, field: Field, at: tuple[int, int]) -> None:
        now = "" if amount.value is None else f"{amount.value.normalize():f}"
        if is_formula(text):
            self._notes.say(rules.FORMULA, field, at, was=text)
        elif amount.sure is Sure.SEPARATOR:
            self._notes.say(rules.NUMBER_GUESSED, field, at, was=text, now=now)
        elif amount.sure is Sure.UNCLEAR:
            self._notes.say(
                rules.QUANTITY_UNCLEAR if field is Field.QUANTITY else rules.PRICE_UNCLEAR, field, at, was=text
            )
        elif amount.sure is Sure.GUESSED and field is Field.QUANTITY:
            self._notes.say(rules.QUANTITY_GUESSED, field, at, was=text, now=now)

    def _counted(self, line: int, marks: tuple[str, ...], amount: Amount) -> Amount:
        """The quantity, counted from the designators where it is not said."""
        if amount.value is None:
            if marks and amount.sure is Sure.EMPTY:
                self._notes.say(rules.QUANTITY_COUNTED, Field.QUANTITY, (line, 1), now=str(len(marks)))
                return Amount(Decimal(len(marks)), None, Sure.CLEAR)
            return EMPTY
        if marks and amount.value != len(marks) and amount.value != 0:
            at = (line, self._at_designators + 1)
            self._notes.say(rules.QUANTITY_DIFFERS, Field.QUANTITY, at, was=f"{amount.value:f}", now=str(len(marks)))
        return amount

    def _money(self, cells: list[str], line: int) -> tuple[Decimal | None, Decimal | None, str | None]:
        price = self._amount(cells, self._at_price, Field.PRICE, line)
        total = self._amount(cells, self._at_total, Field.TOTAL, line) if self._at_total >= 0 else EMPTY
        if price.value is None and total.value is None:
            return None, None, None
        sign = price.unit or total.unit
        place = self._at_currency
        if place >= 0 and (stated := currency_in(cells[place])):
            return price.value, total.value, stated[1]
        if self._stated:
            return price.value, total.value, self._stated
        if self._currency and (sign is None or sign == self._currency[0]):
            return price.value, total.value, self._code(self._currency[0], line)
        sign = sign or self._fallback
        return price.value, total.value, self._code(sign, line) if sign else None

    def _amount(self, cells: list[str], place: int, field: Field, line: int) -> Amount:
        if place < 0 or not cells[place]:
            return EMPTY
        text = cells[place]
        amount = self._prices.get(text)
        if amount is None:
            amount = self._prices[text] = money(text, self._price_mark)
        if amount.sure is not Sure.CLEAR:
            self._unsure(text, amount, field, (line, place + 1))
        return amount

    def _code(self, sign: str, line: int) -> str | None:
        """The code of a currency; the first time that a sign of several countries stands there, that is said."""
        if sign not in self._codes:
            found = currency_in(sign)
            code, sure = (found[1], found[2]) if found else ("", True)
            if sign in "¥￥" and not self._chinese:
                code = "JPY"
            stated = currency_in(self._fallback) if self._fallback and not sure else None
            if stated and stated[2]:
                code, sure = stated[1], True
            if not sure:
                self._notes.say(rules.CURRENCY_GUESSED, Field.CURRENCY, (line, 1), was=sign, now=code)
            self._codes[sign] = code
        return self._codes[sign] or None

    @staticmethod
    def more_designators(line: Line, text: str) -> Line | None:
        """The line with further designators, which stand in the row below it; `None` if they are none of it."""
        more = designators(text)
        wanted = line.quantity
        if not more or not line.designators or (wanted is not None and len(line.designators) >= wanted):
            return None
        return replace(line, designators=line.designators + more)
