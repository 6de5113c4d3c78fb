# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Files are asked for again, a few every day, and what hosts answer is kept."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import msgspec
import pytest
from django.core.management import call_command

from oshmark.adapters.blobs import Blobs
from oshmark.adapters.http.client import Client
from oshmark.crawl.exchange import Known, NoResponse, Request, Response, Trouble
from oshmark.web.crawling import sampling
from oshmark.web.crawling.crawling import Tools, add_source
from oshmark.web.crawling.models import Pause
from oshmark.web.crawling.sampling import Sampled, left_today, sample
from oshmark.web.seen.models import Change, FileSeen
from tests.fakes.server import NOT_FOUND, Call, Fake, Reply

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_django.fixtures import Settings

    from oshmark.crawl.place import Place

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
HOST = "https://files.example.org"
pytestmark = pytest.mark.django_db


class Hosts:
    """Hosts that answer HEAD and GET as a test says, by the end of the address; else the file is there."""

    def __init__(self) -> None:
        self.head: dict[str, int | Trouble] = {}
        self.get: dict[str, int | Trouble] = {}
        self.headers: dict[str, str] = {}
        self.asked: list[tuple[str, str]] = []
        self.places: list[Place] = []
        self.ranges: list[str] = []

    def __call__(self, request: Request, place: Place, known: Known | None = None) -> Response | NoResponse:
        assert known is None
        self.asked.append((request.method, request.url))
        self.places.append(place)
        self.ranges.append(request.headers.get("range", ""))
        name = request.url.rpartition("/")[2]
        said = (self.head if request.method == "HEAD" else self.get).get(name, 200)
        if isinstance(said, Trouble):
            return NoResponse(request.url, said, "No answer.", NOW)
        return Response(request.url, said, self.headers, b"", NOW)


@pytest.fixture
def hosts() -> Hosts:
    return Hosts()


@pytest.fixture
def tools(hosts: Hosts, tmp_path: Path) -> Tools:
    return Tools(hosts, Blobs(tmp_path / "payloads"), lambda: NOW, lambda _seconds: None, "tests")


def put(name: str, *, days: int | None = None, host: str = HOST, status: int = 0) -> FileSeen:
    """A file that was asked for so many days ago; never, where no number is given."""
    at = None if days is None else NOW - timedelta(days=days)
    url = f"{host}/{name}"
    return FileSeen.objects.create(
        release="/m/a/b/-/v/1", path=name, perma_url=url, requested_at=at, seen_at=at, status=status
    )


def names(hosts: Hosts) -> list[str]:
    return [url.rpartition("/")[2] for _method, url in hosts.asked]


def test_those_that_were_not_asked_for_longest_come_first(tools: Tools, hosts: Hosts) -> None:
    for name, days in (("new", 1), ("old", 9), ("never", None), ("older", 20)):
        put(name, days=days)
    assert sample(tools, budget=3) == Sampled(asked=3, there=3, left=0)
    assert names(hosts) == ["never", "older", "old"]
    assert {method for method, _url in hosts.asked} == {"HEAD"}


def test_the_budget_is_that_of_a_day(tools: Tools, hosts: Hosts) -> None:
    for number in range(6):
        put(f"f{number}")
    assert sample(tools, budget=4, most=3) == Sampled(asked=3, there=3, left=1)
    assert left_today(4, NOW) == 1
    assert sample(tools, budget=4).asked == 1
    assert sample(tools, budget=4) == Sampled()
    tomorrow = msgspec.structs.replace(tools, now=lambda: NOW + timedelta(days=1, seconds=1))
    assert sample(tomorrow, budget=4).asked == 4
    assert len(hosts.asked) == 8


@pytest.mark.parametrize("most", [0, -1])
def test_nothing_may_be_asked_for(tools: Tools, hosts: Hosts, most: int) -> None:
    put("a")
    assert sample(tools, budget=5, most=most).asked == 0
    assert hosts.asked == []


def test_what_is_there_and_what_is_not_is_kept(tools: Tools, hosts: Hosts) -> None:
    put("here", days=3)
    put("gone", days=3, status=200)
    hosts.head["gone"] = hosts.get["gone"] = 404
    assert sample(tools, budget=9) == Sampled(asked=2, there=1, dead=1, left=7)
    here, gone = FileSeen.objects.get(path="here"), FileSeen.objects.get(path="gone")
    assert (here.status, here.seen_at, here.requested_at, here.sampled_at) == (200, NOW, NOW, NOW)
    assert (gone.status, gone.seen_at, gone.requested_at) == (404, NOW - timedelta(days=3), NOW)


@pytest.mark.parametrize("refusal", [400, 403, 404, 405, 501])
def test_a_host_that_does_not_like_to_be_asked_by_head_is_asked_for_one_byte(
    tools: Tools, hosts: Hosts, refusal: int
) -> None:
    put("a")
    hosts.head["a"], hosts.get["a"] = refusal, 206
    sample(tools, budget=1)
    assert [method for method, _url in hosts.asked] == ["HEAD", "GET"]
    assert hosts.ranges == ["", "bytes=0-0"]
    assert FileSeen.objects.get().status == 206


