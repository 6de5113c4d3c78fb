# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A part seen from above: cells of the plan, each solid between some heights.

A plate with a counterbored hole is three cells: the outline is solid from 0 to 8, the counterbore inside it from
0 to 3, the hole inside that one nowhere. Cells are nested, or lie side by side along common edges; they never
cross. All lengths are millimetres.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Point = tuple[float, float]
Interval = tuple[float, float]
Polyline = tuple[Point, ...]
Ring = list[Point]

DIGITS = 4
"""Coordinates are rounded to a tenth of a micrometre, so that every machine writes the same bytes."""
ON_EDGE = 1e-6


@dataclass(frozen=True)
class Circle:
    """A bore or a boss: centre and diameter."""

    x: float
    y: float
    d: float

    def ring(self) -> Ring:
        """The circle as a polygon, counterclockwise: 12 corners for a screw hole, up to 36 for a large circle."""
        count = 12 if self.d <= 6 else 18 if self.d <= 15 else 36
        turns = (2 * math.pi * step / count for step in range(count))
        return [rounded(self.x + self.d / 2 * math.cos(t), self.y + self.d / 2 * math.sin(t)) for t in turns]


@dataclass(frozen=True)
class Polygon:
    """Any other outline: its corners, counterclockwise."""

    corners: tuple[Point, ...]

    def ring(self) -> Ring:
        """The corners, rounded."""
        return [rounded(*corner) for corner in self.corners]


Outline = Circle | Polygon


@dataclass(frozen=True)
class Cell:
    """One region of the plan and the heights between which it is solid; no interval means a hole."""

    outline: Outline
    solid: tuple[Interval, ...] = ()

    def fills(self, low: float, high: float) -> bool:
        """Whether there is material between the two heights."""
        return any(a <= low and high <= b for a, b in self.solid)


@dataclass(frozen=True)
class Bend:
    """A bend of a sheet, parallel to the y axis: the zone starts at `at` and runs to the right (or left)."""

    at: float
    towards: int = 1
    inner_radius: float = 1.5
    degrees: float = 90.0

    def allowance(self, thickness: float) -> float:
        """The width of the bend zone in the flat pattern, with a K factor of 0.42."""
        return math.radians(self.degrees) * (self.inner_radius + 0.42 * thickness)


@dataclass(frozen=True)
class Plan:
    """All cells of a part, its bends and what is engraved on it."""

    cells: tuple[Cell, ...]
    bends: tuple[Bend, ...] = ()
    engraving: tuple[Polyline, ...] = ()

    def levels(self) -> list[float]:
        """Every height at which something begins or ends, from below."""
        return sorted({z for cell in self.cells for interval in cell.solid for z in interval})

    def levels_beside(self, index: int, other: int | None, parents: Sequence[int | None]) -> list[float]:
        """The heights at which the walls around a cell are divided.

        Outermost cells may touch each other, and share all their heights so that their corners meet; the walls of
        a nested cell touch nothing else.
        """
        near = [index] if other is None else [index, other]
        if parents[index] is None:
            near = [cell for cell, parent in enumerate(parents) if parent is None]
        return sorted({z for cell in near for interval in self.cells[cell].solid for z in interval})

    def rings(self) -> list[Ring]:
        """One ring for each cell, with the corners of neighbours that lie on its edges put in."""
        raw = [cell.outline.ring() for cell in self.cells]
        corners = [point for cell, ring in zip(self.cells, raw, strict=True) for point in _corners(cell, ring)]
        return [
            ring if isinstance(cell.outline, Circle) else _with_neighbours(ring, corners)
            for cell, ring in zip(self.cells, raw, strict=True)
        ]

    def parents(self, rings: Sequence[Ring]) -> list[int | None]:
        """For each cell the smallest cell around it, or None at the outside."""
        areas = [area(ring) for ring in rings]
        return [_parent(index, rings, areas) for index in range(len(rings))]


def rounded(x: float, y: float) -> Point:
    """A point on the grid; never minus zero."""
    return (round(x, DIGITS) + 0.0, round(y, DIGITS) + 0.0)


def area(ring: Sequence[Point]) -> float:
    """The signed area; positive when counterclockwise."""
    pairs = zip(ring, [*ring[1:], ring[0]], strict=True)
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs) / 2


