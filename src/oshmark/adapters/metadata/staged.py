# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Metadata taken out of a file on the disk, before it gets its digest."""

from __future__ import annotations

import mmap
from typing import TYPE_CHECKING

import msgspec

from oshmark.adapters.archive import Staged
from oshmark.adapters.metadata.clean import clean
from oshmark.adapters.metadata.parts import Kept, Taken, pieces

if TYPE_CHECKING:
    from pathlib import Path

    from oshmark.adapters.archive import Archive

HEADROOM = 1024
"""Bytes by which a file may grow, where little of ours takes the place of less."""


class Bare(msgspec.Struct, frozen=True):
    """A file that is on the disk without its metadata. `looked`: whether it is of a kind in which we look for it."""

    staged: Staged
    taken: frozenset[Taken]
    looked: bool


def stage_bare(archive: Archive, path: Path, *, limit: int) -> Bare:
    """Write a file anew without its metadata, beside its place; the one at `path` stays as it is.

    Raises `UncleanableError` for one that is too odd to be sure, `TooLargeFileError`, and `StateError`.
    """
    if not path.stat().st_size:
        return Bare(archive.stage([], limit=limit), frozenset(), looked=False)
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as raw:
        found = clean(raw)
        parts = (Kept(0, len(raw)),) if found is None else found.parts
        staged = archive.stage(pieces(raw, parts), limit=limit + HEADROOM)
    return Bare(staged, frozenset() if found is None else found.taken, looked=found is not None)
