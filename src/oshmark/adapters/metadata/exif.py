# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Exif (CIPA DC-008): which way up a picture is, which is kept, and whether it says where it was taken."""

from __future__ import annotations

from typing import NamedTuple

from oshmark.adapters.metadata.parts import Order, Taken

ORIENTATION, GPS = 0x0112, 0x8825
UPRIGHT = 1
TURNS = range(1, 9)
_SHORT = 3
_ENTRY = 12
ORDERS: dict[bytes, Order] = {b"II*\0": "little", b"MM\0*": "big"}
"""How numbers are written, by how a block or a TIFF file begins."""


class Facts(NamedTuple):
    """What is of interest in a block of Exif."""

    orientation: int = UPRIGHT
    has_place: bool = False

    @property
    def taken(self) -> set[Taken]:
        """What is taken out with the block."""
        return {Taken.CAMERA, Taken.PLACE} if self.has_place else {Taken.CAMERA}


def facts_of(block: bytes) -> Facts:
    """What a block says that begins like a TIFF file; nothing for one that makes no sense."""
    order = ORDERS.get(block[:4])
    if order is None:
        return Facts()
    first = int.from_bytes(block[4:8], order)
    count = int.from_bytes(block[first : first + 2], order)
    orientation, has_place = UPRIGHT, False
    for at in range(first + 2, min(first + 2 + count * _ENTRY, len(block) - _ENTRY + 1), _ENTRY):
        tag = int.from_bytes(block[at : at + 2], order)
        if tag == ORIENTATION:
            turn = int.from_bytes(block[at + 8 : at + 10], order)
            orientation = turn if turn in TURNS else UPRIGHT
        has_place = has_place or tag == GPS
    return Facts(orientation, has_place)


def bare(orientation: int) -> bytes:
    """A block that says which way up the picture is, and nothing else; empty for an upright one."""
    if orientation == UPRIGHT:
        return b""
    entry = ORIENTATION.to_bytes(2, "big") + _SHORT.to_bytes(2, "big") + (1).to_bytes(4, "big")
    entry += orientation.to_bytes(2, "big") + bytes(2)
    return b"MM\0*" + (8).to_bytes(4, "big") + (1).to_bytes(2, "big") + entry + bytes(4)
