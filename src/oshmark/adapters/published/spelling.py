# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Words of the index that are written nearly like one that was asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from tantivy import Query

from oshmark.adapters.published.asked import Asked, Phrase
from oshmark.adapters.published.index import RECORD, TEXTS
from oshmark.adapters.published.query import SCHEMA, word_query
from oshmark.adapters.published.tokens import PLAIN, Word, spans_of, word_of
from oshmark.library.record import SearchRecord

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tantivy import Searcher as Reader

    from oshmark.adapters.published.asked import Term

EDITS = ((9, 2), (5, 1))
"""How many letters may be wrong, by the length of the word from which on."""
TRIED_WORDS = 8
"""Different words of a query that are looked at; somebody who writes more is not helped by guesses."""
LOOKED_AT = 30
"""Records in which the similar words are read."""
LOOKED_AT_CHARACTERS = 5_000


def corrected(reader: Reader, asked: Asked) -> Asked | None:
    """What is asked with a similar word in place of each that is found nowhere; `None` where nothing changes."""
    known: dict[str, Term] = {}
    for term in asked.needed:
        if term.text not in known and len(known) < TRIED_WORDS:
            known[term.text] = _replacement(reader, term)
    needed = [known.get(term.text, term) for term in asked.needed]
    found = Asked(tuple(needed), asked.excluded)
    return None if found == asked else found


def _replacement(reader: Reader, term: Term) -> Term:
    if isinstance(term, Phrase) or is_found(reader, term):
        return term
    near = nearest(reader, term)
    return near[0] if near else term


def is_found(reader: Reader, word: Word) -> bool:
    """Whether a word is found at all, in any of the ways of the search."""
    return bool(reader.search(word_query(word), limit=1, count=False).hits)


def nearest(reader: Reader, word: Word) -> list[Word]:
    """Other words of the index that differ by few letters: the nearest first, then the most frequent."""
    most = 0 if word.pairs else next((edits for length, edits in EDITS if len(word.plain) >= length), 0)
    for edits in range(1, most + 1):
        found = {plain: text for plain, text in _similar(reader, word.plain, edits) if plain != word.plain}
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
