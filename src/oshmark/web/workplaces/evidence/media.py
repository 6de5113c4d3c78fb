# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a stranger's file is, told by its content and not by what it is called.

Nothing here opens a file: the first bytes are looked at, and what they do not say is handed out as bytes. Pages,
drawings in SVG and scripts are never called what they are, so that no browser runs them.
"""

from __future__ import annotations

from oshmark.web.archive.media_types import UNKNOWN, media_type_of

HEAD_BYTES = 4096
_BEGINNINGS: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"%PDF-", "application/pdf"),
    (b"PK\x03\x04", "application/zip"),
    (b"\x1f\x8b", "application/gzip"),
    (b"\x1aE\xdf\xa3", "video/webm"),
    (b"fLaC", "audio/flac"),
    (b"ID3", "audio/mpeg"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
)
_IN_ZIP = frozenset({"application/vnd.oasis.opendocument.text", "application/vnd.oasis.opendocument.spreadsheet"})
_IN_ZIP |= {"application/vnd.oasis.opendocument.presentation", "model/3mf"}
_IN_ZIP |= {"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
_TEXT = frozenset({"text/plain", "text/csv", "text/tab-separated-values", "application/json", "application/toml"})
_TEXT |= {"model/step", "model/stl", "image/vnd.dxf", "application/vnd.gerber"}
VIDEOS = frozenset({"video/mp4", "video/quicktime", "video/webm", "video/ogg"})
_BRANDS = {b"qt  ": "video/quicktime", b"M4A ": "audio/mp4", b"avif": "image/avif"}
_BRANDS |= dict.fromkeys((b"heic", b"heix", b"heim", b"heis", b"mif1"), "image/heic")
_SOUNDS = (b"\x01vorbis", b"OpusHead", b"\x7fFLAC", b"Speex   ")
"""How the first page of an Ogg file of sound begins (RFC 3533, RFC 7845)."""
MARKUP = (b"<!doctype", b"<html", b"<svg", b"<?xml", b"<script", b"<head", b"<body")
_FTYP = slice(4, 8)
_BRAND = slice(8, 12)


def media_type(head: bytes, name: str) -> str:
    """The type of a file by its first bytes; the ending of its name only chooses between types that look alike."""
    for beginning, found in _BEGINNINGS:
        if head.startswith(beginning):
            return _of_its_kind(found, name)
    if head[:4] == b"RIFF":
        return {b"WEBP": "image/webp", b"WAVE": "audio/wav"}.get(head[_BRAND], UNKNOWN)
    if head[_FTYP] == b"ftyp":
        return _BRANDS.get(head[_BRAND], "video/mp4")
    if head.startswith(b"OggS"):
        return "audio/ogg" if head[28:].startswith(_SOUNDS) else "video/ogg"
    return _text(head, name)


def _of_its_kind(found: str, name: str) -> str:
    by_name = media_type_of(name)
    return by_name if found == "application/zip" and by_name in _IN_ZIP else found


def _text(head: bytes, name: str) -> str:
    by_name = media_type_of(name)
    if by_name not in _TEXT or b"\0" in head or head.lstrip()[:16].lower().startswith(MARKUP):
        return UNKNOWN
    return by_name
