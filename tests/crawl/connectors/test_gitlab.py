# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""GitLab: nested groups, pages of two kinds, states together, and instances that offer less."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from oshmark.crawl.connector import SchemaError, TooMuchError
from oshmark.crawl.connectors.gitlab import CONNECTOR
from oshmark.crawl.connectors.gitlab.parse import MOST_PAGES
from oshmark.crawl.exchange import Response
from oshmark.crawl.harvest import Harvest
from oshmark.crawl.task import Source, Task
from tests.crawl.connectors.drive import NOW, drive
from tests.fakes.gitlab import FakeGitLab
from tests.fakes.world import World

if TYPE_CHECKING:
    from pathlib import Path

PUBLIC = CONNECTOR.places["gitlab.com"]
WEB = "https://gitlab.com"
LOOM = {"repository": f"{WEB}/guild/weaving/looms/loom"}


def answer(document: object, **headers: str) -> Response:
    return Response(f"{WEB}/api/v4/x", 200, headers, json.dumps(document).encode(), NOW)


def guild() -> World:
    result = World()
    for name in ("guild/kettle", "guild/weaving/loom", "guild/weaving/looms/loom", "guilds/not-ours"):
        result.add(name, {"okh.toml": f"name = '{name}'\n".encode()})
    return result


def test_a_group_is_read_with_the_groups_within(socket_enabled: None) -> None:
    with FakeGitLab(guild()).serve() as fake:
        place = PUBLIC.at(fake.address)
        run = drive(CONNECTOR, CONNECTOR.begin(Source("gitlab", "group", "guild"), place), place)
        inner = drive(CONNECTOR, CONNECTOR.begin(Source("gitlab", "group", "guild/weaving"), place), place)
        assert "GET /api/v4/groups/guild%2Fweaving/projects" in {one.partition("?")[0] for one in fake.requests}
    assert set(run.manifests) == {
        f"{WEB}/{name}" for name in ("guild/kettle", "guild/weaving/loom", "guild/weaving/looms/loom")
    }
    assert set(inner.manifests) == {f"{WEB}/guild/weaving/loom", LOOM["repository"]}


def test_pages_are_followed_without_links(socket_enabled: None) -> None:
    made = World()
    for number in range(230):
        made.add(f"guild/kettle-{number}", {"okh.toml": b"name = 'kettle'\n"})
    with FakeGitLab(made, links=False).serve() as fake:
        place = PUBLIC.at(fake.address)
        run = drive(CONNECTOR, CONNECTOR.begin(Source("gitlab", "group", "guild"), place), place)
    assert len(run.manifests) == 230


def test_states_are_asked_for_together(socket_enabled: None) -> None:
    made = World()
    for number in range(120):
        made.add(f"guild/kettle-{number}", {"okh.toml": b"name = 'kettle'\n"})
    with FakeGitLab(made).serve() as fake:
        place = PUBLIC.at(fake.address)
        tasks = [CONNECTOR.refresh(f"{WEB}/guild/kettle-{number}", place) for number in range(120)]
        run = drive(CONNECTOR, tasks, place, known={})
        assert fake.requests.count("POST /api/graphql") == 3
    assert len(run.states) == 120


def test_fewer_are_asked_together_when_it_is_too_complex(socket_enabled: None) -> None:
    made = guild()
    with FakeGitLab(made, paths=2).serve() as fake:
        place = PUBLIC.at(fake.address)
        tasks = [CONNECTOR.refresh(f"{WEB}/{one.full_name}", place) for one in made.public()]
        run = drive(CONNECTOR, tasks, place)
    assert len(run.manifests) == 4


def test_a_project_is_read_where_there_is_no_graphql(socket_enabled: None) -> None:
    with FakeGitLab(guild(), graphql=False).serve() as fake:
        place = PUBLIC.at(fake.address)
        run = drive(CONNECTOR, CONNECTOR.begin(Source("gitlab", "project", "guild/weaving/loom"), place), place)
        assert not [request for request in fake.requests if "graphql" in request]
    assert set(run.manifests) == {f"{WEB}/guild/weaving/loom"}


@pytest.mark.parametrize(("value", "count"), [("all", 4), ("guild", 3), ("guild/weaving", 2)])
def test_a_search_for_files_leads_to_their_projects(socket_enabled: None, value: str, count: int) -> None:
    with FakeGitLab(guild()).serve() as fake:
        place = PUBLIC.at(fake.address)
        run = drive(CONNECTOR, CONNECTOR.begin(Source("gitlab", "code", value), place), place)
    assert len(run.manifests) == count


def test_an_instance_that_does_not_search_is_refused_and_nothing_is_gone(socket_enabled: None) -> None:
    with FakeGitLab(guild(), searches=False).serve() as fake:
        place = PUBLIC.at(fake.address)
        run = drive(CONNECTOR, CONNECTOR.begin(Source("gitlab", "code", "all"), place), place)
    assert [status for _tasks, status in run.refused] == [400]
    assert run.gone == set()


