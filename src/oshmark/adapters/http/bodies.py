# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The body of an answer, unpacked, and never longer than allowed: a small packed body may hold a very large one."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

ENCODINGS = "gzip, deflate"
_GZIP = 31
_ZLIB = 15
_RAW = -15


class TooLargeError(Exception):
    """The body is longer than allowed."""


class DamagedError(Exception):
    """The body is not packed as its headers say, or ends in the middle."""


def read_body(chunks: Iterable[bytes], encoding: str, limit: int) -> bytes:
    """All of the body; `encoding` is that of the headers."""
    pieces: list[bytes] = []
    left = limit
    for piece in _unpacked(chunks, encoding.strip().lower(), limit):
        left -= len(piece)
        if left < 0:
            raise TooLargeError
        pieces.append(piece)
    return b"".join(pieces)


def _unpacked(chunks: Iterable[bytes], encoding: str, limit: int) -> Iterable[bytes]:
    if encoding in ("", "identity"):
        yield from chunks
    elif encoding in ("gzip", "x-gzip"):
        yield from _inflate(chunks, _GZIP, limit)
    elif encoding == "deflate":
        yield from _inflate(chunks, None, limit)
    else:
        raise DamagedError


def _inflate(chunks: Iterable[bytes], window: int | None, limit: int) -> Iterable[bytes]:
    """Unpack piece by piece; `deflate` without a window is told by its first byte, as hosts mean both by it."""
    unpacker = None if window is None else zlib.decompressobj(window)
    for chunk in chunks:
        if unpacker is None:
            unpacker = zlib.decompressobj(_ZLIB if chunk[:1] == b"\x78" else _RAW)
        pending = chunk
        while pending:
            try:
                yield unpacker.decompress(pending, limit + 1)
            except zlib.error as exc:
                raise DamagedError from exc
            pending = unpacker.unconsumed_tail
    if unpacker is not None and not unpacker.eof:
        raise DamagedError
