# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What goes over the pipe between a `Thumbnailer` and its child, and the bounds that both keep.

A question is `REQUEST`, then the bytes of a picture. An answer is `RESPONSE`, then an `Answer` as JSON, then the
thumbnails that it announces, one after the other.
"""

from __future__ import annotations

import struct
from enum import Enum

import msgspec

REQUEST = struct.Struct("!d?I")
"""Time limit in seconds, whether a large picture is wanted besides, bytes of the picture."""
RESPONSE = struct.Struct("!I")
"""Bytes of the JSON text."""
READY = b"oshmark-pictures-1\n"

MAX_SOURCE_BYTES = 20_000_000
MAX_PIXELS = 50_000_000
MAX_THUMBNAIL_BYTES = 40_000
PAGE_WIDTH, LIST_WIDTH = 640, 160
BOXES: dict[int, tuple[int, int]] = {PAGE_WIDTH: (640, 960), LIST_WIDTH: (160, 240)}
"""By the width that names a thumbnail: the most width and height it may have."""
LARGE_WIDTH = 1600
LARGE_BOX, MAX_LARGE_BYTES = (1600, 1600), 400_000
"""For who has to see details."""


class Why(Enum):
    """Why there is no thumbnail of a picture."""

    MISSING = "missing"
    TOO_LARGE = "too large"
    UNKNOWN_FORMAT = "unknown format"
    DAMAGED = "damaged"
    TOO_MANY_PIXELS = "too many pixels"
    ENTITIES = "entities"
    LOADS_FILES = "loads files"
    TOO_COMPLEX = "too complex"
    TOO_DEAR = "too dear"


class Thumbnail(msgspec.Struct, frozen=True):
    """A small picture in WebP; `name` is the width of its box, `width` and `height` are its own."""

    name: int
    width: int
    height: int
    content: bytes


class Size(msgspec.Struct, frozen=True):
    """A thumbnail that follows in the answer."""

    name: int
    width: int
    height: int
    length: int


class Answer(msgspec.Struct, frozen=True):
    """Either a reason why not, or what follows."""

    why: Why | None = None
    sizes: tuple[Size, ...] = ()


class Unfit(Exception):  # noqa: N818  it travels inside of the child only, and becomes a value at its door
    """The picture cannot be shown."""

    def __init__(self, why: Why) -> None:
        super().__init__(why.value)
        self.why = why
