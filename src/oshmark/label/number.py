# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The number of a label: short, without letters that look like others, with a character that finds slips.

Twenty-three signs are left when every pair is thinned out that people take for each other (0 O Q D, 1 I L, 2 Z, 5 S,
6 G, 8 B, U V). Twenty-three is a prime, so one check character, a weighted sum modulo 23, finds every single wrong sign
and every two that changed places.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from oshmark.errors import RefusedError

if TYPE_CHECKING:
    from collections.abc import Callable

SIGNS = "346789ACDEFHJKMNPRTVWXY"
"""In the order of their values. D stays: what it is taken for, O, 0 and Q, is not among them."""
LENGTH = 8
"""Seven signs that are drawn, and the check character."""
_VALUES = {sign: value for value, sign in enumerate(SIGNS)}
_TAKEN_FOR = str.maketrans({"B": "8", "G": "6", "U": "V", "O": "D", "0": "D", "Q": "D"})
"""What people write for a sign of ours when they copy a number by hand."""


def draw_number(below: Callable[[int], int]) -> str:
    """A number at random; `below(n)` gives a whole number from 0 to n - 1. Whether it is taken is not known here."""
    drawn = "".join(SIGNS[below(len(SIGNS))] for _ in range(LENGTH - 1))
    return drawn + check_character(drawn)


def check_character(drawn: str) -> str:
    """The sign that makes the weighted sum of the whole number 0: weights 2, 3, 4 … from the right, 1 for itself."""
    total = sum(weight * _VALUES[sign] for weight, sign in enumerate(reversed(drawn), start=2))
    return SIGNS[-total % len(SIGNS)]


def read_number(text: str) -> str:
    """A number as somebody typed it, in the spelling of the label.

    Small letters, spaces, dashes and dots are allowed, and so is a sign that one of ours is easily taken for. Anything
    else is a `RefusedError` that says what is wrong.
    """
    plain = text.strip().upper().translate(str.maketrans("", "", " -.\u2010\u2011\u2012\u2013"))
    sent = plain.translate(_TAKEN_FOR)
    if len(sent) != LENGTH:
        raise RefusedError(f"A number has {LENGTH} signs, this has {len(sent)}: look at the label once more.")
    strange = next((was for was, sign in zip(plain, sent, strict=True) if sign not in _VALUES), None)
    if strange is not None:
        raise RefusedError(f"“{strange}” does not occur in a number: look at the label once more.")
    if check_character(sent[:-1]) != sent[-1]:
        raise RefusedError("A sign of the number is wrong, or two have changed places: look at the label once more.")
    return sent


def grouped(number: str) -> str:
    """The number as it is printed beside the code, in two groups of four: `K7F4-9XHM`."""
    return f"{number[:4]}-{number[4:]}"
