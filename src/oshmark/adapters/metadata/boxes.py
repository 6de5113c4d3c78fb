# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Boxes of the ISO base media file format (ISO/IEC 14496-12, 4.2), of which MP4, QuickTime, HEIF and AVIF are made."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from oshmark.adapters.metadata.parts import Blank, New, Part, Raw, Taken, UncleanableError, has_content, number, piece

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_BOXES = 200_000
FREE = frozenset({b"free", b"skip"})
_SMALL, _LARGE = 8, 16
Change = tuple[int, int, Part]


class Box(NamedTuple):
    """A box: its type, where it starts, where its content starts, and where it ends."""

    kind: bytes
    start: int
    body: int
    end: int


def boxes(raw: Raw, start: int, end: int) -> Iterator[Box]:
    """The boxes between two places. Raises `UncleanableError` where one does not fit."""
    at, count = start, 0
    while at < end:
        count += 1
        size, kind, head = number(raw, at, 4), piece(raw, at + 4, 4), _SMALL
        if size == 1:
            size, head = number(raw, at + _SMALL, 8), _LARGE
        elif size == 0:
            size = end - at
        if size < head or at + size > end or count > MOST_BOXES:
            raise UncleanableError("A part of the file goes beyond its end, or is not whole.")
        yield Box(kind, at, at + head, at + size)
        at += size


def freed(box: Box) -> list[Change]:
    """What makes a box free space of the same size, so that nothing else moves."""
    return [(box.start + 4, box.start + 8, New(b"free")), *blanked(box.body, box.end)]


def blanked(start: int, end: int) -> list[Change]:
    """What makes zeros of a stretch."""
    return [(start, end, Blank(end - start))] if start < end else []


def emptied(raw: Raw, box: Box, taken: set[Taken]) -> list[Change]:
    """What empties a box that is free space already, where it is not empty."""
    if not has_content(raw, box.body, box.end):
        return []
    taken.add(Taken.OTHER)
    return blanked(box.body, box.end)
