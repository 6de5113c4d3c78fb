# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whatever an answer to any kind of task is, it is read, a fault, or refused: all kinds, also rare ones."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oshmark.crawl.connector import SchemaError, TooMuchError
from oshmark.crawl.connectors import CONNECTORS
from oshmark.crawl.place import Place
from oshmark.crawl.task import Task
from tests.crawl.connectors.generated import response_of
from tests.fakes.appropedia import LAMP
from tests.fakes.oshwa import record
from tests.fakes.thingiverse import thing
from tests.fakes.wikifactory import project

if TYPE_CHECKING:
    from oshmark.crawl.harvest import Harvest

CERTIFICATION = "https://certification.oshwa.org/ke000001.html"
THING = "https://www.thingiverse.com/thing:1"
PROJECT = "https://wikifactory.com/wren/lamp"
COMMIT = "0123456789abcdef0123456789abcdef01234567"
PAGE = {"title": "Lamp", "revisions": [{"revid": 7, "slots": {"main": {"content": LAMP}}}]}
HOPS = {"normalized": [{"from": "lamp", "to": "Lamp"}], "redirects": [{"from": "A", "to": "Lamp"}]}
SEARCH = {"term": "", "licence": "", "after": "2020-01-01", "before": "", "page": 1}

CHANGE = {"title": "A", "type": "edit", "revid": 1}
EDGES = {"pageInfo": {"hasNextPage": True, "endCursor": "7"}, "edges": [{"node": {}}]}
CLONE = {"repository": "https://a.example/x", "ref": ""}
FILES = {"repository": THING, "fields": {"version": "1"}}

KINDS: list[tuple[str, Task, Any]] = [
    ("appropedia", Task("page", {"title": "lamp"}), {"query": {"pages": [PAGE], **HOPS, "rightsinfo": {"url": "x"}}}),
    ("appropedia", Task("state", {"title": "lamp"}), {"query": {"pages": [{"title": "Lamp", "lastrevid": 7}], **HOPS}}),
    ("appropedia", Task("members", {"of": "x"}), {"continue": {"c": "1"}, "query": {"pages": [{"title": "Lamp"}]}}),
    ("appropedia", Task("changes", {"of": "x"}), {"query": {"recentchanges": [CHANGE]}}),
    ("appropedia", Task("manifests", {}), ["https://a.example/okh.yml"]),
    ("appropedia", Task("manifest", {"url": "https://a.example/okh.json"}), {"okhv": "2.4", "name": "x"}),
    ("oshwa", Task("projects", {"offset": 0}), {"total": 9, "items": [record("KE000001")]}),
    ("oshwa", Task("project", {"repository": CERTIFICATION}), [record("KE000001", citations=[{"title": "x"}])]),
    ("oshwa", Task("dump", {"url": "https://a.example/d"}), {"items": [record("KE000001")]}),
    ("wikifactory", Task("project", {"repository": PROJECT}), {"data": {"part0": {"result": project("wren", "lamp")}}}),
    (
        "wikifactory",
        Task("projects", {"after": None}),
        {"data": {"projects": {"result": EDGES}}},
    ),
    ("thingiverse", Task("thing", {"repository": THING}), thing(1)),
    ("thingiverse", Task("files", FILES), [{"name": "a.scad", "url": "https://a.b"}]),
    ("thingiverse", Task("search", SEARCH), {"total": 20_000, "hits": [{"id": 1}]}),
    ("list", Task("list", {"url": "https://a.example", "depth": 0}), {"remoteManifests": ["x"], "remoteLists": ["y"]}),
    ("list", Task("manifest", {"url": "https://a.example/okh.json"}), {"okhv": "2.4", "name": "x"}),
    ("git", Task("head", CLONE), {"commit": COMMIT}),
    ("git", Task("clone", CLONE), {"commit": COMMIT, "paths": ["a"], "files": {"a": "eA=="}}),
    ("list-repository", Task("clone", CLONE), {"commit": COMMIT, "paths": [], "files": {"okh.json": "e30="}}),
]  # fmt: skip
EACH = pytest.mark.parametrize(
    ("name", "task", "answer"), KINDS, ids=lambda one: one.kind if isinstance(one, Task) else ""
)
ODD: st.SearchStrategy[Any] = st.sampled_from(
    [None, True, -1, 10**30, 1.5, "", "x", "\x00", "http://[", "javascript:x", [], {}, [[]], {"": ""}]
)
JSON = st.recursive(
    ODD | st.text(max_size=8) | st.integers(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=8,
)


def parsed(name: str, task: Task, body: bytes) -> Harvest | None:
    """What is read; nothing where the answer is refused, in words."""
    connector = CONNECTORS[name]
    place = next(iter(connector.places.values()), Place(api="", web=""))
    try:
        return connector.parse([task], response_of(body), place)
    except (SchemaError, TooMuchError):
        return None


def changed(value: Any, steps: list[int], by: Any) -> Any:
    """The value with something else at the place that the steps lead to."""
    if not steps or not isinstance(value, (dict, list)) or not value:
        return by
    if isinstance(value, list):
        at = steps[0] % len(value)
        return [*value[:at], changed(value[at], steps[1:], by), *value[at + 1 :]]
    key = list(value)[steps[0] % len(value)]
    return {**value, key: changed(value[key], steps[1:], by)}


def test_every_connector_of_ours_is_here() -> None:
    assert {name for name, _task, _answer in KINDS} == set(CONNECTORS) - {"github", "gitlab", "forgejo"}


@EACH
def test_a_right_answer_is_read(name: str, task: Task, answer: Any) -> None:
    harvest = parsed(name, task, json.dumps(answer).encode())
    assert harvest is not None
    assert any((harvest.found, harvest.tasks, harvest.sightings, harvest.faults, harvest.listings))


@EACH
@settings(max_examples=60)
@given(steps=st.lists(st.integers(0, 30), max_size=7), by=JSON)
def test_no_change_of_it_breaks_anything(name: str, task: Task, answer: Any, steps: list[int], by: Any) -> None:
    parsed(name, task, json.dumps(changed(answer, steps, by)).encode())


@EACH
@settings(max_examples=40)
@given(
    body=JSON.map(lambda one: json.dumps(one).encode()) | st.binary(max_size=40) | st.text(max_size=40).map(str.encode)
)
def test_no_other_answer_breaks_anything(name: str, task: Task, answer: Any, body: bytes) -> None:
    parsed(name, task, body)


@EACH
@pytest.mark.parametrize("body", [b"", b"[" * 100_000, b'{"a":' * 100_000, b"\xff", b"\x00", b"<html>" * 1000], ids=len)
def test_nothing_hostile_breaks_anything(name: str, task: Task, answer: Any, body: bytes) -> None:
    harvest = parsed(name, task, body)
    assert harvest is None or not harvest.found
