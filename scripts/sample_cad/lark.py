# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The parts of the Lark 220 printer: the same shapes as in its OpenSCAD sources, from the same sizes."""

from __future__ import annotations

from sample_cad.lettering import engraved, width_of
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
    rounded_rect,
    slot,
    square_of,
)


def _base(s: Sizes) -> Cell:
    return block(rounded_rect(0, 0, s["width"], s["depth"], s["corner"]), s["height"])


def _counterbored(s: Sizes, centres: list[tuple[float, float]], name: str) -> tuple[Cell, ...]:
    """Screw holes with a seat for the head from above."""
    seats = tuple(block(Circle(x, y, s[f"{name}head_d"]), s["height"] - s[f"{name}head_depth"]) for x, y in centres)
    return seats + bores(centres, s[f"{name}screw_d"])


def _wall_and_floor(s: Sizes) -> tuple[Cell, ...]:
    wall, depth = s["wall_width"], s["depth"]
    return (
        block(rect(0, 0, wall, depth), s["wall_height"]),
        block(rect(wall, 0, s["width"] - wall, depth), s["floor_height"]),
        *bores([(wall / 2, s["wall_screw_inset"]), (wall / 2, depth - s["wall_screw_inset"])], s["wall_screw_d"]),
    )


def x_motor_mount(s: Sizes) -> Plan:
    """Wall, motor face, NEMA 17 pattern."""
    screws = square_of(s["motor_x"], s["motor_y"], s["motor_pitch"])
    motor = (Cell(Circle(s["motor_x"], s["motor_y"], s["pilot_d"])), *bores(screws, s["motor_screw_d"]))
    return Plan((*_wall_and_floor(s), *motor))


def x_idler_mount(s: Sizes) -> Plan:
    """Wall, floor, slot of the idler."""
    return Plan((*_wall_and_floor(s), Cell(slot(s["idler_x"], s["depth"] / 2, s["slot_length"], s["slot_d"]))))


def tool_carriage(s: Sizes) -> Plan:
    """Plate with the sleeve of the hotend."""
    middle = s["depth"] / 2
    sleeve = block(Circle(s["sleeve_x"], middle, s["sleeve_d"]), s["sleeve_height"])
    bore = Cell(Circle(s["sleeve_x"], middle, s["sleeve_bore"]))
    screws = square_of(s["carriage_x"], middle, s["carriage_pitch"])
    belts = [
        Cell(slot(s["belt_slot_x"], middle + side * 11, s["belt_slot_length"], s["belt_slot_d"], upright=True))
        for side in (-1, 1)
    ]
    return Plan((_base(s), sleeve, bore, *_counterbored(s, screws, ""), *belts))


def cooling_duct(s: Sizes) -> Plan:
    """Flange, hollow box, outlet slot."""
    x, y = (s["flange_width"] - s["box_width"]) / 2, (s["flange_depth"] - s["box_depth"]) / 2
    wall, corner, middle = s["wall"], s["corner"], s["flange_depth"] / 2
    inner = rounded_rect(x + wall, y + wall, s["box_width"] - 2 * wall, s["box_depth"] - 2 * wall, corner - wall)
    screws = [(s["screw_inset"], middle), (s["flange_width"] - s["screw_inset"], middle)]
    return Plan(
        (
            block(rounded_rect(0, 0, s["flange_width"], s["flange_depth"], corner), s["flange_height"]),
            block(rounded_rect(x, y, s["box_width"], s["box_depth"], corner), s["box_height"]),
            block(inner, wall),
            Cell(slot(s["flange_width"] / 2, middle, s["outlet_length"], s["outlet_d"])),
            *bores(screws, s["screw_d"]),
        )
    )


