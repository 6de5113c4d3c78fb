# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oshmark.adapters.published.asked import MAX_QUERY_WORDS, read_query
from oshmark.adapters.published.search import Searcher
from oshmark.adapters.published.spelling import distance
from oshmark.errors import QueryRefusedError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from oshmark.adapters.published.generation import Generation

    Find = Callable[..., list[str]]
    Whole = Callable[..., Generation]

PRINTERS: list[dict[str, Any]] = [
    {"name": "alpha", "function": "A laser cut printer of plywood"},
    {"name": "beta", "function": "Cut by a laser, it prints"},
    {"name": "gamma", "parts": "steel frame"},
]


def test_a_query_is_read_into_words_phrases_and_what_must_not_be() -> None:
    asked = read_query('loom "laser cut" -wood -"hand made" 3d-printed -co-op')
    assert [term.text for term in asked.needed] == ["loom", '"laser cut"', "3d", "printed"]
    assert [phrase.text for phrase in asked.excluded] == ['"wood"', '"hand made"', '"co op"']
    assert asked.text == 'loom "laser cut" 3d printed -wood -"hand made" -"co op"'


@pytest.mark.parametrize("words", ['"laser cut"', "„laser cut“", "“Laser Cut”", "«laser cut»", "「laser cut」"])
def test_a_phrase_wants_its_words_side_by_side(find: Find, words: str) -> None:
    assert find(words, *PRINTERS) == ["alpha"]


def test_a_quote_that_is_never_closed_changes_nothing(find: Find) -> None:
    assert sorted(find('"laser cut', *PRINTERS)) == ["alpha", "beta"]
    assert find('5" frame', {"name": "a 5 inch frame"}) == ["a 5 inch frame"]


def test_a_quoted_word_is_meant_as_it_is_written(find: Find) -> None:
    assert find('"prints"', *PRINTERS) == ["beta"]


@pytest.mark.parametrize("words", ["laser -plywood", 'laser -"laser cut"', "-alpha -gamma"])
def test_what_is_excluded_is_not_found(find: Find, words: str) -> None:
    assert find(words, *PRINTERS) == ["beta"]


def test_an_excluded_word_is_excluded_in_its_other_forms(find: Find) -> None:
    assert find("laser -cuts", *PRINTERS, {"name": "delta laser"}) == ["delta laser"]


def test_an_excluded_word_leaves_compounds_alone(find: Find) -> None:
    records = [{"name": name, "languages": ("de",)} for name in ("Wasser mit Pumpen", "Wasser mit Handhebelpumpe")]
    assert find("wasser -pumpe", *records) == ["Wasser mit Handhebelpumpe"]


def test_a_hyphen_within_a_word_excludes_nothing(find: Find) -> None:
    assert find("laser-cut - plywood", *PRINTERS) == ["alpha"]


def test_too_many_words_are_refused_in_quotes_as_well() -> None:
    assert len(read_query(f'"{"x " * MAX_QUERY_WORDS}"').needed) == 1
    with pytest.raises(QueryRefusedError, match="too many words"):
        read_query(f'-"{"x " * MAX_QUERY_WORDS}" y')


@given(st.text(alphabet="\"-„“a b中文9(\ud800'", max_size=60))
def test_reading_is_stable_whatever_is_typed(text: str) -> None:
    once = read_query(text)
    assert [term.text for term in read_query(once.text).needed] == [term.text for term in once.needed]
    assert len(read_query(once.text).excluded) == len(once.excluded)


@pytest.mark.parametrize(
    ("typed", "instead"),
    [("plywod", "plywood"), ("pylwood", "plywood"), ("spektromneter", "Spectrometer"), ("steel farme", "steel frame")],
)
def test_a_misspelt_word_is_found_and_it_is_said(root: Path, find: Find, typed: str, instead: str) -> None:
    find("", *PRINTERS, {"name": "Spectrometer"})
    page = Searcher(root).search(typed)
    assert page.total == 1
    assert page.corrected == instead
    assert "<mark>" in page.hits[0].snippet_html


@pytest.mark.parametrize("typed", ["lasr", "plywxxd", "steel plywood", '"plywod"'])
def test_short_and_very_different_words_are_not_guessed(root: Path, find: Find, typed: str) -> None:
    find("", *PRINTERS)
    page = Searcher(root).search(typed)
    assert (page.total, page.corrected) == (0, None)


def test_a_word_that_is_found_is_never_replaced(root: Path, find: Find) -> None:
    find("", {"name": "flame"}, {"name": "frame"})
    page = Searcher(root).search("flame", filters={"host": ["nowhere.example"]})
    assert (page.total, page.corrected) == (0, None)


@pytest.mark.parametrize(
    ("one", "other", "edits"),
    [("", "abc", 3), ("loom", "loom", 0), ("loom", "lomo", 1), ("pump", "pumpe", 1), ("ca", "abc", 3)],
)
def test_the_distance_counts_letters(one: str, other: str, edits: int) -> None:
    assert distance(one, other) == distance(other, one) == edits


def test_nothing_found_names_the_filter_in_the_way(root: Path, find: Find) -> None:
    find("", {"name": "loom", "host": "x.example", "licence": "MIT"}, {"name": "lathe", "host": "y.example"})
    page = Searcher(root).search("loom", filters={"host": ["y.example"], "licence": ["MIT"]})
    assert page.help is not None
    assert page.help.without_filter == (("host", 1),)
    assert page.help.without_filters == 1
    assert Searcher(root).search("loom").help is None


def test_nothing_found_names_the_word_in_the_way(root: Path, find: Find) -> None:
    find("", {"name": "loom of steel"}, {"name": "lathe"}, {"name": "steal nothing"})
    page = Searcher(root).search("loom lathe -steel")
    assert page.help is not None
    assert page.help.without_word == (("loom", "lathe -steel", 1),)
    page = Searcher(root).search("loom steal")
    assert page.help is not None
    assert page.help.without_word == (("loom", "steal", 1), ("steal", "loom", 1))
    assert page.help.spellings == (("loom steel", 1),)
