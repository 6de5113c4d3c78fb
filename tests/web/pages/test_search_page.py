# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.made_up import NOT_OPEN, manifest

if TYPE_CHECKING:
    from django.test import Client

    from tests.web.library_of import Library


@pytest.fixture
def filled(library: Library) -> Library:
    for name, licence, language, host in (
        ("Blue Loom", "CERN-OHL-S-2.0", "en", "git.example.org"),
        ("Red Loom", "MIT", "de", "git.example.org"),
        ("Green Spindle", "CERN-OHL-W-2.0", "de", "forge.example.net"),
    ):
        raw = manifest(name=name, licence=licence, repo=f"https://{host}/maker/{name.replace(' ', '-').lower()}")
        library.add(raw.replace(b'"en"', f'"{language}"'.encode()))
    library.publish()
    return library


def names(page: str) -> list[str]:
    return re.findall(r'<h3><a href="/m/[^"]+"><bdi>([^<]+)</bdi></a>', page)


def test_words_find_modules(filled: Library, client: Client) -> None:
    page = client.get("/search", {"q": "loom"}).content.decode()
    assert sorted(names(page)) == ["Blue Loom", "Red Loom"]
    assert "2 modules" in page
    assert "<title>Search for “loom” · oshmark</title>" in page


def test_filters_can_be_combined_and_several_values_chosen(filled: Library, client: Client) -> None:
    page = client.get("/search?licence_class=permissive&licence_class=weak-copyleft").content.decode()
    assert sorted(names(page)) == ["Green Spindle", "Red Loom"]
    page = client.get("/search?language=de&host=forge.example.net").content.decode()
    assert names(page) == ["Green Spindle"]


def test_what_is_chosen_is_checked_and_counted(filled: Library, client: Client) -> None:
    page = client.get("/search?licence_class=permissive").content.decode()
    assert re.search(r'name="licence_class" value="permissive" checked>.*?<span class="count">1</span>', page)
    assert re.search(r'name="licence_class" value="strong-copyleft">.*?<span class="count">1</span>', page)


def test_a_filter_can_be_taken_away(filled: Library, client: Client) -> None:
    page = client.get("/search?q=loom&language=de").content.decode()
    assert '<a href="?q=loom">' in page


def test_nothing_found_helps_on(filled: Library, client: Client) -> None:
    page = client.get("/search?q=zeppelin").content.decode()
    assert "Nothing was found" in page
    assert "What may help:" in page


def test_the_generation_is_named(filled: Library, client: Client) -> None:
    assert client.get("/search").headers["X-Oshmark-Generation"] == "1"


def test_before_anything_is_published_the_page_says_so(library: Library, client: Client) -> None:
    library.add(manifest())
    response = client.get("/search?q=lark")
    assert response.headers["X-Oshmark-Generation"] == "0"
    assert "Nothing is published yet" in response.content.decode()


def test_what_is_withheld_is_counted(filled: Library, client: Client) -> None:
    filled.add(manifest(name="Hidden", repo="https://git.example.org/x/hidden", licence=NOT_OPEN))
    assert "1 release is withheld" in client.get("/search").content.decode()


@pytest.mark.parametrize("query", ["page=0", "page=x", "page=501", "q=" + "a" * 5000, "q=" + "a+" * 500])
def test_what_cannot_be_asked_is_explained(filled: Library, client: Client, query: str) -> None:
    response = client.get(f"/search?{query}")
    assert response.status_code == 400
    assert "<h1>This address cannot be understood</h1>" in response.content.decode()


def test_a_page_beyond_the_last_is_not_there(filled: Library, client: Client) -> None:
    assert client.get("/search?page=2").status_code == 404


def test_many_hits_come_in_pages(library: Library, client: Client) -> None:
    for number in range(45):
        library.add(manifest(name=f"Loom {number}", repo=f"https://git.example.org/maker/loom-{number}"))
    library.publish()
    pages = [client.get(f"/search?q=loom&page={number}").content.decode() for number in (1, 2, 3)]
    assert [len(names(page)) for page in pages] == [20, 20, 5]
    assert len({name for page in pages for name in names(page)}) == 45
    assert '<a rel="next" href="?q=loom&amp;page=2">' in pages[0]
    assert 'rel="next"' not in pages[2]


def test_a_damaged_index_is_said(filled: Library, client: Client) -> None:
    (filled.published / "current").write_text("gen-000099\n")
    response = client.get("/search")
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "300"
    assert client.get("/").status_code == 200
