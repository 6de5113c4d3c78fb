# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from oshmark.adapters.published.search import Searcher
from oshmark.adapters.published.word_parts import all_endings, endings, indexed_pairs, pairs
from tests.adapters.published.conftest import make_entry

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from oshmark.adapters.published.generation import Generation

    Find = Callable[..., list[str]]
    Whole = Callable[..., Generation]


def test_only_long_words_have_endings() -> None:
    assert endings("maschin") == ()
    assert endings("webstuhl") == ("stuhl", "tuhl")
    assert endings("a" * 61) == ()
    assert endings("abc4567890") == ()
    assert all_endings(["webstuhl", "webstuhl", "rad"]) == ("stuhl", "tuhl")


def test_a_run_is_cut_into_pairs() -> None:
    assert pairs("撮影台") == ("撮影", "影台")
    assert pairs("台") == ("台",)
    assert indexed_pairs("CNC加工 and 台") == ("加工", "工", "台")


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("Maschine", "Zwei Druckmaschinen aus Stahl"),
        ("Maschinen", "Eine Druckmaschine aus Stahl"),
        ("Pumpe", "Die Handhebelpumpe für Wasser"),
        ("Hebel", "Die Handhebelpumpe für Wasser"),
        ("Gehäuse", "Ein Lautsprechergehäuse für alle"),
        ("Pumpe Wasser", "Die Handhebelpumpe für Wasser"),
    ],
)
def test_a_part_of_a_german_compound_finds_it(root: Path, publish_whole: Whole, words: str, text: str) -> None:
    publish_whole(make_entry("m", function=text, languages=("de",)), make_entry("n", name="other"))
    page = Searcher(root).search(words)
    assert page.corrected is None
    (hit,) = page.hits
    assert "<mark>" in hit.snippet_html


@pytest.mark.parametrize("words", ["Rad", "inen", "Rest"])
def test_pieces_that_are_too_short_find_nothing(find: Find, words: str) -> None:
    assert find(words, {"function": "Fahrradwerkstatt und Gerüste", "languages": ("de",)}) == []


def test_other_languages_have_no_compounds(find: Find) -> None:
    assert find("controller", {"function": "a microcontroller", "languages": ("en",)}) == []


def test_whoever_has_the_word_itself_comes_first(find: Find) -> None:
    records = [
        {"name": "Handpumpe", "parts": "Fußpumpe", "function": "Eine Wasserpumpe", "languages": ("de",)},
        {"name": "x", "function": "Eine Pumpe für alle", "languages": ("de",)},
        {"name": "y", "function": "Etwas mit zwei Pumpen", "languages": ("de",)},
    ]
    assert find("Pumpe", *records) == ["x", "y", "Handpumpe"]


@pytest.mark.parametrize(
    "words",
    ["撮影", "「撮影」", "スタンド", "影", "台", "撮影スタンド", '"撮影スタンド"', "CNC 加工", "cnc加工", "회로"],
)
def test_characters_without_spaces_are_found(root: Path, publish_whole: Whole, words: str) -> None:
    text = "小型の撮影スタンド、CNC加工した木の台。전자회로 기판"
    publish_whole(make_entry("m", function=text, languages=("ja",)), make_entry("n", name="other 撮る"))
    (hit,) = Searcher(root).search(words).hits
    assert hit.module.endswith("/m")
    assert "<mark>" in hit.snippet_html


def test_all_pairs_of_a_run_are_needed_and_in_quotes_their_order(find: Find) -> None:
    record = {"name": "it", "function": "印刷機械 械印"}
    assert find("機械印", record) == ["it"]
    assert find('"機械印"', record) == []
    assert find("印刷物", record) == []


def test_a_long_run_is_no_obstacle(find: Find) -> None:
    assert find("印" * 200, {"name": "it", "function": "印" * 300}) == ["it"]


def test_people_are_found_by_their_characters(find: Find) -> None:
    assert find('"機械"', {"name": "it", "licensors": ("機械工房",)}) == ["it"]
