# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""One job from its taking to its end, however it goes; and when what takes long gives way."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from oshmark.errors import BusyError, RefusedError
from oshmark.web.jobs import presence, queue, watchman
from oshmark.web.jobs.kinds import Kind
from oshmark.web.jobs.models import Job
from oshmark.web.jobs.outcome import Again, Done
from oshmark.web.jobs.performing import A_FAULT_OF_OURS, Performer
from oshmark.web.jobs.turn import SLICE, Turn
from oshmark.web.jobs.watchman import Watchman

if TYPE_CHECKING:
    from collections.abc import Callable

    from oshmark.web.jobs.outcome import Outcome

NOW = datetime(2026, 11, 20, 8, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
pytestmark = pytest.mark.django_db


class Stop:
    """Asked for when a test says so."""

    asked = False

    def is_asked(self) -> bool:
        return self.asked

    def pause(self, seconds: float) -> None:
        time.sleep(min(seconds, 0.001))


class Scene:
    """A worker with one thing to do, at a time that a test sets."""

    def __init__(self, do: Callable[..., Outcome]) -> None:
        self.now, self.stop = NOW, Stop()
        self.turn = Turn(self.stop)
        self.rung = 0
        jobs = dict.fromkeys(Kind, do)
        self.perform = Performer(jobs, worker="one", turn=self.turn, now=lambda: self.now)
        self.watchman = Watchman(self.turn, "one", now=lambda: self.now, bury=lambda _now: None, tell=self.tell)
        queue.put(Kind.CRAWL, now=NOW, source="a")

    def tell(self) -> None:
        self.rung += 1


def job() -> Job:
    return Job.objects.get(kind="crawl")


def test_what_comes_of_a_job_is_kept() -> None:
    scene = Scene(lambda **args: Done(f"done with {args}"))
    assert scene.perform()
    assert (job().state, job().says, job().ended_at) == ("done", "done with {'source': 'a'}", NOW)
    assert not scene.perform()


def test_what_is_refused_has_failed_and_says_why() -> None:
    def refuse(**_args: str) -> Outcome:
        raise RefusedError("“a” is no source.")

    assert Scene(refuse).perform()
    assert (job().state, job().says) == ("failed", "“a” is no source.")


def test_what_may_go_better_later_is_tried_again_some_times() -> None:
    def be_busy(**_args: str) -> Outcome:
        raise BusyError("Somebody else is publishing.")

    scene = Scene(be_busy)
    waits = []
    for _ in range(queue.MOST_TRIES):
        assert scene.perform()
        waits.append(job().not_before - scene.now)
        scene.now += 10 * MINUTE
    assert waits[:3] == [queue.TRY_AGAIN_AFTER, 2 * queue.TRY_AGAIN_AFTER, 3 * queue.TRY_AGAIN_AFTER]
    assert (job().state, job().says) == ("failed", "Somebody else is publishing.")


def test_a_fault_of_ours_ends_the_job_and_not_the_worker(caplog: pytest.LogCaptureFixture) -> None:
    def stumble(**_args: str) -> Outcome:
        raise ZeroDivisionError

    assert Scene(stumble).perform()
    assert (job().state, job().says) == ("failed", A_FAULT_OF_OURS)
    assert "ZeroDivisionError" in caplog.text


def test_a_job_of_another_version_fails_alone(caplog: pytest.LogCaptureFixture) -> None:
    scene = Scene(lambda **_args: Done())
    Job.objects.update(kind="unheard-of")
    assert scene.perform()
    assert Job.objects.get().state == "failed"
    assert "unheard-of" in caplog.text


def test_what_has_to_be_gone_on_with_waits_until_then() -> None:
    scene = Scene(lambda **_args: Again(NOW + MINUTE, "half of it"))
    assert scene.perform()
    assert not scene.perform()
    assert (job().state, job().not_before, job().says) == ("waiting", NOW + MINUTE, "half of it")


def test_a_worker_that_is_to_end_begins_nothing() -> None:
    scene = Scene(lambda **_args: Done())
    scene.stop.asked = True
    assert not scene.perform()
    assert job().state == "waiting"


def test_a_job_that_was_taken_away_is_not_ended_by_its_former_worker(caplog: pytest.LogCaptureFixture) -> None:
    def lose(**_args: str) -> Outcome:
        Job.objects.update(taken_by="two")
        return Done("mine")

    assert Scene(lose).perform()
    assert (job().state, job().says) == ("running", "")
    assert "taken from this worker" in caplog.text


def test_what_takes_long_gives_way_to_what_is_urgent_and_to_others_after_its_time() -> None:
    def over(scene: Scene) -> bool:
        scene.watchman.go_round()
        return scene.turn.is_over()

    said = []

    def crawl(**_args: str) -> Outcome:
        said.append(over(scene))
        queue.put(Kind.LOOK, now=NOW, visit=1)
        said.append(over(scene))  # somebody else may be free
        scene.now += timedelta(seconds=1)
        said.append(over(scene))
        return Again(scene.now)

    scene = Scene(crawl)
    assert scene.perform()
    assert said == [False, False, True]
    Job.objects.filter(kind="look").delete()
    said.clear()

    def crawl_alone(**_args: str) -> Outcome:
        said.append(over(scene))
        scene.now += SLICE + timedelta(seconds=1)
        said.append(over(scene))
        return Done()

    scene.perform = Performer({Kind.CRAWL: crawl_alone}, worker="one", turn=scene.turn, now=lambda: scene.now)
    assert scene.perform()
    assert said == [False, True]


def test_what_is_urgent_gives_way_to_nothing() -> None:
    def look(**_args: int) -> Outcome:
        queue.put(Kind.REFRESH, now=scene.now, address="https://codeberg.org/weaver/loom")
        scene.now += 2 * SLICE
        scene.watchman.go_round()
        assert not scene.turn.is_over()
        return Done("to the end")

    scene = Scene(look)
    queue.put(Kind.LOOK, now=NOW, visit=1)
    assert scene.perform()
    assert Job.objects.get(kind="look").says == "to the end"


def test_a_worker_says_that_it_is_there_and_at_its_job(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watchman, "RENEWS_EVERY_S", 0.0)

    def work(**_args: str) -> Outcome:
        scene.now += 4 * MINUTE
        scene.watchman.go_round()
        assert presence.count_workers(scene.now) == 1
        scene.now += 4 * MINUTE
        assert queue.release(scene.now) == 0
        return Done()

    scene = Scene(work)
    assert scene.perform()
    assert job().state == "done"


def test_an_idle_worker_sees_to_it_that_a_forgotten_job_is_told_of() -> None:
    scene = Scene(lambda **_args: Done())
    scene.watchman.go_round()
    assert scene.rung == 0
    scene.now += timedelta(seconds=2)
    scene.watchman.go_round()
    assert scene.rung == 1


def test_a_pause_ends_with_the_turn() -> None:
    scene = Scene(lambda **_args: Done())
    scene.stop.asked = True
    begun = time.monotonic()
    scene.turn.pause(60)
    assert time.monotonic() - begun < 5
