# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Files that the makers of the demonstration hand in: a note, a table, a chart, an archive, a page, a film. All of them
are made here, but for the film, which a browser has drawn and recorded for us."""

from __future__ import annotations

import hashlib
import io
import struct
import zipfile
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from oshmark.certification.criterion import EvidenceKind

if TYPE_CHECKING:
    from collections.abc import Callable

FILM = Path(__file__).parent / "data" / "film.webm"
WIDTH, HEIGHT, BARS = 640, 360, 12
PAPER, INK, EDGE = (250, 247, 240), (181, 101, 29), (60, 60, 70)
NEVER = (2020, 1, 1, 0, 0, 0)


class Made(NamedTuple):
    """A file, what it is called, and the address where it lay if it is a page."""

    name: str
    content: bytes
    address: str = ""


def file_for(kind: EvidenceKind, title: str, what: str, turn: int) -> Made:
    """A file of a kind; the same words and turn give the same file."""
    if kind is EvidenceKind.VIDEO:
        return Made("the-clamp-at-work.webm", FILM.read_bytes() + _void(turn % 100))
    seed = hashlib.sha256(f"{title} {what} {turn}".encode()).digest()
    if kind is EvidenceKind.LINK:
        page = f"<!doctype html><title>{title}</title><p>{what}</p><p>Entry {seed.hex()[:8]}.</p>"
        return Made("notebook.html", page.encode(), f"https://notes.example/{seed.hex()[:8]}")
    return MAKERS[turn % len(MAKERS)](title, what, seed)


def _void(length: int) -> bytes:
    """So many zeros behind a film, which players pass over (RFC 8794, 11.3.2): no two films are the same file."""
    return bytes([0xEC, 0x80 | length]) + bytes(length)


def _note(title: str, what: str, seed: bytes) -> Made:
    lines = [f"# {title}", "", what, "", "Written down in the workshop, on the day.", f"Sheet {seed[0]}."]
    return Made("note.md", "\n".join(lines).encode())


def _table(title: str, what: str, seed: bytes) -> Made:
    rows = [f"{run},{20 + seed[run] / 10:.1f},{title if run == 1 else ''}" for run in range(1, 13)]
    remark = what.partition(".")[0].replace(",", " ")[:60]
    return Made("runs.csv", "\n".join([f"run,minutes,{remark}", *rows, ""]).encode())


def _archive(title: str, what: str, seed: bytes) -> Made:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for made in (_note(title, what, seed), _table(title, what, seed), _chart(title, what, seed)):
            archive.writestr(zipfile.ZipInfo(f"measured/{made.name}", NEVER), made.content)
    return Made("measured.zip", file.getvalue())


def _chart(_title: str, _what: str, seed: bytes) -> Made:
    """Bars, as a PNG of three colours."""
    tops = [HEIGHT - 40 - seed[bar] for bar in range(BARS)]
    rows = b"".join(b"\0" + _row(y, tops) for y in range(HEIGHT))
    head = struct.pack("!IIBBBBB", WIDTH, HEIGHT, 8, 3, 0, 0, 0)
    colours = bytes(value for colour in (PAPER, INK, EDGE) for value in colour)
    chunks = ((b"IHDR", head), (b"PLTE", colours), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return Made("chart.png", b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*one) for one in chunks))


def _row(y: int, tops: list[int]) -> bytes:
    """A line of the picture: paper and bars, or the line on which the bars stand."""
    if y >= HEIGHT - 40:
        return (b"\2" if y < HEIGHT - 36 else b"\0") * WIDTH
    row = bytearray(WIDTH)
    for bar, top in enumerate(tops):
        if y >= top:
            row[20 + 50 * bar : 56 + 50 * bar] = b"\1" * 36
    return bytes(row)


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack("!I", len(content)) + name + content + struct.pack("!I", zlib.crc32(name + content))


MAKERS: tuple[Callable[[str, str, bytes], Made], ...] = (_chart, _note, _table, _archive)
