# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A board and its schematic as KiCad 6 writes them, and its bill of materials as KiCad exports it.

In the schematic every pin carries the label of its net; equal labels are joined, so no wire has to be drawn.
"""

from __future__ import annotations

import csv
import io
from itertools import groupby
from typing import TYPE_CHECKING

from sample_cad.circuit import LAYERS, Board, Component, identity, place

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

PITCH = 2.54
COLUMNS, COLUMN, ROW = 4, 66.04, 27.94
ORIGIN = (38.1, 30.48)
FONT = "(effects (font (size 1.27 1.27)))"
HIDDEN = "(effects (font (size 1.27 1.27)) hide)"
BOARD_LAYERS = (
    (0, "F.Cu", "signal"), (31, "B.Cu", "signal"), (36, "B.SilkS", "user"), (37, "F.SilkS", "user"),
    (38, "B.Mask", "user"), (39, "F.Mask", "user"), (44, "Edge.Cuts", "user"), (49, "F.Fab", "user"),
)  # fmt: skip


def board_text(board: Board, notice: str) -> str:
    """The `.kicad_pcb` file."""
    numbers = {net: number for number, net in enumerate(board.nets(), start=1)}
    layers = "".join(f'    ({number} "{name}" {kind})\n' for number, name, kind in BOARD_LAYERS)
    nets = "".join(f'  (net {number} "{net}")\n' for net, number in numbers.items())
    return (
        "(kicad_pcb (version 20211014) (generator make_sample_cad)\n"
        f'  (general (thickness 1.6))\n  (paper "A4")\n{_title(board, notice)}  (layers\n{layers}  )\n'
        f'  (setup (pad_to_mask_clearance 0.1))\n  (net 0 "")\n{nets}'
        + "".join(_footprint(component, numbers) for component in board.components)
        + "".join(_mount(number, at, board.mount_drill) for number, at in enumerate(board.mounts, start=1))
        + _edges(board)
        + "".join(
            f"  (segment (start {_xy(track.start)}) (end {_xy(track.end)}) (width {track.width})"
            f' (layer "{track.layer}") (net {numbers[track.net]}))\n'
            for track in board.tracks
        )
        + "".join(
            f"  (via (at {_xy(via.at)}) (size {via.size}) (drill {via.drill}) (layers {_quoted(LAYERS)})"
            f" (net {numbers[via.net]}))\n"
            for via in board.vias
        )
        + _plane(board, numbers[board.plane])
        + ")\n"
    )


def _title(board: Board, notice: str) -> str:
    return (
        f'  (title_block (title "{board.title}") (date "2026-03-01") (rev "{board.revision}")'
        f' (company "{board.maker}")\n    (comment 1 "{notice}"))\n'
    )


def _footprint(component: Component, numbers: dict[str, int]) -> str:
    x, y = component.first
    pads = "".join(
        f'    (pad "{number}" thru_hole {"rect" if number == 1 else "circle"} (at {_xy(_from(place(pin), x, y))})'
        f" (size {component.pad} {component.pad}) (drill {component.drill})"
        f' (layers "*.Cu" "*.Mask") (net {numbers[pin.net]} "{pin.net}") (pinfunction "{pin.name}"))\n'
        for number, pin in enumerate(component.pins, start=1)
    )
    return (
        f'  (footprint "{component.footprint}" (layer "F.Cu") (tedit 0)'
        f" (tstamp {identity('pcb', component.reference)})\n"
        f"    (at {_xy((x, y))})\n"
        f'    (path "/{identity("sch", component.reference)}")\n    (attr through_hole)\n'
        f'    (fp_text reference "{component.reference}" (at 0 -2) (layer "F.SilkS") {FONT})\n'
        f'    (fp_text value "{component.value}" (at 0 2) (layer "F.Fab") {FONT})\n{pads}  )\n'
    )


def _mount(number: int, at: tuple[float, float], drill: float) -> str:
    return (
        f'  (footprint "MountingHole:MountingHole_3.2mm_M3" (layer "F.Cu") (tedit 0)'
        f" (tstamp {identity('pcb', f'H{number}')})\n    (at {_xy(at)})\n"
        "    (attr exclude_from_pos_files exclude_from_bom)\n"
        f'    (fp_text reference "H{number}" (at 0 -3) (layer "F.SilkS") {FONT})\n'
        f'    (fp_text value "M3" (at 0 3) (layer "F.Fab") {FONT})\n'
        f'    (pad "" np_thru_hole circle (at 0 0) (size {drill} {drill}) (drill {drill})'
        ' (layers "*.Cu" "*.Mask"))\n  )\n'
    )


def _edges(board: Board) -> str:
    corners = ((0.0, 0.0), (board.width, 0.0), (board.width, board.depth), (0.0, board.depth))
    return "".join(
        f'  (gr_line (start {_xy(a)}) (end {_xy(b)}) (layer "Edge.Cuts") (width 0.1))\n'
        for a, b in zip(corners, [*corners[1:], corners[0]], strict=True)
    )


def _plane(board: Board, number: int) -> str:
    """The plane as an outline; KiCad fills it (Edit, Fill All Zones)."""
    low, right, bottom = 0.5, board.width - 0.5, board.depth - 0.5
    corners = ((low, low), (right, low), (right, bottom), (low, bottom))
    points = " ".join(f"(xy {_xy(corner)})" for corner in corners)
    return (
        f'  (zone (net {number}) (net_name "{board.plane}") (layer "B.Cu") (tstamp {identity("zone", board.plane)})'
        " (hatch edge 0.508)\n"
        f"    (connect_pads yes (clearance {board.clearance}))\n    (min_thickness 0.25)\n"
        f"    (fill yes (thermal_gap 0.5) (thermal_bridge_width 0.5))\n    (polygon (pts {points}))\n  )\n"
    )


def schematic_text(board: Board, notice: str) -> str:
    """The `.kicad_sch` file."""
    symbols = "".join(_symbol(component) for component in board.components)
    placed = "".join(_instance(component, _spot(number)) for number, component in enumerate(board.components))
    paths = "".join(
        f'    (path "/{identity("sch", component.reference)}" (reference "{component.reference}") (unit 1)'
        f' (value "{component.value}") (footprint "{component.footprint}"))\n'
        for component in board.components
    )
    return (
        "(kicad_sch (version 20211123) (generator make_sample_cad)\n"
        f'  (uuid {identity("sch", board.name)})\n  (paper "A3")\n{_title(board, notice)}'
        f"  (lib_symbols\n{symbols}  )\n{placed}"
        f'  (sheet_instances (path "/" (page "1")))\n  (symbol_instances\n{paths}  )\n)\n'
    )


def _sides(component: Component) -> tuple[int, float]:
    """How many pins are on the left, and half the height of the body."""
    count = len(component.pins)
    left = count if component.reference.startswith("J") else (count + 1) // 2
    return left, PITCH * (left + 1) / 2


def _pin_places(component: Component) -> list[tuple[float, float, int]]:
    """The end of every pin in the coordinates of the symbol (y up), and the direction to the body in degrees."""
    left, half = _sides(component)
    ends = []
    for number in range(len(component.pins)):
        if number < left:
            ends.append((-4 * PITCH, round(half - PITCH * (number + 1), 4), 0))
        else:
            below = len(component.pins) - 1 - number
            ends.append((4 * PITCH, round(half - PITCH * (below + 1), 4), 180))
    return ends


def _symbol(component: Component) -> str:
    name = f"finch:{component.reference}"
    _, half = _sides(component)
    texts = _texts(component, 0, half + PITCH, -half - PITCH, "      ", few=True)
    pins = "".join(
        f"        (pin passive line (at {_xy((x, y))} {turn}) (length {PITCH})"
        f' (name "{pin.name}" {FONT}) (number "{number}" {FONT}))\n'
        for number, (pin, (x, y, turn)) in enumerate(zip(component.pins, _pin_places(component), strict=True), start=1)
    )
    return (
        f'    (symbol "{name}" (in_bom yes) (on_board yes)\n{texts}'
        f'      (symbol "{component.reference}_1_1"\n'
        f"        (rectangle (start {-3 * PITCH} {half}) (end {3 * PITCH} {-half})"
        " (stroke (width 0.254) (type default) (color 0 0 0 0)) (fill (type background)))\n"
        f"{pins}      )\n    )\n"
    )


def _texts(
    component: Component, x: float, reference_y: float, value_y: float, indent: str, *, few: bool = False
) -> str:
    rows = (
        ("Reference", component.reference, reference_y, FONT),
        ("Value", component.value, value_y, FONT),
        ("Footprint", component.footprint, value_y, HIDDEN),
        ("Datasheet", "~", value_y, HIDDEN),
        ("Manufacturer", component.maker, value_y, HIDDEN),
        ("MPN", component.part_number, value_y, HIDDEN),
    )
    return "".join(
        f'{indent}(property "{key}" "{text}" (id {number}) (at {_xy((x, y))} 0) {effects})\n'
        for number, (key, text, y, effects) in enumerate(rows[:4] if few else rows)
    )


def _instance(component: Component, at: tuple[float, float]) -> str:
    x, y = at
    _, half = _sides(component)
    pins = "".join(
        f'    (pin "{number}" (uuid {identity("pin", component.reference, str(number))}))\n'
        for number in range(1, len(component.pins) + 1)
    )
    labels = "".join(
        f'  (global_label "{pin.net}" (shape passive) (at {_xy((x + a, y - b))} {180 if turn == 0 else 0})'
        f" (fields_autoplaced) (effects (font (size 1.27 1.27)) (justify {'right' if turn == 0 else 'left'}))"
        f" (uuid {identity('label', component.reference, str(number))}))\n"
        for number, (pin, (a, b, turn)) in enumerate(zip(component.pins, _pin_places(component), strict=True), start=1)
    )
    return (
        f'  (symbol (lib_id "finch:{component.reference}") (at {_xy(at)} 0) (unit 1) (in_bom yes) (on_board yes)\n'
        f"    (uuid {identity('sch', component.reference)})\n"
        f"{_texts(component, x, y - half - PITCH, y + half + PITCH, '    ')}{pins}  )\n{labels}"
    )


def _spot(number: int) -> tuple[float, float]:
    """Where the symbol stands on the sheet, on the grid of 1.27 mm."""
    column, row = number % COLUMNS, number // COLUMNS
    return (round(ORIGIN[0] + column * COLUMN, 4), round(ORIGIN[1] + row * ROW, 4))


def bom_text(components: Sequence[Component], further: Iterable[Sequence[str]]) -> str:
    """The bill of materials: equal components on one line, then what is not on the board."""
    out = io.StringIO()
    table = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\n")
    table.writerow(
        ("Reference", "Value", "Datasheet", "Footprint", "Qty", "DNP", "Manufacturer", "MPN", "Price", "Currency")
    )
    ordered = sorted(components, key=lambda one: (one.part_number, one.value, one.reference))
    lines = []
    for _, same in groupby(ordered, key=lambda one: (one.part_number, one.value)):
        group = list(same)
        one = group[0]
        names = ",".join(each.reference for each in group)
        lines.append((names, one.value, "~", one.footprint, str(len(group)), "", one.maker, one.part_number, one.price))
    table.writerows((*line, "EUR") for line in sorted(lines))
    table.writerows(further)
    return out.getvalue()


def _from(point: tuple[float, float], x: float, y: float) -> tuple[float, float]:
    return (point[0] - x, point[1] - y)


def _xy(point: tuple[float, float]) -> str:
    return " ".join(f"{round(value, 4) + 0.0:g}" if abs(value) < 100 else f"{round(value, 4):.7g}" for value in point)


def _quoted(names: Iterable[str]) -> str:
    return " ".join(f'"{name}"' for name in names)
