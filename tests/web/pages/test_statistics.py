# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Statistics: the numbers of the published generation, drawn, and as tables that say the same."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from oshmark.adapters.published.facets import MAX_FACET_VALUES, NOT_STATED
from oshmark.adapters.published.generation import Counts
from oshmark.adapters.published.history import Made
from oshmark.web.library.columns import FEWEST_COLUMNS, MOST_COLUMNS
from oshmark.web.library.statistics import FIGURES, SEEN, figures, growth
from tests.made_up import manifest

if TYPE_CHECKING:
    from django.test import Client

    from tests.web.library_of import Library

START = datetime(2026, 1, 1, 12, tzinfo=UTC)


@pytest.fixture
def filled(library: Library) -> Library:
    for name, licence, language, host in (
        ("Blue Loom", "CERN-OHL-S-2.0", "en", "git.example.org"),
        ("Red Loom", "MIT", "de-AT", "git.example.org"),
        ("Green Spindle", "CERN-OHL-W-2.0", "de", "forge.example.net"),
    ):
        raw = manifest(name=name, licence=licence, repo=f"https://{host}/maker/{name.replace(' ', '-').lower()}")
        library.add(raw.replace(b'"en"', f'"{language}"'.encode()))
    library.publish()
    return library


def said(client: Client) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(client.get("/statistics.json").content)
    return data


def values(data: dict[str, Any], figure: str) -> dict[str, int]:
    return {row["value"]: row["modules"] for row in data["figures"][figure]["values"]}


def test_they_count_what_is_published(filled: Library, client: Client) -> None:
    data = said(client)
    assert (data["generation"], data["modules"]) == (1, 3)
    assert list(data["figures"]) == list(FIGURES)
    assert values(data, "licence_class") == {"strong-copyleft": 1, "permissive": 1, "weak-copyleft": 1}
    assert values(data, "language") == {"de": 2, "en": 1}
    assert values(data, "host") == {"git.example.org": 2, "forge.example.net": 1}
    assert data["growth"] == [{"time": "2026-11-20", "generation": 1, "modules": 3, "releases": 3}]


def test_what_is_not_said_is_counted_and_not_hidden(filled: Library, client: Client) -> None:
    for figure in ("otrl", "odrl", "tsdc"):
        assert values(said(client), figure)[NOT_STATED] == 3
    page = client.get("/statistics").content.decode()
    assert page.count('<tr role="row" class="silent">') >= 3
    assert "Not stated" in page


def test_page_json_and_csv_have_the_same_numbers(filled: Library, client: Client) -> None:
    data = said(client)
    rows = list(csv.DictReader(io.StringIO(client.get("/statistics.csv").content.decode())))
    table = [(row["figure"], row["value"], int(row["modules"])) for row in rows if row["figure"] != "growth"]
    assert table == [(figure, value, n) for figure in data["figures"] for value, n in values(data, figure).items()]
    page = client.get("/statistics").content.decode()
    numbers = re.findall(
        r'<td role="cell" class="figure">(\d+)</td><td role="cell" class="figure">([\d.]+) %</td>', page
    )
    widths = re.findall(r'class="bar-part" width="([\d.]+)" height="5"', page)
    assert [int(count) for count, _percent in numbers] == [count for _figure, _value, count in table]
    assert [percent for _count, percent in numbers] == widths


def test_each_bar_leads_to_the_search_that_finds_as_many(filled: Library, client: Client) -> None:
    page = client.get("/statistics").content.decode()
    found = re.findall(r'<a href="(/search\?[^"]+)">.*?class="figure">(\d+)</td>', page)
    assert len(found) > 10
    for path, count in found:
        hits = client.get(path.replace("&amp;", "&")).content.decode()
        assert f"{count} module" in hits


def test_pictures_have_no_style_of_their_own_and_are_passed_over_by_readers(filled: Library, client: Client) -> None:
    page = client.get("/statistics").content.decode()
    assert "style=" not in page
    drawings = re.findall(r"<svg[^>]*>", page)
    inside = page[page.index('<div class="columns" aria-hidden="true">') :]
    assert all('aria-hidden="true"' in one or one in inside for one in drawings)


def test_they_follow_the_generation_and_name_it(filled: Library, client: Client) -> None:
    assert client.get("/statistics").headers["X-Oshmark-Generation"] == "1"
    filled.add(manifest())
    assert said(client)["modules"] == 3
    filled.publish()
    assert said(client)["modules"] == 4
    response = client.get("/statistics.json")
    assert response.headers["X-Oshmark-Generation"] == "2"
    assert "X-Oshmark-Generation" in response.headers["Access-Control-Expose-Headers"]


def test_a_facet_with_one_value_each_shows_the_silent_rest() -> None:
    [figure] = [one for one in figures({"host": [("a.example", 3)]}, 5) if one.name == "host"]
    assert [(bar.value, bar.count, bar.href) for bar in figure.seen] == [
        ("a.example", 3, "?host=a.example"),
        (NOT_STATED, 2, ""),
    ]


def test_many_values_are_folded_and_a_cut_list_says_so() -> None:
    counts = [(f"h{n}.example", 1) for n in range(MAX_FACET_VALUES)]
    [figure] = [one for one in figures({"host": counts}, 500) if one.name == "host"]
    assert (len(figure.seen), len(figure.folded)) == (SEEN, MAX_FACET_VALUES - SEEN)
    assert "most frequent" in figure.note
    assert NOT_STATED not in {bar.value for bar in figure.seen + figure.folded}


def made(number: int, when: datetime) -> Made:
    return Made(number, number, when, Counts(2 * number, 9, number), "d")


def test_growth_shows_the_last_generation_of_each_day() -> None:
    columns = growth([made(n, START + n * timedelta(hours=8)) for n in range(1, 7)] + [Made(7)])
    assert [(one.time, one.number) for one in columns] == [("2026-01-01", 1), ("2026-01-02", 4), ("2026-01-03", 6)]
    assert [str(one.height) for one in columns] == ["16.7", "66.7", "100.0"]
    assert all(one.y + one.height == 100 for one in columns)
    assert columns[-1].x + columns[-1].width < 100 * 3 / FEWEST_COLUMNS


def test_growth_over_a_long_time_is_shown_by_month() -> None:
    columns = growth([made(n, START + n * timedelta(days=1)) for n in range(1, 400)])
    assert [one.time for one in columns[:2]] == ["2026-01", "2026-02"]
    assert len(columns) == 14
    longest = growth([made(n, START + n * timedelta(days=31)) for n in range(1, 100)])
    assert len(longest) == MOST_COLUMNS
    assert longest[-1].number == 99
    assert longest[-1].x + longest[-1].width <= 100


def test_an_empty_library_has_no_growth_and_no_figures() -> None:
    assert growth([]) == []
    assert figures({}, 0) == []
    assert growth([made(0, START)])[0].height == 0
