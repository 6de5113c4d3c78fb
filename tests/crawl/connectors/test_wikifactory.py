# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Wikifactory."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from oshmark.crawl.connector import SchemaError, TooMuchError
from oshmark.crawl.connectors.wikifactory import CONNECTOR
from oshmark.crawl.connectors.wikifactory.requests import HOST, PROJECT, PROJECTS
from oshmark.crawl.task import Source, Task
from oshmark.values.licence import Openness
from tests.crawl.connectors.drive import Run, drive
from tests.crawl.connectors.generated import read_back, response_of
from tests.fakes import graphql
from tests.fakes.wikifactory import VERSION, Wikifactory, file, project

if TYPE_CHECKING:
    from pathlib import Path

    from oshmark.crawl.harvest import Harvest

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

PUBLIC = CONNECTOR.places[HOST]
LAMP = f"https://{HOST}/wren/lamp"


def crawl(fake: Wikifactory, what: str = "all", value: str = "") -> Run:
    with fake.serve():
        place = PUBLIC.at(fake.address)
        return drive(CONNECTOR, CONNECTOR.begin(Source("wikifactory", what, value), place), place)


def one(answer: Any) -> Harvest:
    body = json.dumps({"data": {"part0": answer}}).encode()
    return CONNECTOR.parse([Task("project", {"repository": LAMP})], response_of(body), PUBLIC)


def table_of(**other: Any) -> dict[str, Any]:
    (found,) = one({"result": project("wren", "lamp", **other)}).found
    return read_back(found)[1]


@pytest.mark.parametrize(("count", "pages"), [(0, 1), (1, 1), (2, 1), (5, 3)])
def test_projects_are_read_to_the_last_page(count: int, pages: int) -> None:
    fake = Wikifactory([project("wren", f"lamp{number}") for number in range(count)])
    run = crawl(fake)
    assert len(run.manifests) == count
    assert fake.count == pages
    assert run.harvest.total == count


def test_a_project_becomes_a_manifest() -> None:
    (found,) = crawl(Wikifactory([project("wren", "lamp")]), "project", "wren/lamp").harvest.found
    reading, table = read_back(found)
    assert found.repository == LAMP
    assert found.commit == table["version"] == VERSION
    assert table["release"] == f"{LAMP}/v/{VERSION[:7]}"
    assert table["license"] == "CC-BY-SA-4.0"
    assert table["licensor"] == "Wren Okoro"
    assert table["organization"] == "The workshop"
    assert table["function"] == "A lamp that folds."
    assert table["readme"].startswith("https://wikifactory.com/files/")
    assert "documentation-language" not in table
    (part,) = reading.manifest.part
    assert part.name == "frame"
    assert [one.title for one in part.source] == ["frame.FCStd"]
    assert [one.title for one in part.export] == ["frame.stl"]
    assert [one.title for one in reading.manifest.auxiliary] == ["notes.txt"]


def test_an_export_without_a_source_stays_an_export() -> None:
    table = table_of(contribution={"version": VERSION, "files": [file("a/frame.stl"), file("b/frame.step")]})
    assert ["source" in part for part in table["part"]] == [False, False]


@pytest.mark.parametrize(
    ("theirs", "ours"), [("OHL", "TAPR-OHL-1.0"), ("GPL-3.0", "GPL-3.0-only"), ("MIT", "MIT"), ("CERN OHL", "CERN OHL")]
)
def test_licences_are_read_by_their_abbreviation(theirs: str, ours: str) -> None:
    assert table_of(license={"abreviation": theirs})["license"] == ours
    assert "license" not in table_of(license=None)


def test_a_person_is_named_as_well_as_can_be() -> None:
    table = table_of(
        creator={"profile": {"fullName": "", "username": "wren"}}, parentContent={"type": "x", "title": "y"}
    )
    assert table["licensor"] == "wren"
    assert "organization" not in table


def test_a_fork_says_of_what() -> None:
    table = table_of(forkedFrom={"project": {"parentSlug": "ana", "slug": "stove"}})
    assert table["fork-of"] == f"https://{HOST}/ana/stove"


def test_projects_are_refreshed_together_and_those_not_there_are_gone() -> None:
    fake = Wikifactory([project("wren", f"lamp{number}") for number in range(12)])
    with fake.serve():
        place = PUBLIC.at(fake.address)
        known = [f"https://{HOST}/wren/lamp{number}" for number in range(13)]
        run = drive(CONNECTOR, [CONNECTOR.refresh(one, place) for one in known], place)
    assert len(run.manifests) == 12
    assert run.gone == {known[12]}
    assert fake.count == 2


