# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Films that tests make: boxes and elements around samples that are no film at all."""

from __future__ import annotations

import struct

PLACE = b"+47.0707+015.4395/"
FRAMES = [b"frame one. ", b"frame two, ", b"and three. "]
FIXES = [b"47.0707,15.4395;", b"47.0708,15.4396;"]


def box(kind: bytes, *content: bytes) -> bytes:
    body = b"".join(content)
    return struct.pack("!I", len(body) + 8) + kind + body


def full(kind: bytes, *content: bytes) -> bytes:
    return box(kind, bytes(4), *content)


def track(handler: bytes, samples: list[bytes], at: int, *more: bytes) -> bytes:
    """A track whose samples all lie in one chunk."""
    sizes = b"".join(struct.pack("!I", len(one)) for one in samples)
    table = box(
        b"stbl",
        full(b"stsd", struct.pack("!I", 0)),
        full(b"stts", struct.pack("!III", 1, len(samples), 40)),
        full(b"stsc", struct.pack("!IIII", 1, 1, len(samples), 1)),
        full(b"stsz", struct.pack("!II", 0, len(samples)), sizes),
        full(b"stco", struct.pack("!II", 1, at)),
    )
    media = box(b"mdia", full(b"mdhd", bytes(20)), full(b"hdlr", bytes(4), handler, bytes(13)), box(b"minf", table))
    return box(b"trak", full(b"tkhd", bytes(80)), media, *more)


def mp4(*, place: bool = True, fixes: bool = False, brand: bytes = b"mp42") -> bytes:
    """A film that says in three ways where it was made, and, with `fixes`, in a track of its own."""
    head = box(b"ftyp", brand, bytes(4), brand)
    pictures, positions = b"".join(FRAMES), b"".join(FIXES) if fixes else b""
    data = box(b"mdat", pictures, positions)
    at = len(head) + 8
    said = box(b"udta", box(b"\xa9xyz", struct.pack("!HH", len(PLACE), 0x15C7), PLACE))
    keys = box(
        b"meta", full(b"hdlr", bytes(4), b"mdta", bytes(13)), box(b"keys", b"com.apple.quicktime.location.ISO6709")
    )
    xmp = box(b"uuid", bytes(range(16)), b"<x:xmpmeta exif:GPSLatitude='47,4.242N'/>")
    more = [said, keys] if place else []
    tracks = [track(b"vide", FRAMES, at, *([said] if place else []))]
    tracks += [track(b"meta", FIXES, at + len(pictures))] if fixes else []
    return head + data + box(b"moov", full(b"mvhd", bytes(96)), *tracks, *more) + (xmp if place else b"")


def element(kind: int, *content: bytes, unknown: bool = False) -> bytes:
    body = b"".join(content)
    name = kind.to_bytes((kind.bit_length() + 7) // 8, "big")
    size = b"\x01" + b"\xff" * 7 if unknown else (0x10000000 | len(body)).to_bytes(4, "big")
    return name + size + body


def webm(*, live: bool = False) -> bytes:
    """A film as a browser records it (`live`), or with sizes."""
    tags = element(0x1254C367, element(0x7373, element(0x67C8, element(0x45A3, b"LOCATION"), element(0x4487, PLACE))))
    attached = element(0x1941A469, element(0x61A7, b"cover with GPS"))
    clusters = [element(0x1F43B675, element(0xE7, b"\x00"), element(0xA3, one), unknown=live) for one in FRAMES]
    inside = [element(0x1549A966, element(0x2AD7B1, b"\x0f\x42\x40")), *clusters]
    head = element(0x1A45DFA3, element(0x4282, b"webm"))
    return head + element(0x18538067, *inside, tags, attached, element(0xEC, b"GPS of before"), unknown=live)


def heic(*, exif: bytes, kind: bytes = b"hvc1") -> bytes:
    """A picture whose pixels are no picture, with a block of Exif beside it."""
    pixels = b"pixels of a lamp"
    head = box(b"ftyp", b"heic", bytes(4), b"mif1")

    def info(item: int, of: bytes) -> bytes:
        return box(b"infe", b"\x02" + bytes(3), struct.pack("!HH", item, 0), of, b"\0")

    def place(item: int, at: int, size: int) -> bytes:
        return struct.pack("!HHHII", item, 0, 1, at, size)

    def meta(at: int) -> bytes:
        items = full(b"iinf", struct.pack("!H", 2), info(1, kind), info(2, b"Exif"))
        places = struct.pack("!BBH", 0x44, 0, 2) + place(1, at, len(pixels)) + place(2, at + len(pixels), len(exif))
        return full(b"meta", full(b"pitm", struct.pack("!H", 1)), items, full(b"iloc", places))

    at = len(head) + len(meta(0)) + 8
    return head + meta(at) + box(b"mdat", pixels, exif)
