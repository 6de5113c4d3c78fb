# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A grid of cells, which is what every reader gives, and the cleaning of a cell."""

from __future__ import annotations

import re
import unicodedata
from functools import partial
from itertools import count
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from oshmark.bom.limits import MAX_CELL

if TYPE_CHECKING:
    from collections.abc import Iterable

_HYPERLINK = re.compile(r'^=\s*HYPERLINK\(\s*"[^"]*"\s*[,;]\s*"([^"]*)"\s*\)$', re.IGNORECASE)
_QUOTED_FORMULA = re.compile(r'^="([^"]*)"$')
_GUARDED = re.compile(r"'+[=+\-@]")
_AT_A_GLANCE = 32
"""Rows that are looked at together."""
_SIGNS = ("=", "'", "#")
"""What a cell may begin with that is to be cleaned."""
_PRINTABLE = bytes(range(32, 127))
_ERRORS = frozenset({"#REF!", "#N/A", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!", "#GETTING_DATA"})
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Letters that nobody sees: control signs, marks that turn the direction of writing, halves of letters."""


class NumberCell(str):
    """A cell that a spreadsheet keeps as a number: always with a decimal point, never with separators."""

    __slots__ = ()


class Row(NamedTuple):
    """A row: its line or row in the file, from 1, and its cells, cleaned."""

    line: int
    cells: list[str]


def numbered(rows: Iterable[list[str]], first: int = 1) -> Iterable[Row]:
    """Rows with their numbers. They are made as bare tuples are, in half the time that the class takes for them."""
    return map(partial(tuple.__new__, Row), zip(count(first), rows))


class Merge(NamedTuple):
    """A rectangle of merged cells: first and last row (as in `Row.line`), first and last column from 0."""

    top: int
    left: int
    bottom: int
    right: int


class Table(msgspec.Struct):
    """The cells of a sheet, of a table on a page or of a text. `currency` is what the formats of its cells say."""

    name: str
    rows: list[Row]
    merges: tuple[Merge, ...] = ()
    currency: str | None = None
    decimal_comma: bool = False
    "Whether the form of the file makes a decimal comma likely: a text whose cells are parted by semicolons."
    plain_list: bool = False
    "Whether it was a list of items, in which a row with one cell is a part and not a title."


def clean(text: str) -> str:
    """A cell as it is read: one line, no letters that cannot be seen, no more than `MAX_CELL`."""
    if text.isascii() and text.isprintable() and len(text) <= MAX_CELL:
        text = text.strip()
        if "  " in text:
            text = " ".join(text.split())
    else:
        text = _clean_foreign(text)
    if text and text[0] in "='#":
        return _without_formula(text)
    return text


def clean_row(cells: list[str]) -> list[str]:
    """All cells of a row as `clean` gives them. Most rows have nothing to clean, which is seen at one glance."""
    glance = "|".join(cells)
    if _is_clean(glance):
        return cells
    return [clean(cell) if cell else "" for cell in cells]


def clean_rows(rows: list[list[str]]) -> list[list[str]]:
    """All rows as `clean_row` gives them; some at a glance, as most have nothing to clean."""
    result: list[list[str]] = []
    for at in range(0, len(rows), _AT_A_GLANCE):
        some = rows[at : at + _AT_A_GLANCE]
        glance = "|".join(map("|".join, some))
        if _is_clean(glance):
            result += some
        else:
            result += map(clean_row, some)
    return result


def _is_clean(glance: str) -> bool:
    if len(glance) >= MAX_CELL or not glance.isascii() or glance.encode().translate(None, _PRINTABLE):
        return False
    framed = f"|{glance}|"
    if "  " in framed or " |" in framed or "| " in framed:
        return False
    return not any(sign in framed and f"|{sign}" in framed for sign in _SIGNS)


def _clean_foreign(text: str) -> str:
    text = " ".join(text[:MAX_CELL].split())
    if text.isprintable():
        return text
    return "".join(letter for letter in text if unicodedata.category(letter) not in _UNSEEN).strip()


def _without_formula(text: str) -> str:
    """What a formula shows where that can be seen; the quote in front of a guarded cell goes."""
    if text in _ERRORS:
        return ""
    found = _HYPERLINK.match(text) or _QUOTED_FORMULA.match(text)
    if found:
        return found[1].strip()
    return text[1:] if _GUARDED.match(text) else text


def is_formula(text: str) -> bool:
    """Whether a cell still holds a formula, which nobody has worked out."""
    return text.startswith("=") and len(text) > 1


def filled(cells: list[str]) -> int:
    """How many cells hold something."""
    return sum(1 for cell in cells if cell)
