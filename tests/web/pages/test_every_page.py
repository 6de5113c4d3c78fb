# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from django.test import Client

from oshmark.web import wiring
from oshmark.web.library import queries
from tests.web.manifests import FULL, WAITING

if TYPE_CHECKING:
    from pytest_django.fixtures import Settings

    from tests.web.library_of import Library

PAGES = (
    "/",
    "/search",
    "/search?q=loom",
    "/search?q=nothing-such",
    "/quarantine",
    "/certificates",
    "/certificates/applications",
    "/certificates/statistics",
    "/bodies",
    "/schemes",
    "/about",
    "/data",
    "/data/gen-1",
    "/statistics",
    "/crawl",
    "/log",
    "/ns",
    "/m/github.com/weaver/loom",
    "/m/github.com/weaver/loom/-/v/2.1.0",
    "/m/github.com/weaver/loom/-/v/2.1.0/-/part/shuttle",
    "/m/git.example.org/secret/lamp",
    "/m/git.example.org/secret/lamp/-/v/7.7.7",
    "/licences",
    "/licence/CERN-OHL-S-2.0",
    "/licence/CC-BY-NC-4.0",
    "/processes",
    "/process/3DP",
    "/languages",
    "/language/en",
    "/a/web/weaver.example.org~2Fwilma",
    "/no-such-page",
    "/search?page=x",
)


@pytest.fixture
def filled(library: Library) -> Library:
    library.add(FULL)
    library.add(WAITING)
    library.publish()
    return library


class Outline(HTMLParser):
    """Headings, landmarks, ids and what is loaded by a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.headings: list[int] = []
        self.landmarks: list[str] = []
        self.ids: list[str] = []
        self.loaded: list[str] = []
        self.within: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag in ("main", "header", "footer", "nav"):
            self.landmarks.append(tag)
        if given.get("id"):
            self.ids.append(given["id"] or "")
        loads = tag in ("link", "script", "img", "source", "iframe")
        if loads and given.get("rel") not in ("canonical", "alternate"):
            self.loaded.append(given.get("href") or given.get("src") or "")
        if tag == "a" and (given.get("href") or "").startswith("#"):
            self.within.append((given["href"] or "")[1:])


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_well_laid_out(filled: Library, client: Client, path: str) -> None:
    page = client.get(path).content.decode()
    outline = Outline(page)
    assert page.startswith("<!doctype html>")
    assert '<html lang="en" dir="ltr">' in page
    assert outline.headings.count(1) == 1
    assert outline.headings[0] == 1
    assert all(after - before <= 1 for before, after in zip(outline.headings, outline.headings[1:], strict=False))
    assert {"main", "header", "footer", "nav"} <= set(outline.landmarks)
    assert len(outline.ids) == len(set(outline.ids))
    assert set(outline.within) - set(outline.ids) == set()
    assert '<a class="skip" href="#main">' in page


def test_every_page_has_a_title_of_its_own(filled: Library, client: Client) -> None:
    titles = [re.findall("<title>(.*?)</title>", client.get(path).content.decode()) for path in PAGES]
    assert all(len(found) == 1 for found in titles)
    assert len({found[0] for found in titles}) == len(PAGES) - 1  # a module and its one release wait under one name


@pytest.mark.parametrize("path", PAGES)
def test_a_page_loads_nothing_from_elsewhere_and_runs_nothing(filled: Library, client: Client, path: str) -> None:
    response = client.get(path)
    outline = Outline(response.content.decode())
    assert outline.loaded
    assert [one for one in outline.loaded if not one.startswith("/static/")] == []
    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert "unsafe" not in policy
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert "Set-Cookie" not in response.headers


@pytest.mark.parametrize("path", PAGES)
def test_head_works_and_writing_does_not(filled: Library, client: Client, path: str) -> None:
    head = client.head(path)
    assert head.status_code == client.get(path).status_code
    assert head.content == b""
    if path != "/no-such-page":
        assert client.post(path).status_code == 405


def test_a_first_view_is_small(filled: Library, client: Client) -> None:
    sizes = {path: len(client.get(path).content) for path in PAGES}
    assert {path: size for path, size in sizes.items() if size > 100_000} == {}


def test_a_demonstration_says_so_on_every_page(filled: Library, client: Client, settings: Settings) -> None:
    banner = "This is a demonstration: makers and hardware are made up."
    assert all(banner not in client.get(path).content.decode() for path in PAGES)
    settings.IS_DEMO = True
    assert all(banner in client.get(path).content.decode() for path in PAGES)


def test_small_files_are_there(filled: Library, client: Client) -> None:
    assert client.get("/healthz").content == b"ok\n"
    assert "Disallow: /search" in client.get("/robots.txt").content.decode()
    assert client.get("/favicon.ico").headers["Content-Type"] == "image/svg+xml"


def test_a_fault_of_ours_is_a_page_of_ours(filled: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr(queries, "counts", fail)
    response = Client(raise_request_exception=False).get("/")
    assert response.status_code == 500
    assert "<h1>Something went wrong with us</h1>" in response.content.decode()
    assert "secret detail" not in response.content.decode()


def test_a_foreign_host_name_is_refused_with_a_page(filled: Library, client: Client) -> None:
    response = client.get("/", headers={"host": "evil.example.com"})
    assert response.status_code == 400
    assert "<h1>This address cannot be understood</h1>" in response.content.decode()


def test_an_empty_library_has_pages(library: Library, client: Client) -> None:
    for path in ("/", "/search", "/quarantine", "/about", "/ns"):
        assert client.get(path).status_code == 200
    assert "The library is empty." in client.get("/").content.decode()


def test_what_a_browser_keeps_is_out_of_date_when_our_code_changes(
    filled: Library, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = "/m/github.com/weaver/loom/-/v/2.1.0"
    before = client.get(path).headers["ETag"]
    with monkeypatch.context() as patch:
        patch.setattr(wiring, "code_version", lambda: "other")
        assert client.get(path).headers["ETag"] != before
    assert client.get(path).headers["ETag"] == before
