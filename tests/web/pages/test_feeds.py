# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is new, for feed readers."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any
from xml.dom import minidom

import pytest

from oshmark.library.withdrawal import Why
from oshmark.web import wiring
from oshmark.web.library.feeds import MAX_SUMMARY, NEWEST
from oshmark.web.library.models import Release
from oshmark.web.library.withdrawing import withdraw
from tests.made_up import manifest
from tests.web.library_of import NOW, SITE
from tests.web.manifests import FULL, WAITING

if TYPE_CHECKING:
    from django.test import Client

    from tests.web.library_of import Library

LOOM = "/m/github.com/weaver/loom/-/v/2.1.0"
ATOM = "http://www.w3.org/2005/Atom"
PATHS = ["/new.atom", "/new.json"]


def atom(client: Client) -> minidom.Element:
    root = minidom.parseString(client.get("/new.atom").content).documentElement  # noqa: S318  it is our own text
    assert root is not None
    assert (root.namespaceURI, root.tagName) == (ATOM, "feed")
    return root


def texts(element: minidom.Element, name: str) -> list[str]:
    """What the children of this name say."""
    return [
        "".join(one.data for one in child.childNodes if isinstance(one, minidom.Text))
        for child in element.childNodes
        if isinstance(child, minidom.Element) and child.tagName == name
    ]


def items(client: Client) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(client.get("/new.json").content)["items"]
    return found


def test_an_entry_says_what_a_reader_asks_first(library: Library, client: Client) -> None:
    library.add(FULL)
    feed = atom(client)
    [entry] = feed.getElementsByTagNameNS(ATOM, "entry")
    assert texts(entry, "id") == [f"{SITE}{LOOM}"]
    assert texts(entry, "title") == ["Full Loom 2.1.0"]
    assert texts(entry, "rights") == ["CERN-OHL-S-2.0"]
    assert texts(entry, "summary") == ["Weaves cloth of up to 900 mm width."]
    assert texts(entry, "updated") == texts(feed, "updated") == [NOW.isoformat()]
    [author] = entry.getElementsByTagNameNS(ATOM, "author")
    assert texts(author, "name") == ["Wilma Weaver"]


def test_the_feed_has_what_the_standard_asks_of_it(library: Library, client: Client) -> None:
    for _ in range(2):
        feed = atom(client)
        assert texts(feed, "id") == [f"{SITE}/new.atom"]
        assert len(texts(feed, "title")) == len(texts(feed, "author")) == 1
        assert datetime.fromisoformat(texts(feed, "updated")[0]).tzinfo is not None
        links = {link.getAttribute("rel"): link.getAttribute("href") for link in feed.getElementsByTagName("link")}
        assert links["self"] == f"{SITE}/new.atom"
        library.add(FULL)


def test_json_feed_says_the_same(library: Library, client: Client) -> None:
    library.add(FULL)
    feed = json.loads(client.get("/new.json").content)
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == f"{SITE}/new.json"
    [item] = feed["items"]
    assert (item["id"], item["url"], item["title"]) == (f"{SITE}{LOOM}", f"{SITE}{LOOM}", "Full Loom 2.1.0")
    assert item["content_text"] == "Weaves cloth of up to 900 mm width."
    assert item["authors"] == [{"name": "Wilma Weaver"}]
    assert item["tags"] == ["new"]
    assert item["_oshmark"] == {"licence": "CERN-OHL-S-2.0"}


def test_a_manifest_that_was_changed_comes_first_again(library: Library, client: Client) -> None:
    library.add(FULL)
    library.add(manifest())
    assert [item["title"] for item in items(client)][-1] == "Full Loom 2.1.0"
    library.add(FULL.replace("Weaves cloth", "Weaves linen"))
    first, second = items(client)
    assert (first["id"], first["tags"], second["tags"]) == (f"{SITE}{LOOM}", ["changed"], ["new"])


def test_the_newest_come_first_and_not_too_many(library: Library, client: Client) -> None:
    for number in range(NEWEST + 2):
        library.add(manifest(version=f"{number}.0.0"))
    versions = [item["title"].rpartition(" ")[2] for item in items(client)]
    assert versions == [f"{number}.0.0" for number in range(NEWEST + 1, 1, -1)]


def test_what_waits_or_was_withdrawn_is_not_in_it(library: Library, client: Client) -> None:
    library.add(FULL)
    library.add(WAITING)
    assert len(items(client)) == 1
    withdraw("/m/github.com/weaver", Why.OPT_OUT, reason="x", payloads=wiring.payloads(), actor="test", now=NOW)
    assert items(client) == []
    assert atom(client).getElementsByTagName("entry") == []


def test_hostile_texts_leave_a_feed_that_can_be_read(library: Library, client: Client) -> None:
    odd = r"<script>alert(1)</script> ]]> &amp; \u0001\u202e jane@maker.example.org"
    raw = FULL.replace("Full Loom", odd).replace("Weaves cloth", odd).replace("Wilma Weaver", odd)
    library.add(raw)
    source = client.get("/new.atom").content.decode()
    assert "<script>" not in source
    assert "jane@maker" not in source + client.get("/new.json").content.decode()
    [entry] = atom(client).getElementsByTagName("entry")
    assert texts(entry, "summary")[0].startswith("alert(1) ]]> & ")
    assert texts(entry, "title")[0].startswith("<script>alert(1)</script> ]]> &amp; ")
    assert "\u202e" not in source


def test_a_long_description_is_cut(library: Library, client: Client) -> None:
    library.add(FULL.replace("Weaves cloth", "Weaves cloth " * 200))
    [item] = items(client)
    assert len(item["content_text"]) <= MAX_SUMMARY + 1
    assert item["content_text"].endswith("…")


def test_a_manifest_that_is_lost_leaves_the_entry_short(library: Library, client: Client) -> None:
    library.add(FULL)
    wiring.payloads().remove_many([Release.objects.get().digest])
    [item] = items(client)
    assert (item["title"], item["content_text"]) == ("Full Loom 2.1.0", "")


@pytest.mark.parametrize("path", PATHS)
def test_who_has_it_already_is_told_so(library: Library, client: Client, path: str) -> None:
    library.add(FULL)
    etag = client.get(path).headers["ETag"]
    assert client.get(path, headers={"if-none-match": etag}).status_code == 304
    library.add(manifest())
    assert client.get(path, headers={"if-none-match": etag}).status_code == 200


@pytest.mark.parametrize(
    ("path", "media"), [("/new.atom", "application/atom+xml"), ("/new.json", "application/feed+json")]
)
def test_it_is_found_and_says_what_it_is(library: Library, client: Client, path: str, media: str) -> None:
    answer = client.get(path)
    assert answer.headers["Content-Type"] == media
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    link = f'<link rel="alternate" type="{media}" title="New in the library" href="{path}">'
    for page in ("/", "/search"):
        assert link in client.get(page).content.decode()
