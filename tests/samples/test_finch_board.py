# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The board of the Finch works: schematic, copper, Gerber files, drill file, parts list and manifest say the same."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any

from tests.samples.repositories import SAMPLES, kicad_bom, manifest
from tests.samples.s_expressions import every, numbers, one, parse

ELECTRONICS = SAMPLES / "finch-controller" / "electronics"
BOARD = parse((ELECTRONICS / "finch-controller.kicad_pcb").read_text(encoding="utf-8"))
SCHEMATIC = parse((ELECTRONICS / "finch-controller.kicad_sch").read_text(encoding="utf-8"))

Spot = tuple[float, float]


@dataclass(frozen=True)
class Copper:
    """A line of copper on the upper side, and how far it reaches around itself; a pad is a line of no length."""

    net: str
    a: Spot
    b: Spot
    reach: float


@dataclass(frozen=True)
class Pad:
    """A pad by component and number."""

    component: str
    number: str
    net: str
    at: Spot
    size: float
    drill: float


def reference(footprint: list[Any]) -> str:
    return next(str(text[2]) for text in every(footprint, "fp_text") if text[1] == "reference")


def pads() -> list[Pad]:
    found = []
    for footprint in every(BOARD, "footprint"):
        x, y = numbers(footprint, "at")
        for pad in every(footprint, "pad"):
            if pad[2] == "thru_hole":
                a, b = numbers(pad, "at")
                size, drill = numbers(pad, "size")[0], numbers(pad, "drill")[0]
                net = one(pad, "net")[1]
                found.append(Pad(reference(footprint), pad[1], net, (round(x + a, 4), round(y + b, 4)), size, drill))
    return found


def tracks() -> list[Copper]:
    names = {net[1]: net[2] for net in every(BOARD, "net")}
    found = []
    for segment in every(BOARD, "segment"):
        assert one(segment, "layer") == ["F.Cu"]
        (ax, ay), (bx, by) = numbers(segment, "start"), numbers(segment, "end")
        (width,) = numbers(segment, "width")
        found.append(Copper(names[one(segment, "net")[0]], (ax, ay), (bx, by), width / 2))
    return found


def upper_copper() -> list[Copper]:
    """Round pads and tracks; a square first pad as its four sides."""
    found = tracks()
    for pad in pads():
        (x, y), half = pad.at, pad.size / 2
        corners = [(x - half, y - half), (x + half, y - half), (x + half, y + half), (x - half, y + half)]
        if pad.number == "1":
            found += [Copper(pad.net, a, b, 0.0) for a, b in zip(corners, [*corners[1:], corners[0]], strict=True)]
        else:
            found.append(Copper(pad.net, pad.at, pad.at, half))
    return found


def from_line(point: Spot, a: Spot, b: Spot) -> float:
    across, up = b[0] - a[0], b[1] - a[1]
    length = across**2 + up**2
    share = ((point[0] - a[0]) * across + (point[1] - a[1]) * up) / length if length else 0.0
    share = max(0.0, min(1.0, share))
    return math.dist(point, (a[0] + share * across, a[1] + share * up))


def crosses(one_line: Copper, other: Copper) -> bool:
    def side(a: Spot, b: Spot, c: Spot) -> float:
        return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])

    a, b, c, d = one_line.a, one_line.b, other.a, other.b
    return side(a, b, c) * side(a, b, d) < 0 and side(c, d, a) * side(c, d, b) < 0


def gap(x: Copper, y: Copper) -> float:
    if crosses(x, y):
        return -1.0
    near = min(from_line(x.a, y.a, y.b), from_line(x.b, y.a, y.b), from_line(y.a, x.a, x.b), from_line(y.b, x.a, x.b))
    return near - x.reach - y.reach


def pins_of_the_schematic() -> dict[tuple[str, str], str]:
    """The net of every pin: the label that stands at its end."""
    labels = {numbers(label, "at")[:2]: label[1] for label in every(SCHEMATIC, "global_label")}
    (library,) = every(SCHEMATIC, "lib_symbols")
    shapes = {symbol[1]: symbol for symbol in every(library, "symbol")}
    found = {}
    for symbol in every(SCHEMATIC, "symbol"):
        x, y, _ = numbers(symbol, "at")
        name = next(text[2] for text in every(symbol, "property") if text[1] == "Reference")
        (unit,) = every(shapes[one(symbol, "lib_id")[0]], "symbol")
        for pin in every(unit, "pin"):
            a, b, _ = numbers(pin, "at")
            found[name, one(pin, "number")[0]] = labels[round(x + a, 4), round(y - b, 4)]
    return found


