# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pictures that tests make, good ones and hostile ones."""

from __future__ import annotations

import io
import random
import struct
import zlib
from typing import Any

from PIL import Image

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="80" height="60">{}</svg>'
)


def drawing(inside: str) -> bytes:
    return SVG.format(inside).encode()


def written(picture: Image.Image, kind: str, **options: Any) -> bytes:
    file = io.BytesIO()
    picture.save(file, kind, **options)
    return file.getvalue()


def plain(kind: str = "PNG", size: tuple[int, int] = (80, 60), mode: str = "RGB", **options: Any) -> bytes:
    return written(Image.new(mode, size, "orange"), kind, **options)


def noise(mode: str, size: tuple[int, int], kind: str, seed: int = 1, **options: Any) -> bytes:
    """A picture that no compression can make smaller."""
    count = len(Image.new(mode, (8, 1)).tobytes()) * size[0] * size[1] // 8
    return written(Image.frombytes(mode, size, _randomness(seed, count)), kind, **options)


def _randomness(seed: int, count: int) -> bytes:
    return random.Random(seed).randbytes(count)  # noqa: S311  noise, and no secret


def chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack("!I", len(content)) + name + content + struct.pack("!I", zlib.crc32(name + content))


def png_bomb(width: int, height: int) -> bytes:
    """A PNG of some kilobytes that would be gigabytes of pixels."""
    head = chunk(b"IHDR", struct.pack("!IIBBBBB", width, height, 8, 2, 0, 0, 0))
    packer = zlib.compressobj(9)
    body = b"".join(packer.compress(bytes(1_000_000)) for _ in range(20)) + packer.flush()
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def gif_of(frames: int) -> bytes:
    """An animation: the first frame is red, the others are blue."""
    first, other = (Image.new("RGB", (8, 8), colour).quantize(4) for colour in ("red", "blue"))
    head = written(first, "GIF", save_all=True, append_images=[other], duration=20, loop=0)
    # Everything between the second graphic control and the trailer is the second frame: it is repeated.
    at = head.index(b"\x21\xf9\x04", head.index(b"\x21\xf9\x04") + 1)
    return head[:at] + head[at:-1] * (frames - 1) + b"\x3b"


def opened(content: bytes) -> Image.Image:
    """A thumbnail of ours, read."""
    picture = Image.open(io.BytesIO(content))
    picture.load()
    assert picture.format == "WEBP"
    return picture
