# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Search in 100,000 modules with twelve facets, against SQLite FTS5 with the same answers.

The words of the texts are as frequent as words are (Zipf), and so are those that are asked for. Before anything is
timed, both sides have to agree on the total and on every count of every facet, for every query. Their orders of hits
differ by their formulas. The words are made up so that no stemmer changes them: ours also looks for four languages of
stems, for compounds and for similar words, and shows the place in the text, which the alternative is spared.
"""

from __future__ import annotations

import math
import sys
import tempfile
import time
from datetime import UTC, datetime
from itertools import accumulate, product
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from benches import synthetic
from benches.measure import Ratio
from benches.search_rival import SIZE, Rival
from oshmark.adapters.published.facets import ALL_OF, FACETS, MAX_FACET_VALUES
from oshmark.adapters.published.publish import Entry, publish
from oshmark.adapters.published.search import Searcher

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from oshmark.library.record import SearchRecord

MODULES = 100_000
EACH_KIND = 40
NOW = datetime(2026, 11, 20, tzinfo=UTC)
COUNTED = (
    *("licence_class", "family", "licence", "tsdc", "otrl", "odrl"),
    *("language", "host", "cpc_section", "cpc_class", "has", "completeness"),
)
"""The twelve facets that both sides count."""
FAMILIES = ("CERN-OHL", "CC", "GPL")
PROCESSES = ("3DP", "CNC", "LAS", "MEC", "PCB", "WEL", "SEW", "CAS")
CLASSES = tuple(f"{section}{number}" for section in "ABDFGH" for number in ("01", "23", "33", "60"))
VOCABULARY = 20_000
FUNCTION_WORDS, PART_WORDS = 45, 15


class Query(NamedTuple):
    """One search, in both languages."""

    kind: str
    ours: str
    match: str
    filters: dict[str, list[str]]


def ratios() -> list[Ratio]:
    """One claim: the slow end, the 95th percentile, of all searches."""
    with tempfile.TemporaryDirectory() as folder:
        return _measure(Path(folder))


def _measure(folder: Path) -> list[Ratio]:
    words = vocabulary()
    publish(folder / "published", put=map(entry, records(words)), full=True, position=1, now=NOW)
    searcher = Searcher(folder / "published")
    rival = Rival(folder / "rival.sqlite3", COUNTED, ALL_OF)
    rival.fill((record, values_of(record)) for record in records(words))
    asked = list(queries(words))
    for query in asked:
        assert_same(query, searcher, rival)
    ours, other = zip(*(_both(query, searcher, rival) for query in asked), strict=True)
    for kind in dict.fromkeys(query.kind for query in asked):
        at = [number for number, query in enumerate(asked) if query.kind == kind]
        _say(kind, [ours[number] for number in at], [other[number] for number in at])
    _say("all", ours, other)
    claim = f"search in {MODULES:,} modules with 12 facets, 95th percentile of {len(asked)}, against SQLite FTS5"
    return [Ratio(claim, percentile(ours, 95) * 1e6, percentile(other, 95) * 1e6, at_least=20)]


def vocabulary() -> list[str]:
    """Words that no stemmer changes and that are not parts of each other, the most frequent first."""
    syllables = ["".join(pair) for pair in product("bdfgklmnprtvz", "aeiou")]
    words = ["".join(parts) for parts in product(syllables, syllables, "kpb")]
    Random(1).shuffle(words)
    return words[: min(VOCABULARY, len(words))]


def records(words: Sequence[str]) -> Iterator[SearchRecord]:
    """The modules, the same each time."""
    weights = list(accumulate(1 / rank for rank in range(1, len(words) + 1)))
    return (search_record(number, words, weights) for number in range(MODULES))


def entry(record: SearchRecord) -> Entry:
    """A module without triples: the store has no part in the search."""
    return Entry(address=record.address, graph=f"{synthetic.BASE}{record.address}", nquads=b"", record=record)


def search_record(number: int, words: Sequence[str], weights: Sequence[float]) -> SearchRecord:
    """A module with all facets."""
    chance = Random(number)
    texts = chance.choices(words, cum_weights=weights, k=FUNCTION_WORDS + PART_WORDS)
    return msgspec.structs.replace(
        synthetic.search_record(number, 1, chance),
        function=" ".join(texts[:FUNCTION_WORDS]),
        parts=" ".join(texts[FUNCTION_WORDS:]),
        licence_family=chance.choice(FAMILIES),
        tsdc=tuple(sorted(chance.sample(PROCESSES, k=chance.randint(0, 2)))),
        odrl=chance.choice((None, "ODRL-2", "ODRL-3", "ODRL-4")),
        cpc=tuple(f"{one} 1/00" for one in chance.sample(CLASSES, k=chance.randint(0, 1))),
    )


def values_of(record: SearchRecord) -> dict[str, tuple[str, ...]]:
    """The values by facet: both sides are given the same."""
    return {facet: FACETS[facet](record) for facet in COUNTED}


def queries(words: Sequence[str]) -> Iterator[Query]:
    """Nine kinds of searches, as many of each."""
    chance = Random(2)
    for _ in range(EACH_KIND):
        word, other, often = (
            words[rank] for rank in (_rank(chance, 20, 2_000), _rank(chance, 10, 300), chance.randint(5, 100))
        )
        name = f"{chance.choice(synthetic.TRAITS)} {chance.choice(synthetic.THINGS[:-1])}"
        one = {"licence": [chance.choice(synthetic.LICENCES)[0]]}
        several = {
            "language": chance.sample(["en", "de", "es", "fr"], k=2),
            "otrl": chance.sample([f"OTRL-{level}" for level in range(1, 7)], k=2),
            "has": [chance.choice(("bom", "source"))],
        }
        process = {"tsdc": chance.sample(PROCESSES, k=2)}
        yield Query("a word", word, f"{word}*", {})
        yield Query("two words", f"{other} {often}", f"{other} {often}*", {})
        yield Query("the beginning of a word", word[:4], f"{word[:4]}*", {})
        yield Query("a phrase", f'"{name}"', f'"{name}"', {})
        yield Query("a word, without another", f"{word} -{often}", f"{word} NOT {often}", {})
        yield Query("a word, one filter", word, f"{word}*", one)
        yield Query("a word, several of several filters", often, f"{often}*", several)
        yield Query("no words, one filter", "", "", process)
        yield Query("no words, several of several filters", "", "", several | one)


def _rank(chance: Random, first: int, last: int) -> int:
    """A rank between two, the frequent ones as likely as the many rare ones."""
    return round(math.exp(chance.uniform(math.log(first), math.log(last))))


def assert_same(query: Query, searcher: Searcher, rival: Rival) -> None:
    """Both sides have found as much, overall and by each value of each facet."""
    ours, other = (
        searcher.search(query.ours, filters=query.filters, size=SIZE),
        rival.search(query.match, query.filters),
    )
    if ours.corrected is not None or ours.total != other.total or len(ours.hits) != len(other.page):
        raise AssertionError(f"{query}: {ours.total} and {other.total} modules, corrected: {ours.corrected}")
    for facet in COUNTED:
        if dict(ours.facets[facet]) != other.counts[facet] or len(other.counts[facet]) >= MAX_FACET_VALUES:
            raise AssertionError(f"{query}: {facet} has {dict(ours.facets[facet])} and {other.counts[facet]}.")


def _both(query: Query, searcher: Searcher, rival: Rival) -> tuple[float, float]:
    """Seconds of both sides, one after the other, so that what else the machine does hits both."""
    ours = _seconds(lambda: searcher.search(query.ours, filters=query.filters, size=SIZE))
    return ours, _seconds(lambda: rival.search(query.match, query.filters))


def percentile(seconds: Sequence[float], share: int) -> float:
    """The time that so many percent of the searches stay below (the nearest rank)."""
    return sorted(seconds)[math.ceil(share / 100 * len(seconds)) - 1]


def _seconds(search: Callable[[], object]) -> float:
    """The best of three."""
    times = []
    for _ in range(3):
        start = time.perf_counter()
        search()
        times.append(time.perf_counter() - start)
    return min(times)


def _say(kind: str, ours: Sequence[float], other: Sequence[float]) -> None:
    figures = [percentile(side, share) * 1e3 for side in (ours, other) for share in (50, 95)]
    line = "ours p50 {:.1f} p95 {:.1f} ms, FTS5 p50 {:.1f} p95 {:.1f} ms".format(*figures)
    sys.stderr.write(f"  {kind}: {line}\n")
