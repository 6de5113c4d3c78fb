# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The parts of the Gannet brick press and the one part of the Moth lamp, from their OpenSCAD sources."""

from __future__ import annotations

from sample_cad.part import Part, Repository, Sizes
from sample_cad.plan import Cell, Circle, Plan, Polygon, block, bores, rect, rounded_rect, slot, square_of


def _plate(s: Sizes) -> Cell:
    return block(rect(0, 0, s["width"], s["depth"]), s["height"])


def side_plate(s: Sizes) -> Plan:
    """Plate with the window of the mould."""
    inset = 2 * s["tie_inset"]
    ties = square_of(s["width"] / 2, s["depth"] / 2, s["width"] - inset, s["depth"] - inset)
    window = rect(s["window_x"], s["window_y"], s["window_width"], s["window_depth"])
    pin = Circle(s["pin_x"], s["pin_y"], s["pin_d"])
    return Plan((_plate(s), Cell(window), Cell(pin), *bores(ties, s["tie_d"])))


def mould_long_wall(s: Sizes) -> Plan:
    """Plate with four screws."""
    screws = square_of(s["width"] / 2, s["depth"] / 2, s["width"] - 2 * s["screw_inset_x"], s["screw_pitch_y"])
    return Plan((_plate(s), *bores(screws, s["screw_d"])))


def mould_short_wall(s: Sizes) -> Plan:
    """Plain plate."""
    return Plan((_plate(s),))


def pressing_foot(s: Sizes) -> Plan:
    """Plate with the raised frog."""
    width, depth = s["width"], s["depth"]
    left, low = (width - s["frog_width"]) / 2, (depth - s["frog_depth"]) / 2
    frog = rounded_rect(left, low, s["frog_width"], s["frog_depth"], s["frog_corner"])
    screws = [(width / 2 + side * s["screw_pitch"] / 2, depth / 2) for side in (-1, 1)]
    return Plan((_plate(s), block(frog, s["frog_height"]), *bores(screws, s["screw_d"])))


def hopper_panel(s: Sizes) -> Plan:
    """Trapezium."""
    over = (s["top"] - s["bottom"]) / 2
    corners = ((0, 0), (s["bottom"], 0), (s["bottom"] + over, s["depth"]), (-over, s["depth"]))
    return Plan((block(Polygon(corners), s["height"]),))


def lever_knob(s: Sizes) -> Plan:
    """Knob and collar with a blind hole."""
    knob = block(Circle(0, 0, s["knob_d"]), s["knob_height"])
    collar = block(Circle(0, 0, s["collar_d"]), s["length"])
    return Plan((knob, collar, block(Circle(0, 0, s["thread_d"]), s["length"] - s["thread_depth"])))


def valve_cover(s: Sizes) -> Plan:
    """Open box with the slot of the lever."""
    wall, width, depth = s["wall"], s["width"], s["depth"]
    inside = block(rect(wall, wall, width - 2 * wall, depth - 2 * wall), wall)
    lever = Cell(slot(width / 2, depth / 2, s["lever_slot_length"], s["lever_slot_d"]))
    return Plan((_plate(s), inside, lever))


def shade_ring(s: Sizes) -> Plan:
    """Ring with a groove."""
    height = s["height"]
    return Plan(
        (
            block(Circle(0, 0, s["ring_d"]), height),
            block(Circle(0, 0, s["groove_d"]), height - s["groove_depth"]),
            block(Circle(0, 0, s["rib_d"]), height),
            Cell(Circle(0, 0, s["socket_d"])),
        )
    )


GANNET = Repository(
    folder="gannet-press",
    machine="Gannet brick press",
    maker="Gannet Earthworks",
    licence="CC-BY-SA-4.0",
    parts=(
        Part("side-plate", "Side plate", "S355J2 (1.0577)", side_plate, ("dxf", "svg"), "Pin bore H8 after welding"),
        Part("mould-long-wall", "Mould long wall", "HB 400 wear plate", mould_long_wall, ("step", "svg"), "Grind"),
        Part("mould-short-wall", "Mould short wall", "HB 400 wear plate", mould_short_wall, ("step", "svg"), "Grind"),
        Part("pressing-foot", "Pressing foot", "C45 (1.0503)", pressing_foot, ("stl", "step", "svg"), "Play 0.5 mm"),
        Part("hopper-panel", "Hopper panel", "S235JR (1.0038)", hopper_panel, ("dxf", "svg"), "Weld along the slants"),
        Part("lever-knob", "Lever knob", "PETG", lever_knob, ("stl",)),
        Part("valve-cover", "Valve cover", "PETG", valve_cover, ("stl",)),
    ),
)

MOTH = Repository(
    folder="withheld-lamp",
    machine="Moth reading lamp",
    maker="Moth Lamps",
    licence="CC-BY-NC-SA-4.0",
    parts=(Part("shade-ring", "Shade ring", "PETG", shade_ring, ("stl",)),),
)
