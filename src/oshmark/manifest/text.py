# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Descriptions copied from wikis and web pages: what marks are in them, and the text without.

The raw text is always kept; this is for showing and searching. The patterns are linear and bounded.
"""

from __future__ import annotations

import html
import re

_HEADING = re.compile(r"^[ \t]*+(={2,6})[ \t]*+([^=\n]{1,200}?)[ \t]{0,20}\1[ \t]*+$", re.MULTILINE)
_INLINE_HEADING = re.compile(r"(?:^|\s)={2,6} ?([^=\n]{1,200}?) ?={2,6}(?=\s|$)")
_FOOTNOTE = re.compile(r"\[\d{1,3}\]")
_WIKI_LINK = re.compile(r"\[\[(?:[^\[\]|]{1,300}\|)?([^\[\]|]{1,300})\]\]")
_TEMPLATE = re.compile(r"\{\{[^{}]{0,500}\}\}")
_EMPHASIS = re.compile(r"'{2,5}")
_TAG = re.compile(r"</?(?:[a-zA-Z][a-zA-Z0-9]{0,14})(?:\s[^<>]{0,500})?/?>")
_BLANKS = re.compile(r"[ \t]+")
_LINES = re.compile(r"\n{3,}")

MARKS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("headings of a wiki", _INLINE_HEADING),
    ("links of a wiki", _WIKI_LINK),
    ("templates of a wiki", _TEMPLATE),
    ("numbers of footnotes", _FOOTNOTE),
    ("HTML", _TAG),
)


def marks_in(text: str) -> str:
    """What foreign marks the text has, in words; empty when it has none."""
    if not any(sign in text for sign in ("=", "[", "{", "<")):
        return ""
    return ", ".join(name for name, pattern in MARKS if pattern.search(text))


def clean(text: str) -> str:
    """The text without marks of wikis and web pages, in plain paragraphs."""
    text = _TEMPLATE.sub("", text)
    text = _WIKI_LINK.sub(r"\1", text)
    text = _HEADING.sub(r"\n\2\n", text)
    text = _INLINE_HEADING.sub(r" \1: ", text)
    text = _EMPHASIS.sub("", _FOOTNOTE.sub("", text))
    text = html.unescape(_TAG.sub("", text))
    lines = (_BLANKS.sub(" ", line).strip() for line in text.splitlines())
    return _LINES.sub("\n\n", "\n".join(lines)).strip()
