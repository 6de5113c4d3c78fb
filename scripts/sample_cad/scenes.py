# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the machines look like from a step away: the solids of each picture, in millimetres."""

from __future__ import annotations

from sample_cad.picture import Scene, Solid

PROFILE, STEEL, PLATE, DARK = "#59636c", "#b9c2c8", "#d4dade", "#33393f"
ORANGE, WOOD, BED, RED = "#e0702a", "#cfa66f", "#3d4b57", "#b8382f"
GREEN, MOTOR, TANK, BRASS = "#3f7d5c", "#44749c", "#8fa3b0", "#c9a13b"
PAPER = "#f3e3ae"
EARTH, RUST, BLACK = "#b07a4c", "#96583c", "#2c3136"


def _lark() -> tuple[Solid, ...]:
    feet = [Solid((x, y, 0), (34, 34, 14), DARK, "z") for x in (3, 363) for y in (3, 363)]
    base = [
        Solid((0, 0, 14), (20, 400, 40), PROFILE),
        Solid((380, 0, 14), (20, 400, 40), PROFILE),
        Solid((20, 0, 14), (360, 20, 40), PROFILE),
        Solid((20, 380, 14), (360, 20, 40), PROFILE),
        Solid((20, 20, 17), (360, 360, 3), WOOD),
        Solid((125, 400, 14), (150, 6, 58), ORANGE),
        Solid((150, 406, 22), (76, 2, 42), "#9fd3e6"),
        Solid((252, 406, 36), (14, 8, 14), DARK, "y"),
    ]
    bed = [
        Solid((110, 20, 54), (14, 360, 10), STEEL),
        Solid((276, 20, 54), (14, 360, 10), STEEL),
        Solid((90, 110, 64), (220, 180, 6), PLATE),
        *(Solid((x, y, 70), (8, 8, 12), BRASS, "z") for x in (96, 296) for y in (116, 276)),
        Solid((82, 82, 82), (236, 236, 4), BED),
        *(Solid((180 + i, 180 + i, 86 + 9 * i), (44 - 2 * i, 44 - 2 * i, 9), ORANGE, "z") for i in range(5)),
    ]
    gantry = [
        Solid((0, 190, 54), (20, 20, 406), PROFILE),
        Solid((380, 190, 54), (20, 20, 406), PROFILE),
        Solid((0, 190, 460), (400, 20, 20), PROFILE),
        Solid((26, 195, 54), (10, 10, 396), STEEL, "z"),
        Solid((364, 195, 54), (10, 10, 396), STEEL, "z"),
        Solid((0, 211, 250), (62, 8, 74), PLATE),
        Solid((338, 211, 250), (62, 8, 74), PLATE),
        Solid((0, 220, 270), (400, 20, 20), PROFILE),
        Solid((62, 241, 275), (276, 8, 10), STEEL),
        Solid((176, 249, 238), (60, 8, 70), ORANGE),
        Solid((192, 258, 200), (26, 26, 96), DARK, "z"),
        Solid((199, 265, 172), (12, 12, 28), BRASS, "z"),
        Solid((2, 242, 262), (44, 42, 42), DARK),
        Solid((352, 242, 258), (44, 30, 34), ORANGE),
    ]
    spool = [
        Solid((180, 178, 482), (40, 46, 30), ORANGE),
        Solid((110, 165, 513), (180, 8, 180), DARK, "y"),
        Solid((125, 174, 528), (150, 50, 150), RED, "y"),
        Solid((110, 225, 513), (180, 8, 180), DARK, "y"),
        Solid((178, 234, 581), (44, 4, 44), ORANGE, "y"),
    ]
    return (*feet, *base, *bed, *gantry, *spool)


