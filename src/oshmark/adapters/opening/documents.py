# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What can be told of a PDF by looking at its bytes: how many pages, and whether it can do more than be read. Nothing
is rendered or run. Imported by the child alone."""

from __future__ import annotations

import re
import zlib

from oshmark.adapters.opening.answer import MAX_DOCUMENT_BYTES, Active, Document, RefusedFile, Why

_PAGE = re.compile(rb"/Type\s{0,20}/Page(?![A-Za-z])")
_PACKED = re.compile(rb"/ObjStm\b.{0,600}?stream\r?\n", re.DOTALL)
"""Objects that are packed together (ISO 32000-2, 7.5.7)."""
_DOES = (
    (re.compile(rb"/(?:JavaScript|JS)(?![A-Za-z])"), Active.SCRIPTS),
    (re.compile(rb"/Launch(?![A-Za-z])"), Active.PROGRAMS),
    (re.compile(rb"/(?:EmbeddedFile|RichMedia)(?![A-Za-z])"), Active.FILES),
)
_MOST_UNPACKED, _MOST_PACKED = 100_000_000, 10_000
_AT_ONCE = 20_000_000


def document_of(raw: bytes) -> Document:
    """What a PDF says of itself. Raises `RefusedFile`."""
    if len(raw) > MAX_DOCUMENT_BYTES:
        raise RefusedFile(Why.TOO_LARGE)
    pages, active = 0, set[Active]()
    for text in _texts(raw):
        pages += len(_PAGE.findall(text))
        active |= {what for pattern, what in _DOES if pattern.search(text)}
    return Document(pages, tuple(one for one in Active if one in active))


def _texts(raw: bytes) -> list[bytes]:
    """The file, and what is packed in it."""
    found, left = [raw], _MOST_UNPACKED
    for count, place in enumerate(_PACKED.finditer(raw)):
        if count >= _MOST_PACKED or left <= 0:
            raise RefusedFile(Why.BOMB)
        try:
            text = zlib.decompressobj().decompress(raw[place.end() :], min(left, _AT_ONCE))
        except zlib.error:  # packed in another way
            continue
        left -= len(text)
        found.append(text)
    return found
