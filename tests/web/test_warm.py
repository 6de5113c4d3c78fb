# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Answers that are sent again as long as nothing has changed."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from oshmark.web import warm, wiring
from oshmark.web.seen.files import note_change
from oshmark.web.seen.models import FileSeen
from tests.web.library_of import SITE, Library
from tests.web.manifests import FULL

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from django.test import Client
    from pytest_django.fixtures import Settings

RELEASE = "/m/github.com/weaver/loom/-/v/2.1.0"


@pytest.fixture
def library(db: None, settings: Settings, tmp_path: Path) -> Iterator[Library]:
    settings.PAYLOADS = tmp_path / "payloads"
    settings.PUBLISHED = tmp_path / "published"
    settings.PICTURES = tmp_path / "pictures"
    settings.BASE_URL = SITE
    wiring.forget()
    warm.forget()
    made = Library(tmp_path / "published")
    made.add(FULL)
    made.publish()
    yield made
    wiring.forget()


@pytest.mark.parametrize(
    "page", [RELEASE, "/", "/search?q=loom", "/licences", "/quarantine", f"{RELEASE}/-/ttl", "/new.atom"]
)
def test_a_page_that_was_made_costs_one_small_question(client: Client, library: Library, page: str) -> None:
    first = client.get(page)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        second = client.get(page)
    assert len(asked) == 1
    assert second.content == first.content
    assert dict(second.headers) == dict(first.headers)


def test_whatever_is_recorded_makes_pages_anew(client: Client, library: Library) -> None:
    assert "3.0.0" not in client.get(RELEASE).content.decode()
    library.add(FULL.replace('"2.1.0"', '"3.0.0"'))
    assert "3.0.0" in client.get(RELEASE).content.decode()


def test_what_becomes_of_files_makes_pages_anew(client: Client, library: Library) -> None:
    page = client.get(RELEASE)
    FileSeen.objects.create(release=RELEASE, path="README.md", perma_url="https://raw.example.org/abc/README.md")
    note_change()
    after = client.get(RELEASE)
    assert "https://raw.example.org/abc/README.md" in after.content.decode()
    assert after.headers["ETag"] != page.headers["ETag"]


def test_forms_and_languages_are_kept_apart(client: Client, library: Library) -> None:
    page = client.get(RELEASE, headers={"accept": "text/html"})
    data = client.get(RELEASE, headers={"accept": "text/turtle"})
    again = client.get(RELEASE, headers={"accept": "text/html"})
    assert data.content != page.content == again.content


def test_who_takes_packed_answers_gets_one_with_a_name_of_its_own(client: Client, library: Library) -> None:
    plain = client.get(RELEASE)
    packed = client.get(RELEASE, headers={"accept-encoding": "br, gzip;q=0.8"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in plain.headers
    assert gzip.decompress(packed.content) == plain.content
    assert len(packed.content) * 3 < len(plain.content)
    assert packed.headers["ETag"] == f"W/{plain.headers['ETag']}"
    for answer in (plain, packed):
        assert "Accept-Encoding" in answer.headers["Vary"]
        known = client.get(RELEASE, headers={"if-none-match": answer.headers["ETag"]})
        assert (known.status_code, known.content) == (304, b"")


@pytest.mark.parametrize("accepted", ["", "identity", "gzip;q=0", "gzip; q=0.0, identity", "br", "x" * 9000])
def test_who_does_not_take_gzip_gets_none(client: Client, library: Library, accepted: str) -> None:
    client.get(RELEASE)
    assert "Content-Encoding" not in client.get(RELEASE, headers={"accept-encoding": accepted}).headers


def test_what_is_not_there_is_not_kept(client: Client, library: Library) -> None:
    missing = RELEASE.replace("2.1.0", "3.0.0")
    assert client.get(missing).status_code == 404
    library.add(FULL.replace('"2.1.0"', '"3.0.0"'))
    assert client.get(missing).status_code == 200


def test_memory_is_bounded_however_many_addresses_are_asked_for(
    client: Client, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(warm, "MAX_ANSWERS", 10)
    for number in range(40):
        client.get(f"/search?q=loom&x={number}")
    assert len(warm._ready) == 10
    assert warm._bytes == sum(one.size for one in warm._ready.values())
    monkeypatch.setattr(warm, "MAX_BYTES", 0)
    client.get("/about")
    assert (len(warm._ready), warm._bytes) == (0, 0)