def belt_clamp(s: Sizes) -> Plan:
    """Block with the ribs of the belt."""
    screws = [(s["screw_inset"], s["depth"] / 2), (s["width"] - s["screw_inset"], s["depth"] / 2)]
    middle = (s["groove_count"] - 1) / 2
    lefts = [
        s["width"] / 2 + (i - middle) * s["groove_pitch"] - s["groove_width"] / 2 for i in range(int(s["groove_count"]))
    ]
    low = (s["depth"] - s["groove_length"]) / 2
    floor = s["height"] - s["groove_depth"]
    grooves = [block(rect(x, low, s["groove_width"], s["groove_length"]), floor) for x in lefts]
    return Plan((_base(s), *bores(screws, s["screw_d"]), *grooves))


def z_nut_bracket(s: Sizes) -> Plan:
    """Pocket and screws of the lead screw nut."""
    x, y = s["nut_x"], s["depth"] / 2
    plate = [(s["plate_screw_x"], inset) for inset in (s["plate_screw_inset"], s["depth"] - s["plate_screw_inset"])]
    return Plan(
        (
            _base(s),
            block(Circle(x, y, s["pocket_d"]), s["height"] - s["pocket_depth"]),
            Cell(Circle(x, y, s["nut_bore"])),
            *bores(bolt_circle(x, y, s["nut_screw_circle"], 4), s["nut_screw_d"]),
            *bores(plate, s["plate_screw_d"]),
        )
    )


def screw_top_guide(s: Sizes) -> Plan:
    """Seat of a 608 bearing."""
    x, y = s["width"] / 2, s["depth"] / 2
    seat = block(Circle(x, y, s["bearing_d"]), s["height"] - s["bearing_depth"])
    screws = [(s["screw_inset"], y), (s["width"] - s["screw_inset"], y)]
    return Plan((_base(s), seat, Cell(Circle(x, y, s["shaft_clearance"])), *bores(screws, s["screw_d"])))


def foot(s: Sizes) -> Plan:
    """Disc with a recess from below."""
    recess = block(Circle(0, 0, s["recess_d"]), s["height"], above=s["recess_depth"])
    return Plan((block(Circle(0, 0, s["foot_d"]), s["height"]), recess, Cell(Circle(0, 0, s["screw_d"]))))


def display_bezel(s: Sizes) -> Plan:
    """Frame, recess of the display, window."""
    width, depth = s["width"], s["depth"]
    x, y = s["recess_x"], (depth - s["recess_depth"]) / 2
    window_x = x + (s["recess_width"] - s["window_width"]) / 2
    window_y = (depth - s["window_depth"]) / 2
    inset = 2 * s["screw_inset"]
    return Plan(
        (
            _base(s),
            block(rect(x, y, s["recess_width"], s["recess_depth"]), s["recess_floor"]),
            Cell(rect(window_x, window_y, s["window_width"], s["window_depth"])),
            Cell(Circle(s["knob_x"], depth / 2, s["knob_d"])),
            *bores(square_of(width / 2, depth / 2, width - inset, depth - inset), s["screw_d"]),
        )
    )


def probe_bracket(s: Sizes) -> Plan:
    """Plate with the probe and two slots."""
    slots = [
        Cell(slot(x, s["slot_y"], s["slot_length"], s["slot_d"], upright=True))
        for x in (s["slot_x"], s["width"] - s["slot_x"])
    ]
    return Plan((_base(s), Cell(Circle(s["width"] / 2, s["probe_y"], s["probe_d"])), *slots))


def spool_hub(s: Sizes) -> Plan:
    """Flange, hub, a bearing seat at each end."""
    seat = block(Circle(0, 0, s["bearing_d"]), s["hub_height"] - s["bearing_depth"], above=s["bearing_depth"])
    flange = block(Circle(0, 0, s["flange_d"]), s["flange_height"])
    hub = block(Circle(0, 0, s["hub_d"]), s["hub_height"])
    return Plan((flange, hub, seat, Cell(Circle(0, 0, s["shaft_clearance"]))))


