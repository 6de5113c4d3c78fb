# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The process that reads pictures: `python -m oshmark.adapters.pictures.child`.

It may crash or be killed at any moment. Before the first picture comes it gives away what it does not need: it can open
no file, start no process, ask nobody, and use so much memory and time and no more.
"""

from __future__ import annotations

import io
import math
import os
import resource
import signal
import struct
import sys

import msgspec
from PIL import Image, MpoImagePlugin, TiffImagePlugin

from oshmark.adapters.fence import only_compute
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
LIFETIME_CPU_S = 3_600
"""More than all pictures may take together that one child is given."""
FILES = 3
BY_THE_WAY = (MpoImagePlugin, TiffImagePlugin)
"""What Pillow imports when a JPEG holds several pictures, or Exif."""


def main() -> None:
    """Lock the door, and answer until nobody asks any more."""
    questions, answers = sys.stdin.buffer, sys.stdout.buffer
    _warm_up()
    lock_door()
    answers.write(READY)
    answers.flush()
    while len(head := questions.read(REQUEST.size)) == REQUEST.size:
        timeout_s, large, length = REQUEST.unpack(head)
        # If the asker dies it cannot stop us; the alarm's default is to end the process, wherever it is.
        signal.alarm(math.ceil(timeout_s) + 2)
        content = answer(questions.read(length), large=large)
        signal.alarm(0)
        answers.write(content)
        answers.flush()


def lock_door() -> None:
    """Give away what a picture has no use for."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (LIFETIME_CPU_S, LIFETIME_CPU_S))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_NOFILE, (FILES, FILES))
    only_compute()


def answer(raw: bytes, *, large: bool = False) -> bytes:
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
    main()
    os._exit(0)  # nothing is left to tidy
