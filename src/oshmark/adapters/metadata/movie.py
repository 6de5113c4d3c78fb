# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""MP4 and QuickTime: what is said beside the film becomes free space; nothing moves, so the film stays as it is.

Tracks that are neither picture nor sound go with their samples: phones and cameras write in them where they were,
second by second.
"""

from __future__ import annotations

from oshmark.adapters.metadata.boxes import FREE, Box, Change, blanked, boxes, emptied, freed
from oshmark.adapters.metadata.parts import (
    Cleaned,
    Raw,
    Taken,
    UncleanableError,
    merged,
    number,
    piece,
    replaced,
)

KEPT: dict[bytes, frozenset[bytes]] = {
    b"": frozenset({b"ftyp", b"moov", b"mdat", b"moof", b"mfra", b"sidx", b"ssix", b"styp", b"pdin", b"wide", b"prft"}),
    b"moov": frozenset({b"mvhd", b"trak", b"mvex", b"iods", b"ctab", b"prfl"}),
    b"trak": frozenset({b"tkhd", b"tref", b"edts", b"mdia", b"load", b"tapt", b"trgr", b"clip", b"matt"}),
    b"mdia": frozenset({b"mdhd", b"hdlr", b"minf", b"elng"}),
    b"minf": frozenset({b"vmhd", b"smhd", b"nmhd", b"gmhd", b"hmhd", b"dinf", b"stbl", b"hdlr"}),
    b"moof": frozenset({b"mfhd", b"traf"}),
    b"traf": frozenset({b"tfhd", b"trun", b"tfdt", b"sbgp", b"sgpd", b"subs", b"saiz", b"saio", b"senc"}),
}
"""What a player needs, by the box that it lies in. Everything else becomes free space."""
SHOWN = frozenset({b"vide", b"soun", b"auxv", b"tmcd"})
"""Handlers of tracks that stay: pictures, sound, transparency, and the count of frames."""
PLACES = (b"\xa9xyz", b"loci", b"ISO6709", b"GPS")
MOST_SAMPLES = 5_000_000
_LOOKED_AT = 4_000_000


class _Movie:
    """One pass over the boxes."""

    def __init__(self, raw: Raw) -> None:
        self.raw = raw
        self.changes: list[Change] = []
        self.taken: set[Taken] = set()
        self.data: list[Box] = []
        self.samples: list[tuple[int, int]] = []
        self.has_fragments = self.has_film = False

    def read(self) -> Cleaned:
        """All of them."""
        self._within(b"", 0, len(self.raw))
        if not self.has_film:
            raise UncleanableError("There is no film in the file, or it was not recorded to its end.")
        if self.samples and self.has_fragments:
            raise UncleanableError("The film comes in fragments, and with a track that may say where it was made.")
        for start, end in merged(self.samples):
            if not any(box.body <= start and end <= box.end for box in self.data):
                raise UncleanableError("The film is damaged: a part of a track is not in the file.")
            self.changes += blanked(start, end)
        return Cleaned(replaced(len(self.raw), self.changes), frozenset(self.taken))

    def _within(self, parent: bytes, start: int, end: int) -> None:
        for box in boxes(self.raw, start, end):
            if box.kind in FREE:
                self.changes += emptied(self.raw, box, self.taken)
            elif box.kind == b"cmov":
                raise UncleanableError("The film is of an old kind whose head is packed.")
            elif box.kind in KEPT[parent]:
                self._kept(box)
            else:
                self._free(box)

    def _kept(self, box: Box) -> None:
        self.has_fragments = self.has_fragments or box.kind == b"moof"
        self.has_film = self.has_film or box.kind == b"moov"
        if box.kind == b"mdat":
            self.data.append(box)
        if box.kind == b"trak" and self._handler(box) not in SHOWN:
            self._leave_out(box)
        elif box.kind in KEPT:
            self._within(box.kind, box.body, box.end)

    def _free(self, box: Box) -> None:
        said = self.raw[box.body : min(box.end, box.body + _LOOKED_AT)]
        self.taken |= {Taken.PLACE} if any(one in said for one in PLACES) else {Taken.OTHER}
        self.changes += freed(box)

    def _handler(self, track: Box) -> bytes:
        media = self._one(track, b"mdia")
        handler = self._one(media, b"hdlr")
        return piece(self.raw, handler.body + 8, 4)

    def _one(self, box: Box, kind: bytes) -> Box:
        found = next((one for one in boxes(self.raw, box.body, box.end) if one.kind == kind), None)
        if found is None:
            raise UncleanableError("The film is damaged: a track has no head.")
        return found

    def _leave_out(self, track: Box) -> None:
        table = self._one(self._one(self._one(track, b"mdia"), b"minf"), b"stbl")
        self.samples += _chunks(self.raw, {one.kind: one for one in boxes(self.raw, table.body, table.end)})
        self.taken |= {Taken.TRACK, Taken.PLACE} if self._handler(track) == b"meta" else {Taken.TRACK}
        self.changes += freed(track)


def _chunks(raw: Raw, tables: dict[bytes, Box]) -> list[tuple[int, int]]:
    """Where the samples of a track lie (14496-12, 8.7): whole chunks."""
    sizes = _sizes(raw, tables)
    places = _places(raw, tables)
    if not places:
        return []
    found: list[tuple[int, int]] = []
    sample = 0
    for first, last, per_chunk in _runs(raw, tables, len(places)):
        for chunk in range(first, last):
            length = sum(sizes[sample : sample + per_chunk])
            sample += per_chunk
            found.append((places[chunk], places[chunk] + length))
    return found


def _places(raw: Raw, tables: dict[bytes, Box]) -> list[int]:
    box, width = (tables[b"co64"], 8) if b"co64" in tables else (tables.get(b"stco"), 4)
    if box is None:
        raise UncleanableError("The film is damaged: a track does not say where it lies.")
    return _row(raw, box.body + 4, width)


def _row(raw: Raw, at: int, width: int) -> list[int]:
    """A count, and as many numbers."""
    count = number(raw, at, 4)
    if count > MOST_SAMPLES:
        raise UncleanableError("The film has too many parts.")
    content = piece(raw, at + 4, count * width)
    return [int.from_bytes(content[place : place + width], "big") for place in range(0, count * width, width)]


def _sizes(raw: Raw, tables: dict[bytes, Box]) -> list[int]:
    box = tables.get(b"stsz")
    if box is None:
        raise UncleanableError("The film is of a kind whose tracks nobody can tell apart.")
    same, count = number(raw, box.body + 4, 4), number(raw, box.body + 8, 4)
    if count > MOST_SAMPLES:
        raise UncleanableError("The film has too many parts.")
    return [same] * count if same else _row(raw, box.body + 8, 4)


def _runs(raw: Raw, tables: dict[bytes, Box], chunks: int) -> list[tuple[int, int, int]]:
    """First chunk and the one behind the last, from 0, and how many samples each of them has."""
    box = tables.get(b"stsc")
    if box is None:
        raise UncleanableError("The film is damaged: a track does not say where it lies.")
    count = number(raw, box.body + 4, 4)
    if count > MOST_SAMPLES:
        raise UncleanableError("The film has too many parts.")
    rows = [
        (number(raw, at, 4) - 1, number(raw, at + 4, 4)) for at in range(box.body + 8, box.body + 8 + 12 * count, 12)
    ]
    ends = [first for first, _per in rows[1:]] + [chunks]
    if any(not 0 <= first <= end <= chunks for (first, _per), end in zip(rows, ends, strict=True)):
        raise UncleanableError("The film is damaged: a track does not say where it lies.")
    return [(first, end, per) for (first, per), end in zip(rows, ends, strict=True)]


def clean_movie(raw: Raw) -> Cleaned:
    """The film with nothing but pictures and sound."""
    return _Movie(raw).read()
