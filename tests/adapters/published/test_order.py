# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from oshmark.adapters.published.collation import name_key
from oshmark.adapters.published.publish import publish
from oshmark.adapters.published.search import Searcher
from oshmark.errors import QueryRefusedError
from tests.adapters.published.conftest import NOW, make_entry

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from oshmark.adapters.published.generation import Generation

    Whole = Callable[..., Generation]


def test_names_are_ordered_as_people_would() -> None:
    names = ["Étau", "zebra", "“apple”", "Loom 10", "eagle", "loom 9", "Äpfel", "Banana"]
    ordered = ["Äpfel", "“apple”", "Banana", "eagle", "Étau", "loom 9", "Loom 10", "zebra"]
    assert sorted(names, key=name_key) == ordered


def test_hits_come_in_the_order_that_is_asked_for(root: Path, publish_whole: Whole) -> None:
    publish_whole(
        make_entry("a", name="thing b", completeness=10, changed=3),
        make_entry("b", name="Thing C", completeness=90, changed=2),
        make_entry("c", name="Thing Á", completeness=50, changed=1),
    )
    searcher = Searcher(root)

    def names(sort: str, words: str = "thing") -> list[str]:
        return [hit.name for hit in searcher.search(words, sort=sort).hits]

    assert names("name") == names("name", "") == ["Thing Á", "thing b", "Thing C"]
    assert (
        names("newest") == names("relevance", "") == names("relevance", "-nothing") == ["thing b", "Thing C", "Thing Á"]
    )
    assert names("completeness") == ["Thing C", "Thing Á", "thing b"]
    with pytest.raises(QueryRefusedError, match="no order"):
        names("price")


@pytest.mark.parametrize("sort", ["relevance", "newest", "name", "completeness"])
def test_pages_stay_the_same_among_equals(root: Path, publish_whole: Whole, sort: str) -> None:
    publish_whole(*(make_entry(f"m{number}", name="thing") for number in range(30)))
    for edition in range(2, 5):  # each adds a segment to the index
        more = [make_entry(f"m{edition}-{number}", name="thing") for number in range(10)]
        publish(root, put=more, position=edition, now=NOW)
    searcher = Searcher(root)
    pages = [searcher.search("thing", page=page, size=7, sort=sort) for page in range(1, 10)]
    assert len({hit.address for page in pages for hit in page.hits}) == 60
