# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Words of the index that are written nearly like those that were asked for: with other letters, in one or in two."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from tantivy import Query

from oshmark.adapters.published.asked import Asked, Phrase
from oshmark.adapters.published.index import RECORD, TEXTS
from oshmark.adapters.published.query import SCHEMA, all_of, term_query, word_query
from oshmark.adapters.published.tokens import PLAIN, Word, spans_of, word_of
from oshmark.library.record import SearchRecord

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tantivy import Searcher as Reader

    from oshmark.adapters.published.asked import Term

EDITS = ((9, 2), (5, 1))
"""How many letters may be wrong, by the length of the word from which on."""
TRIED_WORDS = 8
"""Different words of a query that are looked at; somebody who writes more is not helped by guesses."""
SHORTEST_HALF = 3
LONGEST_SPLIT = 40
"""Letters of the halves of a word that is tried as two, and of the whole."""
LOOKED_AT = 30
"""Records in which the similar words are read."""
LOOKED_AT_CHARACTERS = 5_000


def corrected(reader: Reader, asked: Asked, filters: Mapping[str, Sequence[str]]) -> Asked | None:
    """What is asked with other words in place of those that are found nowhere; `None` where nothing changes.

    Words are replaced whatever the filters: one that is found is meant, even if a filter is in its way.
    """
    del filters
    known: dict[str, tuple[Term, ...]] = {}
    joined = _joined(reader, asked.needed)
    for term in joined:
        if term.text not in known and len(known) < TRIED_WORDS:
            known[term.text] = _replacement(reader, term)
    needed = [other for term in joined for other in known.get(term.text, (term,))]
    found = Asked(tuple(needed), asked.excluded)
    return None if found == asked else found


def _joined(reader: Reader, terms: tuple[Term, ...]) -> tuple[Term, ...]:
    """The terms, with two neighbours in one word where nothing has both and something has that: "flow meter"."""
    found: list[Term] = []
    for term in terms:
        one = _one_word(reader, found[-1], term) if found and len(terms) <= TRIED_WORDS else None
        found[-1:] = [*found[-1:], term] if one is None else [one]
    return tuple(found)


def _one_word(reader: Reader, first: Term, second: Term) -> Word | None:
    if isinstance(first, Phrase) or isinstance(second, Phrase) or first.pairs or second.pairs:
        return None
    word = word_of(f"{first.text}{second.text}")
    if word is None or _frequency(reader, word.plain) == 0:
        return None
    both = all_of([word_query(first), word_query(second)])
    return None if reader.search(both, limit=1, count=False).hits else word


def _replacement(reader: Reader, term: Term) -> tuple[Term, ...]:
    if isinstance(term, Phrase) or is_found(reader, term):
        return (term,)
    return _two_words(reader, term) or tuple(nearest(reader, term)[:1]) or (term,)


def _two_words(reader: Reader, word: Word) -> tuple[Word, Word] | None:
    """A word in two, where these stand side by side somewhere: "greywater"."""
    if word.pairs or not 2 * SHORTEST_HALF <= len(word.text) <= LONGEST_SPLIT:
        return None
    for at in range(SHORTEST_HALF, len(word.text) - SHORTEST_HALF + 1):
        halves = word_of(word.text[:at]), word_of(word.text[at:])
        if halves[0] is not None and halves[1] is not None and _stand_together(reader, (halves[0], halves[1])):
            return halves[0], halves[1]
    return None


def _stand_together(reader: Reader, words: tuple[Word, Word]) -> bool:
    if not all(_frequency(reader, word.plain) for word in words):
        return False
    return bool(reader.search(term_query(Phrase(words)), limit=1, count=False).hits)


def is_found(reader: Reader, word: Word) -> bool:
    """Whether a word is found at all, in any of the ways of the search."""
    return bool(reader.search(word_query(word), limit=1, count=False).hits)


def nearest(reader: Reader, word: Word) -> list[Word]:
    """Other words of the index that differ by few letters: the nearest first, then the most frequent."""
    most = 0 if word.pairs else next((edits for length, edits in EDITS if len(word.plain) >= length), 0)
    for edits in range(1, most + 1):
        found: dict[str, str] = {}
        for plain, text in _similar(reader, word.plain, edits):
            if plain != word.plain:
                found.setdefault(plain, text)  # as a name writes it, before all others
        if found:
            words = (
                word_of(found[plain]) for plain in sorted(found, key=lambda plain: (-_frequency(reader, plain), plain))
            )
            return [other for other in words if other is not None]
    return []


def _similar(reader: Reader, plain: str, edits: int) -> Iterator[tuple[str, str]]:
    """Similar words, folded and as they are written."""
    queries = [Query.fuzzy_term_query(SCHEMA, f"{text}_{PLAIN}", plain, distance=edits) for text in TEXTS]
    for _score, at in reader.search(Query.disjunction_max_query(queries), limit=LOOKED_AT, count=False).hits:
        record = msgspec.msgpack.decode(reader.doc(at).to_dict()[RECORD][0], type=SearchRecord)
        for text_of in TEXTS.values():
            text = text_of(record)[:LOOKED_AT_CHARACTERS]
            for token, (start, end) in spans_of(PLAIN, text):
                if abs(len(token) - len(plain)) <= edits and distance(token, plain) <= edits:
                    yield token, text[start:end]


def _frequency(reader: Reader, plain: str) -> int:
    return sum(reader.doc_freq(f"{text}_{PLAIN}", plain) for text in TEXTS)


def distance(one: str, other: str) -> int:
    """Letters that were left out, added, changed, or swapped with their neighbour."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for line, letter in enumerate(one, 1):
        before, last, row = row, before, [line]
        for column, wanted in enumerate(other, 1):
            cost = min(before[column] + 1, row[-1] + 1, before[column - 1] + (letter != wanted))
            if line > 1 and column > 1 and letter == other[column - 2] and one[line - 2] == wanted:
                cost = min(cost, last[column - 2] + 1)
            row.append(cost)
    return row[-1]
