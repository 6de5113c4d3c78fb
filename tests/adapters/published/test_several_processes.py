# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Publishers and readers in processes of their own: at the same time, killed, and on a full disk."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from oshmark.adapters.published.generation import current, publisher_lock
from oshmark.adapters.published.publish import publish
from oshmark.adapters.published.search import Searcher
from oshmark.adapters.published.sparql import SparqlWorker
from oshmark.errors import BusyError
from tests.adapters.published.conftest import NOW, make_entry
from tests.sampled import sampled

if TYPE_CHECKING:
    from collections.abc import Callable

    from oshmark.adapters.published.generation import Generation

    Whole = Callable[..., Generation]

HOUSE = Path(__file__).parents[3]

PUBLISHER = """
import resource, signal, sys
from pathlib import Path
from tests.adapters.published.conftest import NOW, make_entry
from oshmark.adapters.published.publish import publish
from oshmark.errors import OshmarkError
root, mode, edition, count, limit = Path(sys.argv[1]), sys.argv[2], *map(int, sys.argv[3:])
if limit:
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
print("ready", flush=True)
try:
    put = (make_entry(f"m{number}", edition=edition, function="word " * 500) for number in range(10, 10 + count))
    publish(root, put=put, full=mode == "full", position=edition, now=NOW)
except OshmarkError as error:
    print(type(error).__name__, error, file=sys.stderr)
    sys.exit(3)
print("published", file=sys.stderr)
"""

READER = """
import sys, time
from pathlib import Path
from oshmark.adapters.published.search import Searcher
from oshmark.adapters.published.sparql import SparqlWorker
searcher, rounds, seen = Searcher(Path(sys.argv[1])), 0, set()
with SparqlWorker(Path(sys.argv[1])) as worker:
    print("ready", flush=True)
    while seen != {int(sys.argv[2])}:
        page = searcher.search("")
        assert page.total == 9 + page.generation and len(page.hits) == page.total, page
        counted = worker.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", accept="csv")
        assert counted.body == b"n\\r\\n%d\\r\\n" % (9 + counted.generation), counted
        seen, rounds = {page.generation, counted.generation}, rounds + 1
        time.sleep(0.02)
sys.exit(rounds == 0)
"""


def start(script: str, *arguments: object) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", script, *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=HOUSE,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def test_readers_go_on_while_generations_come_and_go(root: Path, publish_whole: Whole) -> None:
    publish_whole(*(make_entry(f"m{number}") for number in range(10)))
    readers = [start(READER, root, 9) for _ in range(2)]
    for number in range(10, 18):
        publish(root, put=[make_entry(f"m{number}")], position=number, now=NOW, keep=2)
    for reader in readers:
        _, err = reader.communicate(timeout=60)
        assert (reader.returncode, err) == (0, "")


def test_a_second_publisher_is_sent_away(root: Path, publish_whole: Whole) -> None:
    old = publish_whole(make_entry("m"))
    with publisher_lock(root):
        with pytest.raises(BusyError, match="Another publisher"):
            publish(root, put=[], position=2, now=NOW)
        process = start(PUBLISHER, root, "full", 0, 1, 0)
        _, err = process.communicate(timeout=60)
    assert process.returncode == 3
    assert err.startswith("BusyError Another publisher is at work")
    assert current(root) == old
    assert publish(root, put=[], position=2, now=NOW).number == 2


def test_of_two_publishers_at_once_one_wins_or_both_follow(root: Path) -> None:
    publishers = [start(PUBLISHER, root, "full", 0, 2_000, 0) for _ in range(2)]
    results = [(process.communicate(timeout=60)[1].split()[0], process.returncode) for process in publishers]
    assert ("published", 0) in results
    assert set(results) <= {("published", 0), ("BusyError", 3)}
    made = current(root)
    assert made is not None
    assert made.counts.entries == 2_000


@pytest.mark.parametrize("mode", ["full", "incremental"])
def test_a_killed_publisher_leaves_the_last_generation_and_no_rubbish(
    root: Path, publish_whole: Whole, mode: str
) -> None:
    publish_whole(*(make_entry(f"m{number}") for number in range(10)))
    process = start(PUBLISHER, root, mode, 0, 1_500, 0)
    began = time.monotonic()
    process.communicate(timeout=60)
    whole_time = time.monotonic() - began
    killed = 0
    for step in range(12):
        before = current(root)
        process = start(PUBLISHER, root, mode, 1 + step, 1_500 + step, 0)
        time.sleep(whole_time * step / 12)
        process.kill()
        process.communicate()
        killed += process.returncode == -9
        after = current(root)
        assert before is not None
        assert after is not None
        assert after == before or after.counts.entries in {1_500 + step, 1_510 + step}
        assert Searcher(root).search("").total == after.counts.records
        with SparqlWorker(root) as worker:
            counted = worker.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", accept="csv").body
        assert counted == b"n\r\n%d\r\n" % after.counts.quads
    assert killed >= 3
    made = publish(root, put=[make_entry("last")], position=99, now=NOW)
    assert Searcher(root).search("last").total == 1
    assert not [path.name for path in root.iterdir() if path.name.startswith(("building-", "removing-"))]
    assert made.number == max(int(path.name[4:]) for path in root.glob("gen-*"))


@pytest.mark.parametrize("mode", ["full", "incremental"])
@pytest.mark.parametrize("limit", sampled([500, 5_000, 20_000, 60_000], short=2))
def test_a_full_disk_keeps_the_last_generation(root: Path, publish_whole: Whole, mode: str, limit: int) -> None:
    old = publish_whole(make_entry("m"))
    process = start(PUBLISHER, root, mode, 1, 3_000, limit)
    _, err = process.communicate(timeout=120)

    assert process.returncode == 3, err
    assert err.startswith("StateError ")
    assert "full disk" in err
    assert str(root) not in err
    assert current(root) == old
    assert Searcher(root).search("").total == 1
    made = publish(root, put=[make_entry("n")], position=2, now=NOW)
    assert made.counts.entries == 2
    assert not list(root.glob("building-*"))


def test_the_lock_is_free_again_within_one_process(root: Path) -> None:
    with publisher_lock(root), pytest.raises(BusyError), publisher_lock(root):
        pass
    seen: list[bool] = []

    def take() -> None:
        with publisher_lock(root):
            seen.append(True)

    thread = threading.Thread(target=take)
    thread.start()
    thread.join()
    assert seen == [True]
