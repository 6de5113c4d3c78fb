# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""One job, from its taking to its end."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from oshmark.errors import OshmarkError
from oshmark.web.jobs import queue
from oshmark.web.jobs.kinds import Kind
from oshmark.web.jobs.models import Job
from oshmark.web.jobs.outcome import Again

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from oshmark.web.jobs.outcome import Outcome
    from oshmark.web.jobs.turn import Turn

log = logging.getLogger(__name__)
A_FAULT_OF_OURS = "It came to an end by a fault of ours; it is in the log."


class Performer:
    """A worker that does one job after another. `jobs` says what is to be done for each kind, with the arguments of the
    job by name."""

    def __init__(
        self, jobs: Mapping[Kind, Callable[..., Outcome]], *, worker: str, turn: Turn, now: Callable[[], datetime]
    ) -> None:
        self._jobs, self._worker, self._turn, self._now = jobs, worker, turn, now

    def __call__(self) -> bool:
        """Do the most urgent job; False when there is none, or when no job is to be begun any more."""
        job = None if self._turn.stop.is_asked() else queue.take(self._worker, self._now())
        if job is None:
            return False
        self._turn.begin(job)
        try:
            kept = self._perform(job)
        finally:
            self._turn.end()
        if not kept:
            log.warning("%s was taken from this worker, of which nothing was heard for too long", job)
        return True

    def _perform(self, job: Job) -> bool:
        try:
            outcome = self._jobs[Kind(job.kind)](**_named(job.args))
        except OshmarkError as error:
            return self._stopped(job, error)
        except Exception:
            # The top of the loop: whatever goes wrong with one job, the next one is done.
            log.exception("a job failed: %s", job)
            return queue.end(job, Job.FAILED, A_FAULT_OF_OURS, self._now())
        if isinstance(outcome, Again):
            return queue.again(job, outcome.at, outcome.says, self._now())
        return queue.end(job, Job.DONE, outcome.says, self._now())

    def _stopped(self, job: Job, error: OshmarkError) -> bool:
        now = self._now()
        if error.retry_helps:
            return queue.again(job, now + queue.TRY_AGAIN_AFTER * (job.tries + 1), str(error), now, in_vain=True)
        return queue.end(job, Job.FAILED, str(error), now)


def _named(args: dict[str, Any]) -> dict[str, Any]:
    return {str(name): value for name, value in args.items()}
