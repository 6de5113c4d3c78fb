# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The parts of the Wren machine stand. Their sources are FreeCAD files, so their sizes stand here."""

from __future__ import annotations

from sample_cad.brook import hollow_section
from sample_cad.part import Part, Repository, Sizes
from sample_cad.plan import Cell, Circle, Plan, Polygon, block, bores, rect, slot, square_of


def _plate(s: Sizes) -> Cell:
    return block(rect(0, 0, s["width"], s["depth"]), s["height"])


def foot_plate(s: Sizes) -> Plan:
    """Square plate with the hole of the levelling foot."""
    return Plan((_plate(s), Cell(Circle(s["width"] / 2, s["depth"] / 2, s["stud_d"]))))


def top_plate(s: Sizes) -> Plan:
    """Plate with four slots for the spindle, four screws and a cable hole."""
    width, depth = s["width"], s["depth"]
    slots = [
        Cell(slot(x, y, s["slot_length"], s["slot_d"]))
        for x, y in square_of(width / 2, depth / 2, s["slot_pitch_x"], s["slot_pitch_y"])
    ]
    inset = 2 * s["frame_inset"]
    frame = square_of(width / 2, depth / 2, width - inset, depth - inset)
    cable = Cell(Circle(s["cable_x"], depth / 2, s["cable_d"]))
    return Plan((_plate(s), *slots, *bores(frame, s["frame_screw_d"]), cable))


def gusset(s: Sizes) -> Plan:
    """Triangle with its three corners cut off, so that the seam can go round."""
    side, cut = s["side"], s["cut"]
    outline = Polygon(((cut, 0), (side, 0), (side, cut), (cut, side), (0, side), (0, cut)))
    return Plan((block(outline, s["height"]),))


def controller_plate(s: Sizes) -> Plan:
    """Plate with the four screws of the controller case and two for the leg."""
    width = s["width"]
    case = square_of(width / 2, s["case_y"], s["case_pitch_x"], s["case_pitch_y"])
    leg = [(s["leg_x"], s["leg_y"]), (width - s["leg_x"], s["leg_y"])]
    return Plan((_plate(s), *bores(case, s["case_screw_d"]), *bores(leg, s["leg_screw_d"])))


def shelf(s: Sizes) -> Plan:
    """Plate with two rows of slots that let the dust fall through."""
    width, depth = s["width"], s["depth"]
    count, pitch = int(s["slot_count"]), s["slot_pitch"]
    xs = [width / 2 + (i - (count - 1) / 2) * pitch for i in range(count)]
    slots = [Cell(slot(x, depth / 2, s["slot_length"], s["slot_d"], upright=True)) for x in xs]
    return Plan((_plate(s), *slots))


TUBE, STEEL = "S235JRH (1.0039)", "S235JR (1.0038)"
SECTION = {"width": 40, "depth": 40, "wall": 3}
SAWN = ("FCStd", "step", "svg")
FLAT = ("FCStd", "dxf", "svg")

WREN = Repository(
    folder="wren-frame",
    machine="Wren machine stand",
    maker="Wren Metalworks",
    licence="CERN-OHL-S-2.0",
    source_form="FCStd",
    parts=(
        Part("leg", "Leg", TUBE, hollow_section, SAWN, "Saw square, deburr inside", SECTION | {"length": 782}),
        Part("long-rail", "Long rail", TUBE, hollow_section, SAWN, "Saw square", SECTION | {"length": 420}),
        Part("cross-rail", "Cross rail", TUBE, hollow_section, SAWN, "Saw square", SECTION | {"length": 270}),
        Part(
            "foot-plate", "Foot plate", STEEL, foot_plate, FLAT, "Weld 135, a3, all round",
            {"width": 80, "depth": 80, "height": 8, "stud_d": 12.5},
        ),
        Part(
            "gusset", "Gusset", STEEL, gusset, FLAT, "Weld 135, a3, both sides",
            {"side": 90, "cut": 12, "height": 5},
        ),
        Part(
            "top-plate", "Top plate", STEEL, top_plate, FLAT, "Flat within 0.5 mm after welding",
            {
                "width": 500, "depth": 350, "height": 10, "slot_length": 30, "slot_d": 10.5, "slot_pitch_x": 180,
                "slot_pitch_y": 120, "frame_inset": 20, "frame_screw_d": 9, "cable_x": 60, "cable_d": 30,
            },
        ),
        Part(
            "shelf", "Shelf", STEEL, shelf, FLAT, "Weld 135, 20 mm every 100 mm",
            {
                "width": 420, "depth": 270, "height": 2, "slot_count": 9, "slot_pitch": 40, "slot_length": 160,
                "slot_d": 12,
            },
        ),
        Part(
            "controller-plate", "Controller plate", STEEL, controller_plate, FLAT, "Deburr, powder coat",
            {
                "width": 100, "depth": 120, "height": 3, "case_y": 70, "case_pitch_x": 76, "case_pitch_y": 56,
                "case_screw_d": 3.4, "leg_x": 38, "leg_y": 20, "leg_screw_d": 6.6,
            },
        ),
    ),
)  # fmt: skip
