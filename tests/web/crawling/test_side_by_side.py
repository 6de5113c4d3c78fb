# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Several sources in one go: hosts side by side, one host after another, and an end for all of them."""

from __future__ import annotations

import signal
import threading
import time
from contextlib import ExitStack
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import msgspec
import pytest

from oshmark.errors import RefusedError
from oshmark.web.crawling import side_by_side
from oshmark.web.crawling.crawling import add_source
from oshmark.web.crawling.hosts import AT_ONCE
from oshmark.web.crawling.models import Source
from oshmark.web.crawling.side_by_side import MOST_LANES, lanes_of, run_sources
from oshmark.web.library.models import Release
from tests.fakes.forgejo import FakeForgejo
from tests.fakes.world import World
from tests.sampled import sampled
from tests.web.crawling.test_platforms import manifest

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from oshmark.crawl.exchange import Known, NoResponse, Request, Response
    from oshmark.crawl.place import Place
    from tests.fakes.server import Fake
    from tests.instances import Instance
    from tests.web.crawling.conftest import Crawler, Forge

NOW = datetime(2026, 11, 20, 8, tzinfo=UTC)
HOSTS, EACH = 6, 8
PATIENCE_S = 60


@pytest.fixture
def forges(socket_enabled: None) -> Iterator[list[Fake]]:
    """Hosts that take their time, each with some repositories."""
    with ExitStack() as stack:
        found: list[Fake] = []
        for number in range(HOSTS):
            world = World()
            fake = stack.enter_context(FakeForgejo(world, latency_s=0.05).serve())
            for one in range(EACH):
                name = f"Makers-{number}/kettle-{one}"
                world.add(name, {"okh.toml": manifest(fake.address, name)})
            found.append(fake)
        yield found


@pytest.fixture
def crawling(instance: Instance, forges: Sequence[Fake]) -> Instance:
    for number, fake in enumerate(forges):
        done = instance.run("crawl", "source", "add", f"forgejo:user=Makers-{number}", "--base-url", fake.address)
        assert done.code == 0, done.said
    return instance


def test_hosts_are_looked_through_side_by_side_and_each_source_is_summed_up(
    crawling: Instance, forges: Sequence[Fake]
) -> None:
    done = crawling.run("crawl", "run", "--json")
    assert (done.code, "oshmark:" in done.said) == (0, False)
    said = [msgspec.json.decode(line) for line in done.out.splitlines()]
    assert sorted(one["source"] for one in said) == [f"forgejo:user=Makers-{number}" for number in range(HOSTS)]
    assert {one["counts"]["admitted"] for one in said} == {EACH}
    assert all(one["finished_at"] for one in said)
    began, ended = [one["started_at"] for one in said], [one["finished_at"] for one in said]
    assert sorted(began)[MOST_LANES - 1] < min(ended)
    assert sorted(began)[MOST_LANES] > min(ended)
    assert crawling.rows("SELECT COUNT(*) FROM library_release WHERE state = 'admitted'") == [(HOSTS * EACH,)]
    crawling.verify()


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 0), (signal.SIGINT, 130)])
def test_all_of_them_end_when_told_and_nothing_is_lost(
    crawling: Instance, forges: Sequence[Fake], number: signal.Signals, code: int
) -> None:
    process = crawling.start("crawl", "run", "--json")
    wait_for_requests(forges, 15)
    process.send_signal(number)
    out, said = process.communicate(timeout=PATIENCE_S)
    assert (process.returncode, b"oshmark:" in said) == (code, False)
    assert any(msgspec.json.decode(line)["finished_at"] is None for line in out.splitlines())
    assert crawling.rows("SELECT COUNT(*) FROM crawling_item WHERE state = 'taken'") == [(0,)]
    assert crawling.run("crawl", "run").code == 0
    assert crawling.rows("SELECT COUNT(*) FROM library_release WHERE state = 'admitted'") == [(HOSTS * EACH,)]
    crawling.verify()


