# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The toolhead adapter of the Lark: a two-layer board as KiCad board file, Gerber layers and drill file.

Ten wires come in on one header and leave on five connectors in the same order, so no track crosses another. All
wide tracks run on the upper side; the lower side carries the same tracks again to halve their resistance.
"""

from __future__ import annotations

from dataclasses import dataclass

WIDTH, DEPTH, THICKNESS = 46.0, 30.0, 1.6
SIGNAL, POWER = 0.5, 1.4
HEADER_X, HEADER_Y, HEADER_PITCH = 7.25, 5.0, 3.5
CONNECTOR_Y = 24.0
DRILL, PAD, MOUNT = 1.0, 1.9, 3.2
MOUNTS = ((3.5, 3.5), (WIDTH - 3.5, 3.5))


@dataclass(frozen=True)
class Net:
    """One wire: its name, the reference and place of the connector it leaves on, the width of its track."""

    name: str
    reference: str
    x: float
    width: float


NETS = (
    Net("HEATER+", "J2", 4.0, POWER),
    Net("HEATER-", "J2", 9.0, POWER),
    Net("FAN1+", "J3", 14.5, SIGNAL),
    Net("FAN1-", "J3", 17.0, SIGNAL),
    Net("FAN2+", "J4", 21.5, SIGNAL),
    Net("FAN2-", "J4", 24.0, SIGNAL),
    Net("THERM", "J5", 28.5, SIGNAL),
    Net("GND", "J5", 31.0, SIGNAL),
    Net("PROBE", "J6", 36.0, SIGNAL),
    Net("5V", "J6", 38.5, SIGNAL),
)
LAYERS = ("F.Cu", "B.Cu")


def header_x(number: int) -> float:
    """Where pin `number` (from 0) of the header sits."""
    return round(HEADER_X + number * HEADER_PITCH, 3)


def board_files(notice: str) -> dict[str, bytes]:
    """All files of the board, by their name within `electronics/`."""
    files = {"toolhead-adapter.kicad_pcb": _kicad(notice)}
    files |= {f"gerber/toolhead-adapter-{layer.replace('.', '_')}.gbr": _copper(layer, notice) for layer in LAYERS}
    files |= {f"gerber/toolhead-adapter-{side}_Mask.gbr": _mask(side, notice) for side in ("F", "B")}
    files["gerber/toolhead-adapter-F_SilkS.gbr"] = _silk(notice)
    files["gerber/toolhead-adapter-Edge_Cuts.gbr"] = _edge(notice)
    files["gerber/toolhead-adapter.drl"] = _drills(notice)
    return {name: text.encode("ascii") for name, text in files.items()}


def _kicad(notice: str) -> str:
    nets = "".join(f'  (net {i} "{net.name}")\n' for i, net in enumerate(NETS, start=1))
    references = sorted({net.reference for net in NETS})
    feet = _header() + "".join(_connector(reference) for reference in references) + "".join(map(_mount, MOUNTS))
    corners = ((0, 0), (WIDTH, 0), (WIDTH, DEPTH), (0, DEPTH))
    edges = "".join(
        f'  (gr_line (start {a[0]} {a[1]}) (end {b[0]} {b[1]}) (layer "Edge.Cuts") (width 0.1))\n'
        for a, b in zip(corners, [*corners[1:], corners[0]], strict=True)
    )
    tracks = "".join(
        f"  (segment (start {header_x(i - 1)} {HEADER_Y}) (end {net.x} {CONNECTOR_Y})"
        f' (width {net.width}) (layer "{layer}") (net {i}))\n'
        for i, net in enumerate(NETS, start=1)
        for layer in LAYERS
    )
    return (
        "(kicad_pcb (version 20211014) (generator make_sample_cad)\n"
        f"  (general (thickness {THICKNESS}))\n"
        f'  (paper "A4")\n  (title_block (title "Lark toolhead adapter") (rev "1.2") (comment 1 "{notice}"))\n'
        '  (layers (0 "F.Cu" signal) (31 "B.Cu" signal) (36 "B.SilkS" user) (37 "F.SilkS" user)'
        ' (38 "B.Mask" user) (39 "F.Mask" user) (44 "Edge.Cuts" user))\n'
        f'  (net 0 "")\n{nets}{feet}{edges}{tracks})\n'
    )


def _header() -> str:
    pads = "".join(_pad(i + 1, header_x(i) - HEADER_X, i + 1, net.name) for i, net in enumerate(NETS))
    return _footprint("Terminal_1x10_3.5mm", "J1", HEADER_X, HEADER_Y, pads, "TOOL CABLE")


def _connector(reference: str) -> str:
    pins = [(i, net) for i, net in enumerate(NETS, start=1) if net.reference == reference]
    left = pins[0][1].x
    pads = "".join(_pad(number, net.x - left, i, net.name) for number, (i, net) in enumerate(pins, start=1))
    value = pins[0][1].name.rstrip("+-")
    return _footprint(f"Terminal_1x{len(pins):02d}", reference, left, CONNECTOR_Y, pads, value)


def _mount(place: tuple[float, float]) -> str:
    pad = f'    (pad "" np_thru_hole circle (at 0 0) (size {MOUNT} {MOUNT}) (drill {MOUNT}) (layers "*.Cu" "*.Mask"))\n'
    return _footprint("MountingHole_3.2mm_M3", "H", *place, pad, "M3")


def _footprint(name: str, reference: str, x: float, y: float, pads: str, value: str) -> str:
    return (
        f'  (footprint "{name}" (layer "F.Cu") (at {x} {y})\n'
        f'    (fp_text reference "{reference}" (at 0 -2.2) (layer "F.SilkS"))\n'
        f'    (fp_text value "{value}" (at 0 2.2) (layer "F.SilkS"))\n{pads}  )\n'
    )


def _pad(number: int, x: float, net: int, name: str) -> str:
    return (
        f'    (pad "{number}" thru_hole circle (at {round(x, 3)} 0) (size {PAD} {PAD}) (drill {DRILL})'
        f' (layers "*.Cu" "*.Mask") (net {net} "{name}"))\n'
    )


def _places() -> list[tuple[float, float]]:
    return [(header_x(i), HEADER_Y) for i in range(len(NETS))] + [(net.x, CONNECTOR_Y) for net in NETS]


def _copper(layer: str, notice: str) -> str:
    tracks = []
    for tool, width in ((10, SIGNAL), (11, POWER)):
        lines = [
            f"{_spot(header_x(i), HEADER_Y)}D02*\n{_spot(net.x, CONNECTOR_Y)}D01*\n"
            for i, net in enumerate(NETS)
            if net.width == width
        ]
        tracks.append(f"D{tool}*\n" + "".join(lines))
    flashes = "D12*\n" + "".join(f"{_spot(x, y)}D03*\n" for x, y in _places())
    side = "Copper,L1,Top" if layer == "F.Cu" else "Copper,L2,Bot"
    tools = f"%ADD10C,{SIGNAL}*%\n%ADD11C,{POWER}*%\n%ADD12C,{PAD}*%\n"
    return _gerber(side, notice, tools + "".join(tracks) + flashes)


def _mask(side: str, notice: str) -> str:
    """Openings over the pads, 0.1 mm larger all round."""
    flashes = "".join(f"{_spot(x, y)}D03*\n" for x, y in _places())
    function = "Soldermask,Top" if side == "F" else "Soldermask,Bot"
    return _gerber(function, notice, f"%ADD10C,{PAD + 0.2:.1f}*%\nD10*\n{flashes}")


def _silk(notice: str) -> str:
    """A frame around each connector; the first pin has a dot."""
    groups = [[(header_x(i), HEADER_Y) for i in range(len(NETS))]]
    references = sorted({net.reference for net in NETS})
    groups += [[(net.x, CONNECTOR_Y) for net in NETS if net.reference == name] for name in references]
    body = "%ADD10C,0.15*%\n%ADD11C,0.6*%\n"
    for pins in groups:
        left, right, y = pins[0][0] - 1.1, pins[-1][0] + 1.1, pins[0][1]
        corners = ((left, y - 1.6), (right, y - 1.6), (right, y + 1.6), (left, y + 1.6), (left, y - 1.6))
        moves = "".join(f"{_spot(*corner)}D0{1 if number else 2}*\n" for number, corner in enumerate(corners))
        body += f"D10*\n{moves}D11*\n{_spot(left, y - 2.2)}D03*\n"
    return _gerber("Legend,Top", notice, body)


def _edge(notice: str) -> str:
    corners = ((0.0, 0.0), (WIDTH, 0.0), (WIDTH, DEPTH), (0.0, DEPTH), (0.0, 0.0))
    moves = [f"{_spot(x, y)}D0{1 if number else 2}*\n" for number, (x, y) in enumerate(corners)]
    return _gerber("Profile,NP", notice, "%ADD10C,0.1*%\nD10*\n" + "".join(moves))


def _gerber(function: str, notice: str, body: str) -> str:
    head = f"G04 {notice}*\n%TF.FileFunction,{function}*%\n%FSLAX46Y46*%\n%MOMM*%\nG01*\n"
    return head + body + "M02*\n"


def _spot(x: float, y: float) -> str:
    """Gerber counts y upwards, KiCad downwards."""
    return f"X{round(x * 1e6)}Y{round((DEPTH - y) * 1e6)}"


def _drills(notice: str) -> str:
    def holes(places: list[tuple[float, float]]) -> str:
        return "".join(f"X{x:.3f}Y{DEPTH - y:.3f}\n" for x, y in places)

    head = f"M48\n;{notice}\nFMAT,2\nMETRIC\nT1C{DRILL:.3f}\nT2C{MOUNT:.3f}\n%\nG90\nG05\n"
    return f"{head}T1\n{holes(_places())}T2\n{holes(list(MOUNTS))}M30\n"
