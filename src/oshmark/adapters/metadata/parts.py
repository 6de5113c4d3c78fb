# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A file that is made from another: pieces of it as they are, and between them little that is new."""

from __future__ import annotations

import mmap
import re
from enum import Enum
from typing import TYPE_CHECKING, Literal, TypeAlias

import msgspec

from oshmark.errors import OshmarkError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Raw: TypeAlias = bytes | mmap.mmap
"""The bytes of a file, in memory or mapped."""
Order: TypeAlias = Literal["little", "big"]
AT_ONCE = 256 * 1024
_ANY = re.compile(rb"[^\0]")


class Taken(Enum):
    """What was taken out of a file."""

    PLACE = "place"
    CAMERA = "camera"
    EDITING = "editing"
    CAPTION = "caption"
    COMMENT = "comment"
    TRACK = "track"
    BEHIND = "behind"
    OTHER = "other"


class UncleanableError(OshmarkError):
    """A file of a known kind in which nobody can tell surely what is metadata and what is not."""


class Kept(msgspec.Struct, frozen=True):
    """Bytes of the file as it came, from `start` to before `end`."""

    start: int
    end: int


class New(msgspec.Struct, frozen=True):
    """Bytes that take the place of others."""

    content: bytes


class Blank(msgspec.Struct, frozen=True):
    """So many zeros in the place of as many bytes."""

    length: int


Part: TypeAlias = Kept | New | Blank


class Cleaned(msgspec.Struct, frozen=True):
    """The parts of the file as it is to be kept, and what was taken out of it."""

    parts: tuple[Part, ...]
    taken: frozenset[Taken]


def number(raw: Raw, at: int, size: int, order: Order = "big") -> int:
    """A whole number of `size` bytes. Raises `UncleanableError` behind the end of the file."""
    return int.from_bytes(piece(raw, at, size), order)


def piece(raw: Raw, at: int, size: int) -> bytes:
    """`size` bytes. Raises `UncleanableError` where there are fewer."""
    found = raw[at : at + size] if at >= 0 and size >= 0 else b""
    if len(found) != size:
        raise UncleanableError("The file ends in the middle.")
    return found


def has_content(raw: Raw, start: int, end: int) -> bool:
    """Whether there is anything but zeros."""
    return _ANY.search(raw, start, end) is not None


def pieces(raw: Raw, parts: Iterable[Part]) -> Iterator[bytes]:
    """The bytes of the file that the parts make, piece by piece."""
    for part in parts:
        match part:
            case Kept(start, end):
                for at in range(start, end, AT_ONCE):
                    yield raw[at : min(at + AT_ONCE, end)]
            case New(content):
                yield content
            case Blank(length):
                for at in range(0, length, AT_ONCE):
                    yield bytes(min(AT_ONCE, length - at))


def replaced(size: int, changes: Iterable[tuple[int, int, Part]]) -> tuple[Part, ...]:
    """A file of `size` bytes in which some ranges are something else. Raises `UncleanableError` for ranges that
    overlap, as they do in files that contradict themselves."""
    found: list[Part] = []
    at = 0
    for start, end, part in sorted(changes, key=lambda one: (one[0], one[1])):
        if start < at or end > size:
            raise UncleanableError("Two parts of the file claim the same bytes.")
        found += [Kept(at, start)] if at < start else []
        found.append(part)
        at = end
    return (*found, Kept(at, size)) if at < size else tuple(found)


def merged(ranges: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Ranges in their order, those that touch or overlap as one."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        elif start < end:
            found.append((start, end))
    return found


def gaps(ranges: Iterable[tuple[int, int]], start: int, end: int) -> list[tuple[int, int]]:
    """What of a stretch none of the ranges covers."""
    found: list[tuple[int, int]] = []
    at = start
    for first, last in merged(ranges):
        if first > at:
            found.append((at, min(first, end)))
        at = max(at, last)
        if at >= end:
            break
    return [one for one in (*found, (at, end)) if one[0] < one[1] <= end]
