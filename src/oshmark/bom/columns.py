# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
# ruff: noqa: PLR2004  how much is enough to guess is said where it is guessed
"""Which column says what: by its heading, and where a heading has several meanings, by its cells."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

import msgspec

from oshmark.bom import rules
from oshmark.bom.designators import look_like
from oshmark.bom.model import Field
from oshmark.bom.numbers import Sure, money, quantity
from oshmark.bom.row_labels import TOTAL_LABEL
from oshmark.bom.words import roles_of
from oshmark.values.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Callable

    from oshmark.bom.table import Row

SAMPLE = 250
"""Rows by which a column is judged."""
_POSITION = re.compile(r"[A-Z]?\d{1,5}(?:\.\d{1,4})*\.?[a-z]?")
_OWN_NUMBER = re.compile(r"[A-Za-z]{1,3}-?\d{1,4}|\d{1,9}")
_LETTERS = re.compile(r"[^\W\d_]{2}|[\u3040-\u9fff]")


class Columns(msgspec.Struct):
    """The places of the fields, and what each heading says."""

    headings: list[str]
    at: dict[Field, int]
    "For each field its column, from 0."
    names: tuple[int, ...] = ()
    "Columns from which a line takes its name: the first that is filled."

    def heading(self, field: Field) -> str:
        """The heading of a field as it is written; empty where there is no such column."""
        place = self.at.get(field)
        return "" if place is None else self.headings[place]

    def listed(self) -> dict[str, str]:
        """For each field its heading, as the JSON has it."""
        named = {field.value: self.headings[place] for field, place in self.at.items() if field is not Field.OTHER}
        if "name" not in named and self.names:
            name = self.headings[self.names[0]]
            rest = {
                field: heading
                for field, heading in named.items()
                if field not in {"description", "value"} or heading != name
            }
            return {"name": name, **rest}
        return named


def assign(headings: list[str], rows: list[Row], findings: list[Finding]) -> Columns:
    """Give each column its field. What is not understood is said, and left out."""
    sample = [row.cells for row in rows[:SAMPLE]]
    cells = [[line[at] for line in sample if at < len(line) and line[at]] for at in range(len(headings))]
    roles = [roles_of(heading) for heading in headings]
    columns = Columns(headings, {})
    _take_clear(columns, roles, cells, findings)
    _take_ambiguous(columns, roles, cells, findings)
    _take_by_content(columns, roles, cells)
    columns.names = _names(columns, cells, roles)
    unknown = [
        heading
        for at, heading in enumerate(headings)
        if heading and not roles[at] and at not in columns.names and cells[at]
    ]
    findings += [Finding(rules.COLUMN_UNKNOWN, facts={"heading": heading[:80]}) for heading in unknown[:20]]
    return columns


def _take_clear(
    columns: Columns, roles: list[tuple[Field, ...]], cells: list[list[str]], findings: list[Finding]
) -> None:
    """Headings with one meaning. Of several with the same one the first that is filled counts."""
    for field in Field:
        same = [at for at, said in enumerate(roles) if said == (field,)]
        if not same:
            continue
        place = next((at for at in same if cells[at]), same[0])
        columns.at[field] = place
        others = [columns.headings[at] for at in same if at != place and cells[at]]
        if others and field not in {
            Field.OTHER,
            Field.REMARK,
            Field.SUPPLIER_NUMBER,
            Field.FOOTPRINT,
            Field.PACKAGE,
            Field.LINK,
        }:
            facts = {"field": field.value, "heading": columns.headings[place][:80], "others": ", ".join(others)[:200]}
            findings.append(Finding(rules.COLUMN_REPEATED, facts=facts))


def _take_ambiguous(
    columns: Columns, roles: list[tuple[Field, ...]], cells: list[list[str]], findings: list[Finding]
) -> None:
    """Headings with several meanings: the first that is free and fits the cells."""
    for at, said in enumerate(roles):
        if len(said) < 2:
            continue
        field = next((field for field in said if field not in columns.at and _fits(field, cells[at])), None)
        if field is None:
            continue
        columns.at[field] = at
        if field is not said[0] and cells[at] and not (field is Field.NUMBER and _are_own_numbers(cells[at])):
            findings.append(
                Finding(rules.COLUMN_GUESSED, facts={"heading": columns.headings[at][:80], "field": field.value})
            )


def _fits(field: Field, cells: list[str]) -> bool:  # noqa: PLR0911  a line for each field
    if not cells:
        return True
    if field is Field.LINE:
        return _share(cells, lambda cell: _POSITION.fullmatch(cell) is not None) > 0.7 and look_like(cells) < 0.6
    if field is Field.DESIGNATORS:
        return look_like(cells) >= 0.5
    if field in {Field.NAME, Field.DESCRIPTION}:
        return _share(cells, lambda cell: _LETTERS.search(cell) is not None) > 0.5
    if field in {Field.PRICE, Field.TOTAL}:
        return _share(cells, lambda cell: money(cell).sure is not Sure.UNCLEAR) > 0.4
    if field is Field.REMARK:
        return not _are_own_numbers(cells)
    if field is Field.MPN:
        return _share(cells, lambda cell: any(letter.isdigit() for letter in cell)) > 0.5
    return True


def _are_own_numbers(cells: list[str]) -> bool:
    """Whether the cells are short codes that nothing else has, such as P-01, P-02, B-17."""
    return len(set(cells)) == len(cells) > 1 and _share(cells, _OWN_NUMBER.fullmatch) > 0.8


def _share(cells: list[str], test: Callable[[str], object]) -> float:
    passed = sum(1 for cell in cells if test(cell))
    return passed / len(cells)


def _take_by_content(columns: Columns, roles: list[tuple[Field, ...]], cells: list[list[str]]) -> None:
    """What only the columns together can tell."""
    at = columns.at
    if Field.QUANTITY not in at and Field.LINE in at and _is_quantity_after_all(cells[at[Field.LINE]]):
        at[Field.QUANTITY] = at.pop(Field.LINE)
    if Field.DESIGNATORS not in at:
        place = next(
            (place for place, said in enumerate(roles) if not said and cells[place] and look_like(cells[place]) > 0.8),
            None,
        )
        if place is not None and len(cells[place]) >= 3 and Field.VALUE in at:
            at[Field.DESIGNATORS] = place
    if Field.MPN not in at and Field.NUMBER in at and not _is_own_number(columns, cells[at[Field.NUMBER]]):
        at[Field.MPN] = at.pop(Field.NUMBER)
    if Field.MPN not in at and Field.NUMBER not in at and Field.MANUFACTURER in at:
        place = at.get(Field.SUPPLIER_NUMBER)
        if place is not None and place == at[Field.MANUFACTURER] + 1 and Field.SUPPLIER in at:
            at[Field.MPN] = at.pop(Field.SUPPLIER_NUMBER)  # an order number beside its manufacturer
    bare = not at.keys() & {Field.NAME, Field.DESCRIPTION, Field.VALUE}
    if bare and Field.DESIGNATORS in at and Field.REMARK in at:  # Altium and JLC call the value a comment
        at[Field.VALUE] = at.pop(Field.REMARK)


def _is_quantity_after_all(cells: list[str]) -> bool:
    """A column `#` or `No` is no numbering when its numbers repeat and do not rise."""
    numbers = [int(cell) for cell in cells if cell.isascii() and cell.isdigit() and len(cell) < 9]
    if len(numbers) < 3 or len(numbers) * 5 < len(cells) * 4:
        return False
    rising = sum(1 for left, right in itertools.pairwise(numbers) if right > left)
    return len(set(numbers)) < len(numbers) and rising * 2 < len(numbers)


def _is_own_number(columns: Columns, cells: list[str]) -> bool:
    cells = [cell for cell in cells if any(map(str.isdigit, cell))]  # titles stand among them
    if not cells:
        return False
    short = _share(cells, lambda cell: _OWN_NUMBER.fullmatch(cell) is not None)
    return short > 0.6 and Field.MANUFACTURER not in columns.at


def _names(columns: Columns, cells: list[list[str]], roles: list[tuple[Field, ...]]) -> tuple[int, ...]:
    """Where the name of a line may stand, the best place first."""
    electronic = Field.DESIGNATORS in columns.at and Field.VALUE in columns.at
    middle = (Field.VALUE, Field.DESCRIPTION) if electronic else (Field.DESCRIPTION, Field.VALUE)
    order = (Field.NAME, *middle, Field.MPN, Field.NUMBER, Field.SUPPLIER_NUMBER, Field.FOOTPRINT)
    found = [columns.at[field] for field in order if field in columns.at]
    if not columns.at.keys() & {Field.NAME, Field.DESCRIPTION, Field.VALUE}:
        free = [at for at, said in enumerate(roles) if not said and cells[at]]
        texts = [
            at
            for at in free
            if _share(cells[at], lambda cell: _LETTERS.search(cell) is not None and "://" not in cell) > 0.6
        ]
        if texts:
            best = max(texts, key=lambda at: (len(cells[at]), sum(map(len, cells[at]))))
            return (best, *found)
        if not found and Field.KIND in columns.at:
            return (columns.at[Field.KIND],)
        if Field.MATERIAL in columns.at:
            found.append(columns.at[Field.MATERIAL])
    return tuple(found)


def without_headings(rows: list[Row]) -> Columns | None:
    """The columns of a table that has no headings, by their cells alone; `None` if it is no list of parts."""
    sample = [row.cells for row in rows[:SAMPLE] if sum(map(bool, row.cells)) > 1]
    width = max((len(line) for line in sample), default=0)
    if len(sample) < 2 or width < 2 or width > 40:
        return None
    cells = [[line[at] for line in sample if at < len(line) and line[at]] for at in range(width)]
    columns = Columns([""] * width, {})
    for at, column in enumerate(cells):
        field = _by_cells(column) if len(column) * 2 >= len(sample) else None
        if field is not None and field not in columns.at:
            columns.at[field] = at
    texts = [
        at for at in range(width) if at not in columns.at.values() and cells[at] and _share(cells[at], _is_text) > 0.6
    ]
    if not texts or not columns.at.keys() & {Field.QUANTITY, Field.DESIGNATORS, Field.PRICE}:
        return None
    columns.at[Field.NAME] = max(texts, key=lambda at: (len(cells[at]) * 2 >= len(sample), sum(map(len, cells[at]))))
    columns.names = (columns.at[Field.NAME],)
    return columns


def _is_text(cell: str) -> bool:
    return _LETTERS.search(cell) is not None and "://" not in cell


def _by_cells(cells: list[str]) -> Field | None:
    if _share(cells, lambda cell: "://" in cell or cell.startswith("www.")) > 0.6:
        return Field.LINK
    if look_like(cells) > 0.6:
        return Field.DESIGNATORS
    if _share(cells, lambda cell: re.search(r"[€$£¥]", cell) is not None and money(cell).value is not None) > 0.6:
        return Field.PRICE
    amounts = [quantity(cell) for cell in cells if not TOTAL_LABEL.match(cell)]
    plain = [
        amount.value
        for amount in amounts
        if amount.value is not None and amount.sure is Sure.CLEAR and amount.value < 10_000
    ]
    if len(plain) < len(cells) * 0.8:
        return None
    counts = all(right - left == 1 for left, right in itertools.pairwise(plain)) and len(plain) > 2
    return Field.LINE if counts else Field.QUANTITY
