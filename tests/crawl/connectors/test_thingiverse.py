# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Thingiverse."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

import pytest

from oshmark.crawl.connectors.thingiverse import CONNECTOR
from oshmark.crawl.connectors.thingiverse.parse import LICENCES, MOST_HITS
from oshmark.crawl.connectors.thingiverse.requests import MAX_RANGE, OPEN
from oshmark.crawl.task import Source, Task
from oshmark.values.licence import Openness, read_licence
from tests.crawl.connectors.drive import Run, drive, fetch
from tests.crawl.connectors.generated import NOW, read_back, response_of
from tests.fakes.thingiverse import TOKEN, Thingiverse, thing

if TYPE_CHECKING:
    from pathlib import Path

    from oshmark.crawl.harvest import Harvest

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

PUBLIC = CONNECTOR.places["www.thingiverse.com"]
ONE = "https://www.thingiverse.com/thing:1"


def crawl(fake: Thingiverse, what: str, value: str = "") -> Run:
    with fake.serve():
        place = PUBLIC.at(fake.address)
        return drive(CONNECTOR, CONNECTOR.begin(Source("thingiverse", what, value), place), place)


def one(*files: str, **other: Any) -> Harvest:
    body = json.dumps(thing(1, *files, **other)).encode()
    return CONNECTOR.parse([Task("thing", {"repository": ONE})], response_of(body), PUBLIC)


def searched(total: int, **args: Any) -> Harvest:
    task = Task("search", {"term": "", "licence": "cc", "after": "2020-01-01", "before": "", "page": 1, **args})
    body = json.dumps({"total": total, "hits": [{"id": 7}, {"id": "x"}, {"id": -1}]}).encode()
    return CONNECTOR.parse([task], response_of(body), PUBLIC)


def test_a_thing_becomes_a_manifest() -> None:
    (found,) = one("frame.scad", "frame.stl", "notes.txt").found
    reading, table = read_back(found)
    assert found.repository == ONE
    assert table["version"] == found.commit == "2021-02-03T04:05:06+00:00"
    assert table["license"] == "GPL-3.0-or-later"
    assert (table["licensor"], table["keywords"]) == ("wren", ["lamp"])
    assert "technology-readiness-level" not in table
    assert "documentation-language" not in table
    (part,) = reading.manifest.part
    assert part.source[0].path.endswith("/1/frame.scad")
    assert part.export[0].path.endswith("/1/frame.stl")
    assert len(reading.manifest.auxiliary) == 1


def test_a_token_is_sent() -> None:
    request = CONNECTOR.ask([Task("thing", {"repository": ONE})], PUBLIC)
    assert (request.url, request.token) == ("https://api.thingiverse.com/things/1", "thingiverse")
    with Thingiverse([thing(1)]).serve() as fake:
        asked = CONNECTOR.ask([Task("thing", {"repository": ONE})], PUBLIC.at(fake.address))
        assert fetch(asked).status == HTTPStatus.UNAUTHORIZED
        assert fetch(asked, {"Authorization": f"Bearer {TOKEN}"}).status == HTTPStatus.OK


@pytest.mark.parametrize(
    "licence",
    [
        "Creative Commons - Attribution - Non-Commercial",
        "Creative Commons - Attribution - No Derivatives",
        "All Rights Reserved",
        "",
        None,
    ],
)
def test_a_licence_that_is_not_open_is_a_fault_that_says_so(licence: str | None) -> None:
    harvest = one(license=licence)
    assert harvest.found == ()
    assert "licence" in harvest.faults[0].says
    assert harvest.faults[0].where == ONE


def test_no_licence_of_the_table_is_one_that_is_not_open() -> None:
    assert all(read_licence(ours).openness is not Openness.NOT_OPEN for ours in LICENCES.values())
    assert read_licence(LICENCES["Creative Commons - Attribution"]).openness is Openness.UNCLEAR


@pytest.mark.parametrize("files", [("only.stl",), ("picture.jpg", "README.txt"), ("notes.pdf",), ("frame.step",)])
def test_a_thing_without_a_source_is_a_fault_that_says_so(files: tuple[str, ...]) -> None:
    harvest = one(*files)
    assert harvest.found == ()
    assert "source" in harvest.faults[0].says


def test_a_thing_without_name_or_maker_is_left_out() -> None:
    assert one(name="").faults
    assert one(creator=None).faults


@pytest.mark.parametrize("hidden", [{"is_private": 1}, {"is_published": 0}, {"is_published": False}])
def test_what_is_hidden_is_gone(hidden: dict[str, Any]) -> None:
    assert one(**hidden).gone == (ONE,)


