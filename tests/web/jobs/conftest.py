# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""An instance with workers in processes of their own."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections import Counter
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from tests.fakes.forgejo import FakeForgejo
from tests.fakes.world import World
from tests.web.crawling.test_platforms import manifest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from tests.fakes.server import Fake
    from tests.instances import Instance

PATIENCE_S = 180
MAKERS, MODULES = ("Ada", "Bo", "Cleo"), 8
"""Sources, and how many modules each has."""


def wait_for(is_so: Callable[[], object], what: str = "it") -> None:
    until = time.monotonic() + PATIENCE_S
    while not is_so():
        assert time.monotonic() < until, f"{what} did not come to that"
        time.sleep(0.05)


class Workers:
    """Workers of an instance that only write down what they do."""

    def __init__(self, instance: Instance, variables: Mapping[str, str]) -> None:
        self.instance = instance
        self.log = instance.home.parent / "log"
        self.variables = {"COUNTING_LOG": str(self.log), **variables}
        self._started: list[subprocess.Popen[bytes]] = []

    def put(self, count: int) -> None:
        """Have something done so often."""
        assert self._start("put", count).wait(PATIENCE_S) == 0

    def start(self, count: int) -> subprocess.Popen[bytes]:
        """So many workers, and one that looks after them."""
        return self._start("run", count)

    def _start(self, verb: str, count: int) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.web.jobs.counting", verb, str(count)],
            env=self.instance.environment(self.variables),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )
        self._started.append(process)
        return process

    def kill(self) -> None:
        """End whatever a test that failed has left; workers end with the process that looks after them."""
        for process in self._started:
            process.kill()
            process.wait()

    def noted(self, what: str) -> list[tuple[str, int]]:
        """Which jobs were begun or ended, and by which process."""
        if not self.log.exists():
            return []
        lines = [line.split() for line in self.log.read_text(encoding="utf-8").splitlines()]
        return [(line[1], int(line[-1])) for line in lines if line[0] == what]

    def processes(self, what: str = "begin") -> Counter[int]:
        """How often each process did that."""
        return Counter(process for _job, process in self.noted(what))

    def states(self) -> dict[str, int]:
        return dict(self.instance.rows("SELECT state, COUNT(*) FROM jobs_job GROUP BY state"))

    def wait_until_done(self, count: int) -> None:
        wait_for(lambda: self.states().get("done", 0) == count, "the workers")


@pytest.fixture
def workers(instance: Instance) -> Iterator[Workers]:
    assert instance.run("worker", "status").code == 0
    made = Workers(instance, {"COUNTING_TAKES_S": "0.01"})
    yield made
    made.kill()


@contextmanager
def working(instance: Instance, count: int, variables: Mapping[str, str] | None = None) -> Iterator[None]:
    """Real workers, until the end of the block; they end cleanly, and have nothing to complain of."""
    process = instance.start("worker", "run", "--workers", str(count), variables=variables)
    try:
        wait_for(lambda: instance.rows("SELECT COUNT(*) FROM jobs_worker") == [(count,)], "the workers")
        yield
    except BaseException:
        process.kill()
        raise
    process.send_signal(signal.SIGTERM)
    _out, said = process.communicate(timeout=PATIENCE_S)
    assert (process.returncode, said) == (0, b"")
    assert instance.rows("SELECT * FROM jobs_worker") == []


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def forgejo(world: World, socket_enabled: None) -> Iterator[Fake]:
    with FakeForgejo(world).serve() as fake:
        for maker in MAKERS:
            for number in range(MODULES):
                name = f"{maker}/kettle-{number}"
                world.add(name, {"okh.toml": manifest(fake.address, name, "1.0"), "bom.csv": b"Part,Number\n"})
        yield fake


def add_sources(instance: Instance, fake: Fake) -> None:
    for maker in MAKERS:
        done = instance.run("crawl", "source", "add", f"forgejo:user={maker}", "--base-url", fake.address)
        assert done.code == 0, done.said


def library_of(instance: Instance) -> dict[str, object]:
    """The library and what is known of places, without times, numbers, and the order in which it came."""
    releases = "SELECT address, version, state, digest, name, licence FROM library_release ORDER BY 1"
    return {
        "modules": instance.rows("SELECT address, host, path, folder FROM library_module ORDER BY 1"),
        "releases": instance.rows(releases),
        "repositories": instance.rows("SELECT address, state, next_state FROM crawling_repository ORDER BY 1"),
        "files": instance.rows('SELECT "release", path, perma_url FROM seen_fileseen ORDER BY 1, 2'),
        "left over": instance.rows("SELECT key FROM crawling_item UNION SELECT path FROM crawling_haul"),
        "unfinished": instance.rows("SELECT id FROM crawling_run WHERE finished_at IS NULL"),
    }


def open_passes(instance: Instance) -> list[tuple[str, str]]:
    """Publishing, too, is a job, but one that waits for more to come."""
    return instance.rows("SELECT args, says FROM jobs_job WHERE kind = 'crawl' AND state IN ('waiting', 'running')")
