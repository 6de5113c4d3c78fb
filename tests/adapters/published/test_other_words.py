# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where nothing has all of the words: two as one, one as two, fewer words. The page says what was searched for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from oshmark.adapters.published.search import Searcher, SearchPage

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Find = Callable[..., list[str]]

THINGS: list[dict[str, Any]] = [
    {"name": "Flowmeter", "function": "It counts litres of water", "host": "a.example"},
    {"name": "Roof garden", "function": "Cleans grey water for a garden", "host": "b.example"},
    {"name": "Worm bin", "function": "A bin in which worms eat scraps, for pupils", "host": "a.example"},
    {"name": "Meter", "function": "It tells the length", "licence": "CC-BY-4.0"},
]


@pytest.fixture
def ask(root: Path, find: Find) -> Callable[..., SearchPage]:
    find("", *THINGS)
    return Searcher(root).search


def names(page: SearchPage) -> list[str]:
    return [hit.name for hit in page.hits]


def test_two_words_are_tried_as_one(ask: Callable[..., SearchPage]) -> None:
    page = ask("flow meter")
    assert (names(page), page.corrected) == (["Flowmeter"], "flowmeter")


def test_one_word_is_tried_as_two_that_stand_side_by_side(ask: Callable[..., SearchPage]) -> None:
    page = ask("greywater")
    assert (names(page), page.corrected) == (["Roof garden"], "grey water")
    assert ask("watergrey").total == 0


def test_words_that_are_found_together_stay_two(ask: Callable[..., SearchPage]) -> None:
    page = ask("worm bin")
    assert (names(page), page.corrected) == (["Worm bin"], None)


@pytest.mark.parametrize(
    ("typed", "instead"),
    [
        ("build a worm bin with children", "worm bin"),
        ("saucepan litres", "litres"),
        ('"worm bin" zeppelin', '"worm bin"'),
    ],
)
def test_words_in_the_way_are_left_out(ask: Callable[..., SearchPage], typed: str, instead: str) -> None:
    page = ask(typed)
    assert page.total == 1
    assert page.corrected is not None
    assert instead in page.corrected
    assert page.help is None


def test_words_that_weigh_the_same_are_left_to_the_visitor(ask: Callable[..., SearchPage]) -> None:
    page = ask("litres scraps")
    assert (page.total, page.corrected) == (0, None)
    assert page.help is not None
    assert {word for word, _query, _count in page.help.without_word} == {"litres", "scraps"}


def test_a_filter_in_the_way_is_named_and_no_word_is_left_out(ask: Callable[..., SearchPage]) -> None:
    page = ask("worm bin", filters={"host": ["b.example"]})
    assert (page.total, page.corrected) == (0, None)
    assert page.help is not None
    assert page.help.without_filter == (("host", 1),)


def test_fewer_words_pass_the_filters_and_what_is_excluded(ask: Callable[..., SearchPage]) -> None:
    assert names(ask("zeppelin water litres", filters={"host": ["a.example"]})) == ["Flowmeter"]
    assert ask("zeppelin litres -flowmeter").total == 0


def test_nothing_is_made_of_words_that_nobody_has_and_of_very_many(ask: Callable[..., SearchPage]) -> None:
    assert ask("zeppelin xylophone").total == 0
    assert ask(" ".join(f"zeppelin{number}" for number in range(20)) + " litres").total == 0


def test_the_address_and_the_licence_are_words_too(ask: Callable[..., SearchPage]) -> None:
    assert names(ask("m2")) == ["Worm bin"]
    assert names(ask("cc-by meter")) == ["Meter"]
