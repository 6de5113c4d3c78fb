# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The thread beside a worker: it says that the worker is there and still at its job, frees what the dead have left, has
long jobs give way to urgent ones, and sees to it that the worker ends when it was asked to."""

from __future__ import annotations

import logging
import os
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.db import DatabaseError, connections

from oshmark.adapters.engines.engine import EngineError
from oshmark.web.jobs import presence, queue
from oshmark.web.jobs.turn import WAITS_FOR

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from oshmark.web.jobs.turn import Turn

log = logging.getLogger(__name__)
ROUND_S = 1.0
RENEWS_EVERY_S = 60.0
BURIES_EVERY_S = 5.0
GRACE_S = 90.0
"""A job that has not come to an end so long after the worker was asked to is cut off: another worker takes it again."""
CUT_OFF = 1


class Watchman:
    """What it does, each thing in its time. `bury` frees what dead workers of this machine had taken, and names them;
    `tell` says that there is a job, to whoever is free."""

    def __init__(
        self,
        turn: Turn,
        worker: str,
        *,
        now: Callable[[], datetime],
        bury: Callable[[datetime], None],
        tell: Callable[[], None],
    ) -> None:
        self._turn, self._worker, self._now, self._bury, self._tell = turn, worker, now, bury, tell
        self._due: dict[str, float] = {}
        self._asked_at: float | None = None

    def go_round(self) -> None:
        """Do what is due; the database may be busy for a while."""
        try:
            self._go_round(self._now())
        except DatabaseError:
            log.exception("the watch over a worker could not look at the jobs")

    def _go_round(self, now: datetime) -> None:
        self._turn.look(now)
        if self._is_due("here", presence.SAYS_EVERY_S):
            presence.here(self._worker, now)
        job = self._turn.job
        if job is not None and self._is_due("renew", RENEWS_EVERY_S):
            queue.renew(job, now)
        if self._is_due("bury", BURIES_EVERY_S):
            self._bury(now)
            queue.release(now)
        if job is None and queue.ready(now).filter(not_before__lt=now - WAITS_FOR).exists():
            self._ring()

    def _ring(self) -> None:
        """A job waits, and this worker has nothing to do: what should have told it was lost, or could not be sent."""
        try:
            self._tell()
        except EngineError as error:
            log.warning("%s", error)

    def cut_off(self) -> None:
        """End the process, if it should have ended long ago. What it had in hand is taken again, as after a kill."""
        if not self._turn.stop.is_asked():
            return
        if self._asked_at is None:
            self._asked_at = time.monotonic()
        elif time.monotonic() - self._asked_at > GRACE_S:
            log.error("a worker is cut off: %s did not come to an end", self._turn.job)
            os._exit(CUT_OFF)

    def _is_due(self, what: str, every_s: float) -> bool:
        now = time.monotonic()
        if now < self._due.get(what, 0.0):
            return False
        self._due[what] = now + every_s
        return True


@contextmanager
def watched(watchman: Watchman, worker: str) -> Iterator[None]:
    """Have a worker watched over until the end of the block; then it is no worker any more."""
    over = threading.Event()

    def watch() -> None:
        while not over.wait(ROUND_S):
            watchman.cut_off()
            watchman.go_round()
        connections.close_all()

    watchman.go_round()  # before the first job is taken, all can see that there is a worker
    thread = threading.Thread(target=watch, daemon=True, name="watchman")
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
        presence.gone([worker])
