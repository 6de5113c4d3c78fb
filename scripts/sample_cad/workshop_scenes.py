# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The pictures of the loom, the controller, the machine stand, the hand pump and the copy stand."""

from __future__ import annotations

from sample_cad.picture import Scene, Solid

STEEL, PLATE, DARK, BLACK = "#b9c2c8", "#d4dade", "#3a4046", "#2c3136"
PLY, BEECH, OAK, WALNUT = "#e0c08e", "#cf9f63", "#b98550", "#8a5f3c"
ORANGE, RED, BRASS, GREEN = "#e0702a", "#b8382f", "#c9a13b", "#2f7a4f"
GLASS, WARP, WEFT, INDIGO = "#a9d3dd", "#f2ead6", "#a8443a", "#38558c"
BLUE, PVC, PAINT, RUBBER = "#4b7fa3", "#8d99a3", "#2f6f86", "#30343a"
PAPER, LIGHT = "#f6f1e2", "#ffe9a8"


def _heddle() -> tuple[Solid, ...]:
    far, near = [Solid((0, y, 20), (560, 9, 130), PLY) for y in (0, 449)]
    clamps = [Solid((x, y, 0), (44, 40, 20), DARK) for x in (60, 456) for y in (0, 430)]
    beams = [Solid((x, 9, 85), (34, 440, 34), BEECH, "y") for x in (31, 495)]
    stretchers = [Solid((x, 9, 38), (24, 440, 24), BEECH, "y") for x in (158, 378)]
    wheels = [Solid((x, 458, 66), (72, 8, 72), ORANGE, "y") for x in (12, 476)]
    knobs = [Solid((x, 466, 72), (60, 24, 60), DARK, "y") for x in (18, 482)]
    pawls = [Solid((x, 458, 122), (58, 8, 14), RED) for x in (96, 406)]
    warp = [Solid((48, 49 + 18 * i, 119), (224, 12, 2), INDIGO if i % 4 == 1 else WARP) for i in range(20)]
    threads = [Solid((288, 49 + 18 * i, 119), (62, 12, 2), INDIGO if i % 4 == 1 else WARP) for i in range(20)]
    cloth = [Solid((350 + 9 * i, 49, 119), (9, 354, 3), WEFT if i % 3 else INDIGO) for i in range(18)]
    heddle = [Solid((278.5, 29 + 10 * i, 60), (3, 10, 140), GLASS if i % 2 else PAPER) for i in range(40)]
    bars = [Solid((x, 9, z), (6, 440, 32), PLY) for x in (272.5, 281.5) for z in (60, 168)]
    shuttle = [Solid((316, 60, 122), (30, 330, 4), WALNUT)]
    return (
        far,
        near,
        *clamps,
        *beams,
        *stretchers,
        *wheels,
        *knobs,
        *pawls,
        *warp,
        *threads,
        *cloth,
        *heddle,
        *bars,
        *shuttle,
    )


