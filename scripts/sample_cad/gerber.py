# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a board house wants of a board: Gerber X2 layers and an Excellon drill file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sample_cad.circuit import Board, place

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sample_cad.circuit import Component, Pin

Spot = tuple[float, float]


class GerberLayer:
    """One layer: apertures are numbered as they are needed, drawing goes on in dark or clear."""

    def __init__(self, board: Board, function: str, notice: str) -> None:
        self.board, self.function, self.notice = board, function, notice
        self.apertures: dict[str, int] = {}
        self.body: list[str] = []

    def aperture(self, shape: str) -> None:
        """Take up an aperture, such as `C,0.500` or `R,1.700X1.700`."""
        number = self.apertures.setdefault(shape, 10 + len(self.apertures))
        self.body.append(f"D{number}*")

    def flash(self, at: Spot) -> None:
        """Expose the aperture in one place."""
        self.body.append(f"{self.spot(at)}D03*")

    def line(self, points: Sequence[Spot]) -> None:
        """Draw along points."""
        self.body += [f"{self.spot(point)}D0{1 if number else 2}*" for number, point in enumerate(points)]

    def region(self, corners: Sequence[Spot]) -> None:
        """Fill a polygon."""
        self.body.append("G36*")
        self.line([*corners, corners[0]])
        self.body.append("G37*")

    def polarity(self, letter: str) -> None:
        """`D` adds from here on, `C` takes away."""
        self.body.append(f"%LP{letter}*%")

    def spot(self, at: Spot) -> str:
        """Gerber counts y upwards, KiCad downwards."""
        return f"X{round(at[0] * 1e6)}Y{round((self.board.depth - at[1]) * 1e6)}"

    def text(self) -> str:
        """The whole file."""
        tools = [f"%ADD{number}{shape}*%" for shape, number in self.apertures.items()]
        head = [f"G04 {self.notice}*", f"%TF.FileFunction,{self.function}*%", "%FSLAX46Y46*%", "%MOMM*%", "G01*"]
        return "\n".join([*head, *tools, *self.body, "M02*", ""])


def gerber_files(board: Board, notice: str) -> dict[str, str]:
    """All files for the board house, by name."""
    files = {
        "F_Cu.gbr": _upper_copper(board, notice),
        "B_Cu.gbr": _lower_copper(board, notice),
        "F_Mask.gbr": _mask(board, "Soldermask,Top", notice),
        "B_Mask.gbr": _mask(board, "Soldermask,Bot", notice),
        "F_SilkS.gbr": _silk(board, notice),
        "Edge_Cuts.gbr": _edge(board, notice),
    }
    made = {f"{board.name}-{name}": layer.text() for name, layer in files.items()}
    return made | {f"{board.name}.drl": _drills(board, notice)}


def _pins(board: Board) -> Iterable[tuple[Component, int, Pin]]:
    for component in board.components:
        for number, pin in enumerate(component.pins, start=1):
            yield component, number, pin


def _pads(layer: GerberLayer, grow: float = 0.0, *, but: str = "") -> None:
    """All pads; the first pin of a component is square, as everybody marks it."""
    for component, number, pin in _pins(layer.board):
        if pin.net != but:
            size = f"{component.pad + grow:.3f}"
            layer.aperture(f"R,{size}X{size}" if number == 1 else f"C,{size}")
            layer.flash(place(pin))
    for via in layer.board.vias:
        if via.net != but:
            layer.aperture(f"C,{via.size + grow:.3f}")
            layer.flash(via.at)


def _tracks(layer: GerberLayer, name: str, grow: float = 0.0) -> None:
    for track in layer.board.tracks:
        if track.layer == name:
            layer.aperture(f"C,{track.width + grow:.3f}")
            layer.line([track.start, track.end])


def _upper_copper(board: Board, notice: str) -> GerberLayer:
    layer = GerberLayer(board, "Copper,L1,Top", notice)
    _tracks(layer, "F.Cu")
    _pads(layer)
    return layer


def _lower_copper(board: Board, notice: str) -> GerberLayer:
    """The plane, then a moat around the copper of every other net, then that copper."""
    layer = GerberLayer(board, "Copper,L2,Bot", notice)
    low, right, bottom = 0.5, board.width - 0.5, board.depth - 0.5
    layer.region([(low, low), (right, low), (right, bottom), (low, bottom)])
    layer.polarity("C")
    _pads(layer, 2 * board.clearance, but=board.plane)
    _tracks(layer, "B.Cu", 2 * board.clearance)
    layer.aperture(f"C,{board.mount_drill + 1.0:.3f}")
    for at in board.mounts:
        layer.flash(at)
    layer.polarity("D")
    _tracks(layer, "B.Cu")
    _pads(layer)
    return layer


def _mask(board: Board, function: str, notice: str) -> GerberLayer:
    """Openings over the pads, 0.1 mm larger all round."""
    layer = GerberLayer(board, function, notice)
    _pads(layer, 0.2)
    return layer


def _silk(board: Board, notice: str) -> GerberLayer:
    """A frame around the pins of each component, and a dot at the first one."""
    layer = GerberLayer(board, "Legend,Top", notice)
    for component in board.components:
        spots = [place(pin) for pin in component.pins]
        reach = component.pad / 2 + 0.4
        left, right = min(x for x, _ in spots) - reach, max(x for x, _ in spots) + reach
        top, bottom = min(y for _, y in spots) - reach, max(y for _, y in spots) + reach
        layer.aperture("C,0.150")
        layer.line([(left, top), (right, top), (right, bottom), (left, bottom), (left, top)])
        layer.aperture("C,0.500")
        layer.flash((left - 0.5, top))
    return layer


def _edge(board: Board, notice: str) -> GerberLayer:
    layer = GerberLayer(board, "Profile,NP", notice)
    layer.aperture("C,0.100")
    layer.line([(0, 0), (board.width, 0), (board.width, board.depth), (0, board.depth), (0, 0)])
    return layer


def _drills(board: Board, notice: str) -> str:
    holes: dict[float, list[Spot]] = {}
    for component, _, pin in _pins(board):
        holes.setdefault(component.drill, []).append(place(pin))
    for via in board.vias:
        holes.setdefault(via.drill, []).append(via.at)
    holes.setdefault(board.mount_drill, []).extend(board.mounts)
    tools = sorted(holes)
    head = ["M48", f";{notice}", "FMAT,2", "METRIC", *(f"T{n}C{size:.3f}" for n, size in enumerate(tools, start=1))]
    body = []
    for number, size in enumerate(tools, start=1):
        body += [f"T{number}", *(f"X{x:.3f}Y{board.depth - y:.3f}" for x, y in holes[size])]
    return "\n".join([*head, "%", "G90", "G05", *body, "M30", ""])
