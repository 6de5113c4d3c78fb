# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The stand-ins do what other tests rely on: they count, refuse, cut, wait and forget as platforms do."""

from __future__ import annotations

import json
import threading

import pytest

from oshmark.crawl.exchange import Request, Response
from tests.crawl.connectors.drive import fetch
from tests.fakes import graphql
from tests.fakes.github import FakeGitHub
from tests.fakes.gitlab import FakeGitLab
from tests.fakes.server import BUSY, CUT, HTML, SECONDARY, Limit
from tests.fakes.world import World

pytestmark = pytest.mark.usefixtures("socket_enabled")


def one() -> World:
    world = World()
    world.add("makers/kettle", {"okh.toml": b"name = 'kettle'\n"})
    return world


def get(fake: FakeGitHub | FakeGitLab, path: str, **headers: str) -> Response:
    return fetch(Request(fake.address + path), headers)


def test_it_interrupts_where_and_as_often_as_it_is_told() -> None:
    with FakeGitHub(one()).serve() as fake:
        fake.interrupt(BUSY, times=2, on="/repos/")
        statuses = [get(fake, path).status for path in ("/users/makers/repos", *["/repos/makers/kettle"] * 3)]
        fake.interrupt(SECONDARY)
        refused = get(fake, "/repos/makers/kettle")
        fake.interrupt(HTML)
        page = get(fake, "/repos/makers/kettle")
        assert fake.count == 6
    assert statuses == [200, 429, 429, 200]
    assert (refused.status, refused.headers["retry-after"]) == (403, "1")
    assert page.media_type == "text/html"


def test_a_cut_answer_is_shorter_than_it_promises() -> None:
    with FakeGitHub(one()).serve() as fake:
        fake.interrupt(CUT)
        assert get(fake, "/repos/makers/kettle").body == CUT.body
        assert get(fake, "/repos/makers/kettle").status == 200


@pytest.mark.parametrize(
    ("fake", "path", "status", "header"),
    [
        (FakeGitHub(one(), limit=Limit(2)), "/repos/makers/kettle", 403, "x-ratelimit-remaining"),
        (
            FakeGitLab(one(), limit=Limit(2, "RateLimit")),
            "/api/v4/projects/makers%2Fkettle",
            429,
            "ratelimit-remaining",
        ),
    ],
    ids=["github", "gitlab"],
)
def test_the_budget_of_a_host_is_told_and_ends(
    fake: FakeGitHub | FakeGitLab, path: str, status: int, header: str
) -> None:
    with fake.serve():
        answers = [get(fake, path) for _ in range(3)]
    assert [one.status for one in answers] == [200, 200, status]
    assert [one.headers[header] for one in answers] == ["1", "0", "0"]


def test_it_answers_several_at_once() -> None:
    with FakeGitHub(one(), latency_s=0.1).serve() as fake:
        threads = [threading.Thread(target=get, args=(fake, "/repos/makers/kettle")) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert fake.most_at_once > 1
        assert fake.count == 4


def test_a_query_for_a_field_that_is_not_there_is_refused() -> None:
    root = {"__typename": "Query", "name": "x", "inner": {"__typename": "Inner", "id": 1}}
    assert graphql.execute(graphql.read("{a:name inner{id}}", {}), root) == {"data": {"a": "x", "inner": {"id": 1}}}
    for query in ("{nothing}", "{inner}", "{inner{nothing}}"):
        assert "errors" in graphql.execute(graphql.read(query, {}), root)
    for query in ("{name", "{name}}", "{inner(id:$id){id}}", "query($id:ID!){name}", "{na~me}"):
        with pytest.raises(graphql.RefusedError):
            graphql.read(query, {})


def test_graphql_wants_a_token_where_it_is_told_to() -> None:
    body = json.dumps({"query": '{repository(owner:"makers",name:"kettle"){nameWithOwner}}'}).encode()
    with FakeGitHub(one(), signed=False).serve() as fake:
        request = Request(f"{fake.address}/graphql", "POST", body=body)
        assert fetch(request).status == 401
        assert json.loads(fetch(request, {"Authorization": "bearer x"}).body)["data"]["repository"] == {
            "nameWithOwner": "makers/kettle"
        }
