# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""From a plan to a closed surface of triangles: caps, walls, folds, and the binary STL file."""

from __future__ import annotations

import math
import struct
from itertools import pairwise
from typing import TYPE_CHECKING

from sample_cad.plan import DIGITS, Bend, Plan, Point, Ring, area, cross

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Vertex = tuple[float, float, float]
Triangle = tuple[Vertex, Vertex, Vertex]


def triangles(plan: Plan) -> list[Triangle]:
    """The whole surface, normals outwards, folded where the plan has bends."""
    rings = plan.rings()
    parents = plan.parents(rings)
    flat = [*_caps(plan, rings, parents), *_walls(plan, rings, parents)]
    thickness = max(plan.levels())
    return [_folded(triangle, plan.bends, thickness) for triangle in flat]


def stl(surface: Sequence[Triangle], title: str) -> bytes:
    """A binary STL file; the header says what it is."""
    parts = [title.encode("ascii")[:80].ljust(80), struct.pack("<I", len(surface))]
    for a, b, c in surface:
        parts.append(struct.pack("<12fH", *_normal(a, b, c), *a, *b, *c, 0))
    return b"".join(parts)


def extent(surface: Sequence[Triangle]) -> Vertex:
    """Width, depth and height of the box around the surface."""
    columns = list(zip(*(vertex for triangle in surface for vertex in triangle), strict=True))
    width, depth, height = (max(column) - min(column) for column in columns)
    return (width, depth, height)


def volume_mm3(surface: Sequence[Triangle]) -> float:
    """The volume enclosed, by the divergence theorem."""
    return sum(_triple(a, b, c) for a, b, c in surface) / 6


def sides(rings: Sequence[Ring], parents: Sequence[int | None]) -> Iterator[tuple[int, int | None, int]]:
    """Each wall line of the plan once: (cell, the cell on its other side or None, index of the edge in the ring)."""
    owner = {(a, b): index for index, ring in enumerate(rings) for a, b in zip(ring, [*ring[1:], ring[0]], strict=True)}
    for (a, b), index in owner.items():
        neighbour = owner.get((b, a))
        if neighbour is None:
            yield index, parents[index], rings[index].index(a)
        elif index < neighbour:
            yield index, neighbour, rings[index].index(a)


def _caps(plan: Plan, rings: Sequence[Ring], parents: Sequence[int | None]) -> Iterator[Triangle]:
    levels = [-math.inf, *plan.levels(), math.inf]
    for index, cell in enumerate(plan.cells):
        if not cell.solid:
            continue
        holes = [rings[child] for child, parent in enumerate(parents) if parent == index]
        flat = triangulate(rings[index], holes)
        for low, z, high in zip(levels, levels[1:], levels[2:], strict=False):
            below, above = cell.fills(low, z), cell.fills(z, high)
            if below != above:
                yield from (_at(z, triangle if below else triangle[::-1]) for triangle in flat)


def _walls(plan: Plan, rings: Sequence[Ring], parents: Sequence[int | None]) -> Iterator[Triangle]:
    for index, other, edge in sides(rings, parents):
        p, q = rings[index][edge], rings[index][(edge + 1) % len(rings[index])]
        levels = plan.levels_beside(index, other, parents)
        for low, high in pairwise(levels):
            here = plan.cells[index].fills(low, high)
            there = other is not None and plan.cells[other].fills(low, high)
            if here != there:
                a, b = (p, q) if here else (q, p)
                yield ((*a, low), (*b, low), (*b, high))
                yield ((*a, low), (*b, high), (*a, high))


def _at(z: float, flat: Sequence[Point]) -> Triangle:
    a, b, c = ((x, y, z) for x, y in flat)
    return (a, b, c)


def triangulate(ring: Ring, holes: Sequence[Ring]) -> list[tuple[Point, Point, Point]]:
    """Cut a polygon with holes into triangles by clipping ears; every corner is kept, no new one is made."""
    left = _bridged(ring, holes)
    found: list[tuple[Point, Point, Point]] = []
    start = 0
    while len(left) > 3:
        index = next(i % len(left) for i in range(start, start + len(left)) if _is_ear(left, i % len(left)))
        found.append((left[index - 1], left[index], left[(index + 1) % len(left)]))
        del left[index]
        start = index + 1
    found.append((left[0], left[1], left[2]))
    _must_cover(found, area(ring) - sum(area(hole) for hole in holes))
    return found


def _must_cover(found: Sequence[tuple[Point, Point, Point]], wanted: float) -> None:
    got = sum(cross(*triangle) for triangle in found) / 2
    if not math.isclose(got, wanted, rel_tol=1e-9):
        message = f"the triangles cover {got} mm2, the polygon {wanted} mm2: do two outlines touch or cross?"
        raise ValueError(message)


