# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""PNG (W3C, third edition, 11): chunks that do not make the picture are left out, and what stands behind its end."""

from __future__ import annotations

import zlib

from oshmark.adapters.metadata import exif
from oshmark.adapters.metadata.parts import Cleaned, Kept, New, Part, Raw, Taken, UncleanableError, number, piece

SIGNATURE = b"\x89PNG\r\n\x1a\n"
PICTURE = frozenset({b"IHDR", b"PLTE", b"IDAT", b"IEND"})
SHOWN = frozenset({b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"cICP", b"mDCV", b"cLLI", b"bKGD", b"hIST"})
SHOWN |= {b"pHYs", b"sPLT", b"acTL", b"fcTL", b"fdAT"}
"""What says how to understand the pixels, and the frames of an animation."""
TEXTS = frozenset({b"tEXt", b"zTXt", b"iTXt"})
MOST_CHUNKS = 1_000_000
_FRAME = 12
"""Length, name and check sum of a chunk."""
_LOOKED_AT = 1_000_000


def clean_png(raw: Raw) -> Cleaned:
    """The picture with nothing but its pixels, its colours, and which way up it is."""
    parts: list[Part] = [Kept(0, len(SIGNATURE))]
    taken: set[Taken] = set()
    at, turned = len(SIGNATURE), b""
    for _count in range(MOST_CHUNKS):
        length, name = number(raw, at, 4), piece(raw, at + 4, 4)
        end = at + _FRAME + length
        piece(raw, end - 1, 1)
        if name == b"IDAT" and turned:
            parts.append(New(_chunk(b"eXIf", turned)))
            turned = b""
        if name in PICTURE or name in SHOWN:
            parts.append(Kept(at, end))
        elif name[:1].isupper():
            raise UncleanableError("The picture is of a kind that nobody shows.")
        else:
            turned = _left_out(name, raw[at + 8 : min(end - 4, at + 8 + _LOOKED_AT)], taken) or turned
        at = end
        if name == b"IEND":
            taken |= {Taken.BEHIND} if at < len(raw) else set()
            return Cleaned(tuple(parts), frozenset(taken))
    raise UncleanableError("The picture has too many parts.")


def _left_out(name: bytes, content: bytes, taken: set[Taken]) -> bytes:
    """Note what is left out with a chunk; gives what has to be said instead of which way up the picture is."""
    if name == b"eXIf":
        facts = exif.facts_of(content)
        bare = exif.bare(facts.orientation)
        taken |= facts.taken if content != bare else set()
        return bare
    if name in TEXTS:
        xmp = content.startswith(b"XML:com.adobe.xmp")
        taken.add(Taken.EDITING if xmp else Taken.COMMENT)
        taken |= {Taken.PLACE} if b"GPS" in content else set()
    else:
        taken.add(Taken.OTHER)
    return b""


def _chunk(name: bytes, content: bytes) -> bytes:
    return len(content).to_bytes(4, "big") + name + content + zlib.crc32(name + content).to_bytes(4, "big")