def layer(name: str) -> list[str]:
    path = ELECTRONICS / "gerber" / f"finch-controller-{name}.gbr"
    return path.read_text(encoding="ascii").splitlines()


def flashes(lines: list[str], height: float) -> Counter[Spot]:
    spots = (re.fullmatch(r"X(-?\d+)Y(-?\d+)D03\*", line) for line in lines)
    return Counter((round(int(m[1]) / 1e6, 4), round(height - int(m[2]) / 1e6, 4)) for m in spots if m)


def test_there_is_as_much_on_the_board_as_we_think() -> None:
    assert (len(pads()), len(tracks()), len(pins_of_the_schematic())) == (53, 59, 53)
    assert len({pad.net for pad in pads()}) == 15
    assert len(every(BOARD, "footprint")) == 21 + 4


def test_board_and_schematic_join_the_same_pins() -> None:
    assert {(pad.component, pad.number): pad.net for pad in pads()} == pins_of_the_schematic()


def test_no_net_comes_too_near_to_another_one() -> None:
    smallest = manifest("finch-controller")["smallest-space-copper-copper-mm"]
    pairs = [(x, y) for x, y in combinations(upper_copper(), 2) if x.net != y.net]
    assert len(pairs) > 5_000
    assert [(x, y) for x, y in pairs if gap(x, y) < smallest] == []


def joined(start: Spot, lines: list[Copper]) -> set[Spot]:
    """The ends of all tracks that touch, directly or over others, the pad at `start`."""
    reached, left = [Copper("", start, start, 0.0)], list(lines)
    while touching := [line for line in left if any(gap(replace(line, reach=0.0), known) < 1e-6 for known in reached)]:
        reached += [replace(line, reach=0.0) for line in touching]
        left = [line for line in left if line not in touching]
    return {spot for line in reached for spot in (line.a, line.b)}


def test_every_net_but_ground_is_joined_by_its_tracks() -> None:
    nets = {pad.net for pad in pads()} - {"GND"}
    assert len(nets) == 14
    for net in nets:
        spots = {pad.at for pad in pads() if pad.net == net}
        assert spots <= joined(min(spots), [track for track in tracks() if track.net == net]), net


def test_ground_is_joined_by_the_plane() -> None:
    (plane,) = every(BOARD, "zone")
    assert (one(plane, "net_name"), one(plane, "layer")) == (["GND"], ["B.Cu"])
    step = 0.25
    width, depth = manifest("finch-controller")["2d-size-mm"]
    free = {(i, j) for i in range(2, int(width / step) - 1) for j in range(2, int(depth / step) - 1)}
    for pad in pads():
        if pad.net != "GND":
            reach = pad.size / 2 * math.sqrt(2) + 0.3
            free -= {(i, j) for i, j in around(pad.at, reach, step) if math.dist((i * step, j * step), pad.at) < reach}
    ground = [(round(pad.at[0] / step), round(pad.at[1] / step)) for pad in pads() if pad.net == "GND"]
    assert len(ground) == 13
    reached, edge = {ground[0]}, [ground[0]]
    while edge:
        i, j = edge.pop()
        found = ({(i + 1, j), (i - 1, j), (i, j + 1), (i, j - 1)} & free) - reached
        reached |= found
        edge += found
    assert set(ground) <= reached


def around(spot: Spot, reach: float, step: float) -> list[tuple[int, int]]:
    columns = range(math.floor((spot[0] - reach) / step), math.ceil((spot[0] + reach) / step) + 1)
    rows = range(math.floor((spot[1] - reach) / step), math.ceil((spot[1] + reach) / step) + 1)
    return [(i, j) for i in columns for j in rows]


def test_nothing_leaves_the_board_or_meets_a_mounting_hole() -> None:
    width, depth = manifest("finch-controller")["2d-size-mm"]
    mounts = [numbers(f, "at") for f in every(BOARD, "footprint") if reference(f).startswith("H")]
    assert len(mounts) == 4
    for copper in upper_copper():
        for x, y in (copper.a, copper.b):
            assert copper.reach + 0.3 <= min(x, y, width - x, depth - y)
        assert all(from_line((x, y), copper.a, copper.b) - copper.reach - 1.6 >= 0.3 for x, y in mounts)


