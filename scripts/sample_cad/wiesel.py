# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The parts of the Wiesel hand pump, whose documentation is in German, from the sizes in its OpenSCAD sources."""

from __future__ import annotations

from sample_cad.part import Part, Repository, Sizes
from sample_cad.plan import Cell, Circle, Plan, Polygon, block, bolt_circle, bores, rect, rounded_rect, square_of
from sample_cad.words import GERMAN


def fussplatte(s: Sizes) -> Plan:
    """Square plate with the opening of the cylinder and four feet."""
    middle = s["width"] / 2
    feet = square_of(middle, middle, s["foot_pitch"])
    studs = bolt_circle(middle, middle, s["stud_circle"], 6, first_degrees=0)
    plate = block(rounded_rect(0, 0, s["width"], s["width"], s["corner"]), s["height"])
    return Plan(
        (plate, Cell(Circle(middle, middle, s["bore_d"])), *bores(feet, s["foot_d"]), *bores(studs, s["stud_d"]))
    )


def pumpenzylinder(s: Sizes) -> Plan:
    """Tube, standing."""
    return Plan((block(Circle(0, 0, s["outer_d"]), s["length"]), Cell(Circle(0, 0, s["inner_d"]))))


def zylinderdeckel(s: Sizes) -> Plan:
    """Lid with a rim that enters the cylinder, the bore of the rod and six studs."""
    studs = bores(bolt_circle(0, 0, s["stud_circle"], 6, first_degrees=0), s["stud_d"])
    return Plan(
        (
            block(Circle(0, 0, s["lid_d"]), s["lid_height"]),
            block(Circle(0, 0, s["rim_d"]), s["height"]),
            Cell(Circle(0, 0, s["rod_d"])),
            *studs,
        )
    )


def ventilplatte(s: Sizes) -> Plan:
    """Seat of the flap: six openings around the screw in the middle, six studs outside."""
    openings = bores(bolt_circle(0, 0, s["opening_circle"], 6), s["opening_d"])
    studs = bores(bolt_circle(0, 0, s["stud_circle"], 6, first_degrees=0), s["stud_d"])
    return Plan((block(Circle(0, 0, s["plate_d"]), s["height"]), Cell(Circle(0, 0, s["screw_d"])), *openings, *studs))


def pumpenkolben(s: Sizes) -> Plan:
    """Piston with a groove around it, six openings and the bore of the rod."""
    height, low = s["height"], (s["height"] - s["groove_width"]) / 2
    outside = Cell(Circle(0, 0, s["piston_d"]), ((0, low), (low + s["groove_width"], height)))
    openings = bores(bolt_circle(0, 0, s["opening_circle"], 6), s["opening_d"])
    return Plan((outside, block(Circle(0, 0, s["groove_d"]), height), Cell(Circle(0, 0, s["rod_d"])), *openings))


def kolbenstange(s: Sizes) -> Plan:
    """Rod with a thinner end for the thread and a tapped hole in the other one."""
    rod = block(Circle(0, 0, s["rod_d"]), s["length"], above=s["thread_length"])
    thread = block(Circle(0, 0, s["thread_d"]), s["length"])
    return Plan((rod, thread, block(Circle(0, 0, s["tap_d"]), s["length"] - s["tap_depth"])))


def handhebel(s: Sizes) -> Plan:
    """Flat bar with three bearings and two holes of the grip."""
    bar = block(rounded_rect(0, 0, s["width"], s["depth"], s["corner"]), s["height"])
    middle = s["depth"] / 2
    bearings = [(s["rod_x"], middle), (s["pivot_x"], middle)]
    grip = [(s["width"] - s["grip_inset"], middle), (s["width"] - s["grip_inset"] - s["grip_pitch"], middle)]
    return Plan((bar, *bores(bearings, s["bearing_d"]), *bores(grip, s["grip_d"])))


