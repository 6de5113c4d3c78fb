# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What helps on when nothing was found: which filter, which word to take away, which word to write otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from oshmark.adapters.published.asked import Asked
from oshmark.adapters.published.query import full_query
from oshmark.adapters.published.spelling import nearest
from oshmark.adapters.published.tokens import Word

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tantivy import Searcher as Reader

TRIED_TERMS = 6
TRIED_SPELLINGS = 3
PER_WORD = 2


class Help(msgspec.Struct, frozen=True):
    """Ways out, each with what it would find; those that find nothing are left out.

    `without_filter` has (facet, count); `without_word` (word, the query without it, count); `spellings` (query, count).
    `without_filters` counts what the words find alone.
    """

    without_filter: tuple[tuple[str, int], ...] = ()
    without_filters: int = 0
    without_word: tuple[tuple[str, str, int], ...] = ()
    spellings: tuple[tuple[str, int], ...] = ()


def help_for(reader: Reader, asked: Asked, filters: Mapping[str, Sequence[str]]) -> Help:
    """The ways out of a search that found nothing."""
    return Help(
        without_filter=tuple(_without_filter(reader, asked, filters)),
        without_filters=_count(reader, asked, {}) if filters else 0,
        without_word=tuple(_without_word(reader, asked, filters)),
        spellings=tuple(_spellings(reader, asked, filters)),
    )


def _count(reader: Reader, asked: Asked, filters: Mapping[str, Sequence[str]]) -> int:
    counted = reader.search(full_query(asked, filters), limit=1, count=True)
    return int(counted.count)  # type: ignore[attr-defined]  # the stub of Tantivy leaves it out


def _without_filter(reader: Reader, asked: Asked, filters: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, int]]:
    for facet in filters:
        count = _count(reader, asked, {name: filters[name] for name in filters if name != facet})
        if count:
            yield facet, count


def _without_word(reader: Reader, asked: Asked, filters: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str, int]]:
    if len(asked.needed) == 1 and not asked.excluded:
        return
    for at, term in enumerate(asked.needed[:TRIED_TERMS]):
        rest = Asked(asked.needed[:at] + asked.needed[at + 1 :], asked.excluded)
        count = _count(reader, rest, filters)
        if count:
            yield term.text, rest.text, count
    for at, phrase in enumerate(asked.excluded[:TRIED_TERMS]):
        rest = Asked(asked.needed, asked.excluded[:at] + asked.excluded[at + 1 :])
        count = _count(reader, rest, filters)
        if count:
            yield f"-{phrase.text}", rest.text, count


def _spellings(reader: Reader, asked: Asked, filters: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, int]]:
    for at, term in enumerate(asked.needed[:TRIED_SPELLINGS]):
        for near in nearest(reader, term)[:PER_WORD] if isinstance(term, Word) else ():
            other = Asked((*asked.needed[:at], near, *asked.needed[at + 1 :]), asked.excluded)
            count = _count(reader, other, filters)
            if count:
                yield other.text, count
