# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The tree over the log, in the database. Leaf i is the hash of event i + 1, so the tree is made from the events."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from django.db import connection, transaction

from oshmark.credential.merkle import HASH_SIZE, consistency_proof, inclusion_proof, leaf_hash, root_of
from oshmark.credential.tiles import FULL, MISSING, WIDTH, Tiles, extended
from oshmark.errors import BrokenChainError
from oshmark.web.audit import models

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

LEVEL_BITS = 48
CHUNK = WIDTH * WIDTH
_Key = tuple[int, int]


def leaf_of(event_hash: str) -> bytes:
    """The leaf of an event: its hash, of 32 bytes, is the entry of the log."""
    return leaf_hash(bytes.fromhex(event_hash))


def place_of(level: int, index: int) -> int:
    """The key of a tile."""
    return (level << LEVEL_BITS) | index


def read_tile(level: int, index: int) -> bytes:
    """The hashes of a tile; empty where there is none. A proof reads three, so it does not go through models."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT hashes FROM audit_tile WHERE place = %s", [place_of(level, index)])
        row = cursor.fetchone()
    return b"" if row is None else bytes(row[0])


def tree_size() -> int:
    """How many leaves the tree has."""
    last = _last_tile()
    return 0 if last is None else last[0] * WIDTH + len(last[1]) // HASH_SIZE


def _last_tile() -> tuple[int, bytes] | None:
    """The rightmost tile of leaves, with its index."""
    tiles = models.Tile.objects.filter(place__lt=1 << LEVEL_BITS).order_by("-place")
    row = tiles.values_list("place", "hashes").first()
    return None if row is None else (row[0], bytes(row[1]))


def grow(size: int, leaves: Sequence[bytes]) -> None:
    """Add leaves to a tree that has `size` of them; raises `BrokenChainError` where it has not."""
    last = _last_tile()
    there = 0 if last is None else last[0] * WIDTH + len(last[1]) // HASH_SIZE
    if there != size:
        raise BrokenChainError(MISSING)

    def read(level: int, index: int) -> bytes:
        return last[1] if last is not None and (level, index) == (0, last[0]) else read_tile(level, index)

    _put(extended(size, leaves, read).items())


def _put(tiles: Iterable[tuple[_Key, bytes]]) -> None:
    models.Tile.objects.bulk_create(
        [models.Tile(place=place_of(*key), hashes=hashes) for key, hashes in tiles],
        batch_size=200,
        update_conflicts=True,
        unique_fields=["place"],
        update_fields=["hashes"],
    )


def root(size: int) -> bytes:
    """The root of the tree over the first `size` events."""
    return root_of(size, Tiles(read_tile))


def inclusion(index: int, size: int) -> list[bytes]:
    """The proof that event `index + 1` is among the first `size`."""
    return inclusion_proof(index, size, Tiles(read_tile))


def consistency(old: int, new: int) -> list[bytes]:
    """The proof that the log of `new` events begins with that of `old`."""
    return consistency_proof(old, new, Tiles(read_tile))


def rebuild_tree() -> int:
    """Make the tree anew from the hashes of the events, and give its size."""
    with transaction.atomic():
        models.Tile.objects.all().delete()
        made = _made_from_events()
        while batch := list(islice(made, WIDTH)):
            _put(batch)
        return tree_size()


def wrong_tiles() -> list[str]:
    """The tiles that are not what the events ask for: missing, changed, or too many."""
    wrong: list[str] = []
    known = 0
    for (level, index), hashes in _made_from_events():
        stored = read_tile(level, index)
        known += bool(stored)
        if stored != hashes:
            wrong.append(f"{level}/{index}")
    if models.Tile.objects.count() > known:
        wrong.append("more tiles than the log asks for")
    return wrong


def _reader(tiles: dict[_Key, bytes]) -> Callable[[int, int], bytes]:
    return lambda level, index: tiles.get((level, index), b"")


def _made_from_events() -> Iterator[tuple[_Key, bytes]]:
    """Every tile of the tree, as the events ask for it; those that are full as soon as they are."""
    hashes = models.Event.objects.order_by("number").values_list("hash", flat=True).iterator(chunk_size=10_000)
    growing: dict[_Key, bytes] = {}
    size = 0
    while leaves := [leaf_of(one) for one in islice(hashes, CHUNK)]:
        growing |= extended(size, leaves, _reader(growing))
        size += len(leaves)
        for key in [key for key, tile in growing.items() if len(tile) == FULL]:
            yield key, growing.pop(key)
    yield from growing.items()
