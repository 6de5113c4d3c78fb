# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Search the current generation: words, filters, facets with counts, snippets.

Queries are put together from analysed words. Tantivy's own query parser is never used: some thousand
nested parentheses, which fit into an address, make it crash the process.
"""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, Any

import msgspec
from tantivy import Occur, Order, Query

from oshmark.adapters.published.generation import POINTER, current
from oshmark.adapters.published.index import CHANGED, FACETS, RECORD, STEMMED, open_index
from oshmark.adapters.published.index import schema as index_schema
from oshmark.adapters.published.snippet import snippet_html
from oshmark.adapters.published.tokens import PLAIN, STEMMERS, Word, encodable, query_words
from oshmark.errors import QueryRefusedError, StateError
from oshmark.library.record import SearchRecord

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from tantivy import DocAddress
    from tantivy import Searcher as Reader

    from oshmark.adapters.published.generation import Generation

WEIGHTS = {"name": 5.0, "parts": 2.0, "function": 1.0, "people": 0.7}
STEM_WEIGHT = 0.8
"""A word itself counts a little more than its stem."""
BEGINNING_WEIGHT = 1.5
"""The score of a word's beginning, which does not depend on how rare the word is."""

MAX_SIZE = 100
MAX_HITS = 10_000
MAX_FILTER_VALUES = 100
MAX_FACET_VALUES = 100

_SCHEMA = index_schema()


class Hit(msgspec.Struct, frozen=True):
    """One release of a page of hits. `snippet_html` is safe to be put into a page as it is; all else is plain text."""

    address: str
    module: str
    name: str
    version: str
    snippet_html: str
    licence: str
    licence_class: str
    host: str
    languages: tuple[str, ...]
    licensors: tuple[str, ...]
    completeness: int
    otrl: str | None
    odrl: str | None
    has: tuple[str, ...]
    changed: int


class SearchPage(msgspec.Struct, frozen=True):
    """A page of hits. `facets` has (value, count) by facet, most frequent first, without the facet's own filter.

    `generation` is 0 where nothing was published yet.
    """

    total: int
    hits: tuple[Hit, ...]
    facets: dict[str, tuple[tuple[str, int], ...]]
    generation: int
    took_ms: float


class _Opened(msgspec.Struct, frozen=True):
    """A generation with its reader, and the state of the pointer that led to it."""

    stamp: tuple[int, ...] | None
    number: int
    reader: Any


