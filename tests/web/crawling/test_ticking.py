# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""`oshmark tick` and `oshmark crawl watch`, as they run: what is due is done, whatever stopped them before."""

from __future__ import annotations

import fcntl
import signal
import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from oshmark.web.crawling.models import Repository, Run, Source, Wish
from oshmark.web.crawling.ticking import KEPT, due_sources, forget_old
from oshmark.web.crawling.wishes import note_wish, serve_wishes
from tests.fakes.forgejo import FakeForgejo
from tests.fakes.world import World
from tests.web.crawling.test_platforms import manifest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.fakes.server import Fake
    from tests.instances import Instance
    from tests.web.crawling.conftest import Crawler

NOW = datetime(2026, 11, 20, 8, tzinfo=UTC)
COUNT = 5
PATIENCE_S = 60
WISH = (
    "INSERT INTO crawling_wish (connector, address, stranger, asked_at, not_before)"
    " VALUES ('forgejo', ?, 0, '2026-01-01 00:00:00', '2026-01-01 00:00:00')"
)


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def forgejo(world: World, socket_enabled: None) -> Iterator[Fake]:
    with FakeForgejo(world).serve() as fake:
        for number in range(COUNT):
            put(world, fake, f"Makers/kettle-{number}")
        yield fake


def put(world: World, fake: Fake, name: str, version: str = "1.0") -> None:
    files = {"okh.toml": manifest(fake.address, name, version), "bom.csv": b"Part,Number\n"}
    if world.get(name) is None:
        world.add(name, files)
    else:
        world.commit(name, files)


@pytest.fixture
def crawling(instance: Instance, forgejo: Fake) -> Instance:
    """An instance that looks through an own host."""
    done = instance.run("crawl", "source", "add", "forgejo:user=Makers", "--base-url", forgejo.address)
    assert done.code == 0, done.said
    return instance


def admitted(instance: Instance) -> list[tuple[str, str]]:
    return instance.rows("SELECT name, version FROM library_release WHERE state = 'admitted' ORDER BY name, version")


def wait_for(is_so: Callable[[], object]) -> None:
    until = time.monotonic() + PATIENCE_S
    while not is_so():
        assert time.monotonic() < until, "it did not come to that"
        time.sleep(0.05)


def test_a_tick_does_what_is_due_and_the_next_one_nothing(crawling: Instance, forgejo: Fake) -> None:
    done = crawling.run("tick", variables={"OSHMARK_SAMPLES_A_DAY": "3"})
    assert (done.code, done.said) == (0, "")
    assert f"{COUNT} admitted" in done.out
    assert f"Generation 1 holds {COUNT} releases." in done.out
    assert len(admitted(crawling)) == COUNT
    forgejo.forget()
    done = crawling.run("tick", variables={"OSHMARK_SAMPLES_A_DAY": "0"})
    assert (done.code, done.out, done.said, forgejo.requests) == (0, "", "", [])


@pytest.mark.parametrize("command", [("tick",), ("crawl", "run")])
def test_what_stands_in_for_a_host_is_asked_in_its_place(
    instance: Instance, world: World, forgejo: Fake, command: tuple[str, ...]
) -> None:
    files = {"okh.toml": manifest("https://codeberg.org", "Weavers/loom")}
    world.add("Weavers/loom", files)
    stand_ins = {"OSHMARK_STAND_INS": f"codeberg.org={forgejo.address}", "OSHMARK_SAMPLES_A_DAY": "0"}
    assert instance.run("crawl", "source", "add", "forgejo:user=Weavers", variables=stand_ins).code == 0
    assert instance.run(*command, variables=stand_ins).code == 0
    assert instance.rows("SELECT address FROM library_module") == [("/m/codeberg.org/weavers/loom",)]
    assert instance.rows("SELECT state FROM library_release") == [("admitted",)]


