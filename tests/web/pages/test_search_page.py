# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from oshmark.web.library.search_facets import FACETS as LISTED
from oshmark.web.library.search_facets import groups
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


FACETS = (
    *("licence_class", "family", "licence", "tsdc", "has", "otrl"),
    *("odrl", "completeness", "language", "cpc_section", "cpc_class", "host", "updated"),
)


def choice(page: str, name: str, value: str) -> tuple[str, int]:
    """The words and the count of a value of a filter."""
    found = re.search(rf'name="{name}" value="{re.escape(value)}".*?<bdi>(.*?)</bdi>.*?class="count">(\d+)<', page)
    assert found, f"{name}={value} is not on the page"
    return found[1], int(found[2])


def is_open(page: str, name: str) -> bool:
    """Whether a filter is unfolded."""
    start = page.rindex('<details class="facet"', 0, page.index(f'form="search-form" name="{name}"'))
    return page[start:].startswith('<details class="facet" open>')


@pytest.fixture
def described(library: Library) -> Library:
    head = 'tsdc = ["PCB"]\ntechnology-readiness-level = "OTRL-4"\ncpc-patent-class = "D03D 35/00"\nbom = "bom.csv"\n'
    library.add(manifest(name="Full Loom", head=head, repo="https://git.example.org/maker/full"))
    library.add(manifest(name="Bare Loom", licence="MIT", repo="https://git.example.org/maker/bare"))
    library.publish()
    return library


def test_every_filter_stands_on_the_page_with_its_counts(described: Library, client: Client) -> None:
    page = client.get("/search").content.decode()
    assert [name for name in FACETS if f'name="{name}"' not in page] == []
    assert choice(page, "family", "CERN-OHL")[1] == 1
    assert choice(page, "tsdc", "PCB") == ("Printed circuit board", 1)
    assert choice(page, "tsdc", "not-stated") == ("Not stated", 1)
    assert choice(page, "otrl", "OTRL-4") == ("OTRL-4", 1)
    assert choice(page, "odrl", "not-stated") == ("Not stated", 2)
    assert choice(page, "cpc_section", "D") == ("D", 1)
    assert choice(page, "cpc_class", "D03") == ("D03", 1)
    assert choice(page, "has", "bom") == ("Bill of materials", 1)
    assert choice(page, "language", "en") == ("English", 2)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("tsdc=PCB", ["Full Loom"]),
        ("tsdc=not-stated", ["Bare Loom"]),
        ("tsdc=PCB&tsdc=not-stated", ["Bare Loom", "Full Loom"]),
        ("otrl=OTRL-4&cpc_section=D&cpc_class=D03&has=bom", ["Full Loom"]),
        ("cpc_section=not-stated", ["Bare Loom"]),
        ("family=CERN-OHL", ["Full Loom"]),
        ("licence=MIT", ["Bare Loom"]),
    ],
)
def test_every_filter_filters(described: Library, client: Client, query: str, expected: list[str]) -> None:
    assert sorted(names(client.get(f"/search?{query}").content.decode())) == expected


def test_filters_are_unfolded_where_there_is_something_to_choose(described: Library, client: Client) -> None:
    page = client.get("/search").content.decode()
    assert is_open(page, "tsdc")
    assert not is_open(page, "language")
    assert is_open(client.get("/search?language=en").content.decode(), "language")


def test_classes_are_those_of_the_chosen_section(described: Library, client: Client) -> None:
    page = client.get("/search?cpc_section=G&cpc_section=D").content.decode()
    assert choice(page, "cpc_class", "D03")[1] == 1
    assert 'name="cpc_class"' not in client.get("/search?cpc_section=G").content.decode()


def test_a_corrected_word_is_said(filled: Library, client: Client) -> None:
    page = client.get("/search", {"q": "spinlde"}).content.decode()
    assert names(page) == ["Green Spindle"]
    assert "Showing results for <strong><bdi>Spindle</bdi></strong>" in page


def test_the_order_can_be_chosen_and_stays(filled: Library, client: Client) -> None:
    page = client.get("/search?language=de&language=en&sort=name").content.decode()
    assert names(page) == ["Blue Loom", "Green Spindle", "Red Loom"]
    assert '<a href="?language=de&amp;language=en&amp;sort=name" aria-current="true">Name</a>' in page
    assert '<input type="hidden" form="search-form" name="sort" value="name">' in page
    assert client.get("/search?sort=price").status_code == 400


def test_without_words_the_newest_are_the_first_order(filled: Library, client: Client) -> None:
    page = client.get("/search").content.decode()
    assert 'aria-current="true">Newest</a>' in page
    assert "Best match" not in page
    assert 'aria-current="true">Best match</a>' in client.get("/search?q=loom").content.decode()


def test_nothing_found_shows_the_ways_out(filled: Library, client: Client) -> None:
    page = client.get("/search?q=loom&host=forge.example.net&language=de").content.decode()
    assert '<a href="?q=loom&amp;language=de">Take the filter “Where it is developed” away</a>' in page
    assert '<a href="?q=loom">Take all filters away</a> <span class="count">2 modules</span>' in page
    page = client.get("/search?q=loom+spindle").content.decode()
    assert '<a href="?q=spindle">Leave “loom” out</a> <span class="count">1 module</span>' in page
    assert '<a href="/search">Look through everything</a>' in page


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


def test_an_agent_is_a_filter_that_is_not_listed_and_can_be_taken_away(described: Library, client: Client) -> None:
    address = "/a/name/git.example.org/Lark%20Makers"
    assert 'name="agent"' not in client.get("/search").content.decode()
    page = client.get("/search", {"agent": address, "licence": "MIT"}).content.decode()
    assert names(page) == ["Bare Loom"]
    assert '<a href="?licence=MIT"><span class="hidden">Person or organisation: </span><bdi>Lark Makers</bdi>' in page
    assert f'<input type="hidden" form="search-form" name="agent" value="{address}">' in page
    unknown = client.get("/search", {"agent": "/a/name/x/<b>Nobody\x00"})
    assert unknown.status_code == 200
    assert "<b>Nobody" not in unknown.content.decode()


def test_years_come_with_the_newest_first() -> None:
    found = {"updated": (("not-stated", 9), ("2024", 5), ("2026", 1), ("2025", 3))}
    [group] = groups(found, {facet.name: [] for facet in LISTED})
    assert [choice.value for choice in group.open] == ["2026", "2025", "2024", "not-stated"]
