# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""How a file is shown beside the form, by its type."""

from __future__ import annotations

from enum import Enum

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_TABLES = frozenset({SHEET, "application/vnd.oasis.opendocument.spreadsheet", "text/csv", "text/tab-separated-values"})
_TEXTS = frozenset({"text/plain", "application/json", "application/toml"})


class Shown(Enum):
    """In which way. What is none of these is saved and opened elsewhere."""

    PICTURE = "picture"
    FILM = "film"
    SOUND = "sound"
    TABLE = "table"
    ARCHIVE = "archive"
    DOCUMENT = "document"
    TEXT = "text"
    OTHER = "other"


_BY_TYPE = {
    **dict.fromkeys(("image/png", "image/jpeg", "image/webp"), Shown.PICTURE),
    **dict.fromkeys(("video/mp4", "video/webm", "video/ogg", "video/quicktime"), Shown.FILM),
    **dict.fromkeys(("audio/mpeg", "audio/mp4", "audio/ogg", "audio/wav", "audio/flac"), Shown.SOUND),
    **dict.fromkeys(_TABLES, Shown.TABLE),
    **dict.fromkeys(("application/zip", "application/gzip"), Shown.ARCHIVE),
    **dict.fromkeys(_TEXTS, Shown.TEXT),
    "application/pdf": Shown.DOCUMENT,
}


def shown_as(media_type: str) -> Shown:
    """The way for a type."""
    return _BY_TYPE.get(media_type, Shown.OTHER)