def cross(a: Point, b: Point, c: Point) -> float:
    """Twice the signed area of the triangle a b c."""
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def rect(x: float, y: float, width: float, depth: float) -> Polygon:
    """A rectangle by its lower left corner."""
    return Polygon(((x, y), (x + width, y), (x + width, y + depth), (x, y + depth)))


def rounded_rect(x: float, y: float, width: float, depth: float, radius: float) -> Polygon:
    """A rectangle whose corners are arcs of four chords."""
    centres = ((width - radius, radius), (width - radius, depth - radius), (radius, depth - radius), (radius, radius))
    corners = [
        (x + cx + radius * math.cos(turn), y + cy + radius * math.sin(turn))
        for quarter, (cx, cy) in enumerate(centres)
        for turn in (math.pi / 2 * (quarter - 1 + step / 4) for step in range(5))
    ]
    return Polygon(tuple(corners))


def slot(x: float, y: float, length: float, d: float, *, upright: bool = False) -> Polygon:
    """A slot by its centre: `length` between the centres of its round ends."""
    half, radius = length / 2, d / 2
    turns = [math.pi * (step / 8 - 0.5) for step in range(9)]
    right = [(half + radius * math.cos(t), radius * math.sin(t)) for t in turns]
    left = [(-half - radius * math.cos(t), -radius * math.sin(t)) for t in turns]
    points = [(-b, a) if upright else (a, b) for a, b in right + left]
    return Polygon(tuple((x + a, y + b) for a, b in points))


def block(outline: Outline, height: float, *, above: float = 0.0) -> Cell:
    """A cell that is solid from `above` up to `height`."""
    return Cell(outline, ((above, height),))


def bores(centres: Iterable[Point], d: float) -> tuple[Cell, ...]:
    """Through holes of one diameter."""
    return tuple(Cell(Circle(x, y, d)) for x, y in centres)


def square_of(x: float, y: float, pitch_x: float, pitch_y: float | None = None) -> list[Point]:
    """The four corners of a hole pattern by its centre and pitches."""
    a, b = pitch_x / 2, (pitch_x if pitch_y is None else pitch_y) / 2
    return [(x - a, y - b), (x + a, y - b), (x + a, y + b), (x - a, y + b)]


def bolt_circle(x: float, y: float, d: float, count: int, *, first_degrees: float = 45.0) -> list[Point]:
    """Hole centres on a circle."""
    turns = (math.radians(first_degrees + 360 * step / count) for step in range(count))
    return [rounded(x + d / 2 * math.cos(t), y + d / 2 * math.sin(t)) for t in turns]


def _corners(cell: Cell, ring: Ring) -> Ring:
    return [] if isinstance(cell.outline, Circle) else ring


def _with_neighbours(ring: Ring, corners: Sequence[Point]) -> Ring:
    found: Ring = []
    for a, b in zip(ring, [*ring[1:], ring[0]], strict=True):
        between = {point for point in corners if _lies_between(a, b, point)}
        found += [a, *sorted(between, key=lambda point: math.dist(a, point))]
    return found


def _lies_between(a: Point, b: Point, point: Point) -> bool:
    if point in (a, b) or abs(cross(a, b, point)) > ON_EDGE * math.dist(a, b):
        return False
    along = (point[0] - a[0]) * (b[0] - a[0]) + (point[1] - a[1]) * (b[1] - a[1])
    return 0 < along < math.dist(a, b) ** 2


def _parent(index: int, rings: Sequence[Ring], areas: Sequence[float]) -> int | None:
    around = [
        other
        for other, ring in enumerate(rings)
        if areas[other] > areas[index] and all(_inside(point, ring) for point in rings[index])
    ]
    return min(around, key=lambda other: areas[other], default=None)


def _inside(point: Point, ring: Ring) -> bool:
    odd = False
    for a, b in zip(ring, [*ring[1:], ring[0]], strict=True):
        if point == a or _lies_between(a, b, point):
            return True
        if (a[1] > point[1]) != (b[1] > point[1]):
            odd ^= point[0] < a[0] + (point[1] - a[1]) / (b[1] - a[1]) * (b[0] - a[0])
    return odd
