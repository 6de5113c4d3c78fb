# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The piece of text under a search hit, with the words that were found marked.

Our own, because Tantivy's gives nothing for a hit by the beginning of a word.
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from oshmark.adapters.published.asked import Phrase
from oshmark.adapters.published.tokens import COMPOUNDING, PLAIN, Word, spans_of, stem_languages
from oshmark.adapters.published.word_parts import LONG_WORD, SHORTEST_HEAD, SHORTEST_INNER, SHORTEST_PART

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from oshmark.adapters.published.asked import Term
    from oshmark.adapters.published.tokens import Span
    from oshmark.library.record import SearchRecord

SNIPPET_CHARACTERS = 240
LEAD_CHARACTERS = 60
SCANNED_CHARACTERS = 10_000


def snippet_html(record: SearchRecord, terms: Sequence[Term]) -> str:
    """The most telling piece of a record as HTML: text is escaped, matches stand in `<mark>`. Empty only if all is."""
    texts = [text[:SCANNED_CHARACTERS] for text in (record.function, record.parts, record.name) if text.strip()]
    languages = stem_languages(record.languages)
    for text in texts:
        spans = matches(text, terms, languages)
        if spans:
            return _cut(text, spans)
    return _cut(texts[0], []) if texts else ""


def matches(text: str, terms: Sequence[Term], languages: Sequence[str]) -> list[Span]:
    """Where words and phrases stand in a text, in order."""
    words = [term for term in terms if isinstance(term, Word)]
    phrases = [term for term in terms if isinstance(term, Phrase)]
    plain = spans_of(PLAIN, text)
    found = set(_of_words(plain, [word for word in words if not word.pairs]))
    for language in languages:
        found.update(_of_stems(spans_of(language, text), words, language))
    for phrase in phrases:
        found.update(_of_phrase(plain, [word.plain for word in phrase.words if not word.pairs]))
    for word in (*words, *(word for phrase in phrases for word in phrase.words)):
        found.update(_of_run(text, word))
    return sorted(found)


def _of_words(tokens: Sequence[tuple[str, Span]], words: Sequence[Word]) -> Iterator[Span]:
    wanted = {word.plain for word in words}
    beginnings = tuple(word.plain for word in words if word.unfinished)
    yield from (span for token, span in tokens if token in wanted or token.startswith(beginnings))


def _of_stems(tokens: Sequence[tuple[str, Span]], words: Sequence[Word], language: str) -> Iterator[Span]:
    stems = {word.stems[language] for word in words if word.stems}
    yield from (span for token, span in tokens if token in stems)
    if language == COMPOUNDING:
        long = [(token, span) for token, span in tokens if len(token) >= LONG_WORD]
        yield from (span for token, span in long if any(_is_part(stem, token) for stem in stems))


def _is_part(stem: str, token: str) -> bool:
    """Whether the index finds the long word by this part of it (`word_parts.endings`)."""
    if len(stem) >= SHORTEST_INNER:
        return token.find(stem, SHORTEST_HEAD) > 0
    return len(stem) >= SHORTEST_PART and token.endswith(stem) and len(token) - len(stem) >= SHORTEST_HEAD


def _of_phrase(tokens: Sequence[tuple[str, Span]], wanted: Sequence[str]) -> Iterator[Span]:
    """From the first to the last word of the phrase, wherever its words follow each other."""
    for at in range(len(tokens) - len(wanted) + 1) if wanted else ():
        piece = tokens[at : at + len(wanted)]
        if [token for token, _span in piece] == list(wanted):
            yield piece[0][1][0], piece[-1][1][1]


def _of_run(text: str, word: Word) -> Iterator[Span]:
    """The run as a whole, or else the pairs that it was found by."""
    if word.pairs:
        for wanted in (word.plain,) if word.plain in text else word.pairs:
            yield from (found.span() for found in re.finditer(re.escape(wanted), text))


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
