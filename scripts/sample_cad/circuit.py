# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A circuit board before it is written to a file: components, pads, tracks, vias. Millimetres, y down as in KiCad."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field

GRID = 1.27
"""Components sit on this grid; their places are counted in it."""
SPACE = uuid.UUID("0d9a6c0e-6d0a-5b7e-8f4d-5a5d4c3b2a19")
LAYERS = ("F.Cu", "B.Cu")


@dataclass(frozen=True)
class Pin:
    """One pin: its name in the schematic, its net, its place on the board in steps of the grid."""

    name: str
    net: str
    x: int
    y: int


@dataclass(frozen=True)
class Component:
    """A component with wires: what the bill of materials says of it, and its pins in the order of their numbers."""

    reference: str
    value: str
    footprint: str
    pins: tuple[Pin, ...]
    maker: str
    part_number: str
    price: str
    heavy: bool = False

    @property
    def pad(self) -> float:
        """Diameter of the copper around a pin."""
        return 2.0 if self.heavy else 1.7

    @property
    def drill(self) -> float:
        """Diameter of the hole of a pin."""
        return 1.2 if self.heavy else 0.9

    @property
    def first(self) -> tuple[float, float]:
        """Where the first pin sits, which is where KiCad puts the origin of a footprint with wires."""
        return place(self.pins[0])


@dataclass(frozen=True)
class Track:
    """A straight piece of copper."""

    net: str
    layer: str
    start: tuple[float, float]
    end: tuple[float, float]
    width: float


@dataclass(frozen=True)
class Via:
    """A plated hole that joins both sides."""

    net: str
    at: tuple[float, float]
    size: float = 1.2
    drill: float = 0.6


@dataclass(frozen=True)
class Board:
    """The outline, the mounting holes, what is on it, and which net fills the lower side."""

    name: str
    title: str
    revision: str
    maker: str
    width: float
    depth: float
    mounts: tuple[tuple[float, float], ...]
    mount_drill: float
    components: tuple[Component, ...]
    plane: str
    clearance: float
    widths: dict[str, float]
    tracks: tuple[Track, ...] = ()
    vias: tuple[Via, ...] = field(default=())

    def nets(self) -> list[str]:
        """Every net once, in the order of the pins; the number of a net is its place, from 1."""
        return list(dict.fromkeys(pin.net for component in self.components for pin in component.pins))


def place(pin: Pin) -> tuple[float, float]:
    """Where a pin is, in millimetres."""
    return (round(pin.x * GRID, 4), round(pin.y * GRID, 4))


def identity(*names: str) -> str:
    """The same UUID for the same thing, every time the files are made."""
    return str(uuid.uuid5(SPACE, "/".join(names)))
