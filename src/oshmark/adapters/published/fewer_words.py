# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where no module has all of the words: the words that one module has together, and that say the most.

Whoever asks in a sentence writes words that no manifest has. A word says the more, the fewer modules have it (the
inverse document frequency of Spärck Jones, 1972), so "how to build a worm bin with children" becomes "worm bin".
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import msgspec
from tantivy import Occur, Query

from oshmark.adapters.published.asked import Asked
from oshmark.adapters.published.index import ADDRESS, RECORD
from oshmark.adapters.published.query import SCHEMA, all_of, full_query, term_query
from oshmark.library.record import SearchRecord

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tantivy import Searcher as Reader

    from oshmark.adapters.published.asked import Term

TRIED_TERMS = 16
"""Words and phrases of a query that are weighed."""
PAIR = 2
"""Of two words that are both found, either may be the one that is meant."""
OF_KNOWN, OF_ALL = 0.5, 0.25
"""What is kept has to weigh more than this share of the words that are found at all, and of all the words: else it is
one of several ways to take a word away, which are for the visitor to choose from."""


def with_fewer_words(reader: Reader, asked: Asked, filters: Mapping[str, Sequence[str]]) -> Asked | None:
    """What is asked without the words in the way; `None` where no words stand out, or where a filter is in the way."""
    terms = tuple({term.text: term for term in asked.needed}.values())
    if not 1 < len(terms) <= TRIED_TERMS or (filters and _any(reader, full_query(asked, {}))):
        return None
    counts = [_count(reader, term) for term in terms]
    weights = [math.log((reader.num_docs + 1) / (count + 0.5)) for count in counts]
    known = [(term, weight) for term, count, weight in zip(terms, counts, weights, strict=True) if count]
    if len(known) == len(terms) == PAIR:
        return None
    found = _together(reader, known, full_query(Asked((), asked.excluded), filters))
    weight = sum(weight for _term, weight in found)
    if weight <= OF_KNOWN * sum(weight for _term, weight in known) or weight <= OF_ALL * sum(weights):
        return None
    # What every second module has can be left out: it would only keep others from being found.
    telling = tuple(term for term, weight in found if weight > math.log(2))
    return Asked(telling, asked.excluded) if telling else None


def _together(reader: Reader, known: Sequence[tuple[Term, float]], allowed: Query) -> list[tuple[Term, float]]:
    """Those of the words that the module has which has the most of their weight."""
    wanted = [(Occur.Should, Query.const_score_query(term_query(term), weight)) for term, weight in known if weight > 0]
    if not wanted:
        return []
    some = Query.boolean_query(wanted)
    must = [(Occur.Must, some), (Occur.Must, Query.const_score_query(allowed, 0.0))]
    hits = reader.search(Query.boolean_query(must), limit=1, count=False).hits
    if not hits:
        return []
    record = msgspec.msgpack.decode(reader.doc(hits[0][1]).to_dict()[RECORD][0], type=SearchRecord)
    here = Query.term_query(SCHEMA, ADDRESS, record.address, "basic")
    return [(term, weight) for term, weight in known if _any(reader, all_of([here, term_query(term)]))]


def _any(reader: Reader, query: Query) -> bool:
    return bool(reader.search(query, limit=1, count=False).hits)


def _count(reader: Reader, term: Term) -> int:
    counted = reader.search(term_query(term), limit=1, count=True)
    return int(counted.count)  # type: ignore[attr-defined]  # the stub of Tantivy leaves it out