@pytest.mark.parametrize("code", ["NOTFOUND", "AUTHORISATION"])
def test_what_nobody_may_see_is_gone(code: str) -> None:
    assert one({"result": None, "userErrors": [{"code": code, "message": "x"}]}).gone == (LAMP,)
    assert one({"result": project("wren", "lamp", private=True)}).gone == (LAMP,)


def test_another_error_is_a_fault_of_this_project() -> None:
    harvest = one({"result": None, "userErrors": [{"code": "UNHANDLED_ERROR", "message": "no luck"}]})
    assert not harvest.gone
    assert "no luck" in harvest.faults[0].says


def test_errors_of_the_whole_are_told_apart() -> None:
    tasks = [Task("projects", {"after": None})]
    with pytest.raises(TooMuchError):
        CONNECTOR.parse(
            tasks, response_of(b'{"data":null,"errors":[{"message":"Query complexity is too high"}]}'), PUBLIC
        )
    with pytest.raises(SchemaError, match="no such field"):
        CONNECTOR.parse(tasks, response_of(b'{"data":null,"errors":[{"message":"no such field"}]}'), PUBLIC)
    with pytest.raises(SchemaError):
        CONNECTOR.parse(tasks, response_of(b'{"data":{"projects":null}}'), PUBLIC)


def test_a_cursor_that_stays_ends_the_list() -> None:
    page = {"result": {"pageInfo": {"hasNextPage": True, "endCursor": "x"}, "edges": []}}
    body = json.dumps({"data": {"projects": page}}).encode()
    assert CONNECTOR.parse([Task("projects", {"after": "x"})], response_of(body), PUBLIC).tasks == ()
    assert CONNECTOR.parse([Task("projects", {"after": None})], response_of(body), PUBLIC).tasks != ()


@pytest.mark.parametrize(
    ("address", "repository"),
    [
        ("https://wikifactory.com/wren/lamp", LAMP),
        ("wikifactory.com/wren/lamp/v/1234567", LAMP),
        ("https://wikifactory.com/wren", None),
        ("https://wikifactory.com/@wren/lamp", None),
        ("https://wikifactory.com/files/abc", None),
        ("https://git.example.org/wren/lamp", None),
    ],
)
def test_an_address_names_a_project(address: str, repository: str | None) -> None:
    wanted = None if repository is None else (Task("project", {"repository": repository}),)
    assert CONNECTOR.of_address(address) == wanted


@pytest.mark.parametrize("value", ["", "wren", "a/b/c", "wren/..", "a b/c", "a/\x08"])
def test_a_value_that_names_no_project_begins_nothing(value: str) -> None:
    assert CONNECTOR.begin(Source("wikifactory", "project", value), PUBLIC) == ()


@pytest.mark.corpora
def test_a_recorded_project(corpora: Path) -> None:
    folder = corpora / "platform-responses" / "wikifactory"
    records = [json.loads((folder / f"krawler_record{name}.json").read_bytes()) for name in ("", "forbidden")]
    readings = [read_back(one({"result": record}).found[0])[0] for record in records]
    assert [one.manifest.license for one in readings] == ["CC-BY-SA-4.0", "CC-BY-NC-SA-2.5"]
    assert [one.licence.openness for one in readings] == [Openness.OPEN, Openness.NOT_OPEN]
    manifest = readings[0].manifest
    assert manifest.repo == "https://wikifactory.com/annaf/colabyrinth"
    assert manifest.name == "CoLabyrinth"
    assert manifest.version == "f5196e83904ac71bbfd5a8725fee5c084c2392c8"
    assert manifest.licensor[0].name == "Anna Aflalo"
    assert len(manifest.readme) == 1
    assert manifest.image[0].path.startswith("https://wikifactory.com/files/")


@pytest.mark.corpora
def test_every_field_that_is_asked_for_is_in_the_schema(corpora: Path) -> None:
    text = (corpora / "platform-responses" / "wikifactory" / "WIF_schema.json").read_bytes()
    loaded = json.loads(text)
    types = {one["name"]: one for one in loaded.get("data", loaded)["__schema"]["types"]}
    asked = graphql.read(PROJECTS, {}) + graphql.read(f"query($space:String,$slug:String){{{PROJECT}}}", {})
    assert sum(_check(field, "Query", types) for field in asked) == 84


def _check(field: graphql.Field, of: str, types: dict[str, Any]) -> int:
    """How many fields are asked for; each of them, and each argument, is one of its type."""
    known = {one["name"]: one for one in types[of]["fields"]}
    assert field.name in known, f"{of} has no {field.name}"
    assert set(field.arguments) <= {one["name"] for one in known[field.name]["args"]}
    kind = known[field.name]["type"]
    while kind["ofType"]:
        kind = kind["ofType"]
    return 1 + sum(_check(one, kind["name"], types) for one in field.fields)
