# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The log as files for everybody: all events in lines that `oshmark log verify` reads, the tree in tiles as
https://c2sp.org/tlog-tiles lays them out, the checkpoint that they lead to, and the keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from oshmark.credential.exported import FORMAT, Head, Line, Shown
from oshmark.credential.merkle import HASH_SIZE
from oshmark.credential.tiles import WIDTH, entry_bundle, tile_path, width_at
from oshmark.web import wiring
from oshmark.web.audit.checkpoints import written
from oshmark.web.audit.models import Event
from oshmark.web.audit.tree import read_tile
from oshmark.web.log.public import events_between, public_entries

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oshmark.web.audit.models import Checkpoint

AT_ONCE = 1_000
LINES = "log/log.jsonl"


def lines(checkpoint: Checkpoint) -> Iterator[bytes]:
    """The log up to a checkpoint, without what is withheld from everybody."""
    yield Line(log=Head(FORMAT, checkpoint.origin, checkpoint.size)).written()
    for key in wiring.log_keys().published():
        yield Line(key=key).written()
    done = 0
    while done < checkpoint.size:
        entries = public_entries(events_between(done, min(AT_ONCE, checkpoint.size - done)))
        for one in entries:
            yield Line(shown=msgspec.convert(one, Shown)).written()
        done += len(entries)
    yield Line(checkpoint=written(checkpoint)).written()


def tiles(size: int) -> Iterator[tuple[str, bytes]]:
    """Every tile of the tree over so many events, by the path of its file."""
    level = 0
    while size >> (8 * level):
        index = 0
        while width := width_at(level, index, size):
            yield f"log/tile/{level}/{tile_path(index, width)}", read_tile(level, index)[: width * HASH_SIZE]
            if level == 0:
                yield f"log/tile/entries/{tile_path(index, width)}", _entries(index, width)
            index += 1
        level += 1


def _entries(index: int, width: int) -> bytes:
    first = index * WIDTH + 1
    rows = Event.objects.filter(number__gte=first, number__lt=first + width).order_by("number")
    return entry_bundle([bytes.fromhex(one) for one in rows.values_list("hash", flat=True)])
