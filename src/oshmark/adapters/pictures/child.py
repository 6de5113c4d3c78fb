# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The process that reads pictures: `python -m oshmark.adapters.pictures.child`."""

from __future__ import annotations

import io
import struct

import msgspec
from PIL import Image, MpoImagePlugin, TiffImagePlugin

from oshmark.adapters.locked_child import serve
from oshmark.adapters.pictures.answer import (
    BOXES,
    LARGE_BOX,
    LARGE_WIDTH,
    READY,
    REQUEST,
    RESPONSE,
    Answer,
    Size,
    Thumbnail,
    Unfit,
    Why,
)
from oshmark.adapters.pictures.drawing import is_drawing, read_drawing
from oshmark.adapters.pictures.photo import FORMATS, read_photo
from oshmark.adapters.pictures.shrink import thumbnail_of

MEMORY_BYTES = 1_536 * 1024 * 1024
BY_THE_WAY = (MpoImagePlugin, TiffImagePlugin)
"""What Pillow imports when a JPEG holds several pictures, or Exif."""


def answer(raw: bytes, large: bool = False) -> bytes:  # noqa: FBT001, FBT002  as it comes over the pipe
    """The thumbnails of a picture, or why there are none, as they go over the pipe."""
    try:
        made = thumbnails_of(raw, large=large)
    except Unfit as unfit:
        return _packed(Answer(unfit.why), ())
    sizes = tuple(Size(one.name, one.width, one.height, len(one.content)) for one in made)
    return _packed(Answer(sizes=sizes), made)


def thumbnails_of(raw: bytes, *, large: bool = False) -> list[Thumbnail]:
    """A thumbnail for each box, the largest first. Raises `Unfit`."""
    boxes = {LARGE_WIDTH: LARGE_BOX, **BOXES} if large else BOXES
    box = boxes[max(boxes)]
    try:
        picture = read_drawing(raw, box) if is_drawing(raw) else read_photo(raw, box)
        return [thumbnail_of(picture, name, size) for name, size in boxes.items()]
    except MemoryError as exc:
        raise Unfit(Why.TOO_DEAR) from exc
    except (OSError, SyntaxError, ValueError, EOFError, LookupError, TypeError, OverflowError, struct.error) as exc:
        raise Unfit(Why.DAMAGED) from exc  # the exceptions with which Pillow meets a file that breaks its own rules


def _packed(said: Answer, made: list[Thumbnail] | tuple[()]) -> bytes:
    text = msgspec.json.encode(said)
    return RESPONSE.pack(len(text)) + text + b"".join(one.content for one in made)


def _warm_up() -> None:
    """Load what loads itself at the first use: nothing can be loaded behind the door."""
    Image.preinit()
    for kind in FORMATS:
        file = io.BytesIO()
        Image.new("RGB", (8, 8)).save(file, kind)
        thumbnails_of(file.getvalue())
    thumbnails_of(b'<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><rect width="4" height="4"/></svg>')


if __name__ == "__main__":
    _warm_up()
    serve(READY, REQUEST, answer, memory_bytes=MEMORY_BYTES)
