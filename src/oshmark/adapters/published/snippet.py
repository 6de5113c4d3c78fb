# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The piece of text under a search hit, with the words that were found marked.

Our own, because Tantivy's gives nothing for a hit by the beginning of a word.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from oshmark.adapters.published.tokens import ANALYZERS, PLAIN, stem_languages

if TYPE_CHECKING:
    from collections.abc import Sequence

    from oshmark.adapters.published.tokens import Word
    from oshmark.library.record import SearchRecord

SNIPPET_CHARACTERS = 240
LEAD_CHARACTERS = 60
SCANNED_CHARACTERS = 10_000

Span = tuple[int, int]


def snippet_html(record: SearchRecord, words: Sequence[Word]) -> str:
    """The most telling piece of a record as HTML: text is escaped, matches stand in `<mark>`. Empty only if all is."""
    texts = [text[:SCANNED_CHARACTERS] for text in (record.function, record.parts, record.name) if text.strip()]
    languages = stem_languages(record.languages)
    for text in texts:
        spans = matches(text, words, languages)
        if spans:
            return _cut(text, spans)
    return _cut(texts[0], []) if texts else ""


def matches(text: str, words: Sequence[Word], languages: Sequence[str]) -> list[Span]:
    """Where the words stand in a text, in order: whole, by stem, or by their beginning where they are unfinished."""
    wanted = {word.plain for word in words}
    beginnings = tuple(word.plain for word in words if word.unfinished)
    found = {span for token, span in _tokens(PLAIN, text) if token in wanted or token.startswith(beginnings)}
    for language in languages:
        stems = {word.stems[language] for word in words}
        found |= {span for token, span in _tokens(language, text) if token in stems}
    return sorted(found)


def _tokens(analyzer: str, text: str) -> list[tuple[str, Span]]:
    tokens = ANALYZERS[analyzer].pre_tokenize(text).tokens
    return [(token.text, (token.char_offset_from, token.char_offset_to)) for token in tokens]


def _cut(text: str, spans: Sequence[Span]) -> str:
    start, end = _window(text, spans)
    pieces = ["… " if start else ""]
    at = start
    for first, last in spans:
        if at <= first and last <= end:
            pieces += [escape(text[at:first]), "<mark>", escape(text[first:last]), "</mark>"]
            at = last
    pieces += [escape(text[at:end]), " …" if end < len(text) else ""]
    return "".join(pieces)


def _window(text: str, spans: Sequence[Span]) -> Span:
    """About `SNIPPET_CHARACTERS` around the first match, cut between words where there is a space near."""
    first, last = spans[0] if spans else (0, 0)
    start = max(0, first - LEAD_CHARACTERS)
    if start:
        space = text.find(" ", start, first)
        start = space + 1 if space >= 0 else start
    end = max(start + SNIPPET_CHARACTERS, last)
    if end >= len(text):
        return start, len(text)
    space = text.rfind(" ", last, end)
    return start, space if space > start else end
