# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Words as the search sees them: folded (`Größe` → `grosse`), and cut to their stem in languages we have a stemmer for.

A further language is one line in `STEMMERS`, and a new format number of the generations.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from tantivy import Filter, TextAnalyzer, TextAnalyzerBuilder, Tokenizer

from oshmark.adapters.published.word_parts import RUN, pairs, spaced

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tantivy import Index

STEMMERS = {"en": "english", "de": "german", "es": "spanish", "fr": "french"}
PLAIN = "plain"
LISTED = "listed"
"""The analyzer of fields into which the words are put ready made, with spaces between."""
COMPOUNDING = "de"
UNKNOWN_LANGUAGE = "en"
"""Whoever does not name a language mostly wrote English; other words pass its stemmer with little harm."""

MAX_WORD_BYTES = 100
"""Longer runs of letters are no words."""


def _analyzer(stemmer: str | None) -> TextAnalyzer:
    builder = TextAnalyzerBuilder(Tokenizer.simple()).filter(Filter.remove_long(MAX_WORD_BYTES))
    builder = builder.filter(Filter.lowercase())
    if stemmer is not None:
        # Before folding: the stemmers of German and French know the accents.
        builder = builder.filter(Filter.stemmer(stemmer))
    return builder.filter(Filter.ascii_fold()).build()


ANALYZERS = {PLAIN: _analyzer(None)} | {language: _analyzer(stemmer) for language, stemmer in STEMMERS.items()}
_SPLITTER = TextAnalyzerBuilder(Tokenizer.simple()).filter(Filter.remove_long(MAX_WORD_BYTES)).build()
_LISTED = TextAnalyzerBuilder(Tokenizer.whitespace()).build()


class Word(msgspec.Struct, frozen=True):
    """One word of a query: as written, folded, and its stem by language. `unfinished` words match longer ones too.

    A run of Chinese, Japanese or Korean has the pairs of its characters in `pairs`, and no stems.
    """

    text: str
    plain: str
    stems: dict[str, str]
    pairs: tuple[str, ...] = ()
    unfinished: bool = False


def register(index: Index) -> None:
    """Tell an index our analyzers; they are not kept in its files, so this is needed each time it is opened."""
    for name, analyzer in ANALYZERS.items():
        index.register_tokenizer(f"oshmark_{name}", analyzer)
    index.register_tokenizer(f"oshmark_{LISTED}", _LISTED)


def stem_languages(tags: Iterable[str]) -> tuple[str, ...]:
    """The languages to stem a text in, from its BCP 47 tags."""
    primary = {tag.partition("-")[0].lower() for tag in tags}
    return tuple(sorted(primary & STEMMERS.keys())) if primary else (UNKNOWN_LANGUAGE,)


def words_of(text: str) -> tuple[Word, ...]:
    """The words of a text, in their order."""
    words = (word_of(token) for token in _SPLITTER.analyze(_short_runs(spaced(encodable(text)))))
    return tuple(word for word in words if word is not None)


def word_of(token: str) -> Word | None:
    """One word; `None` where nothing of it is left to search for."""
    if RUN.fullmatch(token):
        return Word(text=token, plain=token, stems={}, pairs=pairs(token))
    forms = {name: "".join(analyzer.analyze(token)) for name, analyzer in ANALYZERS.items()}
    plain = forms.pop(PLAIN)
    return Word(text=token, plain=plain, stems=forms) if plain else None


def encodable(text: str) -> str:
    """The text without lone surrogates, which cannot be written as UTF-8."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _short_runs(text: str) -> str:
    """The text with long runs of characters cut, because what is longer than `MAX_WORD_BYTES` is dropped."""
    most = MAX_WORD_BYTES // 4
    return RUN.sub(lambda run: " ".join(run[0][at : at + most] for at in range(0, len(run[0]), most)), text)


Span = tuple[int, int]


def spans_of(analyzer: str, text: str) -> list[tuple[str, Span]]:
    """The words of a text as an analyzer makes them, each with where it stands; runs of characters are left out."""
    found: list[tuple[str, Span]] = []
    start = 0
    for run in (*RUN.finditer(text), None):
        end = len(text) if run is None else run.start()
        tokens = ANALYZERS[analyzer].pre_tokenize(text[start:end]).tokens if end > start else ()
        found += [(one.text, (start + one.char_offset_from, start + one.char_offset_to)) for one in tokens]
        start = end if run is None else run.end()
    return found
