# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Outer dimensions from an OpenSCAD primitive, in millimetres.

A manifest gives size and shape as `cube(size = [x, y, z])`, `cylinder(h = …, r = … | d = … | r1, r2 | d1, d2)` or
`sphere(r = … | d = …)`. Nothing is executed: the text is read by a small grammar of its own, which also forgives the
brackets that are left open in many real manifests.
"""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

import msgspec

MILLIMETRES: dict[str, Decimal] = {
    "um": Decimal("0.001"),
    "µm": Decimal("0.001"),
    "mm": Decimal(1),
    "cm": Decimal(10),
    "dm": Decimal(100),
    "m": Decimal(1000),
    "in": Decimal("25.4"),
    "inch": Decimal("25.4"),
    "ft": Decimal("304.8"),
}

MAX_TEXT = 400
_CALL = re.compile(r"\s*(cube|cylinder|sphere)\s*\(", re.IGNORECASE)
_NUMBER = r"[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d{1,2})?"
_VECTOR = re.compile(rf"\[\s*({_NUMBER})\s*,\s*({_NUMBER})\s*,\s*({_NUMBER})\s*\]?")
_NAMED = re.compile(rf"\b(size|h|r|r1|r2|d|d1|d2)\s*=\s*({_NUMBER})")
_POSITIONAL = re.compile(rf"\(\s*({_NUMBER})\s*(?:,\s*({_NUMBER})\s*)?(?:,\s*({_NUMBER})\s*)?[,)\s]")


class Solid(msgspec.Struct, frozen=True):
    """The box around a primitive, in the unit of the text: x, y, z; and the text with its brackets closed."""

    shape: str
    x: Decimal
    y: Decimal
    z: Decimal
    text: str


def read_openscad(text: str) -> Solid | None:
    """The box around one primitive; `None` when the text is no cube, cylinder or sphere with numbers.

    The width of a cylinder is its diameter, that of `r1`/`r2` the larger of the two; one number of a cube holds for
    all edges (OpenSCAD User Manual, Primitive Solids). A missing length, which OpenSCAD draws as 1, is none here.
    """
    call = _CALL.match(text) if len(text) <= MAX_TEXT else None
    if call is None:
        return None
    shape = call[1].lower()
    box = _BOXES[shape](text)
    if box is None or any(edge <= 0 for edge in box):
        return None
    return Solid(shape, *box, _closed(text.strip()))


def _box_of_cube(text: str) -> tuple[Decimal, Decimal, Decimal] | None:
    vector = _VECTOR.search(text)
    if vector:
        return Decimal(vector[1]), Decimal(vector[2]), Decimal(vector[3])
    edge = _named(text).get("size") or _first_positional(text)
    return None if edge is None else (edge, edge, edge)


def _box_of_cylinder(text: str) -> tuple[Decimal, Decimal, Decimal] | None:
    named = _named(text)
    positional = _POSITIONAL.search(text + " ")
    places = [Decimal(n) for n in positional.groups() if n] if positional else []
    height = named.get("h") or (places[0] if places else None)
    radii = [named[key] for key in ("r", "r1", "r2") if key in named] or places[1:]
    diameters = [named[key] for key in ("d", "d1", "d2") if key in named]
    width = max([2 * r for r in radii] + diameters, default=None)
    if height is None or width is None:
        return None
    return width, width, height


def _box_of_sphere(text: str) -> tuple[Decimal, Decimal, Decimal] | None:
    named = _named(text)
    radius = named.get("r") or _first_positional(text)
    width = named.get("d") or (None if radius is None else 2 * radius)
    return None if width is None else (width, width, width)


_BOXES = {"cube": _box_of_cube, "cylinder": _box_of_cylinder, "sphere": _box_of_sphere}


def _named(text: str) -> dict[str, Decimal]:
    return {name: Decimal(number) for name, number in _NAMED.findall(text)}


def _first_positional(text: str) -> Decimal | None:
    match = _POSITIONAL.search(text + " ")
    return Decimal(match[1]) if match else None


def _closed(text: str) -> str:
    """Close the brackets that were left open, and drop what closes nothing."""
    open_brackets: list[str] = []
    kept: list[str] = []
    for letter in text.rstrip("; "):
        if letter in "([":
            open_brackets.append(")" if letter == "(" else "]")
        elif letter in ")]":
            if letter not in open_brackets:
                continue
            while open_brackets[-1] != letter:
                kept.append(open_brackets.pop())
            open_brackets.pop()
        kept.append(letter)
    return "".join(kept) + "".join(reversed(open_brackets))


def is_closed(text: str) -> bool:
    """Whether every bracket of the text is closed."""
    return _closed(text) == text.rstrip("; ")


def millimetres(value: Decimal, unit: str) -> Decimal | None:
    """`value` in millimetres, without trailing zeros; `None` for an unknown unit."""
    factor = MILLIMETRES.get(unit)
    return None if factor is None else plain(value * factor)


def plain(value: Decimal) -> Decimal:
    """The same number in its shortest form without an exponent: `100.0` and `1E+2` become `100`."""
    if not value:
        return Decimal(0)
    shortest = value.normalize()
    return Decimal(f"{shortest:f}")


def decimal_of(text: str) -> Decimal | None:
    """A finite number from text; a decimal comma is understood; `None` for anything else."""
    try:
        value = Decimal(_point(text.strip()))
    except InvalidOperation:
        return None
    return plain(value) if value.is_finite() and abs(value.adjusted()) <= MAX_EXPONENT else None


_GROUPED = re.compile(r"[-+]?[1-9]\d{0,2},\d{3}")
MAX_EXPONENT = 30
"""No length, mass or count of a real thing has more digits than this; larger exponents would eat memory."""


def _point(text: str) -> str:
    """A single decimal comma becomes a point. `1,500` stays, and is no number: it can be 1.5 and 1500."""
    if text.count(",") != 1 or "." in text or _GROUPED.fullmatch(text):
        return text
    return text.replace(",", ".")
