# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""WebM and Matroska (RFC 9559): tags and attached files become void; nothing moves, so the film stays as it is."""

from __future__ import annotations

from typing import NamedTuple

from oshmark.adapters.metadata.parts import (
    Blank,
    Cleaned,
    New,
    Part,
    Raw,
    Taken,
    UncleanableError,
    has_content,
    number,
    replaced,
)

EBML, SEGMENT, CLUSTER, VOID = 0x1A45DFA3, 0x18538067, 0x1F43B675, 0xEC
LEFT_OUT = {0x1254C367: Taken.OTHER, 0x1941A469: Taken.OTHER}
"""Tags and attachments."""
PLACES = (b"LOCATION", b"GPS", b"ISO6709")
MOST_ELEMENTS = 2_000_000
_LOOKED_AT = 4_000_000
_LARGE = 9
"""Bytes of the head of a void whose size takes eight."""


class _Element(NamedTuple):
    kind: int
    start: int
    body: int
    end: int | None
    """`None` for one that ends where the next of its level begins."""


def clean_webm(raw: Raw) -> Cleaned:
    """The film with nothing but pictures and sound."""
    changes: list[tuple[int, int, Part]] = []
    taken: set[Taken] = set()
    at = 0
    for _count in range(MOST_ELEMENTS):
        if at >= len(raw):
            return Cleaned(replaced(len(raw), changes), frozenset(taken))
        one = _element(raw, at)
        if one.kind == SEGMENT or (one.kind == CLUSTER and one.end is None):
            at = one.body
            continue
        if one.end is None or one.end > len(raw):
            raise UncleanableError("The film is not whole, or does not say where a part of it ends.")
        if one.kind in LEFT_OUT or (one.kind == VOID and has_content(raw, one.body, one.end)):
            said = raw[one.body : min(one.end, one.body + _LOOKED_AT)]
            taken.add(Taken.PLACE if any(place in said for place in PLACES) else Taken.OTHER)
            changes += _void(one.start, one.end)
        at = one.end
    raise UncleanableError("The film has too many parts.")


def _element(raw: Raw, at: int) -> _Element:
    first = number(raw, at, 1)
    width = 9 - first.bit_length()
    if width > 4:  # noqa: PLR2004  the longest name there is (RFC 8794, 5)
        raise UncleanableError("The film is damaged: a part of it does not begin where it should.")
    kind = number(raw, at, width)
    head = number(raw, at + width, 1)
    size_width = 9 - head.bit_length()
    if size_width > 8:  # noqa: PLR2004  the longest size there is (RFC 8794, 6)
        raise UncleanableError("The film is damaged: a part of it does not say how large it is.")
    mask = (1 << (7 * size_width)) - 1
    size = number(raw, at + width, size_width) & mask
    body = at + width + size_width
    return _Element(kind, at, body, None if size == mask else body + size)


def _void(start: int, end: int) -> list[tuple[int, int, Part]]:
    length = end - start
    if length >= _LARGE:
        head = bytes([VOID, 1]) + (length - _LARGE).to_bytes(7, "big")
    else:
        head = bytes([VOID, 0x80 | (length - 2)])
    return [
        (start, start + len(head), New(head)),
        *([(start + len(head), end, Blank(length - len(head)))] if length > len(head) else []),
    ]
