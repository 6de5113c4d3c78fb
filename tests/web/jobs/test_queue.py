# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Jobs as rows: equal ones are one, one worker has each, and what a dead worker had is taken again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import IntegrityError, transaction

from oshmark.adapters.engines.engine import EngineError
from oshmark.web import wiring
from oshmark.web.jobs import presence, queue
from oshmark.web.jobs.kinds import URGENT, Kind
from oshmark.web.jobs.models import Job, Worker
from oshmark.web.operations.jobs import JOBS

if TYPE_CHECKING:
    from collections.abc import Callable

    from oshmark.adapters.engines.engine import Stoppable

NOW = datetime(2026, 11, 20, 8, tzinfo=UTC)
SECOND = timedelta(seconds=1)
pytestmark = pytest.mark.django_db


def put(source: str, *, at: datetime = NOW, now: datetime = NOW) -> bool:
    return queue.put(Kind.CRAWL, now=now, at=at, source=source)


def take(worker: str = "one", now: datetime = NOW) -> Job:
    job = queue.take(worker, now)
    assert job is not None
    return job


def test_every_kind_of_job_has_its_function() -> None:
    assert set(JOBS) == set(Kind)
    assert set(Kind) > URGENT


def test_equal_jobs_wait_once_and_the_sooner_time_counts() -> None:
    assert put("a", at=NOW + 60 * SECOND)
    assert not put("a", at=NOW + 30 * SECOND)
    assert not put("a", at=NOW + 90 * SECOND)
    assert put("b")
    assert list(Job.objects.order_by("pk").values_list("args", "not_before")) == [
        ({"source": "a"}, NOW + 30 * SECOND),
        ({"source": "b"}, NOW),
    ]


def test_the_database_itself_refuses_equal_jobs() -> None:
    put("a")
    row = Job.objects.get()
    row.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


def test_a_job_belongs_to_the_worker_that_took_it() -> None:
    put("a")
    job = take("one")
    assert queue.take("two", NOW) is None
    assert (job.state, job.taken_by, job.begun_at) == ("running", "one", NOW)
    assert queue.end(job, Job.DONE, "fine", NOW)
    assert not queue.end(job, Job.FAILED, "twice", NOW)
    assert Job.objects.values_list("state", "says").get() == ("done", "fine")


def test_what_is_urgent_comes_first_and_then_what_waits_longest() -> None:
    put("late", at=NOW)
    put("early", at=NOW - SECOND, now=NOW - SECOND)
    put("not yet", at=NOW + SECOND)
    queue.put(Kind.LOOK, now=NOW, visit=7)
    taken = [take(f"{number}") for number in range(3)]
    assert [str(job) for job in taken] == ["look 7", "crawl early", "crawl late"]
    assert queue.take("another", NOW) is None


def test_the_like_of_a_running_job_waits_for_its_end() -> None:
    put("a")
    job = take()
    assert put("a")
    assert queue.take("two", NOW) is None
    assert not queue.urgent_waits(NOW, NOW)
    queue.end(job, Job.DONE, "", NOW)
    assert take("two").args == {"source": "a"}


def test_a_job_is_gone_on_with_later_and_that_is_no_failure() -> None:
    put("a")
    for _ in range(3 * queue.MOST_TRIES):
        assert queue.again(take(), NOW, "so far", NOW)
    assert Job.objects.values_list("state", "tries", "says", "taken_by").get() == ("waiting", 0, "so far", "")


def test_a_job_that_was_asked_for_again_meanwhile_waits_once() -> None:
    put("a")
    job = take()
    put("a")
    assert queue.again(job, NOW, "So far.", NOW)
    assert sorted(Job.objects.values_list("state", "says")) == [
        ("done", "So far. The same was asked for again, and waits."),
        ("waiting", ""),
    ]


def test_a_job_of_a_dead_worker_is_taken_again_at_once() -> None:
    put("a")
    take("one")
    put("b")
    take("two")
    assert queue.release(NOW, dead=["one"]) == 1
    assert take("three").args == {"source": "a"}


def test_a_job_of_a_worker_of_which_nothing_is_heard_is_taken_again_after_its_time() -> None:
    put("a")
    job = take("one")
    later = NOW + queue.LEASE
    assert queue.release(later) == 0
    assert queue.renew(job, later)
    assert queue.release(later + queue.LEASE) == 0
    assert queue.release(later + queue.LEASE + SECOND) == 1
    take("two", later + queue.LEASE + SECOND)
    assert not queue.renew(job, later)
    assert not queue.end(job, Job.DONE, "too late", later)


def test_a_job_at_which_workers_die_again_and_again_has_failed() -> None:
    put("a")
    now = NOW
    for _ in range(queue.MOST_TRIES):
        now += timedelta(hours=1)
        take("one", now)
        queue.release(now, dead=["one"])
    assert Job.objects.values_list("state", "says").get() == ("failed", "The worker that was at it has died.")
    assert put("a", now=now, at=now)


def test_what_is_over_is_forgotten_after_a_week() -> None:
    put("a")
    queue.end(take(), Job.FAILED, "no", NOW)
    put("b")
    assert queue.forget_old(NOW + queue.KEPT) == 0
    assert queue.forget_old(NOW + queue.KEPT + SECOND) == 1
    assert queue.counts() == {"waiting": 1, "running": 0, "done": 0, "failed": 0}


def test_a_worker_is_there_as_long_as_it_says_so() -> None:
    presence.here("one", NOW)
    presence.here("two", NOW + 30 * SECOND)
    assert presence.count_workers(NOW + 59 * SECOND) == 2
    assert presence.count_workers(NOW + 59 * SECOND, dead=["one"]) == 1
    assert presence.count_workers(NOW + 60 * SECOND) == 1
    presence.forget_gone(NOW + 60 * SECOND)
    assert list(Worker.objects.values_list("name", flat=True)) == ["two"]


class Broken:
    """A broker that is not there."""

    def tell(self) -> None:
        raise EngineError("The broker of jobs cannot be reached.")

    def serve(self, _perform: Callable[[], bool], _stop: Stoppable) -> None:
        raise NotImplementedError


@pytest.mark.django_db(transaction=True)
def test_a_broker_that_is_not_there_loses_no_job(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(wiring, "engine", Broken)
    assert put("a")
    assert "The broker of jobs cannot be reached." in caplog.text
    assert take().args == {"source": "a"}
