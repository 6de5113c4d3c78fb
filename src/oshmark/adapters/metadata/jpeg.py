# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""JPEG (ITU-T T.81, annex B): segments that do not make the picture are left out, and what stands behind its end."""

from __future__ import annotations

import re

from oshmark.adapters.metadata import exif
from oshmark.adapters.metadata.parts import Cleaned, Kept, New, Part, Raw, Taken, UncleanableError, number, piece

EXIF, XMP = b"Exif\0\0", b"http://ns.adobe.com/x"
SOI, EOI, SOS, APP0, COM = 0xD8, 0xD9, 0xDA, 0xE0, 0xFE
APPS = range(0xE0, 0xF0)
CODING = frozenset({*range(0xC0, 0xC8), *range(0xC9, 0xD0), 0xDB, 0xDC, 0xDD, SOS})
"""Frames, tables, and what else a decoder needs. 0xC8 and hierarchical pictures are for nobody."""
SHOWN: dict[int, bytes] = {APP0: b"JFIF\0", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}
"""Application segments that say how to understand the pixels, by how their content begins."""
WITHOUT_LENGTH = frozenset({0x01, *range(0xD0, 0xD8)})
MOST_SEGMENTS = 100_000
_NEXT = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")
"""The next marker within coded pixels, where a 0xFF is followed by a zero (B.1.1.5)."""
_HEAD = 64


class _Jpeg:
    """One pass over the segments."""

    def __init__(self, raw: Raw) -> None:
        self.raw, self.at = raw, 2
        self.parts: list[Part] = []
        self.taken: set[Taken] = set()
        self.orientation = exif.UPRIGHT

    def read(self) -> Cleaned:
        """All of them."""
        for _count in range(MOST_SEGMENTS):
            marker = self._marker()
            if marker == EOI:
                return self._done()
            if marker in WITHOUT_LENGTH:
                continue
            self._segment(marker)
        raise UncleanableError("The picture has too many parts.")

    def _marker(self) -> int:
        if piece(self.raw, self.at, 1) != b"\xff":
            raise UncleanableError("The picture is damaged: a part of it does not begin where it should.")
        while (found := number(self.raw, self.at, 1)) == 0xFF:  # noqa: PLR2004  fill bytes (B.1.1.2)
            self.at += 1
        self.at += 1
        return found

    def _segment(self, marker: int) -> None:
        """A segment from behind its marker on, with the coded pixels that follow a scan."""
        length = number(self.raw, self.at, 2)
        start, end = self.at - 2, self.at + length
        if length < 2:  # noqa: PLR2004  the length counts itself (B.1.1.4)
            raise UncleanableError("The picture is damaged: a part of it has no length.")
        piece(self.raw, end - 1, 1)
        if marker == SOS:
            found = _NEXT.search(self.raw, end)
            if found is None:
                raise UncleanableError("The picture is not whole: its end is missing.")
            end = found.start()
        head = self.raw[self.at + 2 : min(self.at + 2 + _HEAD, end)]
        if marker in CODING or (marker in SHOWN and head.startswith(SHOWN[marker])):
            self.parts.append(Kept(start, end))
        elif marker in APPS or marker == COM:
            self._leave_out(marker, self.raw[self.at + 2 : end])
        else:
            raise UncleanableError("The picture is of a kind that nobody shows.")
        self.at = end

    def _leave_out(self, marker: int, content: bytes) -> None:
        if content.startswith(EXIF):
            facts = exif.facts_of(content[len(EXIF) :])
            self.orientation = facts.orientation if self.orientation == exif.UPRIGHT else self.orientation
            if content[len(EXIF) :] != exif.bare(facts.orientation):
                self.taken |= facts.taken
        elif content.startswith(XMP):
            self.taken |= {Taken.EDITING, Taken.PLACE} if b"GPS" in content else {Taken.EDITING}
        else:
            known = {0xED: Taken.CAPTION, COM: Taken.COMMENT}
            self.taken.add(known.get(marker, Taken.OTHER))

    def _done(self) -> Cleaned:
        if not any(isinstance(one, Kept) and number(self.raw, one.start + 1, 1) == SOS for one in self.parts):
            raise UncleanableError("There is no picture in the file.")
        if self.at < len(self.raw):
            self.taken.add(Taken.BEHIND)
        turned = exif.bare(self.orientation)
        content = EXIF + turned
        said: list[Part] = []
        if turned:
            said.append(New(b"\xff\xe1" + (len(content) + 2).to_bytes(2, "big") + content))
        first = 1 if self._begins_with_jfif() else 0
        parts = (New(b"\xff\xd8"), *self.parts[:first], *said, *self.parts[first:], New(b"\xff\xd9"))
        return Cleaned(parts, frozenset(self.taken))

    def _begins_with_jfif(self) -> bool:
        first = self.parts[0]
        return isinstance(first, Kept) and number(self.raw, first.start + 1, 1) == APP0


def clean_jpeg(raw: Raw) -> Cleaned:
    """The picture with nothing but its pixels, its colours, and which way up it is."""
    return _Jpeg(raw).read()
