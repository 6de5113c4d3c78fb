# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Several queries at once: a quick one does not wait behind a slow one, and who waits too long is told so."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from oshmark.adapters.published.sparql_pool import SparqlPool
from oshmark.errors import QueryRefusedError, QueryTimeoutError
from tests.adapters.published.conftest import make_entry
from tests.adapters.published.test_sparql import ENDLESS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from oshmark.adapters.published.generation import Generation

    Whole = Callable[..., Generation]


@pytest.fixture
def published(root: Path, publish_whole: Whole) -> Path:
    publish_whole(*(make_entry(f"m{number}") for number in range(100)))
    return root


@pytest.fixture
def pool(published: Path) -> Iterator[SparqlPool]:
    with SparqlPool(published, waiting=2, wait_s=0.4) as answering:
        for _ in range(2):
            ask(answering)
        yield answering


def ask(pool: SparqlPool, text: str = "ASK {}", *, timeout_s: float = 10.0) -> float:
    """Ask, and say how many seconds it took."""
    start = time.monotonic()
    pool.query(text, accept="json", timeout_s=timeout_s)
    return time.monotonic() - start


def never_ending(pool: SparqlPool, timeout_s: float) -> float:
    """How many seconds a query that never ends was allowed to run."""
    start = time.monotonic()
    with pytest.raises(QueryTimeoutError, match="was stopped"):
        pool.query(ENDLESS, accept="json", timeout_s=timeout_s)
    return time.monotonic() - start


def children_of(pid: int) -> set[int]:
    """The processes that the threads of a process have started."""
    listed = [path.read_text(encoding="ascii") for path in Path(f"/proc/{pid}/task").glob("*/children")]
    return {int(child) for text in listed for child in text.split()}


def test_a_quick_query_does_not_wait_behind_one_that_never_ends(pool: SparqlPool) -> None:
    with ThreadPoolExecutor(1) as threads:
        slow = threads.submit(never_ending, pool, 2.0)
        time.sleep(0.2)
        assert max(ask(pool) for _ in range(20)) < 1.5
        assert not slow.done()
        assert 2.0 <= slow.result() < 3.5
    assert ask(pool) < 5


def test_who_waits_too_long_is_told_so_and_so_is_who_comes_when_the_line_is_full(pool: SparqlPool) -> None:
    with ThreadPoolExecutor(4) as threads:
        slow = [threads.submit(never_ending, pool, 2.0) for _ in range(2)]
        time.sleep(0.2)
        waiting = [threads.submit(ask, pool) for _ in range(2)]
        time.sleep(0.1)
        start = time.monotonic()
        with pytest.raises(QueryTimeoutError, match="still running"):
            ask(pool)
        assert time.monotonic() - start < 0.1
        for one in waiting:
            with pytest.raises(QueryTimeoutError, match="still running"):
                one.result()
        assert [2.0 <= one.result() < 3.5 for one in slow] == [True, True]
    assert ask(pool) < 5
    assert ask(pool) < 5


def test_who_came_first_is_served_first(published: Path) -> None:
    served: list[int] = []
    with SparqlPool(published, workers=1, waiting=5, wait_s=20) as pool, ThreadPoolExecutor(6) as threads:
        ask(pool)
        slow = threads.submit(never_ending, pool, 1.5)
        time.sleep(0.2)

        def queue(number: int) -> None:
            ask(pool)
            served.append(number)

        waiting = []
        for number in range(5):
            waiting.append(threads.submit(queue, number))
            time.sleep(0.05)
        assert slow.result() < 3
        assert [one.result() for one in waiting] == [None] * 5
    assert served == [0, 1, 2, 3, 4]


def test_the_first_query_warms_the_other_workers_too(published: Path) -> None:
    before = children_of(os.getpid())
    with SparqlPool(published, workers=3) as pool:
        ask(pool)
        assert pool._warming is not None
        pool._warming.join()
        assert len(children_of(os.getpid()) - before) == 3


def test_what_is_refused_does_not_wait(pool: SparqlPool) -> None:
    with ThreadPoolExecutor(2) as threads:
        slow = [threads.submit(never_ending, pool, 1.0) for _ in range(2)]
        time.sleep(0.2)
        with pytest.raises(QueryRefusedError, match="read, not changed"):
            ask(pool, "DROP ALL")
        assert len([one.result() for one in slow]) == 2


def test_many_threads_get_their_answers_and_none_gets_anothers(published: Path) -> None:
    with SparqlPool(published, waiting=100, wait_s=60) as pool, ThreadPoolExecutor(16) as threads:

        def echo(number: int) -> bytes:
            return pool.query(f"SELECT ({number} AS ?n) {{}}", accept="csv").body

        assert list(threads.map(echo, range(200))) == [b"n\r\n%d\r\n" % number for number in range(200)]


def test_closing_ends_every_worker(published: Path) -> None:
    before = children_of(os.getpid())
    with SparqlPool(published) as pool, ThreadPoolExecutor(2) as threads:
        assert len(list(threads.map(lambda _: ask(pool), range(8)))) == 8
    assert children_of(os.getpid()) <= before


ASKER = """
import sys, time
from pathlib import Path
from oshmark.adapters.published.sparql_pool import SparqlPool
pool = SparqlPool(Path(sys.argv[1]))
for _ in range(2):
    pool.query("ASK {}", accept="json")
pool._warming.join()
print("warm", flush=True)
time.sleep(60)
"""


def test_the_workers_end_with_the_process_that_asked(published: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", ASKER, str(published)], stdout=subprocess.PIPE) as asker:
        assert asker.stdout is not None
        assert asker.stdout.readline() == b"warm\n"
        workers = children_of(asker.pid)
        assert len(workers) == 2
        asker.kill()
    deadline = time.monotonic() + 10
    while any(Path(f"/proc/{pid}").exists() for pid in workers) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(Path(f"/proc/{pid}").exists() for pid in workers)
