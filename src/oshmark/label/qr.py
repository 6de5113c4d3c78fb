# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The QR code of a label (ISO/IEC 18004): level Q, the small alphabet where it suffices, four modules of quiet zone.

Level Q reads through a smudge of six per cent of the code, where M does not; nothing is drawn into the code.
"""

from __future__ import annotations

import math
import re
from decimal import Decimal
from urllib.parse import urlsplit

import msgspec
import zxingcpp

from oshmark.errors import RefusedError
from oshmark.label.address import SERIAL
from oshmark.label.number import read_number

LEVEL = "Q"
QUIET = 4
"""Modules of white that belong to the code on each side. Without them it is not found on a dark or striped ground."""
LEAST_MODULE_MM = Decimal("0.4")
"""A telephone held by hand reads no smaller module for sure."""
MAX_ADDRESS = 200
_PATH = re.compile(r"(?:/[A-Za-z0-9._~-]+)*/C/(?P<number>[^/]+)(?:/(?P<serial>[^/]+))?")
_IS_DARK = bytes([1]) + bytes(255)
"""From the grey of a module, black or white, to whether it is dark."""

Point = tuple[int, int]
Loop = tuple[Point, ...]
"""Corners of a closed outline, in modules from the upper left corner of the code without its quiet zone."""


class Code(msgspec.Struct, frozen=True):
    """The modules of a code, row by row, without the quiet zone; 1 is dark."""

    address: str
    rows: tuple[bytes, ...]

    @property
    def size(self) -> int:
        """Modules on a side, without the quiet zone."""
        return len(self.rows)

    @property
    def whole(self) -> int:
        """Modules on a side, with the quiet zone."""
        return self.size + 2 * QUIET

    def module_mm(self, side_mm: Decimal) -> Decimal:
        """How large a module gets in a square of this side; `RefusedError` where a telephone could not read it."""
        module = side_mm / self.whole
        if module < LEAST_MODULE_MM:
            raise RefusedError(
                f"The address {self.address} makes a code of {self.whole} modules, and {side_mm} mm leave "
                f"{module:.2f} mm for each; {LEAST_MODULE_MM} mm are needed. Take a larger form or a shorter address."
            )
        return module


def code(address: str) -> Code:
    """The code of the address of a label; `RefusedError` for any other address, and for one that is too long."""
    _refuse_strangers(address)
    made = zxingcpp.create_barcode(address, zxingcpp.BarcodeFormat.QRCode, ec_level=LEVEL)
    image = made.to_image(scale=1, add_quiet_zones=False)
    raw = memoryview(image).tobytes()  # type: ignore[arg-type]  # a buffer of grey values, which its hints do not say
    side = math.isqrt(len(raw))
    dark = raw.translate(_IS_DARK)
    return Code(address, tuple(dark[side * y : side * (y + 1)] for y in range(side)))


def _refuse_strangers(address: str) -> None:
    """Let nothing pass but `http(s)://host/…/C/<NUMBER>`, with or without a serial."""
    parts = urlsplit(address)
    match = _PATH.fullmatch(parts.path)
    if (
        parts.scheme not in ("http", "https")
        or not parts.hostname
        or "@" in parts.netloc
        or parts.query
        or parts.fragment
        or match is None
        or len(address) > MAX_ADDRESS
    ):
        raise RefusedError(f"“{address[:80]}” is no address of a label, so no code is made of it.")
    number, serial = match["number"], match["serial"]
    if read_number(number) != number or (serial is not None and SERIAL.fullmatch(serial) is None):
        raise RefusedError(
            f"“{address[:80]}” holds no number of a label in its one spelling, so no code is made of it."
        )


def outlines(code: Code) -> tuple[Loop, ...]:
    """The dark areas as closed outlines, to be filled by the even-odd rule: no seams between modules, and few points.

    There is a corner wherever the four modules around a point hold an odd number of dark ones. The corners of a row
    belong together two by two, and so do those of a column; outlines walk along rows and columns in turn.
    """
    along_row, along_column = _mates(_corners(code))
    loops = []
    while along_row:
        at = start = next(iter(along_row))
        loop: list[Point] = []
        while True:
            across = along_row.pop(at)
            del along_row[across]
            loop += (at, across)
            at = along_column[across]
            if at == start:
                break
        loops.append(tuple(loop))
    return tuple(loops)


def drawing(code: Code) -> str:
    """The code as an SVG of one path, a module to the unit, without the quiet zone."""
    parts = []
    for loop in outlines(code):
        # The first edge lies in a row, the second in a column, and so on; the last one closes the outline.
        edges = (f"H{x}" if at % 2 else f"V{y}" for at, (x, y) in enumerate(loop[1:], 1))
        parts.append(f"M{loop[0][0]} {loop[0][1]}{''.join(edges)}z")
    frame = f'xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {code.size} {code.size}"'
    return f'<svg {frame}><path fill-rule="evenodd" d="{"".join(parts)}"/></svg>'


def walk(code: Code) -> Loop:
    """All outlines as one walk that starts, ends and comes by at the upper left corner, for those that draw one shape.

    The ways there and back lie on each other and hold no area.
    """
    corners: list[Point] = [(0, 0)]
    for loop in outlines(code):
        corners += (*loop, loop[0], (0, 0))
    return tuple(corners)


def _corners(code: Code) -> list[list[int]]:
    """By row of points, from the top edge to the bottom edge, the columns in which there is a corner."""
    found, above = [], 0
    for row in (*code.rows, bytes(code.size)):
        here = int.from_bytes(row, "little")
        edges = above ^ here
        turns = (edges ^ edges << 8).to_bytes(code.size + 1, "little")
        found.append([x for x, turn in enumerate(turns) if turn])
        above = here
    return found


def _mates(corners: list[list[int]]) -> tuple[dict[Point, Point], dict[Point, Point]]:
    """For each corner the other end of its edge in its row, and of its edge in its column."""
    along_row: dict[Point, Point] = {}
    along_column: dict[Point, Point] = {}
    open_in: dict[int, Point] = {}
    for y, columns in enumerate(corners):
        points = [(x, y) for x in columns]
        for left, right in zip(points[::2], points[1::2], strict=True):
            along_row[left], along_row[right] = right, left
        for point in points:
            mate = open_in.pop(point[0], None)
            if mate is None:
                open_in[point[0]] = point
            else:
                along_column[point], along_column[mate] = mate, point
    return along_row, along_column