class Searcher:
    """Searches the current generation; follows the pointer by itself. Threads may share one."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._lock = threading.Lock()
        self._opened: _Opened | None = None

    def search(
        self, words: str, *, filters: Mapping[str, Sequence[str]] | None = None, page: int = 1, size: int = 20
    ) -> SearchPage:
        """Releases with all the words, best first; without words all, newest first.

        `filters` gives values by facet: one of a facet's values must be there, in each of the facets.
        What cannot be asked raises `QueryRefusedError`.
        """
        start = time.perf_counter()
        asked = query_words(words)
        chosen = _checked_filters(filters or {})
        offset = _checked_offset(page, size)
        opened = self._open()
        if opened.reader is None or (words.strip() and not asked):
            # Signs without a word, or a word that is none, are found nowhere.
            return SearchPage(total=0, hits=(), facets=dict.fromkeys(FACETS, ()), generation=opened.number, took_ms=0.0)
        total, hits = _hits(opened.reader, asked, chosen, offset=offset, size=size)
        facets = _facets(opened.reader, _text_query(asked), chosen)
        took_ms = (time.perf_counter() - start) * 1_000
        return SearchPage(total=total, hits=hits, facets=facets, generation=opened.number, took_ms=took_ms)

    def _open(self) -> _Opened:
        opened = self._opened
        stamp = _stamp(self._root)
        if opened is not None and opened.stamp == stamp:
            return opened
        with self._lock:
            if self._opened is None or self._opened.stamp != stamp:
                self._opened = _open_current(self._root)
            return self._opened


def _stamp(root: Path) -> tuple[int, ...] | None:
    try:
        status = (root / POINTER).stat()
    except FileNotFoundError:
        return None
    return (status.st_ino, status.st_mtime_ns, status.st_size)


def _open_current(root: Path) -> _Opened:
    """Open what the pointer names. When a publisher swept it away in between, the pointer has moved: look again."""
    for _ in range(5):
        stamp = _stamp(root)
        try:
            generation = current(root)
            return _opened(generation, stamp)
        except StateError:
            if _stamp(root) == stamp:
                raise
    raise StateError("The published generations change faster than they can be opened. Try again.")


def _opened(generation: Generation | None, stamp: tuple[int, ...] | None) -> _Opened:
    if generation is None:
        return _Opened(stamp=stamp, number=0, reader=None)
    try:
        reader = open_index(generation.index).searcher()
    except ValueError as exc:
        message = f"The search index of generation {generation.number} cannot be opened."
        raise StateError(f"{message} Its folder must be writable. Else publish again with a full rebuild.") from exc
    return _Opened(stamp=stamp, number=generation.number, reader=reader)


def _checked_filters(filters: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    for facet, values in filters.items():
        if facet not in FACETS:
            raise QueryRefusedError(f"There is no filter {facet[:40]!r}. Use one of: {', '.join(FACETS)}.")
        if len(values) > MAX_FILTER_VALUES:
            raise QueryRefusedError(f"The filter {facet} has too many values. Use at most {MAX_FILTER_VALUES}.")
    return {facet: tuple(map(encodable, values)) for facet, values in filters.items() if values}


def _checked_offset(page: int, size: int) -> int:
    if page < 1 or not 1 <= size <= MAX_SIZE:
        raise QueryRefusedError(f"Pages are counted from 1 and have 1 to {MAX_SIZE} hits.")
    if page * size > MAX_HITS:
        raise QueryRefusedError(f"Only the first {MAX_HITS:,} hits can be seen. Add a word or a filter.")
    return (page - 1) * size


def _hits(
    reader: Reader, words: Sequence[Word], filters: Mapping[str, Sequence[str]], *, offset: int, size: int
) -> tuple[int, tuple[Hit, ...]]:
    query = _all_of([_text_query(words), *_filter_queries(filters)])
    order = None if words else CHANGED
    result = reader.search(query, limit=size, count=True, offset=offset, order_by_field=order, order=Order.Desc)
    hits = tuple(_hit(_record(reader, at), words) for _, at in result.hits)
    return result.count, hits  # type: ignore[attr-defined]  # the stub of Tantivy leaves it out


def _record(reader: Reader, at: DocAddress) -> SearchRecord:
    stored: bytes = reader.doc(at).to_dict()[RECORD][0]
    return msgspec.msgpack.decode(stored, type=SearchRecord)


def _hit(record: SearchRecord, words: Sequence[Word]) -> Hit:
    return Hit(
        address=record.address,
        module=record.module,
        name=record.name,
        version=record.version,
        snippet_html=snippet_html(record, words),
        licence=record.licence,
        licence_class=record.licence_class,
        host=record.host,
        languages=record.languages,
        licensors=record.licensors,
        completeness=record.completeness,
        otrl=record.otrl,
        odrl=record.odrl,
        has=record.has,
        changed=record.changed,
    )


def _text_query(words: Sequence[Word]) -> Query:
    return _all_of([_word_query(word) for word in words])


def _word_query(word: Word) -> Query:
    """A word in any field: as it is, by its stem in any language, and by its beginning."""
    queries = []
    for text, weight in WEIGHTS.items():
        queries.append(_term(f"{text}_{PLAIN}", word.plain, weight))
        if word.unfinished:
            beginning = Query.fuzzy_term_query(_SCHEMA, f"{text}_{PLAIN}", word.plain, distance=0, prefix=True)
            queries.append(Query.boost_query(beginning, weight * BEGINNING_WEIGHT))
    queries += [
        _term(f"{text}_{language}", word.stems[language], WEIGHTS[text] * STEM_WEIGHT)
        for text in STEMMED
        for language in STEMMERS
    ]
    return Query.disjunction_max_query(queries, tie_breaker=0.1)


def _term(field: str, token: str, weight: float) -> Query:
    return Query.boost_query(Query.term_query(_SCHEMA, field, token, "freq"), weight)


def _filter_queries(filters: Mapping[str, Sequence[str]]) -> list[Query]:
    return [
        Query.const_score_query(Query.term_set_query(_SCHEMA, facet, list(values)), 0.0)
        for facet, values in filters.items()
    ]


def _all_of(queries: Iterable[Query]) -> Query:
    needed = [(Occur.Must, query) for query in queries]
    return Query.boolean_query(needed) if needed else Query.all_query()


def _facets(
    reader: Reader, text: Query, filters: Mapping[str, Sequence[str]]
) -> dict[str, tuple[tuple[str, int], ...]]:
    """Counts by facet: one pass for all facets without a filter, and one for each that has one."""
    free = [facet for facet in FACETS if facet not in filters]
    counts = _counts(reader, _all_of([text, *_filter_queries(filters)]), free)
    for facet in filters:
        others = {name: values for name, values in filters.items() if name != facet}
        counts |= _counts(reader, _all_of([text, *_filter_queries(others)]), [facet])
    return {facet: counts[facet] for facet in FACETS}


def _counts(reader: Reader, query: Query, facets: Sequence[str]) -> dict[str, tuple[tuple[str, int], ...]]:
    # Each segment of the index names its most frequent values; a large share makes the sums exact.
    wanted = {
        facet: {"terms": {"field": facet, "size": MAX_FACET_VALUES, "segment_size": 10 * MAX_FACET_VALUES}}
        for facet in facets
    }
    found = reader.aggregate(query, wanted) if wanted else {}
    return {facet: _sorted_buckets(found[facet]["buckets"]) for facet in facets}


def _sorted_buckets(buckets: Iterable[Mapping[str, Any]]) -> tuple[tuple[str, int], ...]:
    pairs = [(str(bucket["key"]), int(bucket["doc_count"])) for bucket in buckets]
    return tuple(sorted(pairs, key=lambda pair: (-pair[1], pair[0])))
