# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""GitHub: few requests with a token, plain ones without, and byte for byte what lies there."""

from __future__ import annotations

import ast
import json
from typing import TYPE_CHECKING

import msgspec
import pytest

from oshmark.crawl.connector import SchemaError, TooMuchError
from oshmark.crawl.connectors.github import CONNECTOR
from oshmark.crawl.exchange import Response
from oshmark.crawl.harvest import Sighting
from oshmark.crawl.task import Source, Task
from tests.crawl.connectors.drive import NOW, drive, fetch
from tests.fakes.github import CUT_AT, FakeGitHub
from tests.fakes.server import Limit
from tests.fakes.world import World

if TYPE_CHECKING:
    from pathlib import Path

PUBLIC = CONNECTOR.places["github.com"]
SIGNED = msgspec.structs.replace(PUBLIC, signed=True)
KETTLE = {"repository": "https://github.com/Makers/kettle"}
COMMIT = "c" * 40


def answer(document: object, **headers: str) -> Response:
    return Response("https://api.github.com/x", 200, headers, json.dumps(document).encode(), NOW)


def many(count: int) -> World:
    result = World()
    for number in range(count):
        files = {"okh.toml": b"name = 'kettle %d'\n" % number}
        result.add(f"makers-{number % 7}/kettle-{number}", files, topics=("oshw",))
    return result


def test_many_repositories_need_few_requests(socket_enabled: None) -> None:
    modules = 2_000
    with FakeGitHub(many(modules)).serve() as fake:
        place = msgspec.structs.replace(PUBLIC.at(fake.address), signed=True)
        first = drive(CONNECTOR, CONNECTOR.begin(Source("github", "topic", "oshw"), place), place)
        assert len(first.manifests) == modules
        assert fake.count <= 1.1 * modules
        fake.forget()
        drive(CONNECTOR, CONNECTOR.begin(Source("github", "topic", "oshw"), place), place, known=first.states)
        assert fake.count <= modules * 250 / 10_000
        fake.forget()
        known = drive(CONNECTOR, [CONNECTOR.refresh(one, place) for one in first.states], place, known=first.states)
        assert known.states == first.states
        assert fake.count <= modules * 250 / 10_000


def test_without_a_token_nothing_is_asked_in_graphql(socket_enabled: None) -> None:
    with FakeGitHub(many(3), signed=False).serve() as fake:
        place = PUBLIC.at(fake.address)
        run = drive(CONNECTOR, CONNECTOR.begin(Source("github", "topic", "oshw"), place), place)
        assert not [request for request in fake.requests if "graphql" in request]
    assert len(run.manifests) == 3


def test_fewer_are_asked_together_when_it_is_too_much(socket_enabled: None) -> None:
    with FakeGitHub(many(90), parts=20).serve() as fake:
        place = msgspec.structs.replace(PUBLIC.at(fake.address), signed=True)
        run = drive(CONNECTOR, CONNECTOR.begin(Source("github", "topic", "oshw"), place), place)
    assert len(run.manifests) == 90


@pytest.mark.parametrize(
    "raw",
    [b"\xff\xfen\x00", "name = 'Größe'".encode("latin-1"), b"\xef\xbb\xbfname = 'mark'", b"", b"#" * (CUT_AT + 1)],
    ids=["utf-16", "latin-1", "byte order mark", "empty", "cut"],
)
def test_a_file_is_taken_byte_for_byte(socket_enabled: None, raw: bytes) -> None:
    made = World()
    made.add("Makers/kettle", {"okh.toml": raw})
    with FakeGitHub(made).serve() as fake:
        place = msgspec.structs.replace(PUBLIC.at(fake.address), signed=True)
        run = drive(CONNECTOR, CONNECTOR.begin(Source("github", "repository", "Makers/kettle"), place), place)
    assert run.found("okh.toml").raw == raw


