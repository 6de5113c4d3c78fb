# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Other content under the same version: noticed, not taken in, and shown to the maintainer, key by key."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from oshmark.web import wiring
from oshmark.web.crawling.explained_lines import explained_lines
from oshmark.web.crawling.explaining import explain
from oshmark.web.library.models import Release
from oshmark.web.library.noticed import noticed_changes
from tests.web.crawling.conftest import WEB, manifest

if TYPE_CHECKING:
    from pathlib import Path

    from django.test import Client
    from pytest_django.fixtures import Settings

    from tests.web.crawling.conftest import Crawler, Forge

NAME = "maker/printer"
MODULE = "/m/forge.example.org/maker/printer"


@pytest.fixture
def admitted(crawler: Crawler, forge: Forge, settings: Settings, tmp_path: Path) -> Crawler:
    """A module that a pass has brought into the library, of which the pages show what the pass has kept."""
    settings.PAYLOADS, settings.STATIC_ROOT = tmp_path / "payloads", tmp_path
    settings.PICTURES, settings.PUBLISHED = tmp_path / "pictures", tmp_path / "published"
    wiring.forget()
    forge.put(NAME, okh_toml=manifest(NAME, function="It prints."))
    assert crawler.run()["admitted"] == 1
    return crawler


def pages(client: Client) -> list[str]:
    release = Release.objects.get(version="1.0")
    return [" ".join(client.get(address).content.decode().split()) for address in (MODULE, release.address)]


def test_the_difference_is_shown_on_both_pages_and_explained(admitted: Crawler, forge: Forge, client: Client) -> None:
    assert all("has changed under the same version" not in page for page in pages(client))
    changed = manifest(NAME, function="It prints <b>twice</b>, ask maria@maker.example.", image="a.png")
    forge.put(NAME, okh_toml=changed)
    assert admitted.run()["changed"] == 1
    release = Release.objects.get()
    assert admitted.payloads.get(release.digest).decode() == manifest(NAME, function="It prints.")
    for page in pages(client):
        assert "has changed under the same version" in page
        assert "<del><bdi>It prints.</bdi></del>" in page
        assert "<ins><bdi>It prints &lt;b&gt;twice&lt;/b&gt;, ask xxxxx@xxxxx.xxxxxxx.</bdi></ins>" in page
        assert "<code><bdi>image</bdi></code>: <ins><bdi>a.png</bdi></ins>" in page
    found = explain(f"{WEB}/{NAME}")
    assert found.releases[0]["changes"][1] == "image is new: “a.png”"
    text = "\n".join(explained_lines(found))
    assert "Its manifest has changed under the same version, which is not taken in: function: “It prints.” →" in text


def test_a_browser_that_knows_the_page_is_told_that_it_has_changed(
    admitted: Crawler, forge: Forge, client: Client
) -> None:
    etag = client.get(MODULE).headers["ETag"]
    assert client.get(MODULE, headers={"if-none-match": etag}).status_code == 304
    forge.put(NAME, okh_toml=manifest(NAME, function="It does not print."))
    admitted.run()
    assert client.get(MODULE, headers={"if-none-match": etag}).status_code == 200


def test_of_content_that_is_not_open_only_the_keys_are_shown(admitted: Crawler, forge: Forge, client: Client) -> None:
    forge.put(NAME, okh_toml=manifest(NAME, function="Secret.", license="CC-BY-NC-4.0"))
    admitted.run()
    for page in pages(client):
        assert "so only the keys are named" in page
        assert "<code><bdi>function</bdi></code>: changed" in page
        assert "Secret." not in page
    assert "Secret." not in str(explain(f"{WEB}/{NAME}"))


def test_what_says_the_same_in_another_form_is_said_so(admitted: Crawler, forge: Forge, client: Client) -> None:
    forge.put(NAME, okh_toml="# A comment\n" + manifest(NAME, function="It prints."))
    admitted.run()
    assert all("It says the same in another form." in page for page in pages(client))


def test_a_manifest_that_is_not_kept_any_more_is_said_so(admitted: Crawler, forge: Forge, client: Client) -> None:
    forge.put(NAME, okh_toml=manifest(NAME, function="Other."))
    admitted.run()
    release = Release.objects.get()
    admitted.payloads.remove_many([release.noticed])
    assert all("is not kept any more" in page for page in pages(client))
    noticed = noticed_changes(release, admitted.payloads)
    assert noticed is not None
    assert noticed.sentences == ["The new manifest is not kept any more."]


def test_a_new_version_ends_the_difference(admitted: Crawler, forge: Forge, client: Client) -> None:
    forge.put(NAME, okh_toml=manifest(NAME, function="Other."))
    admitted.run()
    forge.put(NAME, okh_toml=manifest(NAME, function="Other.", version="2.0"))
    admitted.run()
    page, _old = pages(client)
    assert "has changed under the same version" not in page
