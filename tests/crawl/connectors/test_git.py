# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Repositories that are cloned: of one module, or of many manifests."""

from __future__ import annotations

import json
from base64 import b64encode
from typing import TYPE_CHECKING, Any

import pytest

from oshmark.crawl import clones
from oshmark.crawl.connector import Connector, SchemaError
from oshmark.crawl.connectors import git, list_repository
from oshmark.crawl.place import Place
from oshmark.crawl.task import Source, Task
from tests.crawl.connectors.drive import Run, drive
from tests.crawl.connectors.generated import response_of
from tests.fakes.git import LAMP, STOVE, Clones, world

if TYPE_CHECKING:
    from oshmark.crawl.harvest import Harvest

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

NOWHERE = Place(api="", web="")
COMMIT = "0123456789abcdef0123456789abcdef01234567"


def crawl(fake: Clones, connector: Connector, value: str, *, known: dict[str, str] | None = None) -> Run:
    source = Source(connector.name, "repository", f"{fake.address}/{value}")
    return drive(connector, connector.begin(source, NOWHERE), NOWHERE, known=known)


def cloned(
    answer: Any, connector: Connector = git.CONNECTOR, where: str = "https://git.example.org/wren/lamp"
) -> Harvest:
    task = Task("clone", {"repository": where, "ref": ""})
    return connector.parse([task], response_of(json.dumps(answer).encode()), NOWHERE)


def answer_of(files: dict[str, bytes], **other: Any) -> dict[str, Any]:
    named = {path: b64encode(raw).decode() for path, raw in files.items()}
    return {"commit": COMMIT, "paths": list(files), "files": named, **other}


def test_a_repository_is_cloned_only_where_its_state_is_another_one() -> None:
    with Clones(world()).serve() as fake:
        first = crawl(fake, git.CONNECTOR, "wren/lamp.git")
        address = f"{fake.address}/wren/lamp.git"
        assert set(first.manifests[address]) == {"okh.toml", "stand/okh.toml"}
        assert fake.count == 2
        again = crawl(fake, git.CONNECTOR, "wren/lamp.git", known=first.states)
        assert again.manifests == {}
        assert fake.count == 3
        fake.world.commit("wren/lamp", {"okh.toml": STOVE})
        third = crawl(fake, git.CONNECTOR, "wren/lamp.git", known=first.states)
        assert third.manifests[address]["okh.toml"] == STOVE
        assert third.harvest.listings[0].commit == third.states[address]


def test_a_listing_has_every_file() -> None:
    with Clones(world()).serve() as fake:
        (listing,) = crawl(fake, git.CONNECTOR, "wren/lamp").harvest.listings
    assert listing.paths == ("okh.toml", "stand/okh.toml", "cad/frame.scad", "größe.md")
    assert listing.complete


def test_a_ref_can_be_named() -> None:
    with Clones(world()).serve() as fake:
        old = fake.world.repositories["wren/lamp"].head
        fake.world.commit("wren/lamp", {"okh.toml": STOVE})
        run = crawl(fake, git.CONNECTOR, f"wren/lamp#{old}")
        assert run.manifests[f"{fake.address}/wren/lamp"]["okh.toml"] == LAMP
        assert crawl(fake, git.CONNECTOR, "wren/lamp#no such").gone == {f"{fake.address}/wren/lamp"}


