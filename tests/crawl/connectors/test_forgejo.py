# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Forgejo: any instance, pages told in two ways, and trees in pages."""

from __future__ import annotations

import json

import pytest

from oshmark.crawl.connector import SchemaError
from oshmark.crawl.connectors.forgejo import CONNECTOR
from oshmark.crawl.connectors.forgejo.parse import MOST_PAGES
from oshmark.crawl.exchange import Response
from oshmark.crawl.task import Source, Task
from tests.crawl.connectors.drive import NOW, drive
from tests.fakes.forgejo import FakeForgejo
from tests.fakes.world import World

PUBLIC = CONNECTOR.places["codeberg.org"]
WEB = "https://codeberg.org"
KETTLE = {"repository": f"{WEB}/makers/kettle"}
COMMIT = "c" * 40


def answer(document: object, **headers: str) -> Response:
    return Response(f"{WEB}/api/v1/x?page=1", 200, headers, json.dumps(document).encode(), NOW)


def many(count: int) -> World:
    result = World()
    for number in range(count):
        result.add(f"makers/kettle-{number}", {"okh.toml": b"name = 'kettle'\n"}, topics=("oshw",))
    return result


@pytest.mark.parametrize("links", [True, False])
@pytest.mark.parametrize("most", [50, 30])
@pytest.mark.parametrize("count", [0, 1, 50, 100, 121])
def test_pages_are_followed_to_the_end(socket_enabled: None, count: int, most: int, *, links: bool) -> None:
    with FakeForgejo(many(count), links=links, most=most).serve() as fake:
        place = PUBLIC.at(fake.address)
        run = drive(CONNECTOR, CONNECTOR.begin(Source("forgejo", "topic", "oshw"), place), place)
        pages = [request for request in fake.requests if "search" in request]
        assert len(pages) <= count // most + 2
    assert len(run.manifests) == count


def test_what_has_not_changed_costs_no_request_of_its_own(socket_enabled: None) -> None:
    with FakeForgejo(many(60)).serve() as fake:
        place = PUBLIC.at(fake.address)
        tasks = CONNECTOR.begin(Source("forgejo", "topic", "oshw"), place)
        first = drive(CONNECTOR, tasks, place)
        fake.forget()
        drive(CONNECTOR, tasks, place, known=first.states)
        assert fake.count == 2


@pytest.mark.parametrize(("what", "path"), [("organisation", "orgs"), ("user", "users")])
def test_organisations_and_people_are_asked_for_apart(what: str, path: str) -> None:
    (task,) = CONNECTOR.begin(Source("forgejo", what, "makers"), PUBLIC)
    assert CONNECTOR.ask([task], PUBLIC).url.startswith(f"{WEB}/api/v1/{path}/makers/repos?")


def test_an_instance_may_lie_in_a_folder() -> None:
    assert CONNECTOR.place_of is not None
    place = CONNECTOR.place_of("http://guild.example/git/")
    task = CONNECTOR.refresh("http://guild.example/git/makers/kettle", place)
    assert CONNECTOR.ask([task], place).url.startswith("http://guild.example/git/api/")
    assert "git%2F" not in CONNECTOR.ask([task], place).url


def test_any_instance_is_asked_at_its_own_host() -> None:
    assert CONNECTOR.place_of is not None
    place = CONNECTOR.place_of("git.guild.example")
    task = Task("repository", {"repository": "https://git.guild.example/makers/kettle"})
    assert CONNECTOR.ask([task], place).url == "https://git.guild.example/api/v1/repos/makers/kettle"
    assert CONNECTOR.of_address("https://forgejo.guild.example/makers/kettle/src/branch/main/okh.toml") is not None
    assert CONNECTOR.of_address("https://git.guild.example/makers/kettle") is None


def test_a_tree_without_end_is_left_after_many_pages() -> None:
    page = answer({"tree": [{"path": "a.stl"}], "truncated": True})
    early = CONNECTOR.parse([Task("tree", {**KETTLE, "commit": COMMIT, "page": 2})], page, PUBLIC)
    late = CONNECTOR.parse([Task("tree", {**KETTLE, "commit": COMMIT, "page": MOST_PAGES})], page, PUBLIC)
    assert [task.args["page"] for task in early.tasks] == [3]
    assert late.tasks == ()
    assert [listing.complete for listing in late.listings] == [False]


def test_a_branch_without_a_commit_is_no_branch() -> None:
    with pytest.raises(SchemaError, match="commit"):
        CONNECTOR.parse([Task("head", {**KETTLE, "branch": "main"})], answer({"name": "main"}), PUBLIC)
    with pytest.raises(SchemaError, match="commit"):
        CONNECTOR.parse([Task("head", {**KETTLE, "branch": "main"})], answer({"commit": {"id": "../.."}}), PUBLIC)
