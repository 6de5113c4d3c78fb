# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the public sees of the crawl, and what it does not see."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone

from oshmark.web.crawling.crawl_page import (
    MAX_REASONS,
    SOURCES_A_PAGE,
    growth,
    is_private,
    passes,
    public_text,
    reasons,
)
from oshmark.web.crawling.models import Pause, Repository, Run, Source
from oshmark.web.library.columns import MOST_COLUMNS
from oshmark.web.seen.models import FileSeen

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django.fixtures import Settings

    from tests.web.library_of import Library

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
COUNTS = {"requests": 12, "seen": 40, "new repositories": 3, "admitted": 2, "gone": 1, "faults": 3}
SAID = [
    {"where": "https://github.com/a/b", "says": "The licence is not open."},
    {"where": "https://github.com/c/d", "says": "The licence is not open."},
    {"where": "https://me:secret@api.github.com/x?token=unspeakable#also", "says": "The host took too long."},
]


def source(name: str = "github:topic=okh", *, base: str = "", said: list[dict[str, str]] | None = None) -> Source:
    row = Source.objects.create(name=name, base=base, added_at=NOW)
    counts = COUNTS | {"said": SAID if said is None else said}
    Run.objects.create(source=row, started_at=NOW, finished_at=NOW + timedelta(minutes=5), counts=counts)
    return row


def said(client: Client) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(client.get("/crawl.json").content)
    return data


def test_it_tells_of_the_last_pass_over_each_source(library: Library, client: Client) -> None:
    row = source()
    Run.objects.create(source=row, started_at=NOW + timedelta(days=1), counts={"requests": 2})
    Pause.objects.create(host="api.github.com", until=NOW, requests_left=4321)
    [one] = said(client)["sources"]
    assert (one["source"], one["platform"]) == ("github:topic=okh", "GitHub")
    assert (one["started"], one["finished"]) == ("2026-11-21T12:00:00Z", None)
    assert one["counts"]["requests"] == 2
    assert one["requests_left"] == 4321
    page = client.get("/crawl").content.decode()
    assert "under way since" in page
    assert "the host will answer 4321 more requests" in page


def test_sources_are_shown_in_pages(library: Library, client: Client) -> None:
    for number in range(SOURCES_A_PAGE + 5):
        Source.objects.create(name=f"github:user=maker-{number:03}", added_at=NOW)
    source("github:topic=last-looked-through")
    first, second = (json.loads(client.get(f"/crawl.json?page={page}").content) for page in (1, 2))
    assert (first["sources_known"], first["pages"], first["page"], second["page"]) == (SOURCES_A_PAGE + 6, 2, 1, 2)
    names = [one["source"] for one in first["sources"] + second["sources"]]
    assert names[0] == "github:topic=last-looked-through"
    assert names[1:] == [f"github:user=maker-{number:03}" for number in range(SOURCES_A_PAGE + 5)]
    page = client.get("/crawl").content.decode()
    assert 'href="?page=2"' in page
    assert names[-1] not in page
    assert names[-1] in client.get("/crawl?page=2").content.decode()
    for wrong in ("3", "0", "-1", "x", "9" * 30):
        assert client.get(f"/crawl?page={wrong}").status_code == 404


def test_numbers_and_reasons_are_on_the_page_and_in_json(library: Library, client: Client) -> None:
    source()
    [one] = said(client)["sources"]
    assert {name: one["counts"][name.replace(" ", "_")] for name in COUNTS} == COUNTS
    assert one["faults"] == [
        {"says": "The licence is not open.", "times": 2, "where": "https://github.com/a/b"},
        {"says": "The host took too long.", "times": 1, "where": "https://api.github.com/x"},
    ]
    page = client.get("/crawl").content.decode()
    assert "<dt>New</dt><dd>3</dd>" in page
    assert "The licence is not open." in page


@pytest.mark.parametrize("path", ["/crawl", "/crawl.json"])
def test_what_is_the_operators_own_is_not_named(library: Library, client: Client, path: str) -> None:
    hidden = [{"where": "http://git.inside.local:8080/api/v4/x", "says": "Cannot reach 10.0.0.7."}]
    source("gitlab:group=secret-project", base="http://git.inside.local:8080", said=hidden)
    source("list:list=http://10.1.2.3/list.json", said=hidden)
    Pause.objects.create(host="git.inside.local:8080", until=NOW, requests_left=77)
    source(said=SAID)
    answer = client.get(path).content.decode()
    for word in ("inside", "8080", "secret", "10.0.0.7", "10.1.2.3", "unspeakable", "77 "):
        assert word not in answer
    assert "GitLab" in answer


