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
    (b"OggS", "video/ogg"),
)
_IN_ZIP = frozenset({"application/vnd.oasis.opendocument.text", "application/vnd.oasis.opendocument.spreadsheet"})
_IN_ZIP |= {"application/vnd.oasis.opendocument.presentation", "model/3mf"}
_IN_ZIP |= {"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
_TEXT = frozenset({"text/plain", "text/csv", "text/tab-separated-values", "application/json", "application/toml"})
_TEXT |= {"model/step", "model/stl", "image/vnd.dxf", "application/vnd.gerber"}
VIDEOS = frozenset({"video/mp4", "video/quicktime", "video/webm", "video/ogg"})
PICTURES = frozenset({"image/png", "image/jpeg", "image/webp"})
MARKUP = (b"<!doctype", b"<html", b"<svg", b"<?xml", b"<script", b"<head", b"<body")
_FTYP = slice(4, 8)
_BRAND = slice(8, 12)


def media_type(head: bytes, name: str) -> str:
    """The type of a file by its first bytes; the ending of its name only chooses between types that look alike."""
    for beginning, found in _BEGINNINGS:
        if head.startswith(beginning):
            return _of_its_kind(found, name)
    if head[:4] == b"RIFF" and head[_BRAND] == b"WEBP":
        return "image/webp"
    if head[_FTYP] == b"ftyp":
        return "video/quicktime" if head[_BRAND] == b"qt  " else "video/mp4"
    return _text(head, name)


def _of_its_kind(found: str, name: str) -> str:
    by_name = media_type_of(name)
    return by_name if found == "application/zip" and by_name in _IN_ZIP else found


def _text(head: bytes, name: str) -> str:
    by_name = media_type_of(name)
    if by_name not in _TEXT or b"\0" in head or head.lstrip()[:16].lower().startswith(MARKUP):
        return UNKNOWN
    return by_name