def test_a_state_that_is_known_is_not_sent_again(socket_enabled: None) -> None:
    made = many(1)
    with FakeGitHub(made, limit=Limit(60)).serve() as fake:
        request = CONNECTOR.ask([Task("repository", {"repository": "https://github.com/makers-0/kettle-0"})], PUBLIC)
        request = msgspec.structs.replace(request, url=request.url.replace(PUBLIC.api, fake.address))
        first = fetch(request)
        second = fetch(request, {"If-None-Match": first.headers["etag"]})
        made.commit("makers-0/kettle-0", {"okh.toml": b"name = 'other'\n"})
        third = fetch(request, {"If-None-Match": first.headers["etag"]})
    assert request.conditional
    assert [first.status, second.status, third.status] == [200, 304, 200]
    assert first.headers["x-ratelimit-remaining"] == "59"
    assert second.headers["x-ratelimit-remaining"] == "59"


def test_a_search_for_files_leads_to_their_repositories(socket_enabled: None) -> None:
    with FakeGitHub(many(5)).serve() as fake:
        place = msgspec.structs.replace(PUBLIC.at(fake.address), signed=True)
        run = drive(CONNECTOR, CONNECTOR.begin(Source("github", "code", "all"), place), place)
    assert len(run.manifests) == 5


def test_a_search_says_what_it_does_not_show(socket_enabled: None) -> None:
    with FakeGitHub(many(1100)).serve() as fake:
        fake.incomplete = True
        place = PUBLIC.at(fake.address)
        tasks = [Task("code", {"question": "filename:okh extension:toml"})]
        harvest = CONNECTOR.parse(tasks, fetch(CONNECTOR.ask(tasks, place)), place)
    words = " ".join(fault.says for fault in harvest.faults)
    assert "1100 hits" in words
    assert "gave up" in words
    assert harvest.total == 1100


def test_what_is_not_found_is_gone_and_other_errors_are_said() -> None:
    part = {"full_name": "Makers/kettle", "head": {"target": {"oid": COMMIT}}}
    errors = [
        {"type": "NOT_FOUND", "path": ["part1"], "message": "Could not resolve"},
        {"type": "FORBIDDEN", "path": ["part2"], "message": "Resource not accessible"},
    ]
    document = {"data": {"part0": part, "part1": None, "part2": None, "part3": {"full_name": 7}}, "errors": errors}
    names = ("kettle", "gone", "closed", "odd")
    tasks = [Task("state", {"repository": f"https://github.com/Makers/{name}"}) for name in names]
    harvest = CONNECTOR.parse(tasks, answer(document), SIGNED)
    tree = Task("tree", {**KETTLE, "commit": COMMIT})
    assert harvest.sightings == (Sighting(KETTLE["repository"], COMMIT, (tree,)),)
    assert harvest.gone == ("https://github.com/Makers/gone",)
    assert [fault.where.rpartition("/")[2] for fault in harvest.faults] == ["closed", "odd"]


@pytest.mark.parametrize(
    "error",
    [
        {"type": "RATE_LIMITED", "message": "API rate limit exceeded"},
        {"type": "MAX_NODE_LIMIT_EXCEEDED", "message": "requests up to 900,000 possible nodes"},
        {"message": "Something went wrong while executing your query. This may be the result of a timeout"},
    ],
)
def test_too_much_at_once_is_told_from_a_fault(error: dict[str, str]) -> None:
    with pytest.raises(TooMuchError):
        CONNECTOR.parse([Task("state", KETTLE)], answer({"data": None, "errors": [error]}), SIGNED)


def test_a_private_repository_is_never_read() -> None:
    part = {"full_name": "Makers/kettle", "private": True, "head": {"target": {"oid": COMMIT}}}
    harvest = CONNECTOR.parse([Task("state", KETTLE)], answer({"data": {"part0": part}}), SIGNED)
    assert harvest.gone == (KETTLE["repository"],)
    assert harvest.sightings == ()


def test_a_commit_is_read_as_text_and_as_json() -> None:
    task = Task("head", {**KETTLE, "branch": "main"})
    as_text = Response("https://api.github.com/x", 200, {}, COMMIT.encode(), NOW)
    assert CONNECTOR.parse([task], as_text, PUBLIC) == CONNECTOR.parse([task], answer({"sha": COMMIT}), PUBLIC)


