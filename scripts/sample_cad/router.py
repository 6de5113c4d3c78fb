# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Lays the tracks of a two-layer board: the cheapest way on a grid of half component steps, net after net.

The upper side is preferred, because the lower one is a plane; a way that comes too close to the copper of another net,
to a hole or to the edge does not exist. The order of the nets is the order of their names in `widths`, so the result is
the same everywhere.
"""

from __future__ import annotations

import heapq
import math
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from sample_cad.circuit import GRID, LAYERS, Board, Track, Via, place

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

STEP = GRID / 2
BELOW, THROUGH, TURN = 2.5, 9.0, 0.2
"""What a step on the lower side costs against one above; what a via costs; what a corner costs."""
EDGE = 0.8
"""Nothing is laid nearer to the edge of the board or to a mounting hole."""
SLACK = 0.03
"""A way between two nodes may come this much nearer to something than the nodes themselves."""

Node = tuple[int, int, int]
"""Column, row, layer."""
Capsule = tuple[float, float, float, float, float]
"""A line from x, y to x, y and how far it reaches around itself."""


def routed(board: Board) -> Board:
    """The board with all nets joined but the one that is a plane."""
    tracks: list[Track] = []
    vias: list[Via] = []
    for net, width in board.widths.items():
        maze = _Maze(board, tracks, vias, net, width)
        pins = [place(pin) for component in board.components for pin in component.pins if pin.net == net]
        for way in maze.ways(pins):
            tracks += _tracks(way, net, width)
            vias += [Via(net, _at(a)) for a, b in pairwise(way) if a[2] != b[2] and _at(a) not in pins]
    return replace(board, tracks=tuple(tracks), vias=tuple(vias))


class _Maze:
    """Where a track of one net and width may run."""

    def __init__(self, board: Board, tracks: Sequence[Track], vias: Sequence[Via], net: str, width: float) -> None:
        self.columns, self.rows = round(board.width / STEP), round(board.depth / STEP)
        reach = width / 2 + board.clearance + SLACK
        edge = width / 2 + EDGE
        self.pins = {_node(place(pin)) for component in board.components for pin in component.pins if pin.net == net}
        self.closed: list[set[tuple[int, int]]] = [set(), set()]
        for layer, name in enumerate(LAYERS):
            self._close(layer, _copper(board, tracks, vias, net, name), reach)
            self._close(layer, ((x, y, x, y, board.mount_drill / 2) for x, y in board.mounts), edge)
        wall = math.ceil(edge / STEP)
        self.open_x, self.open_y = range(wall, self.columns - wall + 1), range(wall, self.rows - wall + 1)
        self.no_via: set[tuple[int, int]] = set()
        around = 0.6 + board.clearance + SLACK
        for name in LAYERS:
            self.no_via |= _within(_copper(board, tracks, vias, net, name), around)
        self.no_via |= _within(((x, y, x, y, board.mount_drill / 2) for x, y in board.mounts), 0.6 + EDGE)

    def _close(self, layer: int, obstacles: Iterable[Capsule], reach: float) -> None:
        self.closed[layer] |= _within(obstacles, reach)

    def ways(self, pins: Sequence[tuple[float, float]]) -> list[list[Node]]:
        """One way for each further pin, from what is joined already."""
        joined: set[Node] = {(*_node(pins[0]), layer) for layer in (0, 1)}
        left = [_node(pin) for pin in pins[1:]]
        found = []
        while left:
            way = self._way(joined, set(left))
            joined |= set(way) | {(*way[-1][:2], layer) for layer in (0, 1)}
            left.remove(way[-1][:2])
            found.append(way)
        return found

    def _way(self, starts: set[Node], goals: set[tuple[int, int]]) -> list[Node]:
        queue: list[tuple[float, Node, Node]] = [(0.0, node, node) for node in sorted(starts)]
        before: dict[Node, Node] = {}
        while queue:
            cost, node, origin = heapq.heappop(queue)
            if node in before:
                continue
            before[node] = origin
            if node[:2] in goals:
                return _back(before, node)
            for step, price in self._steps(node):
                if step not in before:
                    turn = TURN if origin != node and _bends(origin, node, step) else 0.0
                    heapq.heappush(queue, (cost + price + turn, step, node))
        message = f"no way to {sorted(goals)}"
        raise ValueError(message)

    def _steps(self, node: Node) -> Iterable[tuple[Node, float]]:
        x, y, layer = node
        for a, b in ((1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (1, -1), (-1, 1), (-1, -1)):
            if self._is_open(x + a, y + b, layer) and (2 * x + a, 2 * y + b) not in self.closed[layer]:
                yield (x + a, y + b, layer), math.hypot(a, b) * (BELOW if layer else 1.0)
        if (x, y) in self.pins:
            yield (x, y, 1 - layer), 0.0
        elif (2 * x, 2 * y) not in self.no_via and self._is_open(x, y, 1 - layer):
            yield (x, y, 1 - layer), THROUGH

    def _is_open(self, x: int, y: int, layer: int) -> bool:
        return x in self.open_x and y in self.open_y and (2 * x, 2 * y) not in self.closed[layer]


def _within(obstacles: Iterable[Capsule], reach: float) -> set[tuple[int, int]]:
    """Nodes, counted in half steps, that lie too near."""
    found = set()
    half = STEP / 2
    for ax, ay, bx, by, radius in obstacles:
        far = radius + reach
        for column in range(math.floor((min(ax, bx) - far) / half), math.ceil((max(ax, bx) + far) / half) + 1):
            for row in range(math.floor((min(ay, by) - far) / half), math.ceil((max(ay, by) + far) / half) + 1):
                if distance((column * half, row * half), (ax, ay), (bx, by)) < far:
                    found.add((column, row))
    return found


def distance(point: tuple[float, float], a: tuple[float, float], b: tuple[float, float]) -> float:
    """From a point to the line between two others."""
    along = (b[0] - a[0], b[1] - a[1])
    length = along[0] ** 2 + along[1] ** 2
    share = 0.0
    if length:
        share = max(0.0, min(1.0, ((point[0] - a[0]) * along[0] + (point[1] - a[1]) * along[1]) / length))
    return math.dist(point, (a[0] + share * along[0], a[1] + share * along[1]))


def _copper(board: Board, tracks: Sequence[Track], vias: Sequence[Via], net: str, layer: str) -> Iterable[Capsule]:
    for component in board.components:
        for pin in component.pins:
            if pin.net != net:
                yield (*place(pin), *place(pin), component.pad / 2)
    for track in tracks:
        if track.net != net and track.layer == layer:
            yield (*track.start, *track.end, track.width / 2)
    for via in vias:
        if via.net != net:
            yield (*via.at, *via.at, via.size / 2)


def _node(point: tuple[float, float]) -> tuple[int, int]:
    return (round(point[0] / STEP), round(point[1] / STEP))


def _at(node: Node) -> tuple[float, float]:
    return (round(node[0] * STEP, 4), round(node[1] * STEP, 4))


def _bends(a: Node, b: Node, c: Node) -> bool:
    return (b[0] - a[0], b[1] - a[1]) != (c[0] - b[0], c[1] - b[1])


def _back(before: dict[Node, Node], node: Node) -> list[Node]:
    way = [node]
    while before[way[-1]] != way[-1]:
        way.append(before[way[-1]])
    return way[::-1]


def _tracks(way: Sequence[Node], net: str, width: float) -> list[Track]:
    """The straight pieces of a way."""
    corners = [way[0]]
    for a, b, c in zip(way, way[1:], way[2:], strict=False):
        if _bends(a, b, c) or a[2] != b[2] or b[2] != c[2]:
            corners.append(b)
    corners.append(way[-1])
    return [Track(net, LAYERS[a[2]], _at(a), _at(b), width) for a, b in pairwise(corners) if a[:2] != b[:2]]
