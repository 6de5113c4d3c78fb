# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The fonts that we ship, and the signs that they hold, as their tables say (OpenType, table `cmap`)."""

from __future__ import annotations

import struct
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from oshmark.errors import StateError

if TYPE_CHECKING:
    from collections.abc import Iterable

_SEGMENTS, _GROUPS = 4, 12
"""Formats of a table: segments of the basic plane, and groups of the whole of Unicode."""
_NO_SIGN = 0xFFFF


def folder() -> Path:
    """Where the fonts lie: inside the package, or beside it in a checkout."""
    package = Path(__file__).resolve().parents[2]
    inside = package / "fonts"
    return inside if inside.is_dir() else package.parents[1] / "vendor" / "fonts"


@lru_cache(maxsize=1)
def held() -> frozenset[int]:
    """Every sign that one of the fonts holds."""
    files = sorted(folder().glob("*.ttf"))
    if not files:
        raise StateError("The fonts of labels are missing: install oshmark anew, or take a whole checkout.")
    return frozenset().union(*(signs(file.read_bytes()) for file in files))


def signs(font: bytes) -> set[int]:
    """The signs that a font in TrueType holds."""
    [tables] = struct.unpack_from(">H", font, 4)
    entries = (struct.unpack_from(">4sIII", font, 12 + 16 * at) for at in range(tables))
    start = next(offset for tag, _sum, offset, _length in entries if tag == b"cmap")
    [count] = struct.unpack_from(">H", font, start + 2)
    found: set[int] = set()
    for at in range(count):
        [offset] = struct.unpack_from(">I", font, start + 8 + 8 * at)
        for first, last in _ranges(font, start + offset):
            found.update(range(first, last + 1))
    return found


def _ranges(font: bytes, at: int) -> Iterable[tuple[int, int]]:
    """The ranges of a table of one of the two formats that fonts of today have."""
    [form] = struct.unpack_from(">H", font, at)
    if form == _GROUPS:
        [groups] = struct.unpack_from(">I", font, at + 12)
        for group in range(groups):
            first, last, _glyph = struct.unpack_from(">III", font, at + 16 + 12 * group)
            yield first, last
    elif form == _SEGMENTS:
        count = struct.unpack_from(">H", font, at + 6)[0] // 2
        ends = struct.unpack_from(f">{count}H", font, at + 14)
        starts = struct.unpack_from(f">{count}H", font, at + 16 + 2 * count)
        yield from ((first, last) for first, last in zip(starts, ends, strict=True) if first != _NO_SIGN)
