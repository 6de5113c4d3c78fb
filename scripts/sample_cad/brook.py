# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The parts of the Brook HPU-18 power unit, from the sizes in its OpenSCAD sources."""

from __future__ import annotations

from sample_cad.lark import bend_zone
from sample_cad.part import Part, Repository, Sizes
from sample_cad.plan import (
    Bend,
    Cell,
    Circle,
    Plan,
    Polygon,
    block,
    bolt_circle,
    bores,
    rect,
    slot,
    square_of,
)


def _plate(s: Sizes) -> Cell:
    return block(rect(0, 0, s["width"], s["depth"]), s["height"])


def reservoir_floor(s: Sizes) -> Plan:
    """Plate with the drain."""
    return Plan((_plate(s), Cell(Circle(s["drain_x"], s["drain_y"], s["drain_d"]))))


def reservoir_front(s: Sizes) -> Plan:
    """Plate with the level gauge."""
    holes = [(s["gauge_x"], s["gauge_y"]), (s["gauge_x"], s["gauge_y"] + s["gauge_pitch"])]
    return Plan((_plate(s), *bores(holes, s["gauge_d"])))


def reservoir_back(s: Sizes) -> Plan:
    """Plain plate."""
    return Plan((_plate(s),))


def reservoir_end(s: Sizes) -> Plan:
    """Plate with the suction opening."""
    x, y = s["opening_x"], s["opening_y"]
    studs = bolt_circle(x, y, s["stud_circle"], int(s["stud_count"]))
    return Plan((_plate(s), Cell(Circle(x, y, s["opening_d"])), *bores(studs, s["stud_d"])))


def baffle(s: Sizes) -> Plan:
    """Plate with two cut corners."""
    cut, width, depth = s["corner_cut"], s["width"], s["depth"]
    outline = Polygon(((cut, 0), (width - cut, 0), (width, cut), (width, depth), (0, depth), (0, cut)))
    return Plan((block(outline, s["height"]),))


def reservoir_lid(s: Sizes) -> Plan:
    """Lid with its row of edge screws and three groups of fittings."""
    width, depth, inset = s["width"], s["depth"], s["edge_inset"]
    step_x = (width - 2 * inset) / (s["edge_count_x"] - 1)
    step_y = (depth - 2 * inset) / (s["edge_count_y"] - 1)
    long_edges = [(inset + i * step_x, y) for i in range(int(s["edge_count_x"])) for y in (inset, depth - inset)]
    short_edges = [
        (x, inset + i * step_y) for i in range(1, int(s["edge_count_y"]) - 1) for x in (inset, width - inset)
    ]
    filter_studs = square_of(s["filter_x"], s["filter_y"], s["filter_stud_pitch"])
    manifold = square_of(s["manifold_x"], s["manifold_y"], s["manifold_pitch_x"], s["manifold_pitch_y"])
    return Plan(
        (
            _plate(s),
            *bores([*long_edges, *short_edges], s["edge_screw_d"]),
            Cell(Circle(s["breather_x"], s["breather_y"], s["breather_d"])),
            Cell(Circle(s["filter_x"], s["filter_y"], s["filter_d"])),
            *bores(filter_studs, s["filter_stud_d"]),
            *bores(manifold, s["manifold_screw_d"]),
        )
    )


def hollow_section(s: Sizes) -> Plan:
    """A sawn length of rectangular tube, standing."""
    wall = s["wall"]
    inside = rect(wall, wall, s["width"] - 2 * wall, s["depth"] - 2 * wall)
    return Plan((block(rect(0, 0, s["width"], s["depth"]), s["length"]), Cell(inside)))


def motor_plate(s: Sizes) -> Plan:
    """Plate with four slots and four screws."""
    width, depth, inset = s["width"], s["depth"], 2 * s["frame_inset"]
    feet = square_of(width / 2, depth / 2, s["feet_x"], s["feet_y"])
    slots = [Cell(slot(x, y, s["slot_length"], s["slot_d"])) for x, y in feet]
    frame = square_of(width / 2, depth / 2, width - inset, depth - inset)
    return Plan((_plate(s), *slots, *bores(frame, s["frame_screw_d"])))


def bell_housing(s: Sizes) -> Plan:
    """Flange, recess of the motor, body, inside, pump wall."""
    length = s["length"]
    pump = square_of(0, 0, s["pump_pitch_x"], s["pump_pitch_y"])
    return Plan(
        (
            block(Circle(0, 0, s["flange_d"]), s["flange_height"]),
            block(Circle(0, 0, s["motor_pilot_d"]), s["flange_height"], above=s["motor_pilot_depth"]),
            block(Circle(0, 0, s["body_d"]), length, above=s["motor_pilot_depth"]),
            block(Circle(0, 0, s["wall_bore"]), length, above=length - s["pump_wall"]),
            Cell(Circle(0, 0, s["pump_pilot_d"])),
            *bores(bolt_circle(0, 0, s["motor_circle"], 4), s["motor_hole_d"]),
            *bores(pump, s["pump_screw_d"]),
        )
    )


def manifold_block(s: Sizes) -> Plan:
    """Block with bores of different depth from above."""
    width, depth, height = s["width"], s["depth"], s["height"]
    ports = [(x, s["port_y"]) for x in (s["port_inset"], width - s["port_inset"])]
    return Plan(
        (
            _plate(s),
            *bores(square_of(width / 2, depth / 2, s["screw_pitch_x"], s["screw_pitch_y"]), s["screw_d"]),
            block(Circle(s["relief_x"], s["relief_y"], s["relief_d"]), height - s["relief_depth"]),
            *(block(Circle(x, y, s["port_d"]), height - s["port_depth"]) for x, y in ports),
            *(block(Circle(x, y, s["channel_d"]), height - s["channel_depth"]) for x, y in ports),
            block(Circle(s["gauge_x"], s["gauge_y"], s["gauge_d"]), height - s["gauge_depth"]),
        )
    )


