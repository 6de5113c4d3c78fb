# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
# ruff: noqa: PLR2004  how much is enough to guess is said where it is guessed
"""Which row of a table is its row of headings."""

from __future__ import annotations

import re

from oshmark.bom.model import Field
from oshmark.bom.words import roles_of

WHAT = frozenset({Field.NAME, Field.DESCRIPTION, Field.DESIGNATORS, Field.VALUE, Field.MPN})
"""Fields that say what a thing is."""
OF_PARTS = frozenset(
    {Field.QUANTITY, Field.PRICE, Field.TOTAL, Field.MPN, Field.SUPPLIER_NUMBER, Field.DESIGNATORS}
    | {Field.MANUFACTURER, Field.SUPPLIER, Field.MATERIAL}
)  # fmt: skip
"""Fields that only lists of parts have; a name and a description are in many tables."""
_NUMBER = re.compile(r"[€$£¥]?\s?-?\d[\d.,]*\s?[€$£¥%]?")
MAX_HEADING = 120


def score(cells: list[str]) -> int:
    """How much a row looks like headings: the number of fields that it names; 0 for a row that is none."""
    filled = [cell for cell in cells if cell]
    if len(filled) < 2 or len(filled) > 100:
        return 0
    known: list[tuple[Field, ...]] = []
    numbers = 0
    for cell in filled:
        if len(cell) <= MAX_HEADING and (roles := roles_of(cell)):
            known.append(roles)
        elif _NUMBER.fullmatch(cell) or "://" in cell:
            numbers += 1
    fields = {roles[0] for roles in known}
    if len(fields) < 2 or len(known) * 5 < len(filled) * 2 or numbers * 4 > len(filled):
        return 0
    return len(fields) + sum(1 for roles in known if len(roles) == 1)


def says_what(cells: list[str]) -> bool:
    """Whether one of the headings is that of names, numbers or designators."""
    return any(_is_what(roles_of(cell)) for cell in cells)


def _is_what(roles: tuple[Field, ...]) -> bool:
    return bool(roles) and (roles[0] in WHAT or roles == (Field.NUMBER,) or Field.NAME in roles)


def is_of_parts(cells: list[str]) -> bool:
    """Whether the headings are those of a list of parts, not of any other table."""
    return any(set(roles_of(cell)) & OF_PARTS for cell in cells) and says_what(cells)


def is_heading(cells: list[str]) -> bool:
    """Whether a row within a table begins another one: nearly all of its cells are headings."""
    first = next((cell for cell in cells if cell), "")
    if not first or len(first) > MAX_HEADING:
        return False
    filled = [cell for cell in cells if cell]
    known = sum(1 for cell in filled if len(cell) <= MAX_HEADING and roles_of(cell))
    return known * 5 >= len(filled) * 3 and score(cells) >= 3


def find(rows: list[list[str]]) -> int | None:
    """The place of the headings among the first rows: the best of those that say what the things are."""
    best, best_score = None, 0
    for at, cells in enumerate(rows):
        points = score(cells)
        if points > best_score and says_what(cells):
            goes_on = best == at - 1 and "" in rows[at - 1]  # the first row was half of the headings
            if best is not None and not goes_on and (points < best_score + 3 or not is_of_parts(cells)):
                continue
            if best is not None and not goes_on and is_of_parts(rows[best]):
                break  # a second table, which has its own headings
            best, best_score = at, points
    return best


def joined(rows: list[list[str]], at: int) -> tuple[list[str], int, int]:
    """The headings where they go over two rows, with the first and the last of these: a row above that holds what the
    headings below leave open (`Price` over `Unit` and `Total`), or a row below that goes on."""
    headings, first, last = rows[at], at, at
    if at + 1 < len(rows) and (below := _gone_on(headings, rows[at + 1])) is not None:
        headings, last = below, at + 1
    if at and (above := _begun(rows[at - 1], headings)) is not None:
        headings, first = above, at - 1
    return headings, first, last


def _gone_on(upper: list[str], lower: list[str]) -> list[str] | None:
    """The headings with the row below them, if that has nothing but headings, and none where the names stand."""
    if not _may_be_half(lower) or any(
        lower[at] and _is_what(roles_of(cell)) for at, cell in enumerate(upper[: len(lower)])
    ):
        return None
    result, over = list(upper), _carried(upper, len(lower))
    result += [""] * (len(lower) - len(upper))
    for at, cell in enumerate(lower):
        if not cell:
            continue
        clear = len(roles_of(result[at])) == 1
        both = f"{over[at]} {cell}".strip()
        told = both if roles_of(both) else cell if roles_of(cell) else ""
        if not told and not clear:
            return None
        if not clear:
            result[at] = told
    return result if result != upper else None


def _begun(upper: list[str], lower: list[str]) -> list[str] | None:
    """The headings with the row above them, if that says what some of them leave open."""
    if not _may_be_half(upper) or sum(map(bool, upper)) < 2:
        return None
    result, over = list(lower), _carried(upper, len(lower))
    for at, cell in enumerate(lower):
        if not cell and at < len(upper) and roles_of(upper[at]):
            result[at] = upper[at]
        elif cell and over[at] and _is_open(cell, roles_of(both := f"{over[at]} {cell}")):
            result[at] = both
    return result if result != lower else None


def _is_open(cell: str, together: tuple[Field, ...]) -> bool:
    """Whether a heading says clearly only together with the one above it what it means: `Unit` below `Price`."""
    alone = roles_of(cell)
    return len(together) == 1 and (len(alone) != 1 or (alone == (Field.UNIT,) and together == (Field.PRICE,)))


def _may_be_half(cells: list[str]) -> bool:
    spoken = [cell for cell in cells if cell]
    return bool(spoken) and all(len(cell) <= 40 and _NUMBER.fullmatch(cell) is None for cell in spoken)


def _carried(cells: list[str], width: int) -> list[str]:
    """Each cell, or the next filled one to its left: a heading that is merged over several columns."""
    result, last = [], ""
    for at in range(width):
        last = (cells[at] if at < len(cells) else "") or last
        result.append(last)
    return result