def _finch() -> tuple[Solid, ...]:
    case = [
        Solid((0, 0, 0), (72, 54, 24), DARK),
        Solid((0, 0, 24), (72, 54, 2.4), ORANGE),
        *(Solid((x, 5, 26.4), (11, 9, 0.4), BLACK) for x in (11.4, 28, 45.7)),
        *(Solid((18 + 8 * i, 20, 26.4), (2, 16, 0.3), BLACK) for i in range(5)),
        *(Solid((x, y, 26.4), (5, 5, 1.2), STEEL, "z") for x in (5.6, 61.4) for y in (5.4, 43.5)),
        Solid((26, 34, 26.4), (24, 18, 15), DARK, "z"),
        Solid((54.6, 44, 26.4), (3.3, 3.3, 1), "#59d27c", "z"),
    ]
    x, y = 92.0, 4.0
    board = [
        Solid((x, y, 6), (63.5, 45.7, 1.6), GREEN),
        *(Solid((x + a, y + b, 0), (6, 6, 6), STEEL, "z") for a in (0.8, 56.7) for b in (0.8, 38.9)),
        *(Solid((x + a, y + 0.6, 7.6), (10.2, 8.6, 10), "#3d9a5f") for a in (7.6, 24.1, 41.9)),
        Solid((x + 15.3, y + 9.3, 7.6), (10, 9.4, 16), "#34507a", "z"),
        Solid((x + 6, y + 10, 7.6), (8, 8, 7), BLACK, "z"),
        Solid((x + 28, y + 10.4, 8.2), (9.6, 4.6, 4.6), BLACK, "x"),
        *(Solid((x + a, y + 19, 7.6), (10, 3, 9), BLACK) for a in (28, 43.2)),
        *(Solid((x + a, y + 19, 16.6), (10, 1.3, 6), STEEL) for a in (28, 43.2)),
        Solid((x + 10.2, y + 21, 7.6), (5, 4, 5), BLACK, "z"),
        Solid((x + 31, y + 29.4, 7.6), (9.2, 10, 3), DARK),
        Solid((x + 32.4, y + 29.4, 10.6), (6.4, 10, 3.6), BLACK),
        *(Solid((x + a, y + 29, 8), (2.4, 6.4, 2.4), "#d9c49a", "y") for a in (42, 46, 49.6)),
        Solid((x + 20.6, y + 30.5, 8), (6.4, 2.4, 2.4), "#d9c49a", "x"),
        *(Solid((x + a, y + 39.4, 7.6), (7.6, 2.5, 3), BLACK) for a in (10.2, 20.3)),
        Solid((x + 51, y + 41, 7.6), (3, 3, 5), "#59d27c", "z"),
    ]
    return (*case, *board)


def _wren() -> tuple[Solid, ...]:
    feet = [Solid((x, y, 0), (80, 80, 8), DARK) for x in (-20, 440) for y in (-20, 290)]
    legs = [Solid((x, y, 8), (40, 40, 782), PAINT) for x in (0, 460) for y in (0, 310)]
    long_rails = [Solid((40, y, z), (420, 40, 40), PAINT) for y in (0, 310) for z in (160, 750)]
    cross = [Solid((x, 40, z), (40, 270, 40), PAINT) for x in (0, 460) for z in (160, 750)]
    gussets = [
        Solid((x + shift * 10 * i, 328, 742 - 8 * i), (88 - 10 * i, 5, 8), "#3f8299")
        for i in range(8)
        for x, shift in ((40, 0), (372, 1))
    ]
    shelf = [Solid((40, 40, 200), (420, 270, 2), STEEL), Solid((120, 90, 202), (180, 140, 90), RED)]
    top = [Solid((0, 0, 790), (500, 350, 10), PLATE)]
    spindle = [
        Solid((170, 110, 800), (160, 130, 24), DARK),
        Solid((180, 120, 824), (140, 110, 110), BLUE, "x"),
        Solid((320, 162, 866), (60, 26, 26), STEEL, "x"),
        Solid((380, 95, 799 + 1), (30, 160, 160), ORANGE, "x"),
        Solid((120, 162, 866), (60, 26, 26), STEEL, "x"),
        Solid((92, 105, 809), (28, 140, 140), "#d9c49a", "x"),
    ]
    controller = [Solid((380, 350, 640), (100, 3, 120), PLATE), Solid((394, 353, 680), (72, 27, 54), BLACK)]
    pedal = [Solid((180, 470, 0), (110, 150, 14), BLACK), Solid((190, 480, 14), (90, 130, 22), RED)]
    return (*feet, *legs, *long_rails, *cross, *gussets, *shelf, *top, *spindle, *controller, *pedal)


