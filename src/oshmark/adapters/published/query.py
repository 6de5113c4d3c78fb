# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""From what is asked to a query of the index.

Queries are put together from analysed words. Tantivy's own query parser is never used: some thousand
nested parentheses, which fit into an address, make it crash the process.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from tantivy import Occur, Query

from oshmark.adapters.published.asked import Phrase
from oshmark.adapters.published.facets import ALL_OF
from oshmark.adapters.published.index import ENDINGS, PAIRS, STEMMED
from oshmark.adapters.published.index import schema as index_schema
from oshmark.adapters.published.tokens import COMPOUNDING, PLAIN, STEMMERS
from oshmark.adapters.published.word_parts import SHORTEST_INNER, SHORTEST_PART

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from oshmark.adapters.published.asked import Asked, Term
    from oshmark.adapters.published.tokens import Word

WEIGHTS = {"name": 5.0, "parts": 2.0, "function": 1.0, "people": 0.7, "marks": 0.3}
STEM_WEIGHT = 0.8
"""A word itself counts a little more than its stem."""
BEGINNING_WEIGHT = 1.5
"""The score of a word's beginning, which does not depend on how rare the word is."""
ENDING_WEIGHT = 0.002
INNER_WEIGHT = 0.001
"""The scores of a part of a compound: so low that whoever has the word itself comes first."""

SCHEMA = index_schema()


def full_query(asked: Asked, filters: Mapping[str, Sequence[str]]) -> Query:
    """What has all the needed words and passes the filters."""
    needed = [*map(term_query, asked.needed), *_filter_queries(filters)]
    clauses = [(Occur.Must, query) for query in needed or [Query.all_query()]]
    clauses += [(Occur.MustNot, _excluded_query(phrase)) for phrase in asked.excluded]
    return Query.boolean_query(clauses) if len(clauses) > 1 else clauses[0][1]


def term_query(term: Term) -> Query:
    """A word or a phrase in any field."""
    return _phrase_query(term) if isinstance(term, Phrase) else word_query(term)


def word_query(word: Word) -> Query:
    """A word in any field: as it is, by its stem in any language, by its beginning, and as a part of a compound."""
    queries = _pair_queries(word) if word.pairs else [*_form_queries(word), *_compound_queries(word)]
    return Query.disjunction_max_query(queries, tie_breaker=0.1)


def _form_queries(word: Word) -> Iterator[Query]:
    yield from _plain_queries(word)
    yield from _stem_queries(word)


def _plain_queries(word: Word) -> Iterator[Query]:
    for text, weight in WEIGHTS.items():
        field = f"{text}_{PLAIN}"
        yield _term(field, word.plain, weight)
        if word.unfinished:
            yield Query.boost_query(_beginning(field, word.plain), weight * BEGINNING_WEIGHT)


def _stem_queries(word: Word) -> Iterator[Query]:
    for text in STEMMED:
        for language in STEMMERS:
            yield _term(f"{text}_{language}", word.stems[language], WEIGHTS[text] * STEM_WEIGHT)


def _compound_queries(word: Word) -> Iterator[Query]:
    for text in STEMMED:
        yield from _part_queries(f"{text}_{ENDINGS}", word.stems[COMPOUNDING], WEIGHTS[text])


def _part_queries(field: str, stem: str, weight: float) -> Iterator[Query]:
    if len(stem) >= SHORTEST_PART:
        yield Query.const_score_query(Query.term_query(SCHEMA, field, stem, "basic"), weight * ENDING_WEIGHT)
    if len(stem) >= SHORTEST_INNER:
        yield Query.const_score_query(_beginning(field, stem), weight * INNER_WEIGHT)


def _pair_queries(word: Word) -> list[Query]:
    """All pairs of a run in one field, wherever they stand in it."""
    if len(word.plain) == 1:
        return [
            Query.boost_query(_beginning(f"{text}_{PAIRS}", word.plain), weight) for text, weight in WEIGHTS.items()
        ]
    return [
        Query.boost_query(all_of([_term(f"{text}_{PAIRS}", pair, 1.0) for pair in word.pairs]), weight)
        for text, weight in WEIGHTS.items()
    ]


def _phrase_query(phrase: Phrase) -> Query:
    queries = [Query.boost_query(all_of(_phrase_in(text, phrase.words)), weight) for text, weight in WEIGHTS.items()]
    return Query.disjunction_max_query(queries, tie_breaker=0.1)


def _phrase_in(text: str, words: Sequence[Word]) -> Iterator[Query]:
    """The words side by side in one field; runs of characters, which have a field of their own, for themselves."""
    for is_run, group in groupby(words, key=lambda word: bool(word.pairs)):
        if is_run:
            yield from (_sequence(f"{text}_{PAIRS}", word.pairs) for word in group)
        else:
            yield _sequence(f"{text}_{PLAIN}", [word.plain for word in group])


def _sequence(field: str, tokens: Sequence[str]) -> Query:
    if len(tokens) > 1:
        return Query.phrase_query(SCHEMA, field, list(tokens))
    return _beginning(field, tokens[0]) if field.endswith(PAIRS) else _term(field, tokens[0], 1.0)


def _excluded_query(phrase: Phrase) -> Query:
    """A single word is left out in its other forms too, but not compounds with it: that would leave out too much."""
    if len(phrase.words) > 1 or phrase.words[0].pairs:
        return _phrase_query(phrase)
    return Query.disjunction_max_query(list(_form_queries(phrase.words[0])))


def _term(field: str, token: str, weight: float) -> Query:
    return Query.boost_query(Query.term_query(SCHEMA, field, token, "freq"), weight)


def _beginning(field: str, token: str) -> Query:
    return Query.fuzzy_term_query(SCHEMA, field, token, distance=0, prefix=True)


def _filter_queries(filters: Mapping[str, Sequence[str]]) -> list[Query]:
    queries: list[Query] = []
    for facet, values in filters.items():
        sets = [[value] for value in values] if facet in ALL_OF else [list(values)]
        queries += [Query.const_score_query(Query.term_set_query(SCHEMA, facet, one), 0.0) for one in sets]
    return queries


def all_of(queries: Iterable[Query]) -> Query:
    """A query that wants all of some, of which there must be one at least."""
    needed = list(queries)
    return Query.boolean_query([(Occur.Must, query) for query in needed]) if len(needed) > 1 else needed[0]