def cable_clip(s: Sizes) -> Plan:
    """Block with a screw and a cable hole."""
    middle = s["depth"] / 2
    screw = Cell(Circle(s["screw_x"], middle, s["screw_d"]))
    return Plan((_base(s), screw, Cell(Circle(s["cable_x"], middle, s["cable_d"]))))


def inlet_cover(s: Sizes) -> Plan:
    """Open box with the cut-out of the mains inlet."""
    width, depth, wall = s["width"], s["depth"], s["wall"]
    inside = rounded_rect(wall, wall, width - 2 * wall, depth - 2 * wall, s["corner"] - wall)
    inlet = rect((width - s["inlet_width"]) / 2, (depth - s["inlet_depth"]) / 2, s["inlet_width"], s["inlet_depth"])
    screws = [(width / 2, (depth + side * s["inlet_screw_pitch"]) / 2) for side in (-1, 1)]
    return Plan((_base(s), block(inside, wall), Cell(inlet), *bores(screws, s["inlet_screw_d"])))


def y_carriage_plate(s: Sizes) -> Plan:
    """Plate under the bed."""
    width, depth = s["width"], s["depth"]
    rails = [width / 2 + side * s["rail_pitch"] / 2 for side in (-1, 1)]
    carriages = [centre for x in rails for centre in square_of(x, s["carriage_y"], s["carriage_pitch"])]
    inset = 2 * s["level_inset"]
    left = (width - s["window_width"]) / 2
    windows = [
        Cell(rounded_rect(left, y, s["window_width"], s["window_depth"], s["window_corner"]))
        for y in (s["window_y"], depth - s["window_y"] - s["window_depth"])
    ]
    belt = [(width / 2 + side * s["belt_screw_pitch"] / 2, depth / 2) for side in (-1, 1)]
    return Plan(
        (
            _base(s),
            *bores(carriages, s["carriage_screw_d"]),
            *bores(square_of(width / 2, depth / 2, width - inset, depth - inset), s["level_screw_d"]),
            *windows,
            *bores(belt, s["belt_screw_d"]),
        )
    )


def z_motor_plate(s: Sizes) -> Plan:
    """NEMA 17 pattern and two counterbored frame screws."""
    x, y = s["motor_x"], s["depth"] / 2
    frame = [(s["frame_x"], inset) for inset in (s["frame_screw_inset"], s["depth"] - s["frame_screw_inset"])]
    motor = bores(square_of(x, y, s["motor_pitch"]), s["motor_screw_d"])
    return Plan((_base(s), Cell(Circle(x, y, s["pilot_d"])), *motor, *_counterbored(s, frame, "frame_")))


def gantry_plate(s: Sizes) -> Plan:
    """Rail carriage, lead screw and beam."""
    y = s["depth"] / 2
    beam = square_of(s["beam_x"], y, s["beam_pitch_x"], s["beam_pitch_y"])
    nut = [(s["nut_screw_x"], y + side * s["nut_screw_pitch"] / 2) for side in (-1, 1)]
    return Plan(
        (
            _base(s),
            *bores(square_of(s["carriage_x"], y, s["carriage_pitch"]), s["carriage_screw_d"]),
            Cell(Circle(s["screw_clearance_x"], y, s["screw_clearance_d"])),
            *bores(nut, s["nut_screw_d"]),
            *_counterbored(s, beam, "beam_"),
        )
    )


def frame_gusset(s: Sizes) -> Plan:
    """Corner plate with five screws."""
    side, cut, inset = s["side"], s["cut"], s["inset"]
    outline = Polygon(((0, 0), (side, 0), (side, cut), (cut, side), (0, side)))
    row = [(inset + step, inset) for step in (0, 20, 40)] + [(inset, inset + step) for step in (20, 40)]
    return Plan((block(outline, s["height"]), *bores(row, s["screw_d"])))


