# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import pytest
from tantivy import Index

from oshmark.adapters.published.publish import publish
from oshmark.adapters.published.search import Searcher
from oshmark.errors import QueryRefusedError
from tests.adapters.published.conftest import NOW, make_entry

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from oshmark.adapters.published.generation import Generation

    Find = Callable[..., list[str]]
    Whole = Callable[..., Generation]


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("en", "Printing with three heads", "prints"),
        ("de", "Zwei Maschinen aus Stahl", "maschine"),
        ("de", "Das Gehäuse ist groß", "GEHAUSE"),
        ("de-AT", "Das Gehäuse ist groß", "gross"),
        ("es", "Impresoras de barro", "impresora"),
        ("fr", "Machines électriques", "electrique"),
    ],
)
def test_it_finds_the_word_in_its_other_forms(find: Find, language: str, text: str, words: str) -> None:
    assert find(words, {"name": "it", "function": text, "languages": (language,)}, {"name": "other"}) == ["it"]


def test_only_the_stemmer_of_the_records_language_is_used(find: Find) -> None:
    assert find("prints x", {"function": "printing x", "languages": ("de",)}) == []
    assert find("prints x", {"name": "it", "function": "printing x"}) == ["it"]  # unknown counts as English


def test_the_last_word_may_be_unfinished_and_the_others_not(find: Find) -> None:
    records = [{"name": "spectrometer stand"}]
    assert find("stand spectr", *records) == ["spectrometer stand"]
    assert find("spectr stand", *records) == []


def test_all_words_are_needed_in_whatever_field(find: Find) -> None:
    records = [{"name": "Lathe", "parts": "spindle", "licensors": ("Ada Turner",)}, {"name": "Spindle"}]
    assert find("turner lathe spindle", *records) == ["Lathe"]


def test_a_name_counts_more_than_parts_and_parts_more_than_the_function(find: Find) -> None:
    records = [
        {"name": "c", "function": "turns a spindle quickly"},
        {"name": "b", "parts": "a spindle and a belt"},
        {"name": "a spindle for turning"},
        {"name": "d"},
    ]
    assert find("spindle", *records) == ["a spindle for turning", "b", "c"]


def test_without_words_the_newest_come_first_in_any_year(find: Find) -> None:
    years = {"1500": -14_831_769_600, "1970": 0, "2026": 1_790_000_000, "9999": 253_370_764_800, "long ago": -(2**62)}
    found = find("", *({"name": name, "changed": changed} for name, changed in years.items()))
    assert found == ["9999", "2026", "1970", "1500", "long ago"]


def test_analyzers_are_registered_whenever_an_index_is_opened(root: Path, publish_whole: Whole) -> None:
    made = publish_whole(make_entry("m", name="printing"))
    bare = Index.open(str(made.index))
    with pytest.raises(ValueError, match="tokenizer"):
        bare.parse_query("printing", ["name_en"])
    assert Searcher(root).search("printing").total == 1
    publish(root, put=[make_entry("n", name="printers")], position=2, now=NOW)  # written by a second opening
    assert Searcher(root).search("printer").total == 1


@pytest.mark.parametrize("words", ["(" * 500, "(" * 3_000, '"' * 900, "a:b^9~ AND OR NOT [x TO y] *", "+-!{}\\/"])
def test_query_syntax_is_harmless(root: Path, publish_whole: Whole, words: str) -> None:
    publish_whole(make_entry("m"))
    if len(words) > 1_000:
        with pytest.raises(QueryRefusedError):
            Searcher(root).search(words)
    else:
        assert Searcher(root).search(words).total == 0


def test_it_refuses_what_is_too_much(root: Path) -> None:
    searcher = Searcher(root)
    with pytest.raises(QueryRefusedError, match="too long"):
        searcher.search("x" * 1_001)
    with pytest.raises(QueryRefusedError, match="too many words"):
        searcher.search("x " * 33)
    with pytest.raises(QueryRefusedError, match="no filter"):
        searcher.search("", filters={"colour": ["red"]})
    with pytest.raises(QueryRefusedError, match="too many values"):
        searcher.search("", filters={"host": ["x"] * 101})
    for page, size in ((0, 20), (1, 0), (1, 101), (-1, 20)):
        with pytest.raises(QueryRefusedError, match="Pages"):
            searcher.search("", page=page, size=size)
    with pytest.raises(QueryRefusedError, match="first 10,000"):
        searcher.search("", page=501)


@pytest.mark.parametrize("words", ["\ud800", "\0", "naïve 中文", "é" * 1_000, "x" * 1_000, "हिन्दी"])
def test_odd_letters_are_harmless(root: Path, publish_whole: Whole, words: str) -> None:
    publish_whole(make_entry("m", function="naïve 中文 हिन्दी"))
    page = Searcher(root).search(words)
    assert page.total == (words in {"naïve 中文", "हिन्दी"})