@pytest.mark.parametrize(
    ("name", "private"),
    [
        ("github:topic=okh", False),
        ("list:list=https://lists.example.org/a.json", False),
        ("list:list=http://localhost/a.json", True),
        ("list:list=http://intranet/a.json", True),
        ("list:list=http://box.lan/a.json", True),
        ("list:list=http://box.lan./a.json", True),
        ("list:list=http://192.168.1.5/a.json", True),
        ("list:list=http://[fd00::1]/a.json", True),
        ("list:list=http://[broken/a.json", True),
    ],
)
def test_a_source_in_a_private_network_is_told_by_its_address(name: str, private: bool) -> None:  # noqa: FBT001  a fact
    assert is_private(Source(name=name)) is private


def test_a_text_keeps_no_login_and_no_query() -> None:
    assert public_text("https://a:b@host.example/x?key=1 said so") == "https://host.example/x said so"
    assert public_text("Why? Because.") == "Why? Because."
    assert "jane@maker.example.org" not in public_text("ask jane@maker.example.org")


def test_the_most_frequent_reasons_come_first_and_are_bounded() -> None:
    many = [{"where": f"w{n}", "says": f"s{n % 30}"} for n in range(95)]
    found = reasons(many)
    assert len(found) == MAX_REASONS
    assert (found[0].says, found[0].times, found[0].where) == ("s0", 4, "w0")


def test_the_budget_for_files_is_published(library: Library, client: Client, settings: Settings) -> None:
    settings.SAMPLES_A_DAY = 150
    for number in range(3):
        FileSeen.objects.create(release="/m/a/b/-/v/1", path=f"{number}", perma_url="https://h.example/x")
    FileSeen.objects.filter(path="0").update(
        requested_at=NOW, sampled_at=timezone.now() - timedelta(hours=1), status=404
    )
    assert said(client)["samples"] == {"a_day": 150, "used": 1, "files": 3, "asked": 1, "dead": 1}
    page = client.get("/crawl").content.decode()
    assert "at most 150 are asked for in 24 hours" in page
    assert "1 of 150" in page


@pytest.mark.django_db
def test_growth_is_what_was_known_at_the_end_of_each_day() -> None:
    row = source()
    for number, days in enumerate((0, 0, 1, 5)):
        at = NOW + timedelta(days=days)
        Repository.objects.create(
            address=f"https://h.example/{number}", connector="x", source=row, first_seen_at=at, asked_at=at
        )
    assert [(one.time, one.value) for one in growth()] == [("2026-11-20", 2), ("2026-11-21", 3), ("2026-11-25", 4)]
    Repository.objects.bulk_create(
        Repository(
            address=f"https://h.example/far-{number}",
            connector="x",
            source=row,
            first_seen_at=NOW + timedelta(days=10 + number),
            asked_at=NOW,
        )
        for number in range(MOST_COLUMNS + 5)
    )
    assert growth()[0].time == "2026-11"
    assert growth()[-1].value == 4 + MOST_COLUMNS + 5


def test_a_source_that_was_not_looked_through_yet_says_so(library: Library, client: Client) -> None:
    assert "There is no source yet." in client.get("/crawl").content.decode()
    Source.objects.create(name="oshwa", added_at=NOW, paused=True)
    page = client.get("/crawl").content.decode()
    assert "not looked through yet" in page
    assert "paused" in page
    [one] = passes()
    assert (one.started_at, one.counts) == (None, {})


def test_hostile_words_do_no_harm(library: Library, client: Client) -> None:
    source(said=[{"where": "<script>alert(1)</script>", "says": "<img src=x onerror=alert(1)>"}])
    page = client.get("/crawl").content.decode()
    assert "<script>" not in page
    assert "<img src=x" not in page


def test_it_is_there_in_two_forms_with_a_state(library: Library, client: Client) -> None:
    source()
    assert client.get("/crawl", headers={"accept": "application/json"}).headers["Content-Type"] == "application/json"
    assert client.get("/crawl.csv").status_code == 404
    etag = client.get("/crawl").headers["ETag"]
    assert client.get("/crawl", headers={"if-none-match": etag}).status_code == 304
    Run.objects.update(counts=COUNTS | {"requests": 13})
    assert client.get("/crawl", headers={"if-none-match": etag}).status_code == 200


def test_other_pages_lead_there(library: Library, client: Client) -> None:
    for page in ("/", "/about"):
        assert 'href="/crawl"' in client.get(page).content.decode()
