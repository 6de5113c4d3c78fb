# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The parts of the Mokume copy stand, whose documentation is in Japanese, from the sizes in its OpenSCAD sources."""

from __future__ import annotations

from sample_cad.part import Part, Repository, Sizes
from sample_cad.plan import Cell, Circle, Plan, block, bolt_circle, bores, rect, rounded_rect, slot, square_of
from sample_cad.words import JAPANESE


def base_board(s: Sizes) -> Plan:
    """Board with the socket of the column and four feet."""
    width, depth = s["width"], s["depth"]
    socket = rect((width - s["column_width"]) / 2, s["column_y"], s["column_width"], s["column_width"])
    inset = 2 * s["foot_inset"]
    feet = square_of(width / 2, depth / 2, width - inset, depth - inset)
    board = block(rounded_rect(0, 0, width, depth, s["corner"]), s["height"])
    return Plan((board, block(socket, s["socket_floor"]), *bores(feet, s["foot_d"])))


def column(s: Sizes) -> Plan:
    """Lying column with a row of holes, one for each height of the arm."""
    count = int(s["hole_count"])
    holes = [(s["hole_x"] + i * s["hole_pitch"], s["width"] / 2) for i in range(count)]
    return Plan((block(rect(0, 0, s["length"], s["width"]), s["width"]), *bores(holes, s["hole_d"])))


def arm(s: Sizes) -> Plan:
    """Arm with a square eye for the column, a slit beside it and a slot for the camera plate."""
    middle = s["depth"] / 2
    eye = rect(s["eye_x"], middle - s["eye_width"] / 2, s["eye_width"], s["eye_width"])
    camera = slot(s["slot_x"], middle, s["slot_length"], s["slot_d"])
    board = block(rounded_rect(0, 0, s["length"], s["depth"], s["corner"]), s["height"])
    return Plan((board, Cell(eye), Cell(camera)))


def camera_plate(s: Sizes) -> Plan:
    """Plate with the camera screw in the middle and two screws."""
    width, depth = s["width"], s["depth"]
    screws = [(s["screw_inset"], depth / 2), (width - s["screw_inset"], depth / 2)]
    seat = block(Circle(width / 2, depth / 2, s["seat_d"]), s["height"] - s["seat_depth"])
    plate = block(rounded_rect(0, 0, width, depth, s["corner"]), s["height"])
    return Plan((plate, seat, Cell(Circle(width / 2, depth / 2, s["camera_d"])), *bores(screws, s["screw_d"])))


def light_bracket(s: Sizes) -> Plan:
    """Block with the groove of the light bar and two screws."""
    width, depth = s["width"], s["depth"]
    groove = block(rect(s["groove_x"], s["groove_y"], s["groove_width"], depth - 2 * s["groove_y"]), s["groove_floor"])
    screws = [(s["screw_inset"], depth / 2), (width - s["screw_inset"], depth / 2)]
    return Plan(
        (block(rounded_rect(0, 0, width, depth, s["corner"]), s["height"]), groove, *bores(screws, s["screw_d"]))
    )


def thumb_knob(s: Sizes) -> Plan:
    """Knob with holes for the fingers and a seat for a hexagon nut, drawn as a circle around it."""
    grips = bolt_circle(0, 0, s["grip_circle"], int(s["grip_count"]))
    return Plan(
        (
            block(Circle(0, 0, s["knob_d"]), s["height"]),
            block(Circle(0, 0, s["nut_d"]), s["height"] - s["nut_depth"]),
            Cell(Circle(0, 0, s["screw_d"])),
            *bores(grips, s["grip_d"]),
        )
    )


OAK, CUT, SAWN, PRINTED = "ナラ材", ("dxf", "svg"), ("step", "svg"), ("stl",)

MOKUME = Repository(
    folder="mokume-stand",
    machine="木目スタンド",
    maker="木目工房",
    licence="MIT",
    words=JAPANESE,
    parts=(
        Part("base-board", "台板", OAK, base_board, ("step", "dxf", "svg"), "角穴の深さ12 mm"),
        Part("column", "支柱", OAK, column, SAWN, "四面かんな仕上げ"),
        Part("arm", "腕木", OAK, arm, CUT, "木目を長手方向に"),
        Part("camera-plate", "カメラ取付板", "PETG", camera_plate, PRINTED),
        Part("light-bracket", "照明支持具", "PETG", light_bracket, PRINTED),
        Part("thumb-knob", "つまみ", "PETG", thumb_knob, PRINTED),
    ),
)