def _edge_screws(s: Sizes) -> tuple[Cell, ...]:
    inset = 2 * s["edge_inset"]
    centres = square_of(s["width"] / 2, s["depth"] / 2, s["width"] - inset, s["depth"] - inset)
    return bores(centres, s["edge_screw_d"])


def base_tray(s: Sizes) -> Plan:
    """Floor of the base."""
    supply = square_of(s["supply_x"], s["supply_y"], s["supply_pitch_x"], s["supply_pitch_y"])
    board = square_of(s["board_x"], s["board_y"], s["board_pitch_x"], s["board_pitch_y"])
    vents = [
        Cell(slot(s["vent_x"] + i * s["vent_pitch"], s["vent_y"], s["vent_length"], s["vent_d"], upright=True))
        for i in range(int(s["vent_count"]))
    ]
    screws = (*bores(supply, s["supply_screw_d"]), *bores(board, s["board_screw_d"]))
    return Plan((_base(s), *_edge_screws(s), *screws, *vents))


def rear_panel(s: Sizes) -> Plan:
    """Back of the base, with the names of the connectors."""
    middle, high = s["depth"] / 2, s["letter_height"]
    inlet = rect(s["inlet_x"] - s["inlet_width"] / 2, middle - s["inlet_depth"] / 2, s["inlet_width"], s["inlet_depth"])
    usb = rect(s["usb_x"] - s["usb_width"] / 2, middle - s["usb_depth"] / 2, s["usb_width"], s["usb_depth"])
    fan = bores(square_of(s["fan_x"], middle, s["fan_pitch"]), s["fan_screw_d"])
    names = [
        line
        for text, x in (("230 V", s["inlet_x"]), ("USB", s["usb_x"]))
        for line in engraved(text, x=x - width_of(text, high) / 2, y=s["letter_y"], height=high)
    ]
    holes = (Cell(inlet), Cell(usb), Cell(Circle(s["fan_x"], middle, s["fan_bore"])), *fan)
    return Plan((_base(s), *_edge_screws(s), *holes), engraving=tuple(names))


def name_plate(s: Sizes) -> Plan:
    """The name, engraved."""
    text, high = "LARK 220", s["letter_height"]
    x, y = (s["width"] - width_of(text, high)) / 2, (s["depth"] - high) / 2
    screws = bores([(s["screw_inset"], s["depth"] / 2), (s["width"] - s["screw_inset"], s["depth"] / 2)], s["screw_d"])
    return Plan((_base(s), *screws), engraving=engraved(text, x=x, y=y, height=high))


def supply_bracket(s: Sizes) -> Plan:
    """The flat pattern of one bend: foot, bend zone, arm."""
    length, thick = s["length"], s["thickness"]
    bend = Bend(s["foot"], inner_radius=s["inner_radius"])
    far = s["foot"] + bend.allowance(thick)
    sheet = (
        block(rect(0, 0, s["foot"], length), thick),
        *bend_zone(bend, length, thick),
        block(rect(far, 0, s["arm"], length), thick),
    )
    ys = [length / 2 + side * s["screw_pitch"] / 2 for side in (-1, 1)]
    foot_screws = bores([(s["screw_inset"], y) for y in ys], s["foot_screw_d"])
    arm_screws = bores([(far + s["arm"] - s["screw_inset"], y) for y in ys], s["arm_screw_d"])
    return Plan((*sheet, *foot_screws, *arm_screws), bends=(bend,))


