# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Repositories of strangers, read by the real Git from a real Git server."""

from __future__ import annotations

import json
import os
import shutil
from base64 import b64decode
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from oshmark.adapters.git import Git
from oshmark.crawl.exchange import NoResponse, Request, Response, Trouble
from oshmark.crawl.place import Place
from tests.adapters.git_server import commit, git, serving

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not on this machine")

NOW = datetime(2026, 11, 20, tzinfo=UTC)
OKH = b'okhv = "OKH-LOSHv1.0"\nname = "Lamp"\n'
READER = Git(now=lambda: NOW)


@pytest.fixture
def host(tmp_path: Path, socket_enabled: None) -> Iterator[str]:
    with serving(tmp_path) as address:
        yield address


def ask(host: str, name: str, want: str = "clone", *, ref: str = "", trusted: bool = True) -> Response | NoResponse:
    headers = {"Want": want} | ({"Ref": ref} if ref else {})
    place = Place(api=host, web=host, trusted=trusted)
    return READER(Request(f"git+{host}/{name}", headers=headers), place)


def told(found: Response | NoResponse) -> Any:
    assert isinstance(found, Response), found
    assert found.status == 200
    return json.loads(found.body)


def test_a_repository_tells_its_state_its_files_and_its_manifests(host: str, tmp_path: Path) -> None:
    files = {"okh.toml": OKH, "sub/okh-arm.yml": OKH, "plain.toml": OKH, "other.toml": b"a = 1", "größe é.md": b"x"}
    head = commit(tmp_path, "wren/lamp", files)
    assert told(ask(host, "wren/lamp", "state")) == {"commit": head}
    found = told(ask(host, "wren/lamp"))
    assert found["commit"] == head
    assert sorted(found["paths"]) == sorted(files)
    assert found["complete"] is True
    manifests = ["okh.toml", "plain.toml", "sub/okh-arm.yml"]
    assert sorted(found["files"]) == manifests
    assert {b64decode(raw) for raw in found["files"].values()} == {OKH}


def test_a_branch_a_tag_and_a_commit_can_be_asked_for(host: str, tmp_path: Path) -> None:
    first = commit(tmp_path, "wren/lamp", {"okh.toml": OKH})
    git(tmp_path / "wren/lamp", "tag", "--annotate", "v1.0", "--message", "One")
    git(tmp_path / "wren/lamp", "branch", "old")
    second = commit(tmp_path, "wren/lamp", {"okh.toml": OKH + b"version = 2\n"})
    for ref, meant in (("v1.0", first), ("old", first), ("main", second), ("", second)):
        assert told(ask(host, "wren/lamp", "state", ref=ref))["commit"] == meant
        assert told(ask(host, "wren/lamp", ref=ref))["commit"] == meant
    assert told(ask(host, "wren/lamp", ref=first))["commit"] == first


def test_what_is_not_there_is_told(host: str, tmp_path: Path) -> None:
    commit(tmp_path, "wren/lamp", {"okh.toml": OKH})
    for found in (ask(host, "wren/nothing"), ask(host, "wren/nothing", "state"), ask(host, "wren/lamp", ref="never")):
        assert isinstance(found, Response), found
        assert found.status == 404


def test_links_and_names_that_are_no_text_are_left_out(host: str, tmp_path: Path) -> None:
    commit(tmp_path, "wren/lamp", {"okh.toml": OKH})
    folder = tmp_path / "wren/lamp"
    (folder / "passwd").symlink_to("/etc/passwd")
    (folder / "okh-etc.toml").symlink_to("/etc")
    (folder / os.fsdecode(b"bad\xff.txt")).write_bytes(b"x")
    commit(tmp_path, "wren/lamp", {})
    found = told(ask(host, "wren/lamp"))
    assert (found["paths"], found["complete"]) == (["okh.toml"], False)


def test_nothing_of_the_repository_is_executed_or_checked_out(host: str, tmp_path: Path) -> None:
    mark = tmp_path / "executed"
    commit(
        tmp_path,
        "wren/lamp",
        {
            "okh.toml": OKH,
            ".gitattributes": b"* filter=evil\n",
            ".gitmodules": f'[submodule "x"]\n\tpath = x\n\turl = {tmp_path}/other\n'.encode(),
            ".git-hooks/post-checkout": f"#!/bin/sh\ntouch {mark}\n".encode(),
        },
    )
    assert told(ask(host, "wren/lamp"))["files"].keys() == {"okh.toml"}
    assert not mark.exists()


@pytest.mark.parametrize("ref", ["--upload-pack=touch /tmp/x", "-x", "a b", "a\nb", "..", "/etc", "a:b", "é"])
def test_a_ref_that_could_be_something_else_is_refused(host: str, ref: str) -> None:
    found = ask(host, "wren/lamp", ref=ref)
    assert isinstance(found, NoResponse)
    assert found.trouble is Trouble.REFUSED


@pytest.mark.parametrize(
    "url",
    [
        "git+file:///etc",
        "git+ssh://git@example.org/a",
        "git+ext::sh -c touch%20x",
        "git+http://localhost/a",
        "git+http://user:pw@example.org/a",
        "git+http://169.254.169.254/a",
    ],
)
def test_addresses_that_are_not_public_are_refused(url: str, socket_enabled: None) -> None:
    found = READER(Request(url, headers={"Want": "state"}), Place(api="https://example.org", web=""))
    assert isinstance(found, NoResponse)
    assert found.trouble is Trouble.REFUSED


def test_a_name_is_looked_up_once_and_git_connects_to_what_was_checked(socket_enabled: None) -> None:
    looked: list[str] = []

    def resolver(host: str, _port: int) -> list[str]:
        looked.append(host)
        return ["8.8.8.8", "2606:50c0:8000::153"]

    reader = Git(now=lambda: NOW, resolver=resolver)
    options = reader._pinned("https://rebind.example/a", Place(api="", web=""))
    assert options == ("-c", "http.curloptResolve=rebind.example:443:8.8.8.8,[2606:50c0:8000::153]")
    assert looked == ["rebind.example"]


def test_a_repository_that_takes_too_long_is_left(host: str, tmp_path: Path) -> None:
    commit(tmp_path, "wren/lamp", {"okh.toml": OKH})
    hurried = Git(now=lambda: NOW, time_s=0.001)
    found = hurried(Request(f"git+{host}/wren/lamp"), Place(api=host, web=host, trusted=True))
    assert isinstance(found, NoResponse)
    assert found.trouble is Trouble.TIMEOUT