@pytest.mark.parametrize("requests", sampled([3, 30, 60], short=2))
def test_they_may_be_killed_at_any_moment(crawling: Instance, forges: Sequence[Fake], requests: int) -> None:
    process = crawling.start("crawl", "run")
    wait_for_requests(forges, requests)
    process.kill()
    process.communicate()
    done = crawling.run("crawl", "run")
    assert (done.code, "oshmark:" in done.said) == (0, False)
    assert crawling.rows("SELECT COUNT(*) FROM library_release WHERE state = 'admitted'") == [(HOSTS * EACH,)]
    assert crawling.rows("SELECT COUNT(*) FROM crawling_item") == [(0,)]
    crawling.verify()


def wait_for_requests(forges: Sequence[Fake], number: int) -> None:
    until = time.monotonic() + PATIENCE_S
    while sum(fake.count for fake in forges) < number:
        assert time.monotonic() < until
        time.sleep(0.01)


@pytest.mark.django_db
def test_sources_of_one_host_are_one_lane() -> None:
    def row(name: str, base: str = "") -> Source:
        return Source(name=name, base=base)

    rows = [
        row("github:user=weaver"),
        row("gitlab:group=makers"),
        row("github:topic=loom"),
        row("gitlab:group=makers", "https://git.example.org"),
        row("list:manifest=https://files.example.org/a/okh.toml"),
        row("list:manifest=https://files.example.org/b/okh.toml"),
        row("nonsense"),
    ]
    assert [[rows.index(one) for one in lane] for lane in lanes_of(rows)] == [[0, 2], [1], [3], [4, 5], [6]]
    assert [len(lane) for lane in lanes_of(rows[:6], "https://all.example.org")] == [6]


def test_a_source_that_is_refused_does_not_stop_the_others(crawler: Crawler, forge: Forge) -> None:
    forge.put("maker/printer")
    rows = [Source.objects.create(name="nonsense", added_at=NOW), crawler.row]
    came = dict(run_sources(rows, crawler.tools()))
    assert isinstance(came[rows[0]], RefusedError)
    run = came[rows[1]]
    assert not isinstance(run, RefusedError)
    assert run.counts["admitted"] == 1


def test_a_fault_in_one_of_them_ends_all_and_is_raised(crawler: Crawler, forge: Forge) -> None:
    forge.put("maker/printer")

    def broken() -> list[str]:
        raise ZeroDivisionError

    rows = [crawler.row, add_source("github:user=weaver", now=NOW)]
    tools = msgspec.structs.replace(crawler.tools(), now=broken)
    with pytest.raises(ZeroDivisionError):
        list(run_sources(rows, tools))
    assert not [one for one in threading.enumerate() if one.name.startswith("crawl-")]


class Counting:
    """A way to ask that sees how many are asked at the same time."""

    def __init__(self, forge: Forge) -> None:
        self._forge, self._lock = forge, threading.Lock()
        self.now = self.most = 0

    def __call__(self, request: Request, place: Place, known: Known | None = None) -> Response | NoResponse:
        with self._lock:
            self.now += 1
            self.most = max(self.most, self.now)
        time.sleep(0.02)
        with self._lock:
            self.now -= 1
        return self._forge(request, place, known)


def test_a_host_is_asked_by_all_of_them_together_no_more_than_by_one(
    crawler: Crawler, forge: Forge, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(30):
        forge.put(f"maker/printer-{number}")
    rows = [crawler.row, add_source("forge:some=more", now=NOW)]
    # As sources may be that name different hosts, and lead to the same one.
    monkeypatch.setattr(side_by_side, "lanes_of", lambda rows, _base: [[row] for row in rows])
    fetch = Counting(forge)
    came = dict(run_sources(rows, msgspec.structs.replace(crawler.tools(), fetch=fetch)))
    assert [getattr(came[row], "finished_at", None) is not None for row in rows] == [True, True]
    assert fetch.most == AT_ONCE
    assert Release.objects.count() == 30
