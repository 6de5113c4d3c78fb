# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Jobs: put in, taken by one worker, and ended. Two workers never have one job."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import TYPE_CHECKING

import msgspec
from django.db import IntegrityError, transaction
from django.db.models import Count, Q

from oshmark.adapters.engines.engine import EngineError
from oshmark.web import wiring
from oshmark.web.jobs.kinds import URGENT
from oshmark.web.jobs.models import Job

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from django.db.models import QuerySet

    from oshmark.web.jobs.kinds import Kind

log = logging.getLogger(__name__)
LEASE = timedelta(minutes=5)
"""How long a job belongs to a worker that says nothing more; afterwards another one may take it. A worker of the same
machine that has died is noticed in seconds."""
MOST_TRIES = 5
"""A job that was begun so often in vain has failed."""
TRY_AGAIN_AFTER = timedelta(seconds=30)
"""Times the number of tries: how long a job waits after it was begun in vain."""
KEPT = timedelta(days=7)
"""For so long can be seen what came of a job."""
AT_ONCE = 500


def put(kind: Kind, *, now: datetime, at: datetime | None = None, **args: str | int) -> bool:
    """Have something done, at that time or as soon as a worker is free; False where the same waits already. That one is
    brought forward where it would have waited longer."""
    when = max(at or now, now)
    key = key_of(kind, args)
    with transaction.atomic():
        waiting = Job.objects.filter(key=key, state=Job.WAITING)
        if waiting.exists():
            brought_forward = waiting.filter(not_before__gt=when).update(not_before=when)
            is_new = False
        else:
            job = Job(kind=kind.value, key=key, args=args, urgent=kind in URGENT, not_before=when, put_at=now)
            Job.objects.bulk_create([job], ignore_conflicts=True)  # somebody else may have put it in just now
            brought_forward, is_new = 0, True
        if when <= now and (is_new or brought_forward):
            transaction.on_commit(_tell)
    return is_new


def key_of(kind: Kind, args: dict[str, str | int]) -> str:
    """What tells a job from others."""
    return msgspec.json.encode([kind.value, args], order="sorted").decode()


def _tell() -> None:
    try:
        wiring.engine().tell()
    except EngineError as error:  # the job is noted: workers find it as soon as they are free
        log.warning("%s", error)


def ready(now: datetime) -> QuerySet[Job]:
    """Jobs that may be taken now; the like of one that runs waits for its end."""
    running = Job.objects.filter(state=Job.RUNNING).values("key")
    return Job.objects.filter(state=Job.WAITING, not_before__lte=now).exclude(key__in=running)


def take(worker: str, now: datetime) -> Job | None:
    """The most urgent job, which belongs to the worker from now on; `None` when there is none."""
    if not ready(now).exists():  # whoever only looks does not keep others from writing
        return None
    try:
        with transaction.atomic():
            rows = ready(now).select_for_update(skip_locked=True, of=("self",))
            job = rows.order_by("-urgent", "not_before", "pk").first()
            if job is None:
                return None
            job.state, job.begun_at, job.taken_by, job.taken_until = Job.RUNNING, now, worker, now + LEASE
            job.save(update_fields=["state", "begun_at", "taken_by", "taken_until"])
    except IntegrityError:  # another worker has begun with the like of it at this moment
        return None
    return job


def renew(job: Job, now: datetime) -> bool:
    """Say that the worker is still at it; False where it is not its job any more."""
    return bool(_mine(job).update(taken_until=now + LEASE))


def end(job: Job, state: str, says: str, now: datetime) -> bool:
    """It is over. False where it was taken from the worker meanwhile, because nothing was heard of it."""
    return bool(_mine(job).update(state=state, says=says, ended_at=now, taken_until=None))


def again(job: Job, at: datetime, says: str, now: datetime, *, in_vain: bool = False) -> bool:
    """It waits until then, to be gone on with; the same as `end` for what was begun `in_vain` too often."""
    if in_vain and job.tries + 1 >= MOST_TRIES:
        return end(job, Job.FAILED, says, now)
    with transaction.atomic():
        if Job.objects.filter(key=job.key, state=Job.WAITING).exists():
            return end(job, Job.DONE, f"{says} The same was asked for again, and waits.".lstrip(), now)
        changed = {"state": Job.WAITING, "not_before": at, "says": says, "taken_by": "", "taken_until": None}
        return bool(_mine(job).update(**changed, tries=job.tries + in_vain))


def _mine(job: Job) -> QuerySet[Job]:
    return Job.objects.filter(pk=job.pk, state=Job.RUNNING, taken_by=job.taken_by)


def release(now: datetime, *, dead: Iterable[str] = ()) -> int:
    """Let others go on with the jobs of workers that are gone: their time is over, or they are known to be `dead`."""
    left = Job.objects.filter(Q(taken_until__lt=now) | Q(taken_by__in=list(dead)), state=Job.RUNNING)
    count = 0
    for job in left if left.exists() else ():
        says = "The worker that was at it has died."
        count += again(job, now + TRY_AGAIN_AFTER * job.tries, says, now, in_vain=True)
    return count


def urgent_waits(now: datetime, since: datetime) -> bool:
    """Whether something urgent could be taken, and could be at `since` already."""
    return ready(now).filter(urgent=True, not_before__lte=since).exists()


def is_open(kind: Kind, **args: str | int) -> bool:
    """Whether a job waits or runs."""
    return Job.objects.filter(key=key_of(kind, args), state__in=(Job.WAITING, Job.RUNNING)).exists()


def counts() -> dict[str, int]:
    """How many jobs there are of each state."""
    found = dict(Job.objects.values_list("state").annotate(Count("pk")))
    return {state: found.get(state, 0) for state in (Job.WAITING, Job.RUNNING, Job.DONE, Job.FAILED)}


def forget_old(now: datetime) -> int:
    """Throw away jobs that are long over, some at a time, and give their number."""
    old = Job.objects.filter(state__in=(Job.DONE, Job.FAILED), ended_at__lt=now - KEPT)
    count = 0
    while pks := list(old.order_by("pk").values_list("pk", flat=True)[:AT_ONCE]):
        count += Job.objects.filter(pk__in=pks).delete()[0]
    return count
