# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Lists of manifests, and manifests at an address."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oshmark.crawl import manifest_lists
from oshmark.crawl.connector import SchemaError
from oshmark.crawl.connectors.list import CONNECTOR
from oshmark.crawl.manifest_lists import MAX_DEPTH, Listed, raw_file, read_list, source_of
from oshmark.crawl.place import Place
from oshmark.crawl.task import Source, Task
from tests.crawl.connectors.drive import Run, drive
from tests.crawl.connectors.generated import response_of
from tests.fakes.list import LAMP, Host, circle

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

NOWHERE = Place(api="", web="")
COMMIT = "0123456789abcdef0123456789abcdef01234567"


def crawl(fake: Host, path: str) -> Run:
    with fake.serve():
        source = Source("list", "list", f"{fake.address}/{path}")
        return drive(CONNECTOR, CONNECTOR.begin(source, NOWHERE), NOWHERE)


def listed(body: bytes | str) -> Listed:
    raw = body.encode() if isinstance(body, str) else body
    return read_list(response_of(raw, url="https://lists.example/of/list.json"))


def test_lists_that_name_each_other_end() -> None:
    fake = Host(circle())
    run = crawl(fake, "list.json")
    assert set(run.manifests) == {"https://git.example.org/wren/lamp", "https://git.example.org/ana/stove"}
    assert run.harvest.sources[0] == Source("github", "repository", "wren/lamp")
    assert sum(".json" in request for request in fake.requests) == MAX_DEPTH + 1
    assert sum(".toml" in request for request in fake.requests) == 2


def test_a_list_of_lists_without_end_is_left_at_some_depth() -> None:
    class Endless(Host):
        def __init__(self) -> None:
            super().__init__({f"{n}.json": b'{"remoteLists":["%d.json","a%d.json"]}' % (n + 1, n) for n in range(99)})

    fake = Endless()
    run = crawl(fake, "0.json")
    assert fake.count <= 2 * (MAX_DEPTH + 1)
    assert any("deep" in fault.says for fault in run.harvest.faults)


@pytest.mark.parametrize(
    "body",
    [
        '["https://a.example/okh.toml", "b.yml"]',
        '[{"title": "A", "link": "https://a.example/okh.toml"}, {"link": "b.yml"}]',
        '{"remoteManifests": ["https://a.example/okh.toml", "https://lists.example/of/b.yml"], "title": 7}',
        "name,date,link to the file\nA,2020-01-01,https://a.example/okh.toml\nB,x, https://lists.example/of/b.yml\n",
        "https://a.example/okh.toml\r\nhttps://lists.example/of/b.yml\r\n",
        "A, big,https://a.example/okh.toml\nB,https://lists.example/of/b.yml,x\n",
    ],
)
def test_every_form_of_a_list_is_read(body: str) -> None:
    assert listed(body).manifests == ("https://a.example/okh.toml", "https://lists.example/of/b.yml")


def test_an_entry_that_is_no_address_is_a_fault_and_the_others_stay() -> None:
    found = listed('["https://a.example/1", 7, null, {}, "javascript:alert(1)", "http://[", "file:///etc/passwd"]')
    assert found.manifests == ("https://a.example/1",)
    assert len(found.faults) == 6
    assert found.faults[0].says == "Entry 2 is no web address."


def test_each_address_counts_once() -> None:
    assert listed('["https://a.example/1", "https://a.example/1"]').manifests == ("https://a.example/1",)


@pytest.mark.parametrize(
    "body", [b"", b"<html>", b"{}", b'{"a": [1]}', b"[", b"a,b\n1,2\n", b'"' + b"x" * 200_000], ids=len
)
def test_what_is_no_list_is_said(body: bytes) -> None:
    with pytest.raises(SchemaError, match="list"):
        listed(body)


@pytest.mark.parametrize(
    ("repository", "source"),
    [
        ("https://github.com/wren/lamp.git", Source("github", "repository", "wren/lamp")),
        ("git@github.com:wren/lamp.git", Source("github", "repository", "wren/lamp")),
        ("https://gitlab.com/a/b/c", Source("gitlab", "project", "a/b/c")),
        ("https://codeberg.org/wren/lamp", Source("forgejo", "repository", "wren/lamp")),
        ("https://git.example.org/wren/lamp.git", Source("git", "repository", "https://git.example.org/wren/lamp.git")),
    ],
)
def test_a_repository_is_looked_for_at_its_forge(repository: str, source: Source) -> None:
    (found,) = listed(json.dumps({"remoteManifestRepos": [{"repoFetchUrl": repository, "ref": "main"}]})).repositories
    assert source_of(found) == source


def test_a_manifest_is_that_of_the_repository_that_it_states() -> None:
    url = f"https://raw.githubusercontent.com/ana/lamps/{COMMIT}/a%20b/okh.toml"
    (found,) = manifest_lists.found_at(url, response_of(LAMP)).found
    assert (found.repository, found.path) == ("https://git.example.org/wren/lamp", "a b/okh.toml")
    assert (found.raw, found.address, found.perma_url, found.commit) == (LAMP, url, url, COMMIT)
    assert not found.generated


def test_a_manifest_that_states_none_is_that_of_where_it_lies() -> None:
    nameless = b'okhv = "OKH-LOSHv1.0"\nname = "Lamp"\n'
    (found,) = manifest_lists.found_at("https://gitlab.com/a/b/c/-/raw/main/okh.toml?x=1", response_of(nameless)).found
    assert (found.repository, found.path) == ("https://gitlab.com/a/b/c", "okh.toml")
    assert (found.perma_url, found.commit) == ("", "")
    (other,) = manifest_lists.found_at("https://wiki.example/m/7.yaml", response_of(b"okhv: 1.0\ntitle: x")).found
    assert (other.repository, other.path) == ("https://wiki.example/m/7.yaml", "7.yaml")


def test_what_is_no_manifest_is_a_fault() -> None:
    harvest = manifest_lists.found_at("https://a.example/okh.toml", response_of(b"<html>"))
    assert harvest.found == ()
    assert harvest.faults[0].where == "https://a.example/okh.toml"


def test_a_value_that_is_no_address_begins_nothing() -> None:
    assert CONNECTOR.begin(Source("list", "list", "ftp://a.example/x"), NOWHERE) == ()
    assert CONNECTOR.begin(Source("list", "manifest", "https://a.example/x"), NOWHERE) == (
        Task("manifest", {"url": "https://a.example/x"}),
    )


@given(st.text(max_size=60) | st.sampled_from(["http://[", "https://a.example", "https://a.example/?x"]))
def test_no_address_breaks_it(text: str) -> None:
    assert len(raw_file(text)) == 3
    assert len(listed(json.dumps([text])).manifests) <= 1


@pytest.mark.corpora
@pytest.mark.parametrize(
    ("name", "manifests", "lists"),
    [("okh-config.json", 32, 3), ("projects_okhs.csv", 488, 0), ("projects_okhs_before_appropedia.csv", 28, 0)],
)
def test_lists_as_communities_keep_them(corpora: Path, name: str, manifests: int, lists: int) -> None:
    found = listed((corpora / "platform-responses" / "okh-search" / name).read_bytes())
    assert (len(found.manifests), len(found.lists)) == (manifests, lists)
    assert found.faults == ()
