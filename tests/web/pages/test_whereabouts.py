# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is shown of modules that are no longer at their place, and of their files."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from oshmark.library.withdrawal import Why
from oshmark.web import wiring
from oshmark.web.library.places import record_back, record_gone, record_moved
from oshmark.web.library.withdrawing import withdraw
from oshmark.web.seen.files import note_change
from oshmark.web.seen.models import FileSeen
from tests.web.library_of import SITE
from tests.web.manifests import FULL

if TYPE_CHECKING:
    from django.test import Client

    from tests.web.library_of import Library

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
OLD, NEW = "/m/github.com/weaver/loom", "/m/github.com/studio/loom"
RELEASE = f"{OLD}/-/v/2.1.0"
PERMA = "https://raw.example.org/weaver/loom/abc/"
FORMS = ["", "/-/ttl", "/-/jsonld", "/-/nt", "/-/json"]
BANNER = "No longer found at its place since 21 November 2026."


@pytest.fixture
def loom(library: Library) -> Library:
    library.add(FULL)
    return library


@pytest.fixture
def moved(loom: Library) -> Library:
    loom.add(FULL.replace("Weaver/Loom", "Studio/Loom"))
    record_moved(OLD, NEW, actor="test", now=NOW)
    return loom


def gone() -> None:
    assert record_gone(OLD, reason="It is not there.", actor="test", now=NOW)


def text(client: Client, path: str) -> str:
    return client.get(path).content.decode()