FACETED: list[dict[str, Any]] = [
    {"name": "a", "licence": "MIT", "licence_class": "permissive", "languages": ("en",), "host": "x.example"},
    {"name": "b", "licence": "MIT", "licence_class": "permissive", "languages": ("de", "de-AT"), "host": "x.example"},
    {"name": "c", "licence": "GPL-3.0-only", "licence_class": "strong", "languages": ("de",), "host": "y.example"},
]


def test_filters_are_any_within_a_facet_and_all_between(find: Find) -> None:
    assert sorted(find("", *FACETED, licence=["MIT", "GPL-3.0-only"], language=["de"])) == ["b", "c"]
    assert find("", *FACETED, licence=["MIT"], language=["de"]) == ["b"]
    assert find("", *FACETED, host=["nowhere.example"]) == []
    assert sorted(find("", *FACETED, host=[])) == ["a", "b", "c"]


def test_a_facet_counts_without_its_own_filter(root: Path, find: Find) -> None:
    find("", *FACETED)
    page = Searcher(root).search("", filters={"licence": ["MIT"], "language": ["de"]})

    assert page.total == 1
    assert page.facets["licence"] == (("GPL-3.0-only", 1), ("MIT", 1))
    assert page.facets["language"] == (("de", 1), ("de-AT", 1), ("en", 1))
    assert page.facets["host"] == (("x.example", 1),)
    assert page.facets["licence_class"] == (("permissive", 1),)


def test_pages_follow_each_other(root: Path, find: Find) -> None:
    find("", *({"name": f"thing {number}", "changed": number} for number in range(45)))
    searcher = Searcher(root)
    pages = [searcher.search("thing", page=number, size=20) for number in (1, 2, 3, 4)]
    assert [len(page.hits) for page in pages] == [20, 20, 5, 0]
    assert {page.total for page in pages} == {45}
    assert len({hit.address for page in pages for hit in page.hits}) == 45
    assert all(page.took_ms > 0 for page in pages)


@pytest.mark.parametrize("words", ["spectr", "measures", "light spec"])
def test_a_hit_by_beginning_or_stem_has_its_snippet(root: Path, publish_whole: Whole, words: str) -> None:
    text = "Lorem ipsum dolor sit amet. " * 30 + "It is measuring light as a spectrometer of wood." + " More." * 200
    publish_whole(make_entry("m", function=text, languages=("en",)))
    (hit,) = Searcher(root).search(words).hits
    assert "<mark>" in hit.snippet_html
    assert hit.snippet_html.startswith("… ")
    assert hit.snippet_html.endswith(" …")
    assert len(hit.snippet_html) < 400


@pytest.mark.parametrize(
    "facts", [{"name": "lathe"}, {"name": "x", "parts": "lathe"}, {"name": "x", "licensors": ("Lathe",)}]
)
def test_a_snippet_is_never_empty(root: Path, publish_whole: Whole, facts: dict[str, Any]) -> None:
    publish_whole(make_entry("m", **facts))
    (hit,) = Searcher(root).search("lathe").hits
    assert hit.snippet_html


def test_html_in_a_record_is_escaped(root: Path, publish_whole: Whole) -> None:
    publish_whole(make_entry("m", name="<b>lathe", function='<script>alert("lathe & more")</script>'))
    (hit,) = Searcher(root).search("lathe").hits
    assert hit.snippet_html == ("&lt;script&gt;alert(&quot;<mark>lathe</mark> &amp; more&quot;)&lt;/script&gt;")
    assert hit.name == "<b>lathe"  # plain text, escaped by whoever shows it


def test_a_searcher_follows_the_pointer(root: Path, publish_whole: Whole) -> None:
    searcher = Searcher(root)
    assert searcher.search("").generation == 0
    publish_whole(make_entry("m"))
    assert searcher.search("").generation == 1
    publish(root, put=[make_entry("n")], position=2, now=NOW)
    assert (searcher.search("").generation, searcher.search("").total) == (2, 2)


def test_threads_share_a_searcher_while_generations_come_and_go(root: Path, publish_whole: Whole) -> None:
    publish_whole(make_entry("m0"))
    searcher = Searcher(root)
    wrong: list[object] = []
    over = threading.Event()

    def look() -> None:
        while not over.wait(0.002):
            page = searcher.search("")
            if page.total != page.generation or len(page.hits) != min(20, page.total):
                wrong.append(page)

    threads = [threading.Thread(target=look) for _ in range(4)]
    for thread in threads:
        thread.start()
    for number in range(1, 12):
        publish(root, put=[make_entry(f"m{number}")], position=number, now=NOW, keep=1)
    over.set()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert searcher.search("").total == 12
