# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which files are looked into for a draft, and where the file can be put."""

from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import msgspec
import pytest

from oshmark.crawl import drafting
from oshmark.crawl.connector import SchemaError
from oshmark.crawl.connectors import CONNECTORS
from oshmark.crawl.exchange import Response
from oshmark.crawl.new_file import MAX_URL, new_file

NOW = datetime(2026, 11, 20, tzinfo=UTC)


def test_the_most_telling_files_are_wanted_and_few_of_them() -> None:
    paths = ["src/README.md", "VERSION", "README.md", "README.rst", "LICENSE", "cad/x.step", "LICENSES/MIT.txt"]
    assert drafting.wanted(paths) == ["README.md", "LICENSE", "LICENSES/MIT.txt", "VERSION"]
    many = [f"LICENSES/{number}.txt" for number in range(50)]
    assert len(drafting.wanted([*many, "README.md"])) == drafting.MAX_FILES
    assert drafting.wanted([]) == []


@pytest.mark.parametrize("name", sorted(drafting.FORGES))
def test_a_file_is_asked_for_in_bounds(name: str) -> None:
    connector = CONNECTORS[name]
    place = next(iter(connector.places.values()))
    request = drafting.file_request(connector, place, f"{place.web}/o/r", "c" * 40, "a b/README.md")
    assert request.limit == drafting.MAX_BYTES
    assert "a%20b" in request.url
    assert drafting.branch_request(connector, place, f"{place.web}/o/r") is not None


@pytest.mark.parametrize("name", sorted(drafting.FORGES))
def test_a_place_without_credentials_is_asked_without(name: str) -> None:
    connector = CONNECTORS[name]
    main = next(iter(connector.places.values()))
    for signed in (False, True):
        place = msgspec.structs.replace(main, signed=signed)
        repository = f"{place.web}/o/r"
        requests = [
            drafting.file_request(connector, place, repository, "c" * 40, "README.md"),
            drafting.branch_request(connector, place, repository),
            drafting.tags_request(connector, place, repository),
        ]
        tokens = {one.token for one in requests if one is not None}
        # GitHub gives files to everybody, at a host of their own.
        assert tokens <= {name, ""} if signed else tokens == {""}
        assert (name in tokens) is signed


def test_the_newest_tag_is_the_version_of_a_draft() -> None:
    body = b'[{"name":"v0.9"},{"name":"v0.10.1"},{"name":"v0.11-rc1"},{"name":"nightly"}]'
    answer = Response("https://x.example/tags", 200, {"content-type": "application/json"}, body, NOW)
    found = drafting.tags(answer)
    made = drafting.first_draft("https://github.com/o/r", ["README.md"], {}, found)
    assert made.fields["version"] == "0.11-rc1"
    with pytest.raises(SchemaError):
        drafting.tags(msgspec.structs.replace(answer, body=b'{"message":"x"}'))


def test_nothing_is_guessed_in_a_draft() -> None:
    made = drafting.first_draft("https://github.com/o/r", ["README.md", "bom.csv"], {"README.md": "# Lamp\n"})
    assert made.fields["name"] == "Lamp"
    assert made.fields["repo"] == "https://github.com/o/r"
    assert made.fields["bom"] == "bom.csv"
    assert not {"license", "licensor", "version", "function"} & set(made.fields)


TEXT = 'name = "Größe & more"\n# 100 %\n'


@pytest.mark.parametrize(
    ("connector", "path", "name", "text"),
    [
        ("github", "/o/r/new/a/b", "filename", "value"),
        ("gitlab", "/o/r/-/new/a/b", "file_name", "content"),
        ("forgejo", "/o/r/_new/a/b", "filename", "value"),
    ],
)
def test_the_page_for_a_new_file_has_name_and_text_filled_in(connector: str, path: str, name: str, text: str) -> None:
    found = new_file(connector, "https://forge.example.org/o/r", "a/b", name="okh.toml", text=TEXT)
    assert found is not None
    assert found.filled
    parts = urlsplit(found.url)
    assert parts.path == path
    assert parse_qs(parts.query) == {name: ["okh.toml"], text: [TEXT]}


def test_a_text_that_is_too_long_for_an_address_is_left_out() -> None:
    found = new_file("github", "https://github.com/o/r", "main", name="okh.toml", text="ä" * 3000)
    assert found is not None
    assert not found.filled
    assert len(found.url) < MAX_URL
    assert "value" not in found.url


@pytest.mark.parametrize(("connector", "branch"), [("git", "main"), ("github", ""), ("thingiverse", "main")])
def test_there_is_no_such_page_where_none_is_known(connector: str, branch: str) -> None:
    assert new_file(connector, "https://x.example.org/o/r", branch, name="okh.toml", text="") is None
