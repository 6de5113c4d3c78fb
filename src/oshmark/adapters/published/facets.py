# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What can be filtered by and is counted, with a value of its own for what a record does not say."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from oshmark.values.licence import read_licence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from tantivy import Query
    from tantivy import Searcher as Reader

    from oshmark.library.record import SearchRecord

NOT_STATED = "not-stated"
"""The value of a facet about which a record is silent."""

BANDS = ((100, "100"), (75, "75-99"), (50, "50-74"))
LOWEST_BAND = "0-49"
MAX_FACET_VALUES = 100
MAX_INDEX_VALUES = 2_000
"""Values of a facet that one page lists; SPDX has a third as many licences."""
ALL_OF = frozenset({"has"})
"""Facets of which a record needs every value that is asked for; of the others one is enough."""

_LAST_SECOND = 253_402_300_799
"""The end of the year 9999, in Unix seconds."""
_CPC = re.compile(r"\s*([A-HY])(?:\s*(\d\d))?", re.IGNORECASE)


def band(percent: int) -> str:
    """The band in which a completeness lies."""
    return next((name for least, name in BANDS if percent >= least), LOWEST_BAND)


def cpc_sections(symbols: Iterable[str]) -> tuple[str, ...]:
    """The sections of CPC symbols: `D03D 35/00` is in section `D`."""
    return tuple(dict.fromkeys(found[1].upper() for found in map(_CPC.match, symbols) if found))


def cpc_classes(symbols: Iterable[str]) -> tuple[str, ...]:
    """The classes of CPC symbols: `D03D 35/00` is in class `D03`."""
    read = (found for found in map(_CPC.match, symbols) if found and found[2])
    return tuple(dict.fromkeys(f"{found[1].upper()}{found[2]}" for found in read))


def year(changed: int) -> str | None:
    """The calendar year, in UTC, of a time in Unix seconds; `None` for one that is not stated or not in the calendar.

    A generation never changes, so "in the last 30 days" would mean something else with each day that it is served.
    """
    return str(datetime.fromtimestamp(changed, UTC).year) if 0 < changed <= _LAST_SECOND else None


def licences(expression: str) -> tuple[str, ...]:
    """The licences in an SPDX expression, each once."""
    return read_licence(expression).ids or _one(expression)


def _one(value: str | None) -> tuple[str, ...]:
    return (value,) if value else ()


def _said(values: tuple[str, ...]) -> tuple[str, ...]:
    return values or (NOT_STATED,)


FACETS: Mapping[str, Callable[[SearchRecord], tuple[str, ...]]] = {
    "licence_class": lambda record: _one(record.licence_class),
    "family": lambda record: _one(record.licence_family),
    "licence": lambda record: licences(record.licence),
    "tsdc": lambda record: _said(record.tsdc),
    "otrl": lambda record: _said(_one(record.otrl)),
    "odrl": lambda record: _said(_one(record.odrl)),
    "language": lambda record: _said(record.languages),
    "host": lambda record: _one(record.host),
    "cpc_section": lambda record: _said(cpc_sections(record.cpc)),
    "cpc_class": lambda record: _said(cpc_classes(record.cpc)),
    "has": lambda record: record.has,
    "completeness": lambda record: (band(record.completeness),),
    "updated": lambda record: _said(_one(year(record.changed))),
    "agent": lambda record: record.agents,
}

COUNTED = tuple(facet for facet in FACETS if facet != "agent")
"""Facets that are counted along with each search. There are almost as many agents as records: they are filtered by."""

Counts = tuple[tuple[str, int], ...]


def facet_counts(
    reader: Reader, asked: Mapping[str, Sequence[str]], query_of: Callable[[Mapping[str, Sequence[str]]], Query]
) -> dict[str, Counts]:
    """Counts by facet: one pass for all facets that keep their own filter, and one for each that is set.

    `query_of` makes the query of the words with given filters.
    """
    apart = [facet for facet in asked if facet in COUNTED and facet not in ALL_OF]
    counts = _counts(reader, query_of(asked), [facet for facet in COUNTED if facet not in apart])
    for facet in apart:
        counts |= _counts(reader, query_of({name: asked[name] for name in asked if name != facet}), [facet])
    return {facet: counts[facet] for facet in COUNTED}


def value_counts(reader: Reader, query: Query, facet: str) -> Counts:
    """The values of one facet, `MAX_INDEX_VALUES` at most."""
    return _counts(reader, query, [facet], MAX_INDEX_VALUES)[facet]


def _counts(reader: Reader, query: Query, facets: Sequence[str], size: int = MAX_FACET_VALUES) -> dict[str, Counts]:
    # Each segment of the index names its most frequent values; a large share makes the sums exact.
    wanted = {facet: {"terms": {"field": facet, "size": size, "segment_size": 10 * size}} for facet in facets}
    found = reader.aggregate(query, wanted) if wanted else {}
    return {facet: _sorted_buckets(found[facet]["buckets"]) for facet in facets}


def _sorted_buckets(buckets: Iterable[Mapping[str, Any]]) -> Counts:
    pairs = [(str(bucket["key"]), int(bucket["doc_count"])) for bucket in buckets]
    return tuple(sorted(pairs, key=lambda pair: (-pair[1], pair[0])))