def suction_flange(s: Sizes) -> Plan:
    """Flange and neck."""
    flange = block(Circle(0, 0, s["flange_d"]), s["flange_height"])
    neck = block(Circle(0, 0, s["neck_d"]), s["length"])
    studs = bores(bolt_circle(0, 0, s["stud_circle"], 4), s["stud_d"])
    return Plan((flange, neck, Cell(Circle(0, 0, s["bore_d"])), *studs))


def drain_boss(s: Sizes) -> Plan:
    """Boss and spigot."""
    boss = block(Circle(0, 0, s["boss_d"]), s["boss_height"])
    spigot = block(Circle(0, 0, s["spigot_d"]), s["length"])
    return Plan((boss, spigot, Cell(Circle(0, 0, s["bore_d"]))))


def lifting_lug(s: Sizes) -> Plan:
    """Lug with an eye."""
    width, depth, chamfer, shoulder = s["width"], s["depth"], s["chamfer"], s["shoulder"]
    top = ((width, shoulder), (width - chamfer, depth), (chamfer, depth), (0, shoulder))
    outline = Polygon(((0, 0), (width, 0), *top))
    return Plan((block(outline, s["height"]), Cell(Circle(width / 2, s["eye_y"], s["eye_d"]))))


def foot_pad(s: Sizes) -> Plan:
    """Plate with one hole."""
    return Plan((_plate(s), Cell(Circle(s["width"] / 2, s["depth"] / 2, s["stud_d"]))))


def starter_bracket(s: Sizes) -> Plan:
    """The flat pattern of one bend: foot, bend zone, arm."""
    length, thick = s["length"], s["thickness"]
    bend = Bend(s["foot"], inner_radius=s["inner_radius"])
    far = s["foot"] + bend.allowance(thick)
    foot, arm = rect(0, 0, s["foot"], length), rect(far, 0, s["arm"], length)
    ys = [length / 2 + side * s["screw_pitch"] / 2 for side in (-1, 1)]
    foot_screws = bores([(s["screw_inset"], y) for y in ys], s["foot_screw_d"])
    arm_screws = bores([(far + s["arm"] - s["screw_inset"], y) for y in ys], s["arm_screw_d"])
    sheet = (block(foot, thick), *bend_zone(bend, length, thick), block(arm, thick))
    return Plan((*sheet, *foot_screws, *arm_screws), bends=(bend,))


STEEL = "S235JR (1.0038)"
ALUMINIUM = "EN AW-6082 (3.2315)"
TUBE = "S235JRH (1.0039)"
FLAT = ("dxf", "svg")
SAWN = ("step", "svg")
TURNED = ("step", "svg")
SOLID = ("stl", "step", "svg")
BENT = ("stl", "dxf", "svg")

BROOK = Repository(
    folder="brook-power-unit",
    machine="Brook HPU-18",
    maker="Brook Hydraulics Collective",
    licence="CERN-OHL-W-2.0",
    parts=(
        Part("reservoir-floor", "Reservoir floor", STEEL, reservoir_floor, FLAT, "Weld 135, a3, oil tight"),
        Part("reservoir-front", "Reservoir front", STEEL, reservoir_front, FLAT, "Weld 135, a3, oil tight"),
        Part("reservoir-back", "Reservoir back", STEEL, reservoir_back, FLAT, "Weld 135, a3, oil tight"),
        Part("reservoir-end", "Reservoir end", STEEL, reservoir_end, FLAT, "Weld 135, a3, oil tight"),
        Part("baffle", "Baffle", STEEL, baffle, FLAT, "Weld 135, a3, 50 mm long every 100 mm"),
        Part("reservoir-lid", "Reservoir lid", STEEL, reservoir_lid, FLAT, "Flat within 0.5 mm"),
        Part("frame-rail", "Frame rail", TUBE, hollow_section, SAWN, "Saw square, deburr inside"),
        Part("frame-cross", "Frame cross", TUBE, hollow_section, SAWN, "Saw square, deburr inside"),
        Part("motor-plate", "Motor plate", STEEL, motor_plate, FLAT, "Flat within 0.3 mm"),
        Part("bell-housing", "Bell housing", ALUMINIUM, bell_housing, SOLID, "Pilots H7, run-out 0.05 mm"),
        Part("manifold-block", "Manifold block", ALUMINIUM, manifold_block, SOLID, "Ports G3/4 ISO 1179, gauge G1/4"),
        Part("suction-flange", "Suction flange", "S355J2 (1.0577)", suction_flange, TURNED, "Thread G1 1/4 ISO 228"),
        Part("drain-boss", "Drain boss", "S355J2 (1.0577)", drain_boss, SOLID, "Thread G1/2 ISO 228"),
        Part("lifting-lug", "Lifting lug", "S355J2 (1.0577)", lifting_lug, FLAT, "Weld 135, a5 all round"),
        Part("foot-pad", "Foot pad", STEEL, foot_pad, FLAT, "Weld 135, a4"),
        Part("starter-bracket", "Starter bracket", STEEL, starter_bracket, BENT, "Bend up 90 degrees, R 2"),
    ),
)
