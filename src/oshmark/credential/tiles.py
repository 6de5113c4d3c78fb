# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The tree in tiles of height 8, as https://c2sp.org/tlog-tiles lays it out: each holds up to 256 hashes of one level.

Tile (level, index) holds the hashes of the complete subtrees of height `8 * level`, from number `256 * index` on. Only
a full tile has a hash in the level above it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING

from oshmark.credential.merkle import HASH_SIZE
from oshmark.errors import BrokenChainError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    ReadTile = Callable[[int, int], bytes]
    """Level and index in, the hashes of the tile in a row out; what is not there is empty."""

HEIGHT = 8
WIDTH = 1 << HEIGHT
FULL = WIDTH * HASH_SIZE
"""Bytes of a full tile."""
_PATH = re.compile(r"((?:x[0-9]{3}/){0,5}[0-9]{3})(?:\.p/([1-9][0-9]{0,2}))?", re.ASCII)
MISSING = "The tree over the log is incomplete or was changed. Make it anew with `oshmark log rebuild`."


class Tiles:
    """The nodes of a tree that is kept in tiles; `read` gives a tile, which is asked for once."""

    def __init__(self, read: ReadTile) -> None:
        self._read = read
        self._seen: dict[tuple[int, int], tuple[bytes, ...]] = {}

    def node(self, level: int, index: int) -> bytes:
        """The hash of a complete subtree; see `merkle.Nodes`."""
        tile_level, within = divmod(level, HEIGHT)
        tile, first = divmod(index << within, WIDTH)
        place = first >> within
        found = self._levels(tile_level, tile)[within][place * HASH_SIZE : (place + 1) * HASH_SIZE]
        if len(found) != HASH_SIZE:
            raise BrokenChainError(MISSING)
        return found

    def _levels(self, level: int, index: int) -> tuple[bytes, ...]:
        key = level, index
        if key not in self._seen:
            self._seen[key] = levels_of(self._read(level, index))
        return self._seen[key]


@lru_cache(maxsize=512)
def levels_of(tile: bytes) -> tuple[bytes, ...]:
    """The complete subtrees in a tile, level by level: its own hashes, those of each two of them, and so on to the top.

    They are kept for a while, by what the tile holds: the upper ones are part of every proof.
    """
    levels = [tile]
    for _ in range(HEIGHT):
        below = levels[-1]
        pairs = range(0, len(below) - 2 * HASH_SIZE + 1, 2 * HASH_SIZE)
        levels.append(b"".join([sha256(b"\x01" + below[at : at + 2 * HASH_SIZE]).digest() for at in pairs]))
    return tuple(levels)


def extended(size: int, leaves: Sequence[bytes], read: ReadTile) -> dict[tuple[int, int], bytes]:
    """The tiles that change, as they become, when leaves are added to a tree of `size` leaves."""
    changed: dict[tuple[int, int], bytes] = {}
    level, hashes = 0, leaves
    while hashes:
        hashes = _extend_level(level, size >> (HEIGHT * level), hashes, read, changed)
        level += 1
    return changed


def _extend_level(
    level: int, used: int, hashes: Sequence[bytes], read: ReadTile, changed: dict[tuple[int, int], bytes]
) -> list[bytes]:
    """Add hashes to a level that has `used` of them, and give those of the tiles that are full now."""
    above: list[bytes] = []
    done = 0
    while done < len(hashes):
        index, there = divmod(used + done, WIDTH)
        before = read(level, index) if there else b""
        if len(before) != there * HASH_SIZE:
            raise BrokenChainError(MISSING)
        tile = before + b"".join(hashes[done : done + WIDTH - there])
        done += WIDTH - there
        changed[level, index] = tile
        if len(tile) == FULL:
            above.append(levels_of(tile)[HEIGHT])
    return above


def width_at(level: int, index: int, size: int) -> int:
    """How many hashes a tile has in a tree of `size` leaves, 0 to 256."""
    return max(0, min(WIDTH, (size >> (HEIGHT * level)) - index * WIDTH))


def tile_path(index: int, width: int = WIDTH) -> str:
    """The end of a tile's address: 1234067 is `x001/x234/067`, and a partial tile says its width."""
    digits = f"{index:03}"
    digits = digits.zfill(-(-len(digits) // 3) * 3)
    groups = [digits[place : place + 3] for place in range(0, len(digits), 3)]
    path = "/".join([*(f"x{group}" for group in groups[:-1]), groups[-1]])
    return path if width == WIDTH else f"{path}.p/{width}"


def read_tile_path(text: str) -> tuple[int, int] | None:
    """Index and width of the tile at the end of an address; `None` for one that no tile has."""
    found = _PATH.fullmatch(text)
    if found is None:
        return None
    index = int(found[1].replace("/", "").replace("x", ""))
    width = int(found[2]) if found[2] else WIDTH
    return (index, width) if text == tile_path(index, width) and 0 < width <= WIDTH else None


def entry_bundle(entries: Sequence[bytes]) -> bytes:
    """Entries one after the other, each behind its length in two bytes."""
    return b"".join(len(entry).to_bytes(2, "big") + entry for entry in entries)
