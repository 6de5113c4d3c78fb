# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What strangers state on a platform, as values that can stand in a manifest: bounded, without marks of web pages, and
empty where nothing usable is said."""

from __future__ import annotations

import html
import re
from datetime import date
from typing import TYPE_CHECKING

from oshmark.manifest.paths import Address, lacks_scheme, read_address

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_LINE = 500
MAX_PROSE = 20_000
MAX_WORDS = 50
MAX_ADDRESS = 2000
LARGEST = 2**63
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_BREAK = re.compile(r"</?(?:br|p|div|li|ul|ol|tr|h[1-6]|blockquote|pre)(?:\s[^<>]{0,500})?/?>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][a-zA-Z0-9-]{0,20}(?:\s[^<>]{0,500})?/?>")
_HIDDEN = (("<!--", "-->"), ("<script", "</script"), ("<style", "</style"))
_LINES = re.compile(r"\n{3,}")
_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ].{0,40})?")


def line(value: object, limit: int = MAX_LINE) -> str:
    """One line of text without marks of HTML and without quotation marks around it; a number is written out."""
    text = " ".join(_text(_written(value)[: limit * 4]).split())[:limit].strip()
    while len(text) > 1 and text[0] == '"' == text[-1]:
        text = text[1:-1].strip()
    return text


def prose(value: object, limit: int = MAX_PROSE) -> str:
    """Paragraphs of text without marks of HTML."""
    text = _text(_written(value)[: limit * 4])
    lines = (" ".join(one.split()) for one in text.splitlines())
    return _LINES.sub("\n\n", "\n".join(lines)).strip()[:limit].strip()


def link(value: object) -> str:
    """A web address, encoded and without a login; empty for anything else."""
    text = line(value, MAX_ADDRESS + 1) if isinstance(value, str) else ""
    if not text or len(text) > MAX_ADDRESS:
        return ""
    found = read_address(f"https://{text}" if lacks_scheme(text) else text)
    return found.url if isinstance(found, Address) else ""


def words(value: object) -> list[str]:
    """Keywords from a list, or from a text with commas: each of them once."""
    entries = value if isinstance(value, list) else _written(value)[:MAX_PROSE].split(",")
    found = (line(entry, 100) for entry in entries[: MAX_WORDS * 4])
    return list(dict.fromkeys(one for one in found if one))[:MAX_WORDS]


def day(value: object) -> str:
    """The day of a date or time in ISO 8601."""
    match = _DAY.fullmatch(line(value, 60))
    try:
        return date.fromisoformat(match[1]).isoformat() if match else ""
    except ValueError:
        return ""


def table(value: object) -> dict[str, object]:
    """A table within an answer; an empty one for anything else."""
    return value if isinstance(value, dict) else {}


def entries(value: object, limit: int = 10_000) -> list[object]:
    """A list within an answer; an empty one for anything else."""
    return value[:limit] if isinstance(value, list) else []


def kept(fields: Mapping[str, object]) -> dict[str, object]:
    """The fields that say something."""
    return {key: value for key, value in fields.items() if value not in (None, "", [], {}, ())}


def _written(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return ""
    return str(value) if isinstance(value, float) or abs(value) < LARGEST else ""


def _text(value: str) -> str:
    """Without tags, what they hide, and characters that nobody sees; entities are read once."""
    if "<" in value:
        for start, end in _HIDDEN:
            value = _without(value, start, end)
        value = _TAG.sub("", _BREAK.sub("\n", value))
    return _UNSEEN.sub("", html.unescape(value).replace("\r\n", "\n").replace("\r", "\n"))


def _without(text: str, start: str, end: str) -> str:
    """Without everything between two marks; a mark that nobody closes hides all that follows."""
    lower = text.lower()
    if start not in lower or len(lower) != len(text):  # a few letters are longer in small letters
        return text
    kept_pieces, at = [], 0
    while (opened := lower.find(start, at)) >= 0:
        kept_pieces.append(text[at:opened])
        closed = lower.find(end, opened)
        rest = lower.find(">", closed) if closed >= 0 else -1
        if rest < 0:
            return "".join(kept_pieces)
        at = rest + 1
    return "".join([*kept_pieces, text[at:]])