def _wiesel() -> tuple[Solid, ...]:
    feet = [Solid((x, y, 0), (56, 56, 26), RUBBER, "z") for x in (-3, 167) for y in (-3, 167)]
    plate = [Solid((0, 0, 26), (220, 220, 8), STEEL)]
    column = [
        Solid((50, 50, 34), (120, 120, 10), WARP, "z"),
        Solid((72.5, 72.5, 44), (75, 75, 420), PVC, "z"),
        Solid((50, 50, 464), (120, 120, 12), WARP, "z"),
        *(Solid((x, y, 44), (8, 8, 420), STEEL, "z") for x, y in ((56, 106), (156, 106), (81, 149), (131, 149))),
    ]
    spout = [
        Solid((80, 150, 390), (60, 6, 60), ORANGE),
        Solid((98, 156, 408), (24, 50, 24), ORANGE, "y"),
    ]
    head = [
        Solid((103, 103, 476), (14, 14, 174), PLATE, "z"),
        *(Solid((200, y, 476), (44, 6, 150), PAINT) for y in (94, 120)),
        Solid((150, 94, 464), (94, 32, 12), PAINT),
        Solid((88, 106, 650), (560, 8, 40), PAINT),
        Solid((215, 100, 626), (14, 20, 14), BRASS, "y"),
        Solid((648, 85, 645), (130, 50, 50), RUBBER, "x"),
    ]
    return (*feet, *plate, *column, *spout, *head)


def _mokume() -> tuple[Solid, ...]:
    board = [Solid((0, 0, 12), (460, 400, 24), OAK)]
    feet = [Solid((x, y, 0), (24, 24, 12), RUBBER, "z") for x in (10, 426) for y in (10, 366)]
    stand = [
        Solid((210, 24, 36), (40, 40, 620), WALNUT),
        Solid((190, 6, 520), (80, 18, 20), OAK),
        Solid((190, 64, 520), (80, 236, 20), OAK),
        Solid((250, 33, 540), (14, 22, 22), ORANGE, "x"),
    ]
    camera = [
        Solid((185, 190, 512), (90, 60, 8), DARK),
        Solid((165, 180, 440), (130, 76, 72), BLACK),
        Solid((196, 188, 384), (64, 60, 56), RUBBER, "z"),
    ]
    lights = [
        Solid((90, 30, 300), (120, 20, 22), DARK),
        Solid((250, 30, 300), (120, 20, 22), DARK),
        Solid((60, 20, 296), (30, 300, 17), LIGHT),
        Solid((370, 20, 296), (30, 300, 17), LIGHT),
    ]
    book = [
        Solid((110, 130, 36), (116, 190, 12), PAPER),
        Solid((228, 130, 36), (116, 190, 12), PAPER),
        *(Solid((124, 146 + 18 * i, 48), (88, 5, 0.6), "#8d8a80") for i in range(9)),
        *(Solid((242, 146 + 18 * i, 48), (88, 5, 0.6), "#8d8a80") for i in range(5)),
        Solid((246, 246, 48), (80, 58, 0.6), INDIGO),
    ]
    finch = [Solid((24, 60, 36), (72, 54, 24), BLACK), Solid((24, 60, 60), (72, 54, 2.4), ORANGE)]
    return (*board, *feet, *stand, *camera, *lights, *book, *finch)


WORKSHOP_SCENES = {
    "heddle-loom/images/heddle-40.svg": Scene(
        "Heddle 40", "Rigid heddle loom for the table, 400 mm wide", _heddle(), ("#f6efe6", "#dfcdb8")
    ),
    "finch-controller/images/finch.svg": Scene(
        "Finch", "Pedal and dial for one motor and one light, 12 to 24 V", _finch(), ("#eef4ee", "#c7d8cc")
    ),
    "wren-frame/images/wren.svg": Scene(
        "Wren", "Machine stand of welded tube, 500 x 350 x 800 mm", _wren(), ("#edf2f4", "#c5d2d8")
    ),
    "pumpe-wiesel/images/wiesel.svg": Scene(
        "Wiesel", "Handhebelpumpe für den Garten, 20 Liter in der Minute", _wiesel(), ("#eaf3f4", "#bfd6da")
    ),
    "mokume-stand/images/mokume.svg": Scene("Mokume", "MK-1, A3, 24 V", _mokume(), ("#f5f0ea", "#d8cab9")),
}