def test_files_are_asked_for_where_the_thing_does_not_list_them() -> None:
    fake = Thingiverse([thing(1)], lists_files=False, token="")
    run = crawl(fake, "thing", "1")
    assert fake.requests == ["GET /things/1", "GET /things/1/files"]
    assert read_back(run.harvest.found[0])[1]["part"][0]["name"] == "frame"
    listed = crawl(Thingiverse([thing(1)], token=""), "thing", "thing:1")
    assert listed.harvest.found[0].raw == run.harvest.found[0].raw


def test_a_range_is_asked_for_number_by_number_and_what_is_missing_is_gone() -> None:
    run = crawl(Thingiverse([thing(1), thing(3)], token=""), "things", "1-3")
    assert set(run.manifests) == {ONE, "https://www.thingiverse.com/thing:3"}
    assert run.gone == {"https://www.thingiverse.com/thing:2"}
    assert len(CONNECTOR.begin(Source("thingiverse", "things", "5-999999999"), PUBLIC)) == MAX_RANGE
    assert CONNECTOR.begin(Source("thingiverse", "things", "5-4"), PUBLIC) == ()


def test_a_search_is_read_to_its_end() -> None:
    fake = Thingiverse([thing(number) for number in range(1, 251)], token="")
    run = crawl(fake, "search", "lamp")
    assert len(run.manifests) == 250
    assert sum("/search/" in one for one in fake.requests) == 3


def test_all_means_every_open_licence() -> None:
    fake = Thingiverse([thing(1), thing(2, license="Creative Commons - Attribution - Share Alike")], token="")
    assert len(crawl(fake, "all").manifests) == 2
    assert sum("/search/" in one for one in fake.requests) == len(OPEN)


def test_a_search_with_too_many_hits_is_parted_by_time() -> None:
    whole = searched(MOST_HITS + 1)
    assert [(task.args["after"], task.args["before"]) for task in whole.tasks] == [
        ("2020-01-01", "2023-01-31"),
        ("2023-01-31", "2026-03-02"),
    ]
    assert whole.tasks[0].args["page"] == 1
    assert searched(MOST_HITS).tasks[0] == Task("thing", {"repository": "https://www.thingiverse.com/thing:7"})


def test_a_day_cannot_be_parted() -> None:
    day = searched(MOST_HITS + 1, after="2020-01-01", before="2020-01-02")
    assert [task.kind for task in day.tasks] == ["thing", "search"]
    assert [fault.says[:20] for fault in day.faults] == ["Entry 2 was left out", "There are more than "]


def test_parting_ends() -> None:
    waiting, parted = [searched(10**9)], 0
    while waiting and parted < 10_000:
        for task in waiting.pop().tasks:
            if task.kind == "search" and task.args["page"] == 1:
                parted += 1
                waiting.append(searched(10**9, after=task.args["after"], before=task.args["before"]))
    assert parted < 2 * (NOW.date().toordinal() - 737_425 + 2)


@pytest.mark.parametrize(
    ("address", "number"),
    [
        ("https://www.thingiverse.com/thing:922740", 922740),
        ("thingiverse.com/thing:922740/files", 922740),
        ("https://www.thingiverse.com/thing:0", None),
        ("https://www.thingiverse.com/922740", None),
        ("https://things.example/thing:1", None),
    ],
)
def test_an_address_names_a_thing(address: str, number: int | None) -> None:
    wanted = f"https://www.thingiverse.com/thing:{number}"
    assert CONNECTOR.of_address(address) == (None if number is None else (Task("thing", {"repository": wanted}),))


@pytest.mark.corpora
def test_a_recorded_thing_and_a_recorded_search(corpora: Path) -> None:
    folder = corpora / "platform-responses" / "thingiverse"
    address = "https://www.thingiverse.com/thing:922740"
    task = Task("thing", {"repository": address})
    harvest = CONNECTOR.parse([task], response_of((folder / "thing_922740.json").read_bytes()), PUBLIC)
    (then,) = harvest.tasks
    assert then.kind == "files"
    files = [{"name": "case.f3d", "public_url": "https://www.thingiverse.com/download:1"}]
    (found,) = CONNECTOR.parse([then], response_of(json.dumps(files).encode()), PUBLIC).found
    table = read_back(found)[1]
    assert table["license"] == "CC-BY-SA"
    assert table["fork-of"] == ["https://www.thingiverse.com/thing:608169"]
    assert len(table["keywords"]) == 10
    search = Task("search", {"term": "x", "licence": "", "after": "2008-01-01", "before": "", "page": 6})
    hits = CONNECTOR.parse([search], response_of((folder / "search_res.json").read_bytes()), PUBLIC)
    assert len(hits.tasks) == 12
    assert hits.faults == ()
