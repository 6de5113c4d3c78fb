# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Drawings in SVG: looked through for what may not be, then painted. Imported by the child alone.

A drawing may bring pictures along, but load none; it finds no letters of this machine, so its texts are not painted.
"""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, NoReturn
from xml.parsers import expat

from PIL import Image
from resvg_py import svg_to_bytes

from oshmark.adapters.pictures.answer import Unfit, Why

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

MAX_DEPTH = 64
MAX_ELEMENTS = 100_000
DOTS_PER_INCH = 96.0  # CSS Values 4, 6.2: an inch is 96 pixels
_OWN = re.compile(r"\s*(?:#|data:image/(?:png|jpe?g|gif|webp)[;,])", re.IGNORECASE)


def is_drawing(raw: bytes) -> bool:
    """Whether the bytes begin like a text in XML."""
    return raw.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"<"


def read_drawing(raw: bytes, box: tuple[int, int]) -> Picture:
    """The drawing painted as large as the box lets it be."""
    text = _text(raw)
    _Look(text)
    try:
        painted = svg_to_bytes(svg_string=text, width=box[0], height=box[1], dpi=DOTS_PER_INCH, skip_system_fonts=True)
    except ValueError as exc:
        raise Unfit(Why.DAMAGED) from exc
    with Image.open(io.BytesIO(painted), formats=("PNG",)) as picture:
        opaque = picture.getchannel("A").getextrema() == (255, 255)
        return picture.convert("RGB" if opaque else "RGBA")


def _text(raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as exc:
        raise Unfit(Why.UNKNOWN_FORMAT) from exc


class _Look:
    """One pass over a drawing, by a parser that needs no stack for depth and expands nothing."""

    def __init__(self, text: str) -> None:
        self._depth = self._elements = 0
        parser = expat.ParserCreate("utf-8")
        parser.buffer_text = True
        parser.StartElementHandler = self._open
        parser.EndElementHandler = self._close
        parser.EntityDeclHandler = self._entity
        try:
            parser.Parse(text.encode(), True)
        except expat.ExpatError as exc:
            raise Unfit(Why.DAMAGED) from exc

    def _open(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        self._elements += 1
        local = _local(name)
        if self._elements == 1 and local != "svg":
            raise Unfit(Why.UNKNOWN_FORMAT)
        if self._depth > MAX_DEPTH or self._elements > MAX_ELEMENTS:
            raise Unfit(Why.TOO_COMPLEX)
        # Where a link leads is no matter: nobody follows it in a picture.
        if local != "a" and any(_local(key) == "href" and not _OWN.match(attributes[key]) for key in attributes):
            raise Unfit(Why.LOADS_FILES)

    def _close(self, _name: str) -> None:
        self._depth -= 1

    def _entity(self, *_declaration: object) -> NoReturn:
        raise Unfit(Why.ENTITIES)


def _local(name: str) -> str:
    return name.rpartition(":")[2]