def _bridged(ring: Ring, holes: Sequence[Ring]) -> Ring:
    """One ring that runs around the outline and, over a bridge, around each hole the other way."""
    left = list(ring)
    waiting = sorted(holes, key=max, reverse=True)
    for number, hole in enumerate(waiting):
        start = hole.index(max(hole))
        around = hole[start:] + hole[:start]
        tip = around[0]
        walls = [left, *waiting[number:]]
        near = sorted(range(len(left)), key=lambda i: math.dist(left[i], tip))
        index = next(i for i in near if _opens_to(left, i, tip) and _sees(left[i], tip, walls))
        left[index + 1 : index + 1] = [tip, *around[:0:-1], tip, left[index]]
    return left


def _opens_to(ring: Ring, index: int, point: Point) -> bool:
    """Whether the corner looks to the point on its inner side, which matters where a bridge doubles it."""
    a, b, c = ring[index - 1], ring[index], ring[(index + 1) % len(ring)]
    if cross(a, b, c) >= 0:
        return cross(a, b, point) > 0 and cross(b, c, point) > 0
    return cross(a, b, point) > 0 or cross(b, c, point) > 0


def _sees(a: Point, b: Point, walls: Sequence[Ring]) -> bool:
    return not any(_meet(a, b, p, q) for wall in walls for p, q in zip(wall, [*wall[1:], wall[0]], strict=True))


def _meet(a: Point, b: Point, p: Point, q: Point) -> bool:
    """Whether two lines meet anywhere but at a common end."""
    if {a, b} & {p, q}:
        return any(abs(cross(a, b, end)) < 1e-9 and _between(a, b, end) for end in {p, q} - {a, b})
    return cross(a, b, p) * cross(a, b, q) <= 0 and cross(p, q, a) * cross(p, q, b) <= 0


def _between(a: Point, b: Point, point: Point) -> bool:
    return (point[0] - a[0]) * (point[0] - b[0]) + (point[1] - a[1]) * (point[1] - b[1]) < 0


def _is_ear(ring: Ring, index: int) -> bool:
    a, b, c = ring[index - 1], ring[index], ring[(index + 1) % len(ring)]
    if cross(a, b, c) <= 1e-9:
        return False
    low_x, high_x = min(a[0], b[0], c[0]), max(a[0], b[0], c[0])
    low_y, high_y = min(a[1], b[1], c[1]), max(a[1], b[1], c[1])
    return not any(
        low_x <= x <= high_x
        and low_y <= y <= high_y
        and (x, y) not in (a, b, c)
        and cross(a, b, (x, y)) >= 0
        and cross(b, c, (x, y)) >= 0
        and cross(c, a, (x, y)) >= 0
        for x, y in ring
    )


def _folded(triangle: Triangle, bends: Sequence[Bend], thickness: float) -> Triangle:
    """Fold the outermost bends first: each inner one then carries what is already folded."""
    a, b, c = (_folded_vertex(vertex, bends, thickness) for vertex in triangle)
    return (a, b, c)


def _folded_vertex(vertex: Vertex, bends: Sequence[Bend], thickness: float) -> Vertex:
    x, y, z = vertex
    for bend in sorted(bends, key=lambda b: b.at * b.towards, reverse=True):
        beyond = (x - bend.at) * bend.towards
        if beyond <= 0:
            continue
        zone = bend.allowance(thickness)
        turn = math.radians(bend.degrees) * min(beyond / zone, 1.0)
        rest = max(beyond - zone, 0.0)
        arm = bend.inner_radius + thickness - z
        x = bend.at + bend.towards * (arm * math.sin(turn) + rest * math.cos(turn))
        z = bend.inner_radius + thickness - arm * math.cos(turn) + rest * math.sin(turn)
    return (round(x, DIGITS) + 0.0, y, round(z, DIGITS) + 0.0)


def _normal(a: Vertex, b: Vertex, c: Vertex) -> Vertex:
    u = [b[i] - a[i] for i in range(3)]
    v = [c[i] - a[i] for i in range(3)]
    n = (u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0])
    length = math.hypot(*n)
    return (round(n[0] / length, DIGITS), round(n[1] / length, DIGITS), round(n[2] / length, DIGITS))


def _triple(a: Vertex, b: Vertex, c: Vertex) -> float:
    return a[0] * (b[1] * c[2] - b[2] * c[1]) + a[1] * (b[2] * c[0] - b[0] * c[2]) + a[2] * (b[0] * c[1] - b[1] * c[0])
