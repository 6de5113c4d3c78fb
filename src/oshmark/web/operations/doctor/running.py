# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What should happen all the time: ticks, workers, backups; and whether the clock is right."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings

from oshmark.web.audit.models import Event
from oshmark.web.crawling import workers
from oshmark.web.crawling.equipment import workers_folder
from oshmark.web.jobs.models import Job
from oshmark.web.jobs.presence import count_workers
from oshmark.web.operations import happenings
from oshmark.web.operations.backups.upgrading import BEFORE
from oshmark.web.operations.doctor.line import Line, ok, warn, wrong

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

TICK = timedelta(hours=3)
"""A tick comes every hour."""
BACKUP = timedelta(days=2)
"""A backup comes every night."""
WAITS = timedelta(hours=1)
CLOCKS = timedelta(minutes=5)


def look(now: datetime) -> Iterator[Line]:
    """All of it."""
    yield _clock(now)
    yield _tick(now)
    yield from _work(now)
    yield _backup(now)
    if (settings.HOME / BEFORE).exists():
        yield wrong("upgrade", "An upgrade was broken off.", "oshmark upgrade --back")


def _clock(now: datetime) -> Line:
    last = Event.objects.order_by("-number").values_list("at", flat=True).first()
    if last is not None and last > now + CLOCKS:
        says = f"The clock says {now:%Y-%m-%d %H:%M} UTC, and the last event is of {last:%Y-%m-%d %H:%M}."
        return wrong("clock", says, "Set the clock of this machine, and have it kept: timedatectl set-ntp true")
    return ok("clock", f"The clock says {now:%Y-%m-%d %H:%M} UTC.")


def _tick(now: datetime) -> Line:
    last = happenings.when(happenings.TICK)
    if last is None:
        return warn("tick", "Nothing that is due is done: there was no tick yet.", "Start oshmark tick every hour.")
    says = f"The last tick began {ago(now - last)} ago."
    return ok("tick", says) if now - last <= TICK else warn("tick", says, "Look at the timer that starts oshmark tick.")


def _work(now: datetime) -> Iterator[Line]:
    count = count_workers(now, dead=workers.dead_workers(workers_folder()))
    yield ok("workers", f"{count} {'worker is' if count == 1 else 'workers are'} there.")
    oldest = Job.objects.filter(state=Job.WAITING, not_before__lte=now).order_by("not_before").first()
    if oldest is not None and now - oldest.not_before > WAITS:
        says = f"{oldest.kind} has waited for {ago(now - oldest.not_before)} to be done."
        yield warn("queue", says, "Start more workers: oshmark worker run" if count else "Start oshmark worker run.")
    else:
        yield ok("queue", "Nothing waits for long.")
    failed = Job.objects.filter(state=Job.FAILED, ended_at__gt=now - timedelta(days=1)).count()
    if failed:
        yield warn("failed", f"{failed} jobs have failed since yesterday.", "oshmark worker status says why.")


def _backup(now: datetime) -> Line:
    last = happenings.when(happenings.BACKUP)
    if last is None:
        return warn("backup", "There is no backup.", "oshmark backup, and have it done every night.")
    says = f"The last backup was made {ago(now - last)} ago."
    return ok("backup", says) if now - last <= BACKUP else warn("backup", says, "Look at the timer of the backup.")


def ago(span: timedelta) -> str:
    """A span of time in its largest unit."""
    seconds = max(int(span.total_seconds()), 0)
    for unit, name in ((86_400, "day"), (3_600, "hour"), (60, "minute")):
        if seconds >= unit:
            count = seconds // unit
            return f"{count} {name}{'' if count == 1 else 's'}"
    return f"{seconds} second{'' if seconds == 1 else 's'}"
