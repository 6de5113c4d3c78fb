# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""`oshmark crawl run` in processes of its own: killed at any moment, side by side, and told to end."""

from __future__ import annotations

import os
import random
import signal
import time
from collections import Counter
from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from oshmark.adapters.blobs import Blobs
from oshmark.library.payload import digest_of
from tests.fakes.github import WEB, FakeGitHub
from tests.fakes.world import World
from tests.instances import Instance
from tests.sampled import sampled

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Iterator
    from pathlib import Path

SOURCE = "github:topic=oshw"
SIGNED = {"OSHMARK_TOKEN_GITHUB": "of-a-test"}
MODULES = 130
"""More than a page."""
MOMENTS = int(os.environ.get("OSHMARK_KILLS", "12"))
"""How many moments are tried: OSHMARK_KILLS=50 tries more."""
LATENCY_S = 0.02
TIMEOUT_S = 120


def manifest(name: str, licence: str) -> bytes:
    said = {
        "okhv": "OKH-LOSHv1.0",
        "name": name,
        "repo": f"{WEB}/Makers/{name}",
        "version": "1.0",
        "license": licence,
        "licensor": "Maker",
        "function": "It boils.",
        "bom": "bom.csv",
    }
    return "".join(f'{key} = "{value}"\n' for key, value in said.items()).encode()


def world() -> World:
    made = World()
    for number in range(MODULES):
        name, licence = f"kettle-{number}", "Unclear" if number % 10 == 3 else "CERN-OHL-S-2.0"
        made.add(f"Makers/{name}", {"okh.toml": manifest(name, licence), "bom.csv": b"Part\n"}, topics=("oshw",))
    return made


def tables(instance: Instance) -> dict[str, list[tuple[Any, ...]]]:
    """The library and what is known of places and files, without times, numbers, and the order in which it came."""
    modules = "SELECT address, host, path, folder, gone_at, moved_to FROM library_module ORDER BY 1"
    columns = "r.address, m.address, version, state, digest, noticed, name, licence, latest"
    releases = f"SELECT {columns} FROM library_release r JOIN library_module m ON m.id = module_id ORDER BY 1"  # noqa: S608
    listings = 'SELECT address, l."commit", complete FROM crawling_listing l JOIN crawling_repository r'
    listings += " ON r.id = repository_id ORDER BY 1"
    return {
        "modules": instance.rows(modules),
        "releases": instance.rows(releases),
        "repositories": instance.rows("SELECT address, state, next_state FROM crawling_repository ORDER BY 1"),
        "listings": instance.rows(listings),
        "files": instance.rows('SELECT "release", path, perma_url FROM seen_fileseen ORDER BY 1, 2'),
        "left over": instance.rows("SELECT key FROM crawling_item UNION SELECT path FROM crawling_haul"),
    }


def check_log(instance: Instance) -> None:
    """The log fits, nothing in it is double, and each payload is there."""
    instance.verify()
    assert instance.rows("PRAGMA integrity_check") == [("ok",)]
    payloads = Blobs(instance.home / "payloads")
    events = instance.events()
    assert len({(event.kind, event.subject) for event in events}) == len(events) == MODULES
    for event in events:
        assert digest_of(payloads.get(event.data["digest"])) == event.data["digest"]


def start(instance: Instance, fake: FakeGitHub) -> subprocess.Popen[bytes]:
    return instance.start("crawl", "run", SOURCE, "--base-url", fake.address, "--json", variables=SIGNED)


def finish(instance: Instance, fake: FakeGitHub) -> dict[str, Any]:
    done = instance.run("crawl", "run", SOURCE, "--base-url", fake.address, "--json", variables=SIGNED)
    assert done.code == 0, done.said
    said: dict[str, Any] = msgspec.json.decode(done.out)
    assert said["finished_at"]
    return said


def ended(process: subprocess.Popen[bytes]) -> dict[str, Any]:
    out, said = process.communicate(timeout=TIMEOUT_S)
    # The fake names bills that it does not have; that is told, and nothing else.
    assert [line for line in said.decode().splitlines() if "bills of materials archived" not in line] == []
    found: dict[str, Any] = msgspec.json.decode(out)
    return found


def wait_for_requests(fake: FakeGitHub, process: subprocess.Popen[bytes], number: int) -> None:
    deadline = time.monotonic() + TIMEOUT_S
    while fake.count < number and process.poll() is None:
        assert time.monotonic() < deadline
        time.sleep(0.005)


def start_two(instance: Instance, fake: FakeGitHub) -> list[subprocess.Popen[bytes]]:
    """Two workers; while they start, the platform takes its time, so that both find something to do."""
    fake.latency_s = 0.5
    processes = [start(instance, fake), start(instance, fake)]
    deadline = time.monotonic() + TIMEOUT_S
    while len(list(instance.home.glob("workers/*"))) < len(processes):
        assert time.monotonic() < deadline
        time.sleep(0.01)
    fake.latency_s = LATENCY_S
    return processes


@pytest.fixture
def fake(socket_enabled: None) -> Iterator[FakeGitHub]:
    with FakeGitHub(world(), latency_s=LATENCY_S, signed=False).serve() as served:
        yield served


