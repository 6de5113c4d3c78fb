# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Words as the search sees them: folded (`Größe` → `grosse`), and cut to their stem in languages we have a stemmer for.

A further language is one line in `STEMMERS`, and a new format number of the generations.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from tantivy import Filter, TextAnalyzer, TextAnalyzerBuilder, Tokenizer

from oshmark.errors import QueryRefusedError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tantivy import Index

STEMMERS = {"en": "english", "de": "german", "es": "spanish", "fr": "french"}
PLAIN = "plain"
UNKNOWN_LANGUAGE = "en"
"""Whoever does not name a language mostly wrote English; other words pass its stemmer with little harm."""

MAX_QUERY_CHARACTERS = 1_000
MAX_QUERY_WORDS = 32
MAX_WORD_BYTES = 100
"""Longer runs are no words. A run of Chinese or Japanese counts as one word today, three bytes a character."""


def _analyzer(stemmer: str | None) -> TextAnalyzer:
    builder = TextAnalyzerBuilder(Tokenizer.simple()).filter(Filter.remove_long(MAX_WORD_BYTES))
    builder = builder.filter(Filter.lowercase())
    if stemmer is not None:
        # Before folding: the stemmers of German and French know the accents.
        builder = builder.filter(Filter.stemmer(stemmer))
    return builder.filter(Filter.ascii_fold()).build()


ANALYZERS = {PLAIN: _analyzer(None)} | {language: _analyzer(stemmer) for language, stemmer in STEMMERS.items()}
_SPLITTER = TextAnalyzerBuilder(Tokenizer.simple()).filter(Filter.remove_long(MAX_WORD_BYTES)).build()


class Word(msgspec.Struct, frozen=True):
    """One word of a query: folded, and its stem by language. `unfinished` words match longer ones too."""

    plain: str
    stems: dict[str, str]
    unfinished: bool = False


def register(index: Index) -> None:
    """Tell an index our analyzers; they are not kept in its files, so this is needed each time it is opened."""
    for name, analyzer in ANALYZERS.items():
        index.register_tokenizer(f"oshmark_{name}", analyzer)


def stem_languages(tags: Iterable[str]) -> tuple[str, ...]:
    """The languages to stem a text in, from its BCP 47 tags."""
    primary = {tag.partition("-")[0].lower() for tag in tags}
    return tuple(sorted(primary & STEMMERS.keys())) if primary else (UNKNOWN_LANGUAGE,)


def query_words(text: str) -> tuple[Word, ...]:
    """The words of a query; the last may be unfinished. Too long a query raises `QueryRefusedError`."""
    if len(text) > MAX_QUERY_CHARACTERS:
        raise QueryRefusedError(f"The search text is too long. Use at most {MAX_QUERY_CHARACTERS:,} characters.")
    found = _SPLITTER.analyze(encodable(text))
    if len(found) > MAX_QUERY_WORDS:
        raise QueryRefusedError(f"The search text has too many words. Use at most {MAX_QUERY_WORDS}.")
    last = len(found) - 1
    words = (_word(token, unfinished=number == last and len(token) > 1) for number, token in enumerate(found))
    return tuple(word for word in words if word is not None)


def encodable(text: str) -> str:
    """The text without lone surrogates, which cannot be written as UTF-8."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _word(token: str, *, unfinished: bool) -> Word | None:
    forms = {name: "".join(analyzer.analyze(token)) for name, analyzer in ANALYZERS.items()}
    plain = forms.pop(PLAIN)
    return Word(plain=plain, stems=forms, unfinished=unfinished) if plain else None
