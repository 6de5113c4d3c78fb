# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The job that a worker has in hand, and whether it should come to an end."""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import TYPE_CHECKING

from oshmark.web.jobs import queue

if TYPE_CHECKING:
    from datetime import datetime

    from oshmark.adapters.engines.engine import Stoppable
    from oshmark.web.jobs.models import Job

SLICE = timedelta(minutes=10)
"""What takes longer is gone on with later, so that all get their turn."""
WAITS_FOR = timedelta(seconds=1)
"""Something urgent that nobody has taken for so long needs a worker that gives way."""
LOOKS_EVERY_S = 0.2


class Turn:
    """What is asked by the job, by the worker, and by the thread that watches over both."""

    def __init__(self, stop: Stoppable) -> None:
        self.stop = stop
        self.job: Job | None = None
        self._over = threading.Event()

    def begin(self, job: Job) -> None:
        """A job is begun."""
        self._over.clear()
        self.job = job

    def end(self) -> None:
        """The worker has nothing in hand."""
        self.job = None

    def is_over(self) -> bool:
        """Whether the job is to come to an end: the worker ends, or others have their turn."""
        return self._over.is_set() or self.stop.is_asked()

    def pause(self, seconds: float) -> None:
        """Wait so long, or until the turn is over."""
        left = seconds
        while left > 0 and not self.is_over():
            self.stop.pause(min(left, LOOKS_EVERY_S))
            left -= LOOKS_EVERY_S

    def look(self, now: datetime) -> None:
        """See whether the job in hand has to give way."""
        job = self.job
        if job is None or job.urgent or job.begun_at is None:
            return
        if now - job.begun_at > SLICE or queue.urgent_waits(now, now - WAITS_FOR):
            self._over.set()