def test_a_second_tick_says_that_there_is_one_and_that_is_no_failure(crawling: Instance, forgejo: Fake) -> None:
    forgejo.forget()
    with (crawling.home / "tick.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = crawling.run("tick")
    assert (done.code, done.out, done.said) == (
        0,
        "",
        "oshmark: another tick is at work; this one has nothing to do.\n",
    )
    assert forgejo.requests == []


def test_a_tick_that_was_killed_is_gone_on_with_by_the_next(crawling: Instance, forgejo: Fake) -> None:
    forgejo.latency_s = 0.1
    process = crawling.start("tick")
    wait_for(lambda: forgejo.count >= COUNT)
    process.kill()
    process.communicate()
    forgejo.latency_s = 0.0
    done = crawling.run("tick", variables={"OSHMARK_SAMPLES_A_DAY": "0"})
    assert (done.code, done.said) == (0, "")
    assert [name for name, _version in admitted(crawling)] == [f"kettle-{number}" for number in range(COUNT)]
    assert crawling.rows("SELECT COUNT(*) FROM crawling_run WHERE finished_at IS NULL") == [(0,)]
    crawling.verify()


def test_a_source_that_cannot_be_looked_through_does_not_stop_the_others(crawling: Instance) -> None:
    crawling.change("INSERT INTO crawling_source (name, base, paused, provisional, every_hours, added_at) "
                    "VALUES ('sourceforge', '', 0, 0, 24, '2026-01-01 00:00:00')")  # fmt: skip
    done = crawling.run("tick", variables={"OSHMARK_SAMPLES_A_DAY": "0"})
    assert done.code == 1
    assert "sourceforge: “sourceforge” is no source." in done.out
    assert len(admitted(crawling)) == COUNT


def test_watching_serves_a_wish_in_seconds_and_ends_when_told(crawling: Instance, forgejo: Fake, world: World) -> None:
    assert crawling.run("tick").code == 0
    put(world, forgejo, "Makers/kettle-3", "2.0")
    forgejo.forget()
    process = crawling.start("crawl", "watch")
    crawling.change(WISH, f"{forgejo.address}/Makers/kettle-3")
    wait_for(lambda: ("kettle-3", "2.0") in admitted(crawling))
    wait_for(lambda: crawling.rows("SELECT 1 FROM crawling_wish WHERE served_at IS NOT NULL"))
    # What was brought in is published, so that the search has it in seconds, too.
    wait_for(lambda: (crawling.home / "published" / "current").read_text().strip().endswith("2"))
    process.send_signal(signal.SIGTERM)
    out, said = process.communicate(timeout=PATIENCE_S)
    assert (process.returncode, said) == (0, b"")
    assert out.decode().startswith(f"{forgejo.address}/Makers/kettle-3: ")
    assert f"Generation 2 holds {COUNT + 1} releases." in out.decode()
    assert all("kettle-3" in one for one in forgejo.requests)
    assert crawling.rows("SELECT name FROM crawling_source") == [("forgejo:user=Makers",)]


def test_a_wish_whose_serving_was_killed_is_served_by_the_next_tick(crawling: Instance, forgejo: Fake) -> None:
    forgejo.latency_s = 0.3
    crawling.change("UPDATE crawling_source SET paused = 1")
    crawling.change(WISH, f"{forgejo.address}/Makers/kettle-1")
    forgejo.forget()
    process = crawling.start("crawl", "watch")
    wait_for(lambda: forgejo.count >= 1)
    process.kill()
    process.communicate()
    assert crawling.rows("SELECT served_at FROM crawling_wish") == [(None,)]
    done = crawling.run("tick", variables={"OSHMARK_SAMPLES_A_DAY": "0"})
    assert (done.code, done.said) == (0, "")
    assert admitted(crawling) == [("kettle-1", "1.0")]
    assert crawling.rows("SELECT COUNT(*) FROM crawling_wish WHERE served_at IS NULL") == [(0,)]


def test_a_repository_of_strangers_without_a_manifest_leaves_nothing_behind(
    crawling: Instance, forgejo: Fake, world: World
) -> None:
    world.add("Others/shop", {"README.md": b"Buy"})
    crawling.change("UPDATE crawling_source SET paused = 1")
    crawling.change(WISH, f"{forgejo.address}/Others/shop")
    done = crawling.run("tick", variables={"OSHMARK_SAMPLES_A_DAY": "0"})
    assert "1 without a manifest" in done.out
    assert crawling.rows("SELECT name FROM crawling_source") == [("forgejo:user=Makers",)]
    assert crawling.rows("SELECT * FROM crawling_repository") == []


def test_a_wish_that_comes_while_it_is_served_is_served_again(crawler: Crawler) -> None:
    address = "https://codeberg.org/weaver/loom"
    note_wish("forgejo", address, now=crawler.forge.now - timedelta(seconds=1))
    asked_again = crawler.forge.now + timedelta(seconds=1)
    crawler.forge.before = lambda _request: _again(crawler, address, asked_again)
    assert list(serve_wishes(crawler.tools())) != []
    wish = Wish.objects.get()
    assert (wish.asked_at, wish.served_at is not None and wish.served_at < wish.asked_at) == (asked_again, True)


def _again(crawler: Crawler, address: str, when: datetime) -> None:
    Wish.objects.filter(address=address).update(asked_at=when)


@pytest.mark.django_db
def test_a_source_is_due_when_its_last_pass_began_long_enough_ago_or_was_not_finished() -> None:
    def source(name: str, began_hours_ago: float | None, *, finished: bool = True, paused: bool = False) -> None:
        row = Source.objects.create(name=name, added_at=NOW, paused=paused, every_hours=24)
        if began_hours_ago is not None:
            began = NOW - timedelta(hours=began_hours_ago)
            Run.objects.create(source=row, started_at=began, finished_at=began if finished else None)

    source("new", None)
    source("old", 25)
    source("on the hour", 23.99)
    source("fresh", 23)
    source("stopped", 1, finished=False)
    source("paused", 99, paused=True)
    assert [row.name for row in due_sources(NOW)] == ["new", "old", "on the hour", "stopped"]


@pytest.mark.django_db
def test_old_passes_and_wishes_are_forgotten_but_not_the_last_pass() -> None:
    row = Source.objects.create(name="old", added_at=NOW)
    long_ago, later = NOW - KEPT - timedelta(days=2), NOW - KEPT - timedelta(days=1)
    first = Run.objects.create(source=row, started_at=long_ago, finished_at=long_ago)
    last = Run.objects.create(source=row, started_at=later, finished_at=later)
    repository = Repository.objects.create(
        address="a", connector="git", source=row, run=first, first_seen_at=long_ago, asked_at=long_ago
    )
    for address, served_at in (("old", long_ago), ("open", None), ("fresh", NOW)):
        Wish.objects.create(address=address, asked_at=long_ago, not_before=long_ago, served_at=served_at)
    assert forget_old(NOW) == 2
    assert list(Run.objects.all()) == [last]
    assert set(Wish.objects.values_list("address", flat=True)) == {"open", "fresh"}
    repository.refresh_from_db()
    assert repository.run is None