def said(client: Client, path: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(client.get(path).content)
    return data


def listed(library: Library, client: Client) -> list[str]:
    library.publish()
    hits = text(client, "/search?q=loom").partition('<ol class="hits"')[2].partition("</ol>")[0]
    return sorted(set(re.findall(r'href="(/m/[^"#?]+)"', hits)))


def test_the_search_lists_a_module_that_has_moved_at_its_new_place_alone(loom: Library, client: Client) -> None:
    assert listed(loom, client) == [OLD]
    loom.add(FULL.replace("Weaver/Loom", "Studio/Loom"))
    assert listed(loom, client) == [NEW, OLD]
    record_moved(OLD, NEW, actor="test", now=NOW)
    assert listed(loom, client) == [NEW]
    record_back(OLD, actor="test", now=NOW)
    assert listed(loom, client) == [NEW, OLD]


def test_it_is_listed_at_its_old_place_as_long_as_the_new_one_is_not_in_the_library(
    loom: Library, client: Client
) -> None:
    closed = FULL.replace("Weaver/Loom", "Studio/Loom").replace("CERN-OHL-S-2.0", "CC-BY-NC-4.0")
    assert closed != FULL.replace("Weaver/Loom", "Studio/Loom")
    loom.add(closed)
    record_moved(OLD, NEW, actor="test", now=NOW)
    assert listed(loom, client) == [OLD]
    loom.add(FULL.replace("Weaver/Loom", "Studio/Loom"))
    assert listed(loom, client) == [NEW]


def test_over_several_moves_the_last_place_is_listed(loom: Library, client: Client) -> None:
    last = "/m/github.com/guild/loom"
    for name in ("Studio/Loom", "Guild/Loom"):
        loom.add(FULL.replace("Weaver/Loom", name))
    record_moved(OLD, NEW, actor="test", now=NOW)
    record_moved(NEW, last, actor="test", now=NOW)
    assert listed(loom, client) == [last]


@pytest.mark.parametrize("page", [OLD, RELEASE])
def test_a_page_says_that_the_place_of_a_module_is_empty_until_it_is_back(
    loom: Library, client: Client, page: str
) -> None:
    assert BANNER not in text(client, page)
    before = client.get(page).headers["ETag"]
    gone()
    assert BANNER in text(client, page)
    assert "What the library knows of it stays." in text(client, page)
    assert client.get(page).headers["ETag"] != before
    record_back(OLD, actor="test", now=NOW)
    assert BANNER not in text(client, page)


def test_data_say_since_when(loom: Library, client: Client) -> None:
    assert said(client, f"{OLD}/-/json")["gone_since"] is None
    assert "goneSince" not in text(client, f"{OLD}/-/ttl")
    gone()
    assert said(client, f"{OLD}/-/json")["gone_since"] == "2026-11-21T09:00:00Z"
    assert said(client, f"{RELEASE}/-/json")["gone_since"] == "2026-11-21T09:00:00Z"
    assert 'oshmark:goneSince "2026-11-21T09:00:00+00:00"^^xsd:dateTime' in text(client, f"{OLD}/-/ttl")


@pytest.mark.parametrize("form", FORMS)
def test_a_module_that_has_moved_leads_to_its_new_place_in_every_form(
    moved: Library, client: Client, form: str
) -> None:
    answer = client.get(f"{OLD}{form}")
    assert (answer.status_code, answer.headers["Location"]) == (301, f"{NEW}{form}")
    assert client.get(f"{NEW}{form}").status_code == 200


def test_its_releases_stay_and_say_where_the_new_ones_are(moved: Library, client: Client) -> None:
    assert f'<a href="{NEW}">the module at its new place</a>' in text(client, RELEASE)
    assert said(client, f"{RELEASE}/-/json")["moved_to"] == f"{SITE}{NEW}"


def test_one_that_moved_twice_leads_to_the_last_place(moved: Library, client: Client) -> None:
    moved.add(FULL.replace("Weaver/Loom", "Guild/Loom"))
    record_moved(NEW, "/m/github.com/guild/loom", actor="test", now=NOW)
    assert client.get(OLD).headers["Location"] == "/m/github.com/guild/loom"


def test_two_that_name_each_other_are_shown_where_they_are(moved: Library, client: Client) -> None:
    record_moved(NEW, OLD, actor="test", now=NOW)
    assert [client.get(page).status_code for page in (OLD, NEW)] == [200, 200]
    assert f"dcterms:isReplacedBy <{SITE}{NEW}#this>" in text(client, f"{OLD}/-/ttl")


def test_nobody_is_led_to_what_was_withdrawn(moved: Library, client: Client) -> None:
    assert "the module at its new place" in text(client, RELEASE)
    withdraw(NEW, Why.OPT_OUT, reason="Asked for.", payloads=wiring.payloads(), actor="test", now=NOW)
    assert client.get(OLD).status_code == 200
    assert "the module at its new place" not in text(client, RELEASE)


def put(path: str, **columns: Any) -> None:
    FileSeen.objects.create(release=RELEASE, path=path, perma_url=f"{PERMA}{path}", **columns)
    note_change()


def test_files_lead_to_the_state_of_the_release(loom: Library, client: Client) -> None:
    before = text(client, RELEASE)
    assert before.count("/blob/HEAD/docs/manual.md") == 1
    put("docs/manual.md", listed_at=NOW)
    page = text(client, RELEASE)
    assert page.count(f'href="{PERMA}docs/manual.md"') == 2
    assert "blob/HEAD/docs/manual.md" not in page
    assert "Its files, in this state" in page


def test_a_file_that_is_not_there_any_more_is_marked(loom: Library, client: Client) -> None:
    put("docs/manual.md", status=200, seen_at=NOW, requested_at=NOW)
    assert "not there (" not in text(client, RELEASE)
    put("docs/bom.csv", status=404, requested_at=NOW)
    page = text(client, RELEASE)
    assert page.count("not there (404)") == 1
    assert "1 file was not there when it was last asked for." in page


def test_json_has_every_file_with_its_times(loom: Library, client: Client) -> None:
    put("docs/bom.csv", status=404, listed_at=NOW, requested_at=NOW)
    put("docs/manual.md")
    assert said(client, f"{RELEASE}/-/json")["files"] == [
        {
            "path": "docs/bom.csv",
            "url": f"{PERMA}docs/bom.csv",
            "listed": "2026-11-21T09:00:00Z",
            "last_requested": "2026-11-21T09:00:00Z",
            "last_seen": None,
            "status": 404,
            "dead": True,
        },
        {
            "path": "docs/manual.md",
            "url": f"{PERMA}docs/manual.md",
            "listed": None,
            "last_requested": None,
            "last_seen": None,
            "status": None,
            "dead": False,
        },
    ]


def test_the_graph_of_a_release_has_them_and_the_published_one_has_not(loom: Library, client: Client) -> None:
    loom.publish()
    put("docs/bom.csv", seen_at=NOW)
    graph = text(client, f"{RELEASE}/-/nt")
    assert f"<{PERMA}docs/bom.csv>" in graph
    assert "#lastSeen" in graph
    loom.publish()
    dumps = "".join(path.read_text() for path in loom.published.rglob("*.nq"))
    assert "D03D 35/00" in dumps
    assert "#lastSeen" not in dumps
    assert PERMA not in dumps


@pytest.mark.parametrize("form", ["", "/-/json", "/-/ttl"])
def test_a_page_that_was_made_is_made_anew_when_the_ledger_changes(loom: Library, client: Client, form: str) -> None:
    before = client.get(f"{RELEASE}{form}")
    put("docs/bom.csv", listed_at=NOW)
    after = client.get(f"{RELEASE}{form}")
    assert after.headers["ETag"] != before.headers["ETag"]
    assert client.get(f"{RELEASE}{form}", headers={"if-none-match": after.headers["ETag"]}).status_code == 304
    assert client.get(f"{RELEASE}{form}", headers={"if-none-match": before.headers["ETag"]}).status_code == 200


def test_hostile_names_of_files_do_no_harm(loom: Library, client: Client) -> None:
    put("<script>alert(1)</script>.md", listed_at=NOW)
    FileSeen.objects.create(release=RELEASE, path="jane@maker.example.org", perma_url="javascript:alert(1)")
    note_change()
    page = text(client, RELEASE)
    assert "<script>" not in page
    assert 'href="javascript:' not in page
    assert "jane@maker" not in page
    assert "jane@maker" not in text(client, f"{RELEASE}/-/json")


def test_what_is_withdrawn_leaves_no_addresses_of_files(loom: Library, client: Client) -> None:
    put("docs/bom.csv")
    FileSeen.objects.create(release="/m/git.example.org/other/-/v/1", path="a", perma_url=f"{PERMA}a")
    withdraw(OLD, Why.OPT_OUT, reason="Asked for.", payloads=wiring.payloads(), actor="test", now=NOW)
    assert list(FileSeen.objects.values_list("path", flat=True)) == ["a"]