def test_a_tree_that_was_cut_is_not_complete() -> None:
    task = Task("tree", {**KETTLE, "commit": COMMIT})
    harvest = CONNECTOR.parse([task], answer({"tree": [{"path": "okh.toml"}], "truncated": True}), PUBLIC)
    assert [listing.complete for listing in harvest.listings] == [False]
    assert [one.args["path"] for one in harvest.tasks] == ["okh.toml"]


@pytest.mark.parametrize("address", ["https://github.com/orgs/Makers/repositories", "https://github.com/topics/oshw"])
def test_pages_of_the_site_are_no_repositories(address: str) -> None:
    assert CONNECTOR.of_address(address) is None


@pytest.mark.parametrize(
    "address",
    [
        "https://github.com/Makers/kettle/tree/main/hardware",
        "https://github.com/Makers/kettle/blob/main/okh.toml#L3",
        "https://raw.githubusercontent.com/Makers/kettle/main/okh.toml",
        "ssh://git@github.com/Makers/kettle.git",
        "git+https://github.com/Makers/kettle.git",
    ],
)
def test_an_address_within_a_repository_leads_to_it(address: str) -> None:
    assert CONNECTOR.of_address(address) == (Task("repository", KETTLE),)


@pytest.mark.corpora
def test_recorded_answers_are_understood(corpora: Path) -> None:
    folder = corpora / "platform-responses" / "github"
    (recorded,) = json.loads((folder / "octokit" / "get-repository__raw-fixture.json").read_text(encoding="utf-8"))
    address = f"https://github.com/{recorded['response']['full_name']}"
    harvest = CONNECTOR.parse([Task("repository", {"repository": address})], answer(recorded["response"]), PUBLIC)
    assert harvest.tasks == (Task("head", {"repository": address, "branch": "master"}),)

    (folder_listing, *_rest) = json.loads((folder / "octokit" / "get-content__raw-fixture.json").read_text("utf-8"))
    task = Task("list", {"repository": address, "branch": "master", "path": "README.md"})
    with pytest.raises(SchemaError, match="array"):
        CONNECTOR.parse([task], answer(folder_listing["response"]), PUBLIC)
    (source,) = CONNECTOR.parse([task], answer(folder_listing["response"][0]), PUBLIC).sources
    assert source.value == f"{PUBLIC.raw}/{recorded['response']['full_name']}/master/README.md"

    body, headers = replayed(folder / "pygithub-replay" / "Repository.testGetGitTreeWithRecursive.txt")
    task = Task("tree", {**KETTLE, "commit": COMMIT})
    (tree,) = CONNECTOR.parse([task], Response("https://api.github.com/x", 200, headers, body, NOW), PUBLIC).listings
    assert len(tree.paths) > 50
    assert tree.complete

    body, headers = replayed(folder / "pygithub-replay" / "Search.testSearchRepos.txt")
    harvest = CONNECTOR.parse(
        [Task("topic", {"name": "x"})], Response("https://api.github.com/x", 200, headers, body, NOW), PUBLIC
    )
    assert {task.kind for task in harvest.tasks[:-1]} <= {"head", "repository"}
    assert harvest.tasks[-1].kind == "topic"
    assert harvest.total is not None

    body, headers = replayed(folder / "pygithub-replay" / "Exceptions.testNonJsonDataReturnedByGithub.txt")
    with pytest.raises(SchemaError, match="web page"):
        CONNECTOR.parse([Task("repository", KETTLE)], Response("x", 200, headers, body, NOW), PUBLIC)


def replayed(path: Path) -> tuple[bytes, dict[str, str]]:
    """The body and the headers of the first answer in a recording."""
    lines = path.read_text(encoding="utf-8").split("\n")
    return lines[9].encode(), {name.lower(): value for name, value in ast.literal_eval(lines[8])}