def test_the_gerber_files_show_the_pads_of_the_board() -> None:
    depth = manifest("finch-controller")["2d-size-mm"][1]
    spots = Counter(pad.at for pad in pads())
    for name in ("F_Cu", "F_Mask", "B_Mask"):
        assert flashes(layer(name), depth) == spots, name
    lower = layer("B_Cu")
    dark = lower.index("%LPD*%")
    assert lower.index("%LPC*%") < dark
    assert flashes(lower[dark:], depth) == spots
    moats = Counter(pad.at for pad in pads() if pad.net != "GND")
    cleared = flashes(lower[:dark], depth)
    assert cleared - moats == Counter(numbers(f, "at") for f in every(BOARD, "footprint") if reference(f)[0] == "H")
    assert moats - cleared == Counter()


def test_the_drill_file_has_the_holes_of_the_board() -> None:
    depth = manifest("finch-controller")["2d-size-mm"][1]
    text = (ELECTRONICS / "gerber" / "finch-controller.drl").read_text(encoding="ascii")
    sizes = {f"T{number}": float(size) for number, size in re.findall(r"^T(\d+)C([\d.]+)$", text, flags=re.MULTILINE)}
    holes: dict[float, list[Spot]] = defaultdict(list)
    for tool, block in re.findall(r"^(T\d+)\n((?:X.*\n)+)", text, flags=re.MULTILINE):
        for x, y in re.findall(r"X([\d.]+)Y([\d.]+)", block):
            holes[sizes[tool]].append((float(x), round(depth - float(y), 4)))
    for drill in (0.9, 1.2):
        wanted = sorted(pad.at for pad in pads() if pad.drill == drill)
        assert [(round(x, 2), round(y, 2)) for x, y in sorted(holes[drill])] == [
            (round(x, 2), round(y, 2)) for x, y in wanted
        ]
    assert len(holes[3.2]) == 4
    assert holes.keys() == {0.9, 1.2, 3.2}


def test_the_parts_list_has_every_component_of_the_board_and_every_part_of_the_manifest() -> None:
    lines = kicad_bom("finch-controller")
    references = [name for line in lines for name in line["Reference"].split(",")]
    assert (len(lines), len(references)) == (23, 30)
    assert len(set(references)) == len(references)
    assert [line for line in lines if len(line["Reference"].split(",")) != int(line["Qty"])] == []
    assert {pad.component for pad in pads()} <= set(references)
    parts = {part["name"] for part in manifest("finch-controller")["part"]}
    assert parts <= {line["Value"] for line in lines}
    assert [line["Value"] for line in lines if not line["MPN"] and line["Value"] not in parts] == []


def test_the_manifest_says_of_the_board_what_the_board_is() -> None:
    data = manifest("finch-controller")
    widths = Counter(2 * track.reach for track in tracks())
    edges = [point for line in every(BOARD, "gr_line") for point in (numbers(line, "start"), numbers(line, "end"))]
    assert data["2d-size-mm"] == [max(x for x, _ in edges), max(y for _, y in edges)]
    assert data["smallest-trace-width-mm"] == min(widths)
    assert data["typical-trace-width-mm"] in widths
    assert data["smallest-via-diameter-mm"] == min(pad.drill for pad in pads())
    copper, inside = data["multi-copper-thickness-mm"], data["multi-isolator-thickness-mm"]
    assert len(copper) == data["layer-count"] == len(inside) + 1
    assert math.isclose(sum(copper) + sum(inside), data["board-thickness-mm"])
    assert {pad.component for pad in pads()} >= {f"J{number}" for number in range(1, 6)}


def test_the_wiring_table_names_the_nets_of_the_connectors() -> None:
    text = (SAMPLES / "finch-controller" / "docs" / "wiring.md").read_text(encoding="utf-8")
    rows = [[cell.strip() for cell in line.split("|")] for line in text.splitlines() if line.startswith("| J")]
    told: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        told[row[1]] += row[3].split(", ")
    real: dict[str, list[str]] = defaultdict(list)
    for pad in pads():
        if pad.component.startswith("J"):
            real[pad.component].append(pad.net)
    assert told == real