def controller_shell(s: Sizes) -> Plan:
    """The flat pattern of two bends: flange, zone, base, zone, flange; the base starts at x = 0."""
    base, length, thick, flange = s["base"], s["length"], s["thickness"], s["flange"]
    right = Bend(base, inner_radius=s["inner_radius"])
    left = Bend(0, towards=-1, inner_radius=s["inner_radius"])
    zone = right.allowance(thick)
    sheet = (
        block(rect(0, 0, base, length), thick),
        *bend_zone(right, length, thick),
        *bend_zone(left, length, thick),
        block(rect(base + zone, 0, flange, length), thick),
        block(rect(-zone - flange, 0, flange, length), thick),
    )
    ys = [length / 2 + side * s["screw_pitch"] / 2 for side in (-1, 1)]
    reach = zone + flange - s["screw_inset"]
    screws = bores([(x, y) for x in (-reach, base + reach) for y in ys], s["screw_d"])
    fan = bores(square_of(base / 2, length / 2, s["fan_pitch"]), s["fan_screw_d"])
    return Plan((*sheet, *screws, Cell(Circle(base / 2, length / 2, s["fan_bore"])), *fan), bends=(left, right))


def bend_zone(bend: Bend, length: float, thickness: float) -> tuple[Cell, ...]:
    """The sheet under a bend in six strips, so that the fold comes out round."""
    strip = bend.allowance(thickness) / 6
    lefts = [bend.at + bend.towards * strip * (i if bend.towards > 0 else i + 1) for i in range(6)]
    return tuple(block(rect(x, 0, strip, length), thickness) for x in lefts)


PRINTED = ("stl",)
MILLED = ("step", "svg")
CUT = ("dxf", "svg")
BENT = ("stl", "dxf", "svg")

LARK = Repository(
    folder="lark-printer",
    machine="Lark 220",
    maker="Lark Workshop",
    licence="CERN-OHL-S-2.0",
    parts=(
        Part("x-motor-mount", "X motor mount", "PETG", x_motor_mount, PRINTED),
        Part("x-idler-mount", "X idler mount", "PETG", x_idler_mount, PRINTED),
        Part("tool-carriage", "Tool carriage", "ASA", tool_carriage, PRINTED),
        Part("cooling-duct", "Cooling duct", "ASA", cooling_duct, PRINTED),
        Part("belt-clamp", "Belt clamp", "PETG", belt_clamp, PRINTED),
        Part("z-nut-bracket", "Z nut bracket", "PETG", z_nut_bracket, PRINTED),
        Part("screw-top-guide", "Screw top guide", "PETG", screw_top_guide, PRINTED),
        Part("foot", "Foot", "TPU 95A", foot, PRINTED),
        Part("display-bezel", "Display bezel", "PETG", display_bezel, PRINTED),
        Part("probe-bracket", "Probe bracket", "ASA", probe_bracket, PRINTED),
        Part("spool-hub", "Spool hub", "PETG", spool_hub, PRINTED),
        Part("cable-clip", "Cable clip", "PETG", cable_clip, PRINTED),
        Part("inlet-cover", "Inlet cover", "ASA", inlet_cover, PRINTED),
        Part("y-carriage-plate", "Y carriage plate", "EN AW-5083", y_carriage_plate, MILLED, "Flat within 0.1 mm"),
        Part("z-motor-plate", "Z motor plate", "EN AW-5083", z_motor_plate, MILLED, "Pilot bore H9, square to 0.05 mm"),
        Part("gantry-plate", "Gantry plate", "EN AW-5083", gantry_plate, MILLED, "Break all edges 0.3 mm"),
        Part("frame-gusset", "Frame gusset", "S235JR (1.0038)", frame_gusset, CUT, "Deburr, powder coat RAL 7016"),
        Part("base-tray", "Base tray", "Birch plywood", base_tray, CUT, "Seal both faces with clear varnish"),
        Part("rear-panel", "Rear panel", "Birch plywood", rear_panel, CUT, "Engrave before cutting"),
        Part("name-plate", "Name plate", "Two-colour acrylic", name_plate, CUT, "Engrave 0.25 mm deep"),
        Part("supply-bracket", "Supply bracket", "S235JR (1.0038)", supply_bracket, BENT, "Bend up 90 degrees, R 1.5"),
        Part("controller-shell", "Controller shell", "EN AW-5754", controller_shell, BENT, "Bend up 90 degrees, R 1.5"),
    ),
)
