# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""All files of the Finch controller: the printed case, the board and what is made from it."""

from __future__ import annotations

from sample_cad.finch_board import MAKER, finch_board
from sample_cad.gerber import gerber_files
from sample_cad.kicad import board_text, bom_text, schematic_text
from sample_cad.part import Part, Repository, Sizes
from sample_cad.plan import Cell, Circle, Plan, block, bolt_circle, bores, rect, rounded_rect, slot, square_of

NOT_ON_THE_BOARD = (
    ("H5,H6,H7,H8", "M3x10", "~", "Screw ISO 7380-1", "4", "", "Tern Fasteners", "TF-7380-M3X10", "0.05", "EUR"),
    ("MP1", "Case base", "~", "cad/src/case-base.scad", "1", "", MAKER, "", "0.90", "EUR"),
    ("MP2", "Case lid", "~", "cad/src/case-lid.scad", "1", "", MAKER, "", "0.55", "EUR"),
    ("MP3", "Dial knob", "~", "cad/src/dial-knob.scad", "1", "", MAKER, "", "0.12", "EUR"),
    ("PCB1", "Finch board", "~", "electronics/finch-controller.kicad_pcb", "1", "", MAKER, "", "1.90", "EUR"),
    ("RV1", "10k linear", "~", "Panel potentiometer 6 mm", "1", "", "Osprey Electric", "OE-POT10K", "0.95", "EUR"),
)


def case_base(s: Sizes) -> Plan:
    """Open box with a post under each corner of the board; the posts are bored from above."""
    width, depth, wall = s["width"], s["depth"], s["wall"]
    inside = rounded_rect(wall, wall, width - 2 * wall, depth - 2 * wall, s["corner"] - wall)
    posts = square_of(width / 2, depth / 2, s["post_pitch_x"], s["post_pitch_y"])
    return Plan(
        (
            block(rounded_rect(0, 0, width, depth, s["corner"]), s["height"]),
            block(inside, s["floor"]),
            *(block(Circle(x, y, s["post_d"]), s["post_height"]) for x, y in posts),
            *(block(Circle(x, y, s["post_bore"]), s["floor"]) for x, y in posts),
        )
    )


def case_lid(s: Sizes) -> Plan:
    """Plate with three openings for the terminals, one for the pedal and one for the dial, and vents."""
    width, depth = s["width"], s["depth"]
    terminals = [
        Cell(rect(x - s["terminal_width"] / 2, s["terminal_y"], s["terminal_width"], s["terminal_depth"]))
        for x in (s["supply_x"], s["motor_x"], s["light_x"])
    ]
    vents = [
        Cell(slot(s["vent_x"] + i * s["vent_pitch"], s["vent_y"], s["vent_length"], s["vent_d"], upright=True))
        for i in range(int(s["vent_count"]))
    ]
    screws = square_of(width / 2, depth / 2, s["post_pitch_x"], s["post_pitch_y"])
    holes = ((s["dial_x"], s["dial_d"]), (s["pedal_x"], s["pedal_d"]), (s["led_x"], s["led_d"]))
    return Plan(
        (
            block(rounded_rect(0, 0, width, depth, s["corner"]), s["height"]),
            *terminals,
            *vents,
            *bores(screws, s["screw_d"]),
            *(Cell(Circle(x, s["row_y"], d)) for x, d in holes),
        )
    )


def dial_knob(s: Sizes) -> Plan:
    """Knob with eight flutes and a blind bore for a 6 mm shaft."""
    flutes = bolt_circle(0, 0, s["flute_circle"], int(s["flute_count"]))
    return Plan(
        (
            block(Circle(0, 0, s["knob_d"]), s["height"]),
            block(Circle(0, 0, s["shaft_d"]), s["height"] - s["shaft_depth"]),
            *(block(Circle(x, y, s["flute_d"]), s["skirt"]) for x, y in flutes),
        )
    )


FINCH = Repository(
    folder="finch-controller",
    machine="Finch controller",
    maker=MAKER,
    licence="CERN-OHL-W-2.0",
    parts=(
        Part("case-base", "Case base", "PETG", case_base, ("stl",)),
        Part("case-lid", "Case lid", "PETG", case_lid, ("stl",)),
        Part("dial-knob", "Dial knob", "PETG", dial_knob, ("stl",)),
    ),
)


def finch_files(notice: str) -> dict[str, bytes]:
    """Board, schematic, Gerber files, drill file and bill of materials, by their names below the repository."""
    board = finch_board()
    files = {
        "bom.csv": bom_text(board.components, NOT_ON_THE_BOARD),
        "electronics/finch-controller.kicad_pcb": board_text(board, notice),
        "electronics/finch-controller.kicad_sch": schematic_text(board, notice),
    }
    files |= {f"electronics/gerber/{name}": text for name, text in gerber_files(board, notice).items()}
    return {name: text.encode("ascii") for name, text in files.items()}
