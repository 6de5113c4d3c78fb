# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A repository of what we wrote: the same tree for the same manifests, that our own connectors read back."""

from __future__ import annotations

import json
from base64 import b64encode

from hypothesis import given
from hypothesis import strategies as st

from oshmark.crawl.connectors import list_repository
from oshmark.crawl.generated import generated_manifest, record_of
from oshmark.crawl.harvest import Found
from oshmark.crawl.list_repository import INDEX, path_of, written
from oshmark.crawl.manifest_lists import read_list
from oshmark.crawl.place import Place
from oshmark.crawl.task import Task
from tests.crawl.connectors.generated import response_of

COMMIT = "0123456789abcdef0123456789abcdef01234567"


def found_at(repository: str, name: str = "Lamp", *, generated: bool = True) -> Found:
    raw = generated_manifest(
        {"name": name, "repo": repository}, platform="a wiki", address=repository, record=record_of(name)
    )
    return Found(repository, "okh.toml", raw, repository, "7", generated=generated, licence="CC-BY-SA-4.0")


LAMP, STOVE = found_at("https://wiki.example/Lamp"), found_at("https://wiki.example/Öfen/Stove?id=1", "Stove")


def test_each_module_has_a_file_and_an_entry() -> None:
    tree = written([LAMP, STOVE])
    assert len(tree) == 3
    assert tree[path_of(LAMP.repository)] == LAMP.raw
    assert LAMP.raw.startswith(b"# Written by oshmark")
    entries = json.loads(tree[INDEX])
    assert [entry["repository"] for entry in entries] == [STOVE.repository, LAMP.repository]
    assert entries[1]["licence"] == "CC-BY-SA-4.0"


def test_the_order_does_not_matter_and_the_last_state_counts() -> None:
    assert written([LAMP, STOVE]) == written([STOVE, LAMP])
    assert list(written([LAMP, STOVE])) == list(written([STOVE, LAMP]))
    later = found_at(LAMP.repository, "Lamp with a hook")
    assert written([LAMP, later]) == written([later])


def test_what_makers_wrote_is_not_copied() -> None:
    assert written([found_at("https://git.example.org/wren/lamp", generated=False)]) == {INDEX: b"[]\n"}


def test_a_name_depends_on_its_module_only() -> None:
    assert path_of("https://wiki.example/Lamp") == "manifests/wiki.example/okh-lamp-f332ceeb6b.toml"
    assert path_of("https://wiki.example/Lamp") != path_of("https://wiki.example/lamp")
    assert set(written([LAMP])) <= set(written([LAMP, STOVE]))


@given(st.text(max_size=200))
def test_every_name_is_one_that_every_disk_takes(text: str) -> None:
    path = path_of(f"https://wiki.example/{text}")
    folder, host, name = path.split("/")
    assert (folder, host) == ("manifests", "wiki.example")
    assert name.isascii()
    assert name.isprintable()
    assert not set(name) & set('<>:"/\\|?*% ')
    assert len(name) < 120
    assert len(path_of(text).split("/")) == 3


def test_our_own_connectors_read_the_tree() -> None:
    tree = written([LAMP, STOVE])
    answer = {
        "commit": COMMIT,
        "paths": list(tree),
        "files": {path: b64encode(raw).decode() for path, raw in tree.items() if path.endswith(".toml")},
    }
    task = Task("clone", {"repository": "https://git.example.org/ana/list", "ref": ""})
    connector = list_repository.CONNECTOR
    harvest = connector.parse([task], response_of(json.dumps(answer).encode()), Place(api="", web=""))
    assert {one.repository: one.raw for one in harvest.found} == {
        LAMP.repository: LAMP.raw,
        STOVE.repository: STOVE.raw,
    }
    listed = read_list(response_of(tree[INDEX], url="https://raw.example/ana/list/list.json"))
    assert listed.manifests == tuple(
        sorted(f"https://raw.example/ana/list/{path}" for path in tree if path.endswith(".toml"))
    )