def _brook() -> tuple[Solid, ...]:
    feet = [Solid((x, y, 0), (80, 80, 8), DARK) for x in (0, 820) for y in (0, 600)]
    frame = [
        Solid((0, 0, 8), (900, 40, 60), GREEN),
        Solid((0, 640, 8), (900, 40, 60), GREEN),
        *(Solid((x, 40, 8), (40, 600, 60), GREEN) for x in (40, 420, 560, 840)),
        *(Solid((x, y, 68), (80, 10, 70), GREEN) for x in (0, 820) for y in (15, 655)),
    ]
    tank = [
        Solid((100, 42, 68), (500, 350, 333), TANK),
        Solid((80, 22, 401), (540, 390, 6), PLATE),
        *(Solid((84 + i * 128, y, 407), (13, 13, 6), DARK, "z") for i in range(5) for y in (26, 395)),
        Solid((145, 107, 407), (60, 60, 60), BLACK, "z"),
        Solid((440, 210, 407), (88, 88, 90), RED, "z"),
        Solid((455, 225, 497), (58, 58, 26), DARK, "z"),
        Solid((210, 260, 407), (120, 70, 60), STEEL),
        Solid((255, 280, 467), (28, 28, 40), BRASS, "z"),
        Solid((228, 331, 427), (24, 14, 24), BRASS, "y"),
        Solid((288, 331, 427), (24, 14, 24), BRASS, "y"),
        Solid((180, 393, 170), (18, 10, 150), "#e8e2c4"),
    ]
    drive = [
        Solid((560, 394, 68), (320, 244, 10), GREEN),
        *(Solid((600 + i * 22, 412, 82), (16, 210, 210), MOTOR, "x") for i in range(10)),
        Solid((616 + 204, 432, 102), (40, 170, 170), "#37618a", "x"),
        Solid((640, 470, 296), (110, 90, 50), "#37618a"),
        Solid((584, 402, 79), (16, 230, 230), PLATE, "x"),
        Solid((456, 427, 99), (128, 180, 180), PLATE, "x"),
        Solid((366, 457, 129), (90, 120, 120), BLACK, "x"),
        Solid((640, 60, 68), (4, 200, 330), STEEL),
        Solid((644, 80, 150), (90, 150, 220), "#e6e2d3"),
        Solid((734, 130, 290), (10, 40, 40), GREEN, "x"),
        Solid((734, 130, 210), (10, 40, 40), RED, "x"),
    ]
    return (*feet, *frame, *tank, *drive)


def _gannet() -> tuple[Solid, ...]:
    skids = [Solid((-80, y, 0), (620, 60, 60), BLACK) for y in (-60, 320)]
    sides = [
        Solid((0, -20, 60), (60, 20, 1100), RUST),
        Solid((360, -20, 60), (60, 20, 1100), RUST),
        Solid((60, -20, 60), (300, 20, 560), RUST),
        Solid((60, -20, 800), (300, 20, 360), RUST),
        Solid((0, 300, 60), (60, 20, 1100), RUST),
        Solid((360, 300, 60), (60, 20, 1100), RUST),
        Solid((60, 300, 60), (300, 20, 560), RUST),
        Solid((60, 300, 800), (300, 20, 360), RUST),
    ]
    ties = [Solid((x, 320, z), (36, 12, 36), STEEL, "y") for x in (22, 362) for z in (82, 1102)]
    inside = [
        Solid((130, 60, 80), (170, 170, 520), STEEL, "z"),
        Solid((62, 2, 620), (296, 296, 170), DARK),
        Solid((70, 320, 640), (280, 110, 14), PLATE),
        Solid((80, 322, 654), (260, 100, 90), EARTH),
        Solid((195, 320, 160), (45, 14, 45), STEEL, "y"),
    ]
    hopper = [
        Solid((60 - 15 * i, -15 * i, 1162 + 48 * i), (300 + 30 * i, 300 + 30 * i, 46), GREEN if i else DARK)
        for i in range(7)
    ]
    soil = [Solid((-10, -70, 1496), (440, 440, 10), EARTH)]
    bricks = [
        Solid((560 + 150 * j, 40 + 105 * i, 92 * k), (140, 98, 90), EARTH)
        for k in range(3)
        for j in range(2)
        for i in range(3 - k)
    ]
    return (*skids, *sides, *ties, *inside, *hopper, *soil, *bricks)


def _moth() -> tuple[Solid, ...]:
    return (
        Solid((0, 0, 0), (180, 180, 16), WOOD, "z"),
        Solid((83, 83, 16), (14, 14, 300), BRASS, "z"),
        Solid((42, 42, 316), (96, 96, 6), ORANGE, "z"),
        *(Solid((w, w, 127 + 6.5 * w), (180 - 2 * w, 180 - 2 * w, 26), PAPER, "z") for w in range(30, 54, 4)),
    )


SCENES = {
    "lark-printer/images/lark-220.svg": Scene("Lark 220", "Desktop 3D printer, 220 x 220 x 240 mm", _lark()),
    "brook-power-unit/images/brook-hpu-18.svg": Scene(
        "Brook HPU-18", "Hydraulic power unit, 18 l/min at 150 bar", _brook(), ("#f1f3ea", "#d3dbc8")
    ),
    "gannet-press/images/gannet.svg": Scene(
        "Gannet", "Brick press, 290 x 140 x 90 mm, driven by the Brook", _gannet(), ("#f7efe4", "#e2d0b8")
    ),
    "withheld-lamp/images/moth.svg": Scene("Moth", "Reading lamp", _moth(), ("#f3edf5", "#d5c8da")),
}
