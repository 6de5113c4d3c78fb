# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""How often the search answers: 200 searches whose answers were judged by hand (`data/README.md`), over the real files.

The shares that are asked for lie a little below those measured. Raise them when the search gets better; lower one only
with a reason that is written beside it.
"""

from __future__ import annotations

import csv
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from oshmark.adapters.blobs import Blobs
from oshmark.adapters.published.search import Searcher
from oshmark.web.library.actions import add
from oshmark.web.library.gathering import gather
from oshmark.web.library.models import Release
from oshmark.web.library.publishing import Publisher, publish_library

if TYPE_CHECKING:
    from oshmark.adapters.published.search import SearchPage

DATA = Path(__file__).parent / "data"
QUERIES = 200
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
FIRST_HITS = 5
LEAST = 0.91
LEAST_OF = {
    "name": 1.0,
    "words": 0.97,
    "need": 0.64,
    "typo": 1.0,
    "signs": 1.0,
    "begun": 1.0,
    "people": 1.0,
    "filter": 1.0,
    "language": 0.66,
}
"""The least share of searches that are answered, by kind. Where all are, none may be lost."""
MOST_SHOWN = 10
"""Searches without an answer for which something is shown instead: fewer words, and the page says so."""


def judged() -> list[dict[str, str]]:
    with (DATA / "judged_queries.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def searcher(db: None, corpora: Path, tmp_path: Path) -> Searcher:
    """The search in a library of all real manifests, made as `library add` and `library publish` make it."""
    payloads = Blobs(tmp_path / "payloads")
    folders = [corpora / name for name in ("okh-losh", "okh-v1", "okh-v2")]
    results = add(gather(folders, now=NOW, unread=[]), payloads=payloads, actor="tests", now=NOW)
    assert len(results) == 209
    publish_library(Publisher(tmp_path / "published", payloads, "https://library.example.org", b"key"), now=NOW)
    return Searcher(tmp_path / "published")


def ask(searcher: Searcher, row: dict[str, str]) -> SearchPage:
    filters: dict[str, list[str]] = {}
    for pair in row["filters"].split():
        facet, _, value = pair.partition("=")
        filters.setdefault(facet, []).append(value)
    return searcher.search(row["query"], filters=filters, size=FIRST_HITS)


def test_there_are_200_different_searches_of_each_kind_some() -> None:
    rows = judged()
    assert len(rows) == len({(row["query"], row["filters"]) for row in rows}) == QUERIES
    kinds = Counter(row["kind"] for row in rows)
    assert kinds.keys() == LEAST_OF.keys()
    assert min(kinds.values()) >= 12


def test_what_is_judged_are_addresses_alone() -> None:
    for row in judged():
        addresses = row["relevant"].split()
        assert addresses
        assert all(address.startswith("/m/") and "/-/v/" not in address for address in addresses)
        assert len(row["query"]) <= 60


@pytest.mark.corpora
def test_most_searches_are_answered_by_one_of_the_first_five_hits(searcher: Searcher) -> None:
    rows = judged()
    answered = [row for row in rows if {hit.module for hit in ask(searcher, row).hits} & set(row["relevant"].split())]
    missed = [f"{row['kind']}: {row['query']}" for row in rows if row not in answered]
    asked, well = Counter(row["kind"] for row in rows), Counter(row["kind"] for row in answered)
    assert len(rows) == QUERIES
    assert len(answered) / QUERIES >= LEAST, missed
    assert {kind: well[kind] / asked[kind] for kind in asked if well[kind] / asked[kind] < LEAST_OF[kind]} == {}, missed


@pytest.mark.corpora
def test_every_judged_module_is_in_the_library(searcher: Searcher) -> None:
    latest = Release.objects.filter(state=Release.ADMITTED, latest=True)
    known = set(latest.values_list("module__address", flat=True))
    assert {address for row in judged() for address in row["relevant"].split()} <= known
    assert searcher.search("").total == len(known)


@pytest.mark.corpora
def test_what_is_shown_instead_of_an_answer_is_said_to_be_something_else(searcher: Searcher) -> None:
    queries = (DATA / "queries_without_answer.txt").read_text(encoding="utf-8").splitlines()
    assert len(queries) == 20
    pages = {query: searcher.search(query) for query in queries}
    shown = {query: page.corrected for query, page in pages.items() if page.total}
    assert [query for query, instead in shown.items() if instead is None] == []
    assert len(shown) <= MOST_SHOWN, shown
