# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the typesetter leaves out of a picture: words for those who cannot see it, and how large it is when printed."""

from __future__ import annotations

import re
import struct
import zlib
from xml.sax.saxutils import escape

from oshmark.errors import StateError

_OPENING = re.compile(rb"<svg\b[^>]*>")
_PNG_START, _PNG_HEADER = 8, 25
"""Bytes of the signature, and of the first chunk, which says how many pixels there are."""
_MM_PER_INCH, _MM_PER_M = 25.4, 1000


def described(svg: bytes, title: str, description: str) -> bytes:
    """The drawing with its title, and with the whole text of the label as its description."""
    opening = _OPENING.match(svg)
    if opening is None:
        raise StateError("The typesetter gave something else than a drawing: look which version of it is installed.")
    tag = opening[0][:-1] + b' role="img" aria-labelledby="label-title" aria-describedby="label-text">'
    words = (
        f'<title id="label-title">{escape(title)}</title><desc id="label-text" xml:space="preserve">'
        f"{escape(description)}</desc>"
    )
    return tag + words.encode() + svg[opening.end() :]


def with_size(png: bytes, dpi: int) -> bytes:
    """The picture with its dots to the metre (PNG, pHYs), so that it is printed in its true size."""
    dots = round(dpi / _MM_PER_INCH * _MM_PER_M)
    body = b"pHYs" + struct.pack(">IIB", dots, dots, 1)
    chunk = struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))
    at = _PNG_START + _PNG_HEADER
    return png[:at] + chunk + png[at:]
