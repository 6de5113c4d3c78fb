# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The flat pattern for the laser: DXF R12 with the layers CUT, BEND and ENGRAVE, in millimetres."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sample_cad.plan import Circle

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sample_cad.plan import Plan, Point

COLOURS = {"CUT": 1, "BEND": 5, "ENGRAVE": 3}


def dxf(plan: Plan, *, notice: str) -> bytes:
    """The file: circles stay circles, everything else is closed or open polylines."""
    body = [*_header(plan, notice), *_tables(), (0, "SECTION"), (2, "ENTITIES"), *_entities(plan)]
    body += [(0, "ENDSEC"), (0, "EOF")]
    return "".join(f"{code}\n{value}\n" for code, value in body).encode("ascii")


def cut_rings(plan: Plan) -> list[list[Point]]:
    """The closed lines to cut: holes, and the outline with all bend zones joined to it."""
    rings = plan.rings()
    inner = [ring for ring, parent in zip(rings, plan.parents(rings), strict=True) if parent is not None]
    outer = [ring for ring, parent in zip(rings, plan.parents(rings), strict=True) if parent is None]
    return [*_joined(outer), *inner]


def _joined(rings: Sequence[Sequence[Point]]) -> list[list[Point]]:
    """The outline of regions that lie side by side: the edges that only one of them has."""
    edges = [(a, b) for ring in rings for a, b in zip(ring, [*ring[1:], ring[0]], strict=True)]
    following = {a: b for a, b in edges if (b, a) not in set(edges)}
    found: list[list[Point]] = []
    while following:
        start, point = following.popitem()
        line = [start]
        while point != start:
            line.append(point)
            point = following.pop(point)
        found.append(line)
    return found


def _header(plan: Plan, notice: str) -> list[tuple[int, object]]:
    points = [point for ring in cut_rings(plan) for point in ring]
    low = [min(column) for column in zip(*points, strict=True)]
    high = [max(column) for column in zip(*points, strict=True)]
    head: list[tuple[int, object]] = [(999, notice), (0, "SECTION"), (2, "HEADER"), (9, "$ACADVER"), (1, "AC1009")]
    head += [(9, "$INSUNITS"), (70, 4), (9, "$EXTMIN"), (10, low[0]), (20, low[1]), (30, 0.0)]
    return [*head, (9, "$EXTMAX"), (10, high[0]), (20, high[1]), (30, 0.0), (0, "ENDSEC")]


def _tables() -> Iterator[tuple[int, object]]:
    yield from ((0, "SECTION"), (2, "TABLES"), (0, "TABLE"), (2, "LAYER"), (70, len(COLOURS)))
    for name, colour in COLOURS.items():
        yield from ((0, "LAYER"), (2, name), (70, 0), (62, colour), (6, "CONTINUOUS"))
    yield from ((0, "ENDTAB"), (0, "ENDSEC"))


def _entities(plan: Plan) -> Iterator[tuple[int, object]]:
    circles = [cell.outline for cell in plan.cells if isinstance(cell.outline, Circle)]
    round_rings = [set(circle.ring()) for circle in circles]
    for circle in circles:
        yield from ((0, "CIRCLE"), (8, "CUT"), (10, circle.x), (20, circle.y), (30, 0.0), (40, circle.d / 2))
    for ring in cut_rings(plan):
        if set(ring) not in round_rings:
            yield from _polyline("CUT", ring, closed=True)
    for line in bend_lines(plan):
        yield from _polyline("BEND", line, closed=False)
    for stroke in plan.engraving:
        yield from _polyline("ENGRAVE", stroke, closed=False)


def bend_lines(plan: Plan) -> list[list[Point]]:
    """The middle of every bend zone, across the sheet."""
    points = [point for ring in plan.rings() for point in ring]
    low, high = min(y for _, y in points), max(y for _, y in points)
    thickness = max(plan.levels())
    middles = [round(bend.at + bend.towards * bend.allowance(thickness) / 2, 4) for bend in plan.bends]
    return [[(x, low), (x, high)] for x in middles]


def _polyline(layer: str, points: Sequence[Point], *, closed: bool) -> Iterator[tuple[int, object]]:
    yield from ((0, "POLYLINE"), (8, layer), (66, 1), (70, 1 if closed else 0))
    for x, y in points:
        yield from ((0, "VERTEX"), (8, layer), (10, x), (20, y))
    yield from ((0, "SEQEND"), (8, layer))