def test_an_instance_may_lie_in_a_folder() -> None:
    assert CONNECTOR.place_of is not None
    place = CONNECTOR.place_of("http://guild.example/git/")
    task = CONNECTOR.refresh("http://guild.example/git/makers/kettle", place)
    assert CONNECTOR.ask([task], place).url.startswith("http://guild.example/git/api/")
    assert "git%2F" not in CONNECTOR.ask([task], place).url


def test_any_instance_is_asked_at_its_own_host() -> None:
    assert CONNECTOR.place_of is not None
    place = CONNECTOR.place_of("gitlab.guild.example")
    task = Task("project", {"repository": "https://gitlab.guild.example/weaving/loom"})
    assert CONNECTOR.ask([task], place).url == "https://gitlab.guild.example/api/v4/projects/weaving%2Floom"
    assert CONNECTOR.of_address("https://gitlab.guild.example/weaving/loom/-/tree/main/cad") == (task,)


@pytest.mark.parametrize("base", ["http://127.0.0.1:9", "http://127.0.0.1:9/", "http://127.0.0.1:9/api/v4"])
def test_a_stand_in_is_asked_at_the_same_paths(base: str) -> None:
    place = PUBLIC.at(base)
    assert CONNECTOR.ask([Task("project", LOOM)], place).url.startswith("http://127.0.0.1:9/api/v4/projects/guild%2F")
    assert CONNECTOR.ask([Task("state", LOOM)], place).url == "http://127.0.0.1:9/api/graphql"


def test_a_project_that_graphql_does_not_find_is_asked_for_by_itself() -> None:
    harvest = CONNECTOR.parse([Task("state", LOOM)], answer({"data": {"projects": {"nodes": []}}}), PUBLIC)
    assert harvest == Harvest(tasks=(Task("project", LOOM),))


def test_a_tree_without_end_is_left_after_many_pages() -> None:
    page = answer([{"path": "a.stl", "type": "blob"}], link='<https://gitlab.com/x?page_token=a>; rel="next"')
    early = CONNECTOR.parse([Task("tree", {**LOOM, "commit": "c" * 40})], page, PUBLIC)
    late = CONNECTOR.parse([Task("tree", {**LOOM, "commit": "c" * 40, "page": MOST_PAGES})], page, PUBLIC)
    assert [(task.args["page"], task.args["after"]) for task in early.tasks] == [(2, "page_token=a")]
    assert late.tasks == ()
    assert [listing.complete for listing in late.listings] == [False]


def test_too_complex_a_query_is_told_from_a_fault() -> None:
    said = {"errors": [{"message": "Query has complexity of 310, which exceeds max complexity of 250"}]}
    with pytest.raises(TooMuchError):
        CONNECTOR.parse([Task("state", LOOM)], answer(said), PUBLIC)
    with pytest.raises(SchemaError, match="doesn't exist"):
        CONNECTOR.parse([Task("state", LOOM)], answer({"errors": [{"message": "Field doesn't exist"}]}), PUBLIC)


def test_a_wrong_name_among_the_states_leaves_the_others_good() -> None:
    good = {"path_with_namespace": LOOM["repository"].removeprefix(f"{WEB}/"), "repository": None}
    odd = [{"path_with_namespace": "no"}, {"path_with_namespace": 7}, None]
    tasks = [Task("state", LOOM), Task("state", {"repository": f"{WEB}/no"})]
    harvest = CONNECTOR.parse(tasks, answer({"data": {"projects": {"nodes": [good, *odd]}}}), PUBLIC)
    assert [one.repository for one in harvest.sightings] == [LOOM["repository"]]
    assert [fault.where for fault in harvest.faults] == [WEB, WEB, f"{WEB}/no"]


@pytest.mark.corpora
def test_recorded_answers_are_understood(corpora: Path) -> None:
    folder = corpora / "platform-responses" / "gitlab" / "narkoz-fixtures"

    def recorded(name: str) -> Response:
        return Response(f"{WEB}/api/v4/x", 200, {}, (folder / name).read_bytes(), NOW)

    task = Task("tree", {**LOOM, "commit": "c" * 40})
    (listing,) = CONNECTOR.parse([task], recorded("tree.json"), PUBLIC).listings
    assert ".gitignore" in listing.paths
    assert "app" not in listing.paths

    task = Task("list", {**LOOM, "branch": "master", "path": "README.md"})
    (source,) = CONNECTOR.parse([task], recorded("get_repository_file.json"), PUBLIC).sources
    assert source.value == f"{LOOM['repository']}/-/raw/master/README.md"

    harvest = CONNECTOR.parse([Task("project", LOOM)], recorded("project.json"), PUBLIC)
    assert harvest.gone == (LOOM["repository"],), "it is private"
    harvest = CONNECTOR.parse([Task("owner", {"name": "x"})], recorded("projects.json"), PUBLIC)
    assert [fault.says for fault in harvest.faults] == ["3 projects without a name were left out."]
    with pytest.raises(SchemaError):
        CONNECTOR.parse([task], recorded("error_project_not_found.json"), PUBLIC)