def test_the_request_says_what_the_adapter_has_to_know() -> None:
    (task,) = git.CONNECTOR.begin(Source("git", "repository", "git@git.example.org:a b/lamp.git#v1/ä"), NOWHERE)
    request = git.CONNECTOR.ask([task], NOWHERE)
    assert request.url == "git+https://git.example.org/a%20b/lamp.git"
    assert request.headers == {"Want": "state", "Ref": "v1%2F%C3%A4"}
    clone = git.CONNECTOR.ask([Task("clone", {"repository": "https://git.example.org/x", "ref": ""})], NOWHERE)
    assert clone.headers == {"Want": "clone"}


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("https://git.example.org/wren/lamp.git", "https://git.example.org/wren/lamp.git"),
        ("git+https://git.example.org/wren/lamp/", "https://git.example.org/wren/lamp"),
        ("https://wren:secret@git.example.org/lamp", "https://git.example.org/lamp"),
        ("git@git.example.org:wren/lamp.git", "https://git.example.org/wren/lamp.git"),
        ("http://www.git.example.org:8080/lamp", "http://www.git.example.org:8080/lamp"),
        ("https://git.example.org/", ""),
        ("file:///etc", ""),
        ("/etc/passwd", ""),
        ("--upload-pack=x", ""),
        ("https://git.example.org/../x", ""),
        ("", ""),
    ],
)
def test_an_address_is_read_as_people_write_it(written: str, address: str) -> None:
    assert clones.address_of(written) == address


@pytest.mark.parametrize(
    ("host", "file_url"),
    [
        ("github.com", f"https://raw.githubusercontent.com/wren/lamp/{COMMIT}/{{path}}"),
        ("gitlab.com", f"https://gitlab.com/wren/lamp/-/raw/{COMMIT}/{{path}}"),
        ("codeberg.org", f"https://codeberg.org/wren/lamp/raw/commit/{COMMIT}/{{path}}"),
        ("git.example.org", ""),
    ],
)
def test_files_have_an_address_where_we_know_the_host(host: str, file_url: str) -> None:
    harvest = cloned(answer_of({"a b/okh.toml": LAMP}), where=f"https://{host}/wren/lamp.git")
    (found,) = harvest.found
    assert harvest.listings[0].file_url == file_url
    assert found.perma_url == file_url.replace("{path}", "a%20b/okh.toml")
    assert found.commit == COMMIT


def test_what_cannot_be_used_is_left_out_and_said() -> None:
    files = answer_of({"okh.toml": LAMP}, paths=["okh.toml", "../x", "/etc", "a\n", "ok"])
    files["files"] |= {"../okh.toml": "", "b/okh.toml": "not base64!", "c/okh.toml": "ü"}
    harvest = cloned(files)
    assert [found.path for found in harvest.found] == ["okh.toml"]
    assert harvest.listings[0].paths == ("okh.toml", "ok")
    assert not harvest.listings[0].complete
    assert len(harvest.faults) == 2


@pytest.mark.parametrize("commit", ["main", "", "0123", COMMIT.upper(), COMMIT + "\n"])
def test_a_state_that_is_no_commit_is_refused(commit: str) -> None:
    with pytest.raises(SchemaError, match="commit"):
        cloned({"commit": commit, "paths": []})
    with pytest.raises(SchemaError, match="commit"):
        git.CONNECTOR.parse(
            [Task("head", {"repository": "https://a.example/x", "ref": ""})],
            response_of(json.dumps({"commit": commit}).encode()),
            NOWHERE,
        )


def test_each_manifest_of_a_list_is_one_of_a_module_of_its_own() -> None:
    with Clones(world()).serve() as fake:
        run = crawl(fake, list_repository.CONNECTOR, "ana/list")
    assert run.manifests == {
        "https://git.example.org/wren/lamp": {"a/okh-lamp.toml": LAMP},
        "https://wiki.example.org/Stove": {"b/stove.toml": STOVE},
    }
    assert run.harvest.listings == ()
    assert [fault.where.rpartition(" ")[2] for fault in run.harvest.faults] == ["c/okh-nothing.toml"]


@pytest.mark.parametrize(
    ("address", "known"),
    [
        ("https://git.example.org/wren/lamp.git", True),
        ("git+https://git.example.org/wren/lamp", True),
        ("git@git.example.org:wren/lamp", True),
        ("https://git.example.org/wren/lamp", False),
        ("git+nonsense", False),
    ],
)
def test_an_address_says_itself_that_it_is_one_of_git(address: str, *, known: bool) -> None:
    assert (git.CONNECTOR.of_address(address) is not None) is known
