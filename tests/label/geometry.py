# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where the ink of a drawing by our typesetter lies: its texts glyph by glyph, and its codes."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from typing import NamedTuple

_SVG = "{http://www.w3.org/2000/svg}"
_LINK = "{http://www.w3.org/1999/xlink}href"
_STEP = re.compile(r"([A-Za-z])|(-?[0-9.]+(?:e-?[0-9]+)?)")
Matrix = tuple[float, float, float, float, float, float]
SAME: Matrix = (1, 0, 0, 1, 0, 0)


class Box(NamedTuple):
    """A rectangle, in points from the upper left corner."""

    left: float
    top: float
    right: float
    low: float

    def overlap(self, other: Box) -> float:
        """How deep the two lie in each other, along the axis along which it is less; negative where they do not."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.low, other.low) - max(self.top, other.top)
        return min(across, down)

    def grown(self, by: float) -> Box:
        """The rectangle with so much more on each side."""
        return Box(self.left - by, self.top - by, self.right + by, self.low + by)

    def holds(self, other: Box, slack: float = 0.0) -> bool:
        """Whether the other lies inside."""
        mine = self.grown(slack)
        return mine.left <= other.left and mine.top <= other.top and other.right <= mine.right and other.low <= mine.low


class Run(NamedTuple):
    """Glyphs of one font that follow each other, and the line that they stand on."""

    box: Box
    glyphs: list[Box]
    baseline: float

    def runs_into(self, other: Run, slack: float) -> bool:
        """Whether letters of the two lie upon each other. A mark of another font belongs above or below a letter."""
        if self.box.overlap(other.box) <= slack:
            return False
        on_a_line = abs(self.baseline - other.baseline) < _SAME_LINE
        return any(
            one.overlap(two) > slack and not (on_a_line and (_is_mark(one) or _is_mark(two)))
            for one in self.glyphs
            for two in other.glyphs
        )


def _is_mark(box: Box) -> bool:
    """Whether it is too small for a letter: at least it is a mark above or below, or a point."""
    return box.low - box.top < _LEAST_LETTER or box.right - box.left < _LEAST_LETTER


_SAME_LINE = 2.5
_LEAST_LETTER = 2.6


class Drawing(NamedTuple):
    """The page, each run of text, and the modules of each code without the quiet zone."""

    page: Box
    texts: list[Run]
    codes: list[Box]


def read(svg: bytes) -> Drawing:
    """The geometry of a drawing."""
    root = ET.fromstring(svg)  # noqa: S314  a drawing of ours
    glyphs = {
        symbol.attrib["id"]: _points("".join(path.attrib["d"] for path in symbol.iter(f"{_SVG}path")))
        for symbol in root.iter(f"{_SVG}symbol")
    }
    _left, _top, width, height = map(float, root.attrib["viewBox"].split())
    drawing = Drawing(Box(0, 0, width, height), [], [])
    _walk(root, SAME, glyphs, drawing)
    return drawing


def _walk(element: ET.Element, at: Matrix, glyphs: dict[str, list[tuple[float, float]]], drawing: Drawing) -> None:
    at = _times(at, _matrix(element.get("transform", "")))
    run: list[Box] = []
    for child in element:
        if child.tag == f"{_SVG}use":
            moved = _times(at, (1, 0, 0, 1, float(child.get("x", 0)), float(child.get("y", 0))))
            points = glyphs[child.attrib[_LINK][1:]]
            run += [_box([_put(moved, point) for point in points])] if points else []
        elif child.tag == f"{_SVG}path" and child.get("fill-rule") == "evenodd":
            inner = _times(at, _matrix(child.get("transform", "")))
            drawing.codes.append(_box([_put(inner, point) for point in _points(child.attrib["d"])]))
        elif child.tag in (f"{_SVG}g", f"{_SVG}svg"):
            _walk(child, at, glyphs, drawing)
    if run:
        drawing.texts.append(Run(_around(run), run, at[5]))


def _points(path: str) -> list[tuple[float, float]]:
    """All points of a path, those that steer its curves too; its ink lies between them."""
    found: list[tuple[float, float]] = []
    x = y = 0.0
    command = ""
    numbers: list[float] = []
    for letter, number in _STEP.findall(path):
        if letter:
            command, numbers = letter, []
            continue
        numbers.append(float(number))
        wanted = {"h": 1, "v": 1, "q": 4, "c": 6}.get(command.lower(), 2)
        if len(numbers) < wanted:
            continue
        ahead = (x, y) if command.islower() else (0.0, 0.0)
        match command.lower():
            case "h":
                x = ahead[0] + numbers[0]
            case "v":
                y = ahead[1] + numbers[0]
            case _:
                pairs = [(ahead[0] + a, ahead[1] + b) for a, b in zip(numbers[::2], numbers[1::2], strict=True)]
                found += pairs[:-1]
                x, y = pairs[-1]
        found.append((x, y))
        numbers = []
    # Our paths start with a move to the origin, which draws nothing.
    return found[1:] if path.startswith("M 0 0m") else found


def _matrix(text: str) -> Matrix:
    """All transformations of an attribute, one after the other."""
    whole = SAME
    for name, rest in re.findall(r"(\w+)\(([^)]*)\)", text):
        numbers = [float(one) for one in re.split(r"[\s,]+", rest.strip())]
        match name, numbers:
            case "matrix", [a, b, c, d, e, f]:
                whole = _times(whole, (a, b, c, d, e, f))
            case "translate", [x, *y]:
                whole = _times(whole, (1, 0, 0, 1, x, y[0] if y else 0))
            case "scale", [x, *y]:
                whole = _times(whole, (x, 0, 0, y[0] if y else x, 0, 0))
            case _:
                raise ValueError(text)
    return whole


def _times(one: Matrix, other: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return (a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * m + e, b * k + d * m + f)


def _put(at: Matrix, point: tuple[float, float]) -> tuple[float, float]:
    a, b, c, d, e, f = at
    return (a * point[0] + c * point[1] + e, b * point[0] + d * point[1] + f)


def _box(points: list[tuple[float, float]]) -> Box:
    across, down = zip(*points, strict=True)
    return Box(min(across), min(down), max(across), max(down))


def _around(boxes: list[Box]) -> Box:
    left, top, right, low = zip(*boxes, strict=True)
    return Box(min(left), min(top), max(right), max(low))
