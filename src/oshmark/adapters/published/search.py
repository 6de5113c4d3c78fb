# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Search the current generation: words, filters, facets with counts, snippets, and help where nothing is found."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, Any

import msgspec
from tantivy import Order

from oshmark.adapters.published.asked import Asked, read_query
from oshmark.adapters.published.facets import COUNTED, FACETS, facet_counts, value_counts
from oshmark.adapters.published.fewer_words import with_fewer_words
from oshmark.adapters.published.generation import POINTER, current
from oshmark.adapters.published.index import CHANGED, NAME_KEY, PERCENT, RECORD, open_index
from oshmark.adapters.published.nothing_found import Help, help_for
from oshmark.adapters.published.query import full_query
from oshmark.adapters.published.snippet import snippet_html
from oshmark.adapters.published.spelling import corrected
from oshmark.adapters.published.tokens import encodable
from oshmark.errors import QueryRefusedError, StateError
from oshmark.library.record import SearchRecord

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from tantivy import DocAddress
    from tantivy import Searcher as Reader

    from oshmark.adapters.published.generation import Generation

RELEVANCE = "relevance"
NEWEST = "newest"
ORDERS = {NEWEST: (CHANGED, Order.Desc), "name": (NAME_KEY, Order.Asc), "completeness": (PERCENT, Order.Desc)}
"""The orders of hits beside relevance; equal ones stay in the order of the index."""

MAX_SIZE = 100
MAX_HITS = 10_000
MAX_FILTER_VALUES = 100
MAX_RECORDS = 1_000
"""Records that are given at once, for programs."""


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

    `corrected` is what was searched for instead, where nothing has all of the words as they were written;
    `help` is there when nothing was found. `generation` is 0 where nothing was published yet.
    """

    total: int
    hits: tuple[Hit, ...]
    facets: dict[str, tuple[tuple[str, int], ...]]
    generation: int
    took_ms: float
    corrected: str | None = None
    help: Help | None = None


class Records(msgspec.Struct, frozen=True):
    """Some of the `total` records that pass a filter, as they were published, by name."""

    total: int
    records: tuple[SearchRecord, ...]
    generation: int


class ValueCounts(msgspec.Struct, frozen=True):
    """How many modules each value of a facet has, the most frequent first."""

    counts: tuple[tuple[str, int], ...]
    generation: int


class _Opened(msgspec.Struct, frozen=True):
    """A generation with its reader, and the state of the pointer that led to it."""

    stamp: tuple[int, ...] | None
    number: int
    reader: Any


class _Place(msgspec.Struct, frozen=True):
    """Which hits are wanted: from where, how many, in which order."""

    offset: int
    size: int
    sort: str


class Searcher:
    """Searches the current generation; follows the pointer by itself. Threads may share one."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._lock = threading.Lock()
        self._opened: _Opened | None = None

    def search(
        self,
        words: str,
        *,
        filters: Mapping[str, Sequence[str]] | None = None,
        page: int = 1,
        size: int = 20,
        sort: str = RELEVANCE,
    ) -> SearchPage:
        """Releases with all the words; by relevance the best come first, or without words the newest.

        `filters` gives values by facet: one of a facet's values must be there (of `facets.ALL_OF` all of them), in
        each of the facets. `sort` is `relevance` or one of `ORDERS`. What cannot be asked raises `QueryRefusedError`.
        """
        start = time.perf_counter()
        asked = read_query(words)
        chosen = _checked_filters(filters or {})
        place = _checked_place(page, size, sort)
        opened = self._open()
        if opened.reader is None or (words.strip() and asked.is_empty):
            # Signs without a word, or a word that is none, are found nowhere.
            nothing: dict[str, tuple[tuple[str, int], ...]] = dict.fromkeys(COUNTED, ())
            return SearchPage(total=0, hits=(), facets=nothing, generation=opened.number, took_ms=0.0)
        found = _page(opened, asked, chosen, place)
        return msgspec.structs.replace(found, took_ms=(time.perf_counter() - start) * 1_000)

    def records(self, filters: Mapping[str, Sequence[str]], *, page: int = 1, size: int = MAX_RECORDS) -> Records:
        """The records that pass the filters, in pages, for a list that is read by programs."""
        chosen = _checked_filters(filters)
        place = _checked_place(page, size, "name", most=MAX_RECORDS)
        opened = self._open()
        if opened.reader is None:
            return Records(0, (), opened.number)
        total, records = _records(opened.reader, read_query(""), chosen, place)
        return Records(total, tuple(records), opened.number)

    def values(self, facet: str) -> ValueCounts:
        """Every value of a facet in the generation."""
        _checked_filters({facet: ()})
        opened = self._open()
        if opened.reader is None:
            return ValueCounts((), opened.number)
        return ValueCounts(value_counts(opened.reader, full_query(read_query(""), {}), facet), opened.number)

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


def _checked_place(page: int, size: int, sort: str, *, most: int = MAX_SIZE) -> _Place:
    if page < 1 or not 1 <= size <= most:
        raise QueryRefusedError(f"Pages are counted from 1 and have 1 to {most} hits.")
    if page * size > MAX_HITS:
        raise QueryRefusedError(f"Only the first {MAX_HITS:,} hits can be seen. Add a word or a filter.")
    if sort != RELEVANCE and sort not in ORDERS:
        raise QueryRefusedError(f"There is no order {sort[:40]!r}. Use one of: {', '.join((RELEVANCE, *ORDERS))}.")
    return _Place((page - 1) * size, size, sort)


def _page(opened: _Opened, asked: Asked, filters: Mapping[str, Sequence[str]], place: _Place) -> SearchPage:
    reader = opened.reader
    total, hits = _hits(reader, asked, filters, place)
    better = None
    # Looking for other words costs something, so it waits until nothing was found.
    for other in (corrected, with_fewer_words):
        instead = None if total else other(reader, asked, filters)
        if instead is not None:
            asked = better = instead
            total, hits = _hits(reader, asked, filters, place)
    return SearchPage(
        total=total,
        hits=hits,
        facets=facet_counts(reader, filters, lambda kept: full_query(asked, kept)),
        generation=opened.number,
        took_ms=0.0,
        corrected=None if better is None or not total else better.text,
        help=None if total else help_for(reader, asked, filters),
    )


def _hits(
    reader: Reader, asked: Asked, filters: Mapping[str, Sequence[str]], place: _Place
) -> tuple[int, tuple[Hit, ...]]:
    total, records = _records(reader, asked, filters, place)
    return total, tuple(_hit(record, asked) for record in records)


def _records(
    reader: Reader, asked: Asked, filters: Mapping[str, Sequence[str]], place: _Place
) -> tuple[int, Iterator[SearchRecord]]:
    sort = NEWEST if place.sort == RELEVANCE and not asked.needed else place.sort
    field, order = ORDERS.get(sort, (None, Order.Desc))
    query = full_query(asked, filters)
    result = reader.search(query, limit=place.size, count=True, offset=place.offset, order_by_field=field, order=order)
    records = (_record(reader, at) for _, at in result.hits)
    return result.count, records  # type: ignore[attr-defined]  # the stub of Tantivy leaves it out


def _record(reader: Reader, at: DocAddress) -> SearchRecord:
    stored: bytes = reader.doc(at).to_dict()[RECORD][0]
    return msgspec.msgpack.decode(stored, type=SearchRecord)


def _hit(record: SearchRecord, asked: Asked) -> Hit:
    return Hit(
        address=record.address,
        module=record.module,
        name=record.name,
        version=record.version,
        snippet_html=snippet_html(record, asked.needed),
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