class Undisturbed:
    """A run that nobody disturbs: what there is in the end, and how many requests it took."""

    def __init__(self, folder: Path) -> None:
        instance = Instance(folder / "home", folder)
        with FakeGitHub(world(), latency_s=0.001, signed=False).serve() as fake:
            counts = finish(instance, fake)["counts"]
            self.requests = Counter(fake.requests)
        check_log(instance)
        self.tables = tables(instance)
        self.counts = counts


@pytest.fixture
def undisturbed(socket_enabled: None, tmp_path_factory: pytest.TempPathFactory) -> Undisturbed:
    if not _UNDISTURBED:
        _UNDISTURBED.append(Undisturbed(tmp_path_factory.mktemp("undisturbed")))
    return _UNDISTURBED[0]


_UNDISTURBED: list[Undisturbed] = []


def test_an_undisturbed_run_finds_everything(undisturbed: Undisturbed) -> None:
    assert len(undisturbed.tables["releases"]) == MODULES
    assert undisturbed.tables["left over"] == []
    assert undisturbed.counts["requests"] == undisturbed.requests.total() <= 1.1 * MODULES + 4
    assert len(undisturbed.tables["files"]) == 2 * (MODULES - MODULES // 10)


@pytest.mark.parametrize("moment", sampled(range(MOMENTS), short=4))
def test_a_run_may_be_killed_at_any_moment(
    instance: Instance, fake: FakeGitHub, undisturbed: Undisturbed, moment: int
) -> None:
    chance = random.Random(f"crawl {moment}")  # noqa: S311  the same moments each time
    process = start(instance, fake)
    wait_for_requests(fake, process, chance.randrange(1, MODULES + 4))
    time.sleep(chance.random() * 0.1)
    process.kill()
    process.communicate(timeout=TIMEOUT_S)
    asked = Counter(fake.requests)
    said = finish(instance, fake)
    check_log(instance)
    assert tables(instance) == undisturbed.tables
    assert said["counts"]["admitted"] + said["counts"]["waiting"] == MODULES
    # What was asked and not kept is asked again, and nothing else.
    again = Counter(fake.requests) - undisturbed.requests
    assert again.total() <= asked.total()


def test_a_run_may_be_killed_again_and_again(instance: Instance, fake: FakeGitHub, undisturbed: Undisturbed) -> None:
    for number in range(4):
        process = start(instance, fake)
        wait_for_requests(fake, process, fake.count + 20 + 10 * number)
        process.kill()
        process.communicate(timeout=TIMEOUT_S)
    finish(instance, fake)
    check_log(instance)
    assert tables(instance) == undisturbed.tables


def test_two_workers_share_a_run_and_ask_nothing_twice(
    instance: Instance, fake: FakeGitHub, undisturbed: Undisturbed
) -> None:
    processes = start_two(instance, fake)
    said = [ended(process) for process in processes]
    assert [process.returncode for process in processes] == [0, 0]
    check_log(instance)
    assert tables(instance) == undisturbed.tables
    trees = Counter(one for one in fake.requests if "/git/trees/" in one)
    assert set(trees.values()) == {1}
    assert len(trees) == MODULES
    assert instance.rows("SELECT count(*), count(finished_at) FROM crawling_run") == [(1, 1)]
    assert max(one["counts"]["seen"] for one in said) == MODULES


def test_the_other_worker_goes_on_with_what_a_killed_one_had_taken(
    instance: Instance, fake: FakeGitHub, undisturbed: Undisturbed
) -> None:
    first, second = start_two(instance, fake)
    wait_for_requests(fake, first, 20)
    first.kill()
    first.communicate(timeout=TIMEOUT_S)
    assert ended(second)["finished_at"]
    assert tables(instance) == undisturbed.tables
    check_log(instance)


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 0), (signal.SIGINT, 130)])
def test_a_run_that_is_told_to_end_keeps_what_is_under_way_and_says_so(
    instance: Instance, fake: FakeGitHub, undisturbed: Undisturbed, number: signal.Signals, code: int
) -> None:
    process = start(instance, fake)
    wait_for_requests(fake, process, 30)
    process.send_signal(number)
    said = ended(process)
    assert process.returncode == code
    assert said["finished_at"] is None
    assert instance.rows("SELECT count(*) FROM crawling_item WHERE state = 'taken'") == [(0,)]
    asked = fake.count
    assert said["counts"]["requests"] == asked < MODULES
    finish(instance, fake)
    assert fake.count <= undisturbed.requests.total() + 3  # batches may have been cut otherwise, and nothing is lost
    check_log(instance)
    assert tables(instance) == undisturbed.tables


def test_a_run_that_is_told_to_end_says_that_it_is_not_finished(instance: Instance, fake: FakeGitHub) -> None:
    process = instance.start("crawl", "run", SOURCE, "--base-url", fake.address, variables=SIGNED)
    wait_for_requests(fake, process, 20)
    process.terminate()
    out, _said = process.communicate(timeout=TIMEOUT_S)
    assert "not finished: the next run goes on with it" in out.decode()
