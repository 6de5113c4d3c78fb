# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Workers as they run: several side by side, killed at any moment, and told to end."""

from __future__ import annotations

import os
import signal
import time
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from tests.web.jobs.conftest import PATIENCE_S, Workers, wait_for

if TYPE_CHECKING:
    from tests.instances import Instance

COUNT = 300


def test_several_workers_do_each_of_several_hundred_jobs_once(workers: Workers) -> None:
    process = workers.start(3)
    workers.put(COUNT)
    workers.wait_until_done(COUNT)
    process.send_signal(signal.SIGTERM)
    assert process.wait(PATIENCE_S) == 0
    for what in ("begin", "end"):
        assert sorted(int(job) for job, _process in workers.noted(what)) == list(range(COUNT))
    assert sum(workers.processes().values()) == COUNT
    assert workers.instance.rows("SELECT COUNT(*) FROM jobs_worker") == [(0,)]


def test_workers_that_are_killed_in_the_middle_lose_nothing(workers: Workers) -> None:
    workers.variables["COUNTING_TAKES_S"] = "0.05"
    workers.put(COUNT)
    process = workers.start(3)
    killed = []
    for number in range(1, 4):
        wait_for(lambda: len(workers.noted("end")) >= 40 * number)  # noqa: B023  asked before the next one
        victim = workers.noted("begin")[-1][1]
        if victim not in killed:
            os.kill(victim, signal.SIGKILL)
            killed.append(victim)
    workers.wait_until_done(COUNT)
    process.send_signal(signal.SIGTERM)
    assert process.wait(PATIENCE_S) == 0
    assert {int(job) for job, _process in workers.noted("end")} == set(range(COUNT))
    begun = Counter(job for job, _process in workers.noted("begin"))
    assert sum(begun.values()) <= COUNT + len(killed)  # twice only what a dead worker had in hand
    assert set(workers.processes()) - set(killed)
    assert workers.instance.rows("SELECT COUNT(*) FROM jobs_job WHERE tries > 0") <= [(len(killed),)]


def test_all_processes_killed_at_once_leave_the_rest_to_the_next_ones(workers: Workers) -> None:
    workers.variables["COUNTING_TAKES_S"] = "0.1"
    workers.put(60)
    process = workers.start(2)
    wait_for(lambda: len(workers.processes("end")) == 2)
    for victim in (process.pid, *workers.processes()):
        os.kill(victim, signal.SIGKILL)
    process.wait(PATIENCE_S)
    assert workers.states().get("waiting", 0) > 0
    second = workers.start(2)
    workers.wait_until_done(60)
    second.send_signal(signal.SIGTERM)
    assert second.wait(PATIENCE_S) == 0
    assert {int(job) for job, _process in workers.noted("end")} == set(range(60))


def test_a_worker_ends_after_the_job_in_hand_and_leaves_the_others(workers: Workers) -> None:
    workers.variables["COUNTING_TAKES_S"] = "0.5"
    workers.put(50)
    process = workers.start(2)
    wait_for(lambda: len(workers.processes()) == 2)
    begun = time.monotonic()
    process.send_signal(signal.SIGTERM)
    assert process.wait(PATIENCE_S) == 0
    assert time.monotonic() - begun < 20
    assert len(workers.noted("begin")) == len(workers.noted("end"))
    states = workers.states()
    assert (states["done"], states.get("running", 0)) == (len(workers.noted("end")), 0)
    assert states["waiting"] == 50 - states["done"]


def test_workers_end_with_the_process_that_looks_after_them(workers: Workers) -> None:
    workers.put(1)
    process = workers.start(2)
    workers.wait_until_done(1)
    process.kill()
    process.wait()
    wait_for(lambda: workers.instance.rows("SELECT COUNT(*) FROM jobs_worker") == [(0,)], "the workers")


def test_a_job_that_kills_its_worker_each_time_fails_and_the_others_are_done(workers: Workers) -> None:
    workers.put(3)
    row = "INSERT INTO jobs_job (kind, args, key, urgent, state, not_before, put_at, taken_by, tries, says)"
    # It has done so four times.
    row += " VALUES ('tidy', '{}', 'x', 1, 'waiting', '2026-01-01 00:00:00', '2026-01-01 00:00:00', '', 4, '')"
    workers.instance.change(row)
    process = workers.start(1)
    workers.wait_until_done(3)
    wait_for(lambda: workers.states().get("failed") == 1)
    process.send_signal(signal.SIGTERM)
    assert process.wait(PATIENCE_S) == 0
    assert len(workers.log.read_text(encoding="utf-8").split("crash")) == 2
    assert workers.instance.rows("SELECT says FROM jobs_job WHERE state = 'failed'") == [
        ("The worker that was at it has died.",)
    ]


@pytest.mark.parametrize("count", ["0", "-1", "65"])
def test_a_number_of_workers_that_cannot_be_meant_is_refused(instance: Instance, count: str) -> None:
    done = instance.run("worker", "run", "--workers", count)
    assert (done.code, done.out) == (1, "")
    assert done.said == f"oshmark: there can be 1 to 64 workers; {count} were asked for.\n"
