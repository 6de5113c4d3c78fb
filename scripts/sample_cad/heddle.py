# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The parts of the Heddle 40 table loom, from the sizes in its OpenSCAD sources."""

from __future__ import annotations

import math

from sample_cad.part import Part, Repository, Sizes
from sample_cad.plan import Cell, Circle, Plan, Polygon, block, bolt_circle, bores, rect, rounded_rect, slot


def _board(s: Sizes) -> Cell:
    return block(rounded_rect(0, 0, s["width"], s["depth"], s["corner"]), s["height"])


def side_frame(s: Sizes) -> Plan:
    """Side with two beam bores, two pawl pivots, two stretcher screws, the rests of the heddle and a grip."""
    beams = bores([(s["beam_inset"], s["beam_y"]), (s["width"] - s["beam_inset"], s["beam_y"])], s["beam_d"])
    pawls = [(s["pawl_inset"], s["pawl_y"]), (s["width"] - s["pawl_inset"], s["pawl_y"])]
    stretchers = [(s["stretcher_inset"], s["stretcher_y"]), (s["width"] - s["stretcher_inset"], s["stretcher_y"])]
    rests = [
        Cell(slot(s["rest_x"] + side * s["rest_pitch"] / 2, s["rest_y"], s["rest_length"], s["rest_d"], upright=True))
        for side in (-1, 1)
    ]
    grip = Cell(slot(s["width"] / 2, s["grip_y"], s["grip_length"], s["grip_d"]))
    screws = (*bores(pawls, s["pawl_d"]), *bores(stretchers, s["stretcher_d"]))
    return Plan((_board(s), *beams, *screws, *rests, grip))


def heddle_bar(s: Sizes) -> Plan:
    """Bar with two screws for each segment of the heddle."""
    count, pitch = int(s["segment_count"]), s["segment_pitch"]
    left = (s["width"] - (count - 1) * pitch) / 2
    xs = [left + i * pitch + side * s["screw_pitch"] / 2 for i in range(count) for side in (-1, 1)]
    return Plan((_board(s), *bores([(x, s["depth"] / 2) for x in xs], s["screw_d"])))


def heddle_segment(s: Sizes) -> Plan:
    """Slots and eyes in turn, and two rows of screws."""
    count, pitch = int(s["pair_count"]), s["pair_pitch"]
    left = (s["width"] - (count - 0.5) * pitch) / 2
    slots = [
        Cell(slot(left + i * pitch, s["depth"] / 2, s["slot_length"], s["slot_d"], upright=True)) for i in range(count)
    ]
    eyes = bores([(left + (i + 0.5) * pitch, s["depth"] / 2) for i in range(count)], s["eye_d"])
    screws = [
        (s["width"] / 2 + side * s["screw_pitch"] / 2, y)
        for side in (-1, 1)
        for y in (s["screw_inset"], s["depth"] - s["screw_inset"])
    ]
    plate = block(rect(0, 0, s["width"], s["depth"]), s["height"])
    return Plan((plate, *slots, *eyes, *bores(screws, s["screw_d"])))


def stick_shuttle(s: Sizes) -> Plan:
    """A flat stick with a mouth at both ends, which holds the yarn."""
    width, depth, mouth, jaw = s["width"], s["depth"], s["mouth"], s["jaw"]
    low, high, middle = jaw, depth - jaw, depth / 2
    corners = (
        (0, 0), (width, 0), (width, low), (width - mouth, middle), (width, high), (width, depth),
        (0, depth), (0, high), (mouth, middle), (0, low),
    )  # fmt: skip
    return Plan((block(Polygon(corners), s["height"]),))


def heddle_block(s: Sizes) -> Plan:
    """Rest of the heddle: a groove from above for each height, and two screws."""
    grooves = [
        block(
            rect(s["groove_inset"] + i * s["groove_pitch"], s["groove_y"], s["groove_width"], s["groove_length"]), floor
        )
        for i, floor in enumerate((s["high_floor"], s["low_floor"]))
    ]
    screws = [(s["screw_inset"], s["depth"] / 2), (s["width"] - s["screw_inset"], s["depth"] / 2)]
    return Plan((_board(s), *grooves, *bores(screws, s["screw_d"])))


def ratchet_wheel(s: Sizes) -> Plan:
    """Saw teeth, the bore of the beam and two screws."""
    teeth = int(s["teeth"])
    corners = []
    for tooth in range(teeth):
        turn = 2 * math.pi * tooth / teeth
        # The front of a tooth is radial; its back falls from the tip to the root of the next one.
        corners += [(s["root_d"] / 2 * math.cos(turn), s["root_d"] / 2 * math.sin(turn))]
        corners += [(s["tip_d"] / 2 * math.cos(turn), s["tip_d"] / 2 * math.sin(turn))]
    screws = bolt_circle(0, 0, s["screw_circle"], 2)
    outline = block(Polygon(tuple(corners)), s["height"])
    return Plan((outline, Cell(Circle(0, 0, s["beam_d"])), *bores(screws, s["screw_d"])))