@pytest.mark.parametrize("said", [416, Trouble.TOO_LARGE])
def test_an_empty_file_and_one_that_is_sent_whole_are_there(tools: Tools, hosts: Hosts, said: int | Trouble) -> None:
    put("a")
    hosts.head["a"], hosts.get["a"] = 405, said
    assert sample(tools, budget=1).there == 1
    assert FileSeen.objects.get().seen_at == NOW


@pytest.mark.parametrize("said", [429, 503, Trouble.TIMEOUT, Trouble.REFUSED])
def test_an_answer_that_says_nothing_of_the_file_changes_nothing_but_the_turn(
    tools: Tools, hosts: Hosts, said: int | Trouble
) -> None:
    put("a", days=5, status=200)
    hosts.head["a"] = said
    assert sample(tools, budget=1) == Sampled(asked=1, unknown=1)
    row = FileSeen.objects.get()
    assert (row.status, row.seen_at, row.requested_at) == (200, NOW - timedelta(days=5), NOW)


def test_a_host_that_asks_us_to_wait_is_left_alone(tools: Tools, hosts: Hosts) -> None:
    put("a", days=9)
    put("b", days=8)
    put("c", days=7, host="https://other.example.org")
    hosts.head["a"] = 429
    hosts.headers = {"retry-after": "600"}
    assert sample(tools, budget=9).asked == 2
    assert names(hosts) == ["a", "c"]
    assert Pause.objects.get(host="files.example.org").until == NOW + timedelta(seconds=600)


def test_a_host_that_does_not_answer_is_not_asked_for_the_rest(tools: Tools, hosts: Hosts) -> None:
    for number in range(5):
        put(f"f{number}", days=9 - number)
        hosts.head[f"f{number}"] = Trouble.TIMEOUT
    put("other", days=1, host="https://other.example.org")
    sample(tools, budget=9)
    assert names(hosts) == ["f0", "f1", "other"]


def test_a_host_in_a_private_network_is_one_that_the_operator_has_named(tools: Tools, hosts: Hosts) -> None:
    add_source("gitlab:group=makers", base="http://git.local:8080", now=NOW)
    put("a", days=2, host="http://git.local:8080")
    put("b", days=1, host="http://elsewhere.local")
    sample(tools, budget=2)
    assert [place.trusted for place in hosts.places] == [True, False]


def test_what_is_no_web_address_is_not_asked_for(tools: Tools, hosts: Hosts) -> None:
    put("a", host="git+ssh://files.example.org")
    assert sample(tools, budget=9).asked == 0
    assert hosts.asked == []


def test_pages_that_were_made_are_told_once_for_many_files(tools: Tools, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sampling, "KEPT_AT_ONCE", 4)
    for number in range(8):
        put(f"f{number}")
    sample(tools, budget=8)
    assert Change.objects.get().number == 2
    assert sample(tools, budget=8).asked == 0
    assert Change.objects.get().number == 2


def test_it_ends_when_it_is_to_end_and_keeps_what_it_knows(tools: Tools, hosts: Hosts) -> None:
    for number in range(5):
        put(f"f{number}")
    ending = msgspec.structs.replace(tools, is_stopped=lambda: len(hosts.asked) == 2)
    assert sample(ending, budget=5).asked == 2
    assert FileSeen.objects.exclude(sampled_at=None).count() == 2


class Files(Fake):
    """A host of files, in a private network: one is there, and one is not."""

    def answer(self, call: Call) -> Reply:
        return Reply(b"solid", headers={"Content-Type": "model/stl"}) if call.steps == ("here.stl",) else NOT_FOUND


def test_it_asks_over_real_connections_and_fetches_no_content(socket_enabled: None, tools: Tools) -> None:
    client = Client(agent="oshmark tests", now=lambda: NOW)
    with Files().serve() as fake:
        add_source("gitlab:group=makers", base=fake.address, now=NOW)
        put("here.stl", host=fake.address)
        put("gone.stl", host=fake.address)
        found = sample(msgspec.structs.replace(tools, fetch=client), budget=9)
        client.close()
        assert fake.requests == ["HEAD /here.stl", "HEAD /gone.stl", "GET /gone.stl"]
    assert (found.there, found.dead, found.unknown) == (1, 1, 0)


def test_a_private_host_that_nobody_has_named_is_not_asked(socket_enabled: None, tools: Tools) -> None:
    client = Client(agent="oshmark tests", now=lambda: NOW)
    with Files().serve() as fake:
        put("here.stl", host=fake.address)
        found = sample(msgspec.structs.replace(tools, fetch=client), budget=9)
        client.close()
        assert fake.requests == []
    assert (found.asked, found.unknown) == (1, 1)


def test_the_command_says_what_came_of_it(capsys: pytest.CaptureFixture[str], settings: Settings) -> None:
    settings.SAMPLES_A_DAY = 7
    call_command("crawl", "sample", "--json")
    assert json.loads(capsys.readouterr().out) == {"asked": 0, "there": 0, "dead": 0, "unknown": 0, "left": 7}