def hebelgabel(s: Sizes) -> Plan:
    """Cheek of the fork that carries the lever."""
    width, depth, top = s["width"], s["depth"], s["top"]
    over = (width - top) / 2
    outline = Polygon(
        ((0, 0), (width, 0), (width, s["shoulder"]), (over + top, depth), (over, depth), (0, s["shoulder"]))
    )
    screws = [(width / 2 + side * s["screw_pitch"] / 2, s["screw_y"]) for side in (-1, 1)]
    pivot = Cell(Circle(width / 2, s["pivot_y"], s["pivot_d"]))
    return Plan((block(outline, s["height"]), pivot, *bores(screws, s["screw_d"])))


def auslaufstutzen(s: Sizes) -> Plan:
    """Flange and hose tail with three barbs."""
    barbs = tuple(
        (low, low + s["barb_height"])
        for low in (s["barb_start"] + i * s["barb_pitch"] for i in range(int(s["barb_count"])))
    )
    screws = bores(square_of(0, 0, s["screw_pitch"]), s["screw_d"])
    side = s["flange"]
    return Plan(
        (
            block(rounded_rect(-side / 2, -side / 2, side, side, s["corner"]), s["flange_height"]),
            Cell(Circle(0, 0, s["barb_d"]), ((0, s["flange_height"]), *barbs)),
            block(Circle(0, 0, s["tail_d"]), s["length"]),
            Cell(Circle(0, 0, s["bore_d"])),
            *screws,
        )
    )


def griffhuelse(s: Sizes) -> Plan:
    """Sleeve with a flat opening for the lever, closed at one end."""
    opening = rect(-s["slot_width"] / 2, -s["slot_depth"] / 2, s["slot_width"], s["slot_depth"])
    return Plan((block(Circle(0, 0, s["grip_d"]), s["length"]), block(opening, s["end"])))


def druckmaschinenfuss(s: Sizes) -> Plan:
    """Foot in three steps with a recess for the screw from below."""
    return Plan(
        (
            block(Circle(0, 0, s["base_d"]), s["base_height"]),
            block(Circle(0, 0, s["neck_d"]), s["height"]),
            block(Circle(0, 0, s["recess_d"]), s["height"], above=s["recess_depth"]),
            Cell(Circle(0, 0, s["screw_d"])),
        )
    )


STEEL, BRASS, POM = "S235JR (1.0038)", "CuZn39Pb3 (CW614N)", "POM-C"
FLAT, TURNED, PRINTED = ("dxf", "svg"), ("step", "svg"), ("stl",)

WIESEL = Repository(
    folder="pumpe-wiesel",
    machine="Handhebelpumpe Wiesel",
    maker="Werkstattkollektiv Wiesel",
    licence="CC-BY-SA-4.0",
    words=GERMAN,
    parts=(
        Part("fussplatte", "Fußplatte", STEEL, fussplatte, FLAT, "Entgraten, feuerverzinken"),
        Part(
            "pumpenzylinder",
            "Pumpenzylinder",
            "PVC-U, PN 16",
            pumpenzylinder,
            TURNED,
            "Enden rechtwinklig, innen fasen",
        ),
        Part("zylinderdeckel", "Zylinderdeckel", POM, zylinderdeckel, TURNED, "Stangenbohrung H9"),
        Part("ventilplatte", "Ventilplatte", POM, ventilplatte, TURNED, "Sitzfläche plan, Ra 1,6"),
        Part("pumpenkolben", "Pumpenkolben", POM, pumpenkolben, TURNED, "Nut für Lippenring"),
        Part(
            "kolbenstange", "Kolbenstange", "X5CrNi18-10 (1.4301)", kolbenstange, TURNED, "Gewinde M12 unten, M8 oben"
        ),
        Part("handhebel", "Handhebel", STEEL, handhebel, FLAT, "Lagerbohrungen H9 reiben"),
        Part("hebelgabel", "Hebelgabel", STEEL, hebelgabel, FLAT, "Zwei Stück, spiegelgleich"),
        Part("auslaufstutzen", "Auslaufstutzen", "PETG", auslaufstutzen, PRINTED),
        Part("griffhuelse", "Griffhülse", "TPU 95A", griffhuelse, PRINTED),
        Part("druckmaschinenfuss", "Druckmaschinenfuß", "TPU 95A", druckmaschinenfuss, PRINTED),
    ),
)
