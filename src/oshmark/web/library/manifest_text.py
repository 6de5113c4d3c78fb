# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A manifest as it was found, for reading: line by line on a page, or as plain text."""

from __future__ import annotations

import re

import msgspec

from oshmark.library.privacy import without_emails
from oshmark.web.library.presentation import decent

MAX_LINES = 400
MAX_LINE = 400
_LINE_BREAK = re.compile(r"\r\n?|\n")
_CONFUSING = re.compile(r"[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


class ManifestText(msgspec.Struct, frozen=True):
    """Numbered lines; `more` is how many are left out."""

    lines: tuple[tuple[int, str], ...]
    more: int


def manifest_text(text: str) -> ManifestText:
    """The first lines of a manifest. What would turn the direction of code, or hide in it, shows its number."""
    lines = _LINE_BREAK.split(text)
    shown = tuple((number, _line(line)) for number, line in enumerate(lines[:MAX_LINES], 1))
    return ManifestText(shown, max(0, len(lines) - MAX_LINES))


def _line(line: str) -> str:
    return _CONFUSING.sub(lambda match: f"<U+{ord(match[0]):04X}>", decent(line, MAX_LINE))


def raw_bytes(raw: bytes) -> bytes:
    """The bytes as they were found, but for e-mail addresses; in UTF-8, whatever they were written in."""
    for encoding in ("utf-8", "utf-16") if raw[:2] in UTF_16_MARKS else ("utf-8",):
        try:
            return without_emails(raw.decode(encoding)).encode("utf-8")
        except UnicodeDecodeError:
            continue
    return without_emails(raw.decode("latin-1")).encode("utf-8")


UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")


def raw_name(name: str) -> str:
    """A file name that is safe in a header."""
    return re.sub(r"[^A-Za-z0-9._-]", "_", name)[:80].lstrip(".") or "manifest"
