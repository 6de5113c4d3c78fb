# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""HEIF and AVIF (ISO/IEC 23008-12): of the items in the file only those stay that make pictures. Which way up they are
is said by a property of theirs, and stays."""

from __future__ import annotations

from typing import NamedTuple

from oshmark.adapters.metadata.boxes import FREE, Box, Change, blanked, boxes, emptied, freed
from oshmark.adapters.metadata.parts import (
    Cleaned,
    New,
    Raw,
    Taken,
    UncleanableError,
    gaps,
    has_content,
    number,
    piece,
    replaced,
)

PICTURES = frozenset({b"hvc1", b"lhv1", b"av01", b"avc1", b"grid", b"iovl", b"iden", b"tmap"})
HEADS = frozenset({b"hdlr", b"pitm", b"iinf", b"iref", b"iprp", b"iloc", b"idat", b"grpl", b"dinf"})
TOP = frozenset({b"ftyp", b"meta", b"mdat"})
KNOWN = {b"Exif": Taken.CAMERA, b"mime": Taken.EDITING}
EMPTY_EXIF = bytes(4) + b"MM\0*" + (8).to_bytes(4, "big") + bytes(6)
"""Where the block begins, and one without entries."""
MOST_ITEMS = 10_000
IN_FILE, IN_HEAD = 0, 1


class _Extent(NamedTuple):
    item: int
    method: int
    start: int
    length: int


class _Still:
    """One pass over the boxes."""

    def __init__(self, raw: Raw) -> None:
        self.raw = raw
        self.changes: list[Change] = []
        self.taken: set[Taken] = set()
        self.data: list[Box] = []

    def read(self) -> Cleaned:
        """All of them."""
        head: Box | None = None
        for box in boxes(self.raw, 0, len(self.raw)):
            if box.kind == b"moov":
                raise UncleanableError("It is a film in the form of a picture.")
            if box.kind == b"meta":
                head = box
            self.data += [box] if box.kind == b"mdat" else []
            self._outer(box, TOP)
        if head is None:
            raise UncleanableError("There is no picture in the file.")
        self._items(head)
        return Cleaned(replaced(len(self.raw), self.changes), frozenset(self.taken))

    def _outer(self, box: Box, kept: frozenset[bytes]) -> None:
        if box.kind in FREE:
            self.changes += emptied(self.raw, box, self.taken)
        elif box.kind not in kept:
            self.taken.add(Taken.OTHER)
            self.changes += freed(box)

    def _items(self, head: Box) -> None:
        inner = {one.kind: one for one in boxes(self.raw, head.body + 4, head.end)}
        for one in boxes(self.raw, head.body + 4, head.end):
            self._outer(one, HEADS)
        if not {b"iinf", b"iloc", b"pitm"} <= set(inner):
            raise UncleanableError("The picture does not say where its pixels are.")
        kinds = _kinds(self.raw, inner[b"iinf"])
        if kinds.get(_primary(self.raw, inner[b"pitm"])) not in PICTURES:
            raise UncleanableError("The picture is of a kind that nobody shows.")
        extents = _extents(self.raw, inner[b"iloc"], inner.get(b"idat"))
        self._left_outs(extents, kinds)
        kept = [(one.start, one.start + one.length) for one in extents if kinds.get(one.item) in PICTURES]
        exif = [one for one in extents if kinds.get(one.item) == b"Exif"]
        for box in (*self.data, *([inner[b"idat"]] if b"idat" in inner else [])):
            for start, end in gaps(kept, box.body, box.end):
                self._blank(start, end, exif)

    def _left_outs(self, extents: list[_Extent], kinds: dict[int, bytes]) -> None:
        for one in extents:
            kind = kinds.get(one.item, b"")
            if kind not in PICTURES:
                self._leave_out(one, kind)

    def _leave_out(self, one: _Extent, kind: bytes) -> None:
        said = self.raw[one.start : one.start + one.length]
        if said.rstrip(b"\0") in (b"", EMPTY_EXIF.rstrip(b"\0")):
            return
        self.taken.add(KNOWN.get(kind, Taken.OTHER))
        self.taken |= (
            {Taken.PLACE} if b"GPS" in said or b"\x88\x25\0\x04" in said or b"\x25\x88\x04\0" in said else set()
        )

    def _blank(self, start: int, end: int, exif: list[_Extent]) -> None:
        """Make zeros of what belongs to no picture; an item of Exif becomes an empty one, which readers understand."""
        here = sorted(one for one in exif if start <= one.start and one.start + one.length <= end)
        at = start
        for one in sorted(here, key=lambda extent: extent.start):
            if one.start < at or one.length < len(EMPTY_EXIF):
                continue
            self.changes += blanked(at, one.start)
            at = one.start + len(EMPTY_EXIF)
            self.changes.append((one.start, at, New(EMPTY_EXIF)))
        if not here and has_content(self.raw, at, end):
            self.taken.add(Taken.OTHER)
        self.changes += blanked(at, end)


def _primary(raw: Raw, box: Box) -> int:
    return number(raw, box.body + 4, 4 if number(raw, box.body, 1) else 2)


def _kinds(raw: Raw, box: Box) -> dict[int, bytes]:
    """The type of each item (14496-12, 8.11.6)."""
    width = 4 if number(raw, box.body, 1) else 2
    found: dict[int, bytes] = {}
    for one in boxes(raw, box.body + 4 + width, box.end):
        version = number(raw, one.body, 1)
        if one.kind != b"infe" or version not in (2, 3) or len(found) >= MOST_ITEMS:
            raise UncleanableError("The picture is of a kind that nobody shows.")
        item = 2 if version == 2 else 4  # noqa: PLR2004  versions of the form
        found[number(raw, one.body + 4, item)] = piece(raw, one.body + 4 + item + 2, 4)
    return found


def _extents(raw: Raw, box: Box, head_data: Box | None) -> list[_Extent]:
    """Where each item lies (14496-12, 8.11.3)."""
    version = number(raw, box.body, 1)
    widths, more = number(raw, box.body + 4, 1), number(raw, box.body + 5, 1)
    offset, length, base, index = widths >> 4, widths & 15, more >> 4, (more & 15) if version else 0
    item_width = 2 if version < 2 else 4  # noqa: PLR2004  versions of the form
    at = box.body + 6 + item_width
    found: list[_Extent] = []
    for _item in range(number(raw, box.body + 6, item_width)):
        item = number(raw, at, item_width)
        at += item_width
        method = number(raw, at, 2) & 15 if version else IN_FILE
        at += 2 if version else 0
        if number(raw, at, 2) or method not in (IN_FILE, IN_HEAD) or (method == IN_HEAD and head_data is None):
            raise UncleanableError("The picture lies in another file.")
        shift = number(raw, at + 2, base) + (head_data.body if method == IN_HEAD and head_data else 0)
        at += 2 + base
        count = number(raw, at, 2)
        at += 2
        for _extent in range(count):
            start = shift + number(raw, at + index, offset)
            size = number(raw, at + index + offset, length)
            at += index + offset + length
            if not size or start + size > len(raw) or len(found) >= MOST_ITEMS:
                raise UncleanableError("The picture is damaged: a part of it is beyond its end.")
            found.append(_Extent(item, method, start, size))
    return found


def clean_still(raw: Raw) -> Cleaned:
    """The picture with nothing but its pixels, its colours, and which way up it is."""
    return _Still(raw).read()