def pawl(s: Sizes) -> Plan:
    """A finger with a bevelled tip."""
    length, depth, tip = s["length"], s["depth"], s["tip"]
    outline = Polygon(((0, 0), (length, 0), (length - tip, depth), (0, depth)))
    return Plan((block(outline, s["height"]), Cell(Circle(s["pivot_x"], depth / 2, s["pivot_d"]))))


def beam_knob(s: Sizes) -> Plan:
    """Knob with flutes and a blind bore for the end of the beam."""
    flutes = bolt_circle(0, 0, s["flute_circle"], int(s["flute_count"]))
    return Plan(
        (
            block(Circle(0, 0, s["knob_d"]), s["height"]),
            block(Circle(0, 0, s["beam_d"]), s["height"] - s["beam_depth"]),
            *(Cell(Circle(x, y, s["flute_d"])) for x, y in flutes),
        )
    )


def beam_cap(s: Sizes) -> Plan:
    """Collar and sleeve."""
    return Plan(
        (
            block(Circle(0, 0, s["collar_d"]), s["collar_height"]),
            block(Circle(0, 0, s["sleeve_d"]), s["height"]),
            Cell(Circle(0, 0, s["bore_d"])),
        )
    )


def table_clamp(s: Sizes) -> Plan:
    """Block with the slot of the clamp screw and a recess for the frame."""
    recess = block(rect(s["recess_x"], s["recess_y"], s["recess_width"], s["recess_length"]), s["recess_floor"])
    return Plan((_board(s), recess, Cell(slot(s["slot_x"], s["depth"] / 2, s["slot_length"], s["slot_d"]))))


def beam(s: Sizes) -> Plan:
    """A turned rod, standing: the body between two thinner ends."""
    body = Cell(Circle(0, 0, s["body_d"]), ((s["near_end"], s["length"] - s["far_end"]),))
    return Plan((body, block(Circle(0, 0, s["end_d"]), s["length"])))


def stretcher(s: Sizes) -> Plan:
    """A turned rod with a blind bore at both ends."""
    core = Cell(Circle(0, 0, s["insert_d"]), ((s["insert_depth"], s["length"] - s["insert_depth"]),))
    return Plan((block(Circle(0, 0, s["body_d"]), s["length"]), core))


def warping_peg(s: Sizes) -> Plan:
    """A turned peg on a thinner foot."""
    body = block(Circle(0, 0, s["body_d"]), s["length"], above=s["foot_length"])
    return Plan((body, block(Circle(0, 0, s["foot_d"]), s["length"])))


PLY, BEECH = "Birch plywood", "Beech"
CUT, TURNED, PRINTED = ("dxf", "svg"), ("step", "svg"), ("stl",)

HEDDLE = Repository(
    folder="heddle-loom",
    machine="Heddle 40",
    maker="Heddle Weavers' Workshop",
    licence="CERN-OHL-P-2.0",
    parts=(
        Part("side-frame", "Side frame", PLY, side_frame, CUT, "9 mm, sand and oil; make two"),
        Part("heddle-bar", "Heddle bar", PLY, heddle_bar, CUT, "6 mm, sand and oil; make two"),
        Part("heddle-segment", "Heddle segment", "Acrylic (PMMA)", heddle_segment, CUT, "3 mm, polish slots and eyes"),
        Part("stick-shuttle", "Stick shuttle", PLY, stick_shuttle, CUT, "4 mm, round all edges"),
        Part("heddle-block", "Heddle block", "PLA", heddle_block, PRINTED),
        Part("ratchet-wheel", "Ratchet wheel", "PETG", ratchet_wheel, PRINTED),
        Part("pawl", "Pawl", "PETG", pawl, PRINTED),
        Part("beam-knob", "Beam knob", "PLA", beam_knob, PRINTED),
        Part("beam-cap", "Beam cap", "PLA", beam_cap, PRINTED),
        Part("table-clamp", "Table clamp", "PETG", table_clamp, PRINTED),
        Part("warp-beam", "Warp beam", BEECH, beam, TURNED, "Turn between centres, oil"),
        Part("cloth-beam", "Cloth beam", BEECH, beam, TURNED, "Turn between centres, oil"),
        Part("stretcher", "Stretcher", BEECH, stretcher, TURNED, "Bore for threaded insert M6"),
        Part("warping-peg", "Warping peg", BEECH, warping_peg, TURNED, "Round the upper end, R 3"),
    ),
)
