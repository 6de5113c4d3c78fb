# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""WebP (RFC 9649, 2): chunks that do not make the picture are left out, and what stands behind its end."""

from __future__ import annotations

from typing import NamedTuple

from oshmark.adapters.metadata import exif
from oshmark.adapters.metadata.parts import Cleaned, Kept, New, Part, Raw, Taken, UncleanableError, number, piece

HEAD = 12
PIXELS = frozenset({b"VP8 ", b"VP8L"})
SHOWN = PIXELS | {b"ALPH", b"ANIM", b"ICCP"}
EXTENDED, FRAME = b"VP8X", b"ANMF"
_FRAME_HEAD = 16
_EXIF_FLAG, _XMP_FLAG = 0x08, 0x04
MOST_CHUNKS = 100_000
_LOOKED_AT = 1_000_000


class _Chunk(NamedTuple):
    name: bytes
    start: int
    body: int
    end: int
    """Of its content; a byte of padding may follow."""

    @property
    def whole(self) -> Kept:
        """With the padding."""
        return Kept(self.start, self.end + (self.end - self.body) % 2)


def clean_webp(raw: Raw) -> Cleaned:
    """The picture with nothing but its pixels, its colours, and which way up it is."""
    end = 8 + number(raw, 4, 4, "little")
    if end < HEAD or end > len(raw):
        raise UncleanableError("The picture is not whole: its end is missing.")
    taken: set[Taken] = {Taken.BEHIND} if end + end % 2 < len(raw) else set()
    chunks = _chunks(raw, HEAD, end)
    if not any(one.name in PIXELS or one.name == FRAME for one in chunks):
        raise UncleanableError("There is no picture in the file.")
    turned = _turned(raw, chunks, taken)
    parts: list[Part] = []
    for one in chunks:
        parts += _part(raw, one, taken, is_turned=bool(turned))
    if turned:
        parts.append(New(b"EXIF" + len(turned).to_bytes(4, "little") + turned))
    size = sum(_length(one) for one in parts)
    return Cleaned((New(b"RIFF" + (size + 4).to_bytes(4, "little") + b"WEBP"), *parts), frozenset(taken))


def _chunks(raw: Raw, at: int, end: int) -> list[_Chunk]:
    found: list[_Chunk] = []
    while at + 8 <= end:
        length = number(raw, at + 4, 4, "little")
        one = _Chunk(piece(raw, at, 4), at, at + 8, at + 8 + length)
        at = one.end + length % 2
        if one.end > end or at > len(raw) or len(found) >= MOST_CHUNKS:
            raise UncleanableError("The picture is damaged: a part of it goes beyond its end.")
        found.append(one)
    return found


def _turned(raw: Raw, chunks: list[_Chunk], taken: set[Taken]) -> bytes:
    """What has to be said in the place of Exif, which only an extended picture can have."""
    block = next((raw[one.body : min(one.end, one.body + _LOOKED_AT)] for one in chunks if one.name == b"EXIF"), b"")
    is_extended = any(one.name == EXTENDED for one in chunks)
    block = block.removeprefix(b"Exif\0\0")
    facts = exif.facts_of(block)
    bare = exif.bare(facts.orientation)
    taken |= facts.taken if block and block != bare else set()
    return bare if is_extended else b""


def _part(raw: Raw, one: _Chunk, taken: set[Taken], *, is_turned: bool) -> list[Part]:
    if one.name in SHOWN:
        return [one.whole]
    if one.name == EXTENDED:
        flags = number(raw, one.body, 1) & ~(_EXIF_FLAG | _XMP_FLAG) | (_EXIF_FLAG if is_turned else 0)
        whole = one.whole
        return [Kept(one.start, one.body), New(bytes([flags])), Kept(one.body + 1, whole.end)]
    if one.name == FRAME:
        return _frame(raw, one, taken)
    if one.name == b"XMP ":
        content = raw[one.body : min(one.end, one.body + _LOOKED_AT)]
        taken |= {Taken.EDITING, Taken.PLACE} if b"GPS" in content else {Taken.EDITING}
    elif one.name != b"EXIF":
        taken.add(Taken.OTHER)
    return []


def _frame(raw: Raw, one: _Chunk, taken: set[Taken]) -> list[Part]:
    """A frame of an animation, with what makes the picture of its own chunks."""
    if one.end - one.body < _FRAME_HEAD:
        raise UncleanableError("The picture is damaged: a frame of it has no head.")
    inner = _chunks(raw, one.body + _FRAME_HEAD, one.end)
    kept: list[Part] = [Kept(one.body, one.body + _FRAME_HEAD)]
    kept += [chunk.whole for chunk in inner if chunk.name in SHOWN]
    taken |= {Taken.OTHER} if any(chunk.name not in SHOWN for chunk in inner) else set()
    size = sum(_length(part) for part in kept)
    return [New(FRAME + size.to_bytes(4, "little")), *kept, *([New(b"\0")] if size % 2 else [])]


def _length(part: Part) -> int:
    match part:
        case Kept(start, end):
            return end - start
        case New(content):
            return len(content)
        case _:
            return part.length
