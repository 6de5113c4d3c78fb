# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Letters made of single strokes, as a laser engraves them; only those that the samples need."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sample_cad.plan import rounded

if TYPE_CHECKING:
    from sample_cad.plan import Polyline

STROKES: dict[str, tuple[str, ...]] = {
    "A": ("00 05 16 36 45 40", "03 43"),
    "B": ("00 06 36 45 44 33 03", "33 42 41 30 00"),
    "C": ("45 36 16 05 01 10 30 41",),
    "D": ("00 06 26 44 42 20 00",),
    "E": ("46 06 00 40", "03 33"),
    "I": ("20 26",),
    "K": ("00 06", "46 03 40"),
    "L": ("06 00 40",),
    "N": ("00 06 40 46",),
    "O": ("10 01 05 16 36 45 41 30 10",),
    "R": ("00 06 36 45 44 33 03", "23 40"),
    "S": ("01 10 30 41 42 33 13 04 05 16 36 45",),
    "U": ("06 01 10 30 41 46",),
    "V": ("06 20 46",),
    "W": ("06 10 23 30 46",),
    "0": ("10 01 05 16 36 45 41 30 10", "11 35"),
    "2": ("05 16 36 45 44 00 40",),
    "3": ("05 16 36 45 44 33 13", "33 42 41 30 10 01"),
    "4": ("30 36 02 42",),
    " ": (),
}
"""Each stroke is a row of points on a grid, four wide and six high: `05` is x = 0, y = 5."""


def engraved(text: str, *, x: float, y: float, height: float) -> tuple[Polyline, ...]:
    """The strokes of a text whose lower left corner is at x, y."""
    unit = height / 6
    places = ((x + place * 6 * unit, stroke) for place, letter in enumerate(text) for stroke in STROKES[letter])
    return tuple(
        tuple(rounded(left + int(p[0]) * unit, y + int(p[1]) * unit) for p in stroke.split()) for left, stroke in places
    )


def width_of(text: str, height: float) -> float:
    """How long the text runs."""
    return (len(text) * 6 - 2) * height / 6
