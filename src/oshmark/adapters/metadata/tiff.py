# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""TIFF 6.0: what no kept entry of a directory points to becomes zeros, so that nothing of it is left in the file."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from oshmark.adapters.metadata.exif import ORDERS
from oshmark.adapters.metadata.parts import (
    Blank,
    Cleaned,
    Kept,
    New,
    Part,
    Raw,
    Taken,
    UncleanableError,
    gaps,
    has_content,
    number,
    piece,
)

HEAD, ENTRY = 8, 12
SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8}
"""Bytes of a value by its type."""
STRIPS, STRIP_BYTES, TILES, TILE_BYTES = 273, 279, 324, 325
COMPRESSION, SUB_DIRECTORIES, GPS = 259, 330, 0x8825
SHOWN = frozenset(
    {
        *(254, 255, 256, 257, 258, COMPRESSION, 262, 263, 264, 265, 266, STRIPS, 274, 277, 278, STRIP_BYTES, 280, 281),
        *(282, 283, 284, 290, 291, 292, 293, 296, 297, 301, 317, 318, 319, 320, 321, 322, 323, TILES, TILE_BYTES),
        *(332, 334, 336, 338, 339, 340, 341, 529, 530, 531, 532, 34675),
    }
)
"""What a decoder needs: sizes, bits, colours, strips and tiles, which way up; 34675 is a profile of colours."""
KNOWN = {GPS: Taken.PLACE, 700: Taken.EDITING, 33723: Taken.CAPTION, 34377: Taken.EDITING, 270: Taken.COMMENT}
WITH_JPEG = frozenset({6, 7})
"""Compressions whose strips are files of their own, which may say anything."""
MOST_PAGES, MOST_PIECES = 1_000, 1_000_000


class _Entry(NamedTuple):
    tag: int
    raw: bytes
    values: tuple[int, int]
    """Where its values are, if not within."""


class _Tiff:
    """One pass over the directories."""

    def __init__(self, raw: Raw) -> None:
        self.raw, self.order = raw, ORDERS[piece(raw, 0, 4)]
        self.kept: list[tuple[int, int]] = [(0, HEAD)]
        self.new: list[tuple[int, int, Part]] = []
        self.taken: set[Taken] = set()

    def number(self, at: int, size: int) -> int:
        """A number in the order of the file."""
        return number(self.raw, at, size, self.order)

    def read(self) -> Cleaned:
        """All pages."""
        at, seen = self.number(4, 4), set[int]()
        while at:
            if at in seen or len(seen) >= MOST_PAGES:
                raise UncleanableError("The pages of the picture go round in a circle.")
            seen.add(at)
            at = self._directory(at)
        if not seen:
            raise UncleanableError("There is no picture in the file.")
        return self._done()

    def _directory(self, at: int) -> int:
        """Keep what makes a page, and give the place of the next."""
        count = self.number(at, 2)
        end = at + 2 + count * ENTRY
        following = piece(self.raw, end, 4)
        entries = [self._entry(at + 2 + place * ENTRY) for place in range(count)]
        shown = [one for one in entries if one.tag in SHOWN]
        tags = {one.tag for one in entries}
        if SUB_DIRECTORIES in tags or any(self._value(one) in WITH_JPEG for one in shown if one.tag == COMPRESSION):
            raise UncleanableError("It is a raw photograph, or holds other pictures within.")
        self.taken |= {KNOWN.get(tag, Taken.CAMERA) for tag in tags - SHOWN}
        self.kept += [one.values for one in shown if one.values[0] < one.values[1]]
        self._pixels({one.tag: one for one in shown})
        written = len(shown).to_bytes(2, self.order) + b"".join(one.raw for one in shown) + following
        self.new.append((at, at + len(written), New(written)))
        return int.from_bytes(following, self.order)

    def _entry(self, at: int) -> _Entry:
        tag, kind, count = self.number(at, 2), self.number(at + 2, 2), self.number(at + 4, 4)
        size = SIZES.get(kind, 1) * count
        start = self.number(at + 8, 4) if size > 4 else 0  # noqa: PLR2004  four bytes fit into the entry
        is_outside = size > 4 and (start < HEAD or start + size > len(self.raw))  # noqa: PLR2004  as above
        if tag in SHOWN and (kind not in SIZES or is_outside):
            raise UncleanableError("The picture is damaged: a value is beyond its end.")
        return _Entry(tag, piece(self.raw, at, ENTRY), (start, start + size) if start else (0, 0))

    def _value(self, entry: _Entry) -> int:
        numbers = self._numbers(entry)
        return numbers[0] if numbers else 0

    def _numbers(self, entry: _Entry) -> list[int]:
        kind, count = int.from_bytes(entry.raw[2:4], self.order), int.from_bytes(entry.raw[4:8], self.order)
        size = SIZES[kind]
        if count > MOST_PIECES or size > 4:  # noqa: PLR2004  places and lengths are whole numbers of 32 bits at most
            raise UncleanableError("The picture has too many parts.")
        content = piece(self.raw, entry.values[0], size * count) if entry.values[1] else entry.raw[8 : 8 + size * count]
        return [int.from_bytes(content[place : place + size], self.order) for place in range(0, size * count, size)]

    def _pixels(self, entries: dict[int, _Entry]) -> None:
        pairs = [
            (places, lengths) for places, lengths in ((STRIPS, STRIP_BYTES), (TILES, TILE_BYTES)) if places in entries
        ]
        if not pairs or any(lengths not in entries for _places, lengths in pairs):
            raise UncleanableError("The picture does not say where its pixels are.")
        for places, lengths in pairs:
            starts, sizes = self._numbers(entries[places]), self._numbers(entries[lengths])
            if len(starts) != len(sizes):
                raise UncleanableError("The picture does not say where its pixels are.")
            self.kept += [(start, start + size) for start, size in zip(starts, sizes, strict=True)]
        if len(self.kept) > MOST_PIECES:
            raise UncleanableError("The picture has too many parts.")

    def _done(self) -> Cleaned:
        size = len(self.raw)
        if any(end > size for _start, end in self.kept):
            raise UncleanableError("The picture is not whole: its end is missing.")
        written = [(start, end) for start, end, _part in self.new]
        parts: list[tuple[int, int, Part]] = [*self.new]
        for start, end in gaps([*self.kept, *written], 0, size):
            if has_content(self.raw, start, end):
                self.taken.add(Taken.OTHER)
            parts.append((start, end, Blank(end - start)))
        # What is kept must not be what is written anew.
        parts += [(start, end, Kept(start, end)) for start, end in _whole(self.kept)]
        ordered = sorted(parts, key=lambda one: one[0])
        if any(one[1] > other[0] for one, other in pairwise(ordered)):
            raise UncleanableError("Two parts of the file claim the same bytes.")
        return Cleaned(tuple(part for _start, _end, part in ordered), frozenset(self.taken))


def _whole(kept: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The kept ranges in their order. Pages may share what they point to."""
    from_start = sorted(set(kept))
    found: list[tuple[int, int]] = []
    for start, end in from_start:
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        elif start < end:
            found.append((start, end))
    return found


def clean_tiff(raw: Raw) -> Cleaned:
    """The pages with nothing but their pixels, their colours, and which way up they are."""
    return _Tiff(raw).read()
