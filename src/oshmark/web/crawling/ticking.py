# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is due now: wishes, sources, publishing, files to be sampled, and old rows to be thrown away.

Each step begins where the last one was stopped, so whoever is killed in the middle is gone on with by the next.
"""

from __future__ import annotations

import fcntl
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Max

from oshmark.errors import BusyError, RefusedError
from oshmark.web.audit.checkpoints import sign_checkpoint
from oshmark.web.crawling import workers
from oshmark.web.crawling.also_due import ALSO_DUE
from oshmark.web.crawling.archiving import archive_bills
from oshmark.web.crawling.crawling import in_words
from oshmark.web.crawling.equipment import equipped, workers_folder
from oshmark.web.crawling.following import follow_all_admitted, forget_provisional
from oshmark.web.crawling.models import Run, Source, Wish
from oshmark.web.crawling.sampling import sample
from oshmark.web.crawling.side_by_side import run_sources
from oshmark.web.crawling.wishes import serve_wishes
from oshmark.web.library.publishing import publish_library, publisher

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

    from oshmark.web.crawling.crawling import Tools
    from oshmark.web.crawling.stopping import Stop

    Say = Callable[[str], None]

KEPT = timedelta(days=90)
"""Passes and wishes that ended longer ago are forgotten, but for the last pass over each source."""
AT_ONCE = 500
SOON = timedelta(minutes=5)
"""A source that is due within this time is due: what is started every hour is never started on the second."""


def tick(stop: Stop, say: Say) -> int:
    """Do what is due, once, and say it; the number of sources that could not be looked through. Once `stop` is asked
    for, nothing more is begun."""
    with equipped(stop) as tools:
        dead = list(tools.dead())
        failed = 0
        _serve(tools, dead, say)
        follow_all_admitted()
        for source, came in run_sources(due_sources(tools.now()), tools, dead=dead):
            failed += isinstance(came, RefusedError)
            say(f"{source.name}: {came if isinstance(came, RefusedError) else in_words(came)}")
            if not stop.is_asked():
                _serve(tools, dead, say)
        if stop.is_asked():
            return failed
        workers.forget(workers_folder(), dead)
        _archive(tools, say)
        publish(tools.now(), say)
        sign_checkpoint(now=tools.now())
        for do in ALSO_DUE:
            do(tools.now(), say)
        _sample(tools, say)
        forget_old(tools.now())
        forget_provisional(tools.now())
    return failed


def due_sources(now: datetime) -> list[Source]:
    """Sources whose last pass began long enough ago, was not finished, or that had none; the longest due first."""
    began = dict(Run.objects.values_list("source").annotate(Max("started_at")))
    stopped = set(Run.objects.filter(finished_at=None).values_list("source", flat=True))
    rows = Source.objects.filter(paused=False).order_by("pk")
    due = [row for row in rows if row.pk not in began or row.pk in stopped or began[row.pk] + _every(row) <= now]
    return sorted(due, key=lambda row: (row.pk in began, began.get(row.pk, now)))


def _every(row: Source) -> timedelta:
    return max(timedelta(hours=row.every_hours) - SOON, timedelta())


def _serve(tools: Tools, dead: list[str], say: Say) -> None:
    for said in serve_wishes(tools, dead=dead):
        say(said)


def publish(now: datetime, say: Say) -> bool:
    """Publish what has changed. False where somebody else is publishing at the moment, to whom it is left."""
    try:
        made = publish_library(publisher(), now=now)
    except BusyError as error:
        say(str(error))
        return False
    if made.made_at >= now:
        releases = "release" if made.counts.releases == 1 else "releases"
        say(f"Generation {made.number} holds {made.counts.releases} {releases}.")
    return True


def _archive(tools: Tools, say: Say) -> None:
    done = archive_bills(tools)
    if done.kept or done.missing:
        say(done.in_words())


def _sample(tools: Tools, say: Say) -> None:
    found = sample(tools, budget=settings.SAMPLES_A_DAY)
    if found.asked:
        files = "file" if found.asked == 1 else "files"
        say(f"{found.asked} {files} asked for: {found.there} there, {found.dead} not there, {found.unknown} unknown.")


def forget_old(now: datetime) -> int:
    """Throw away passes and wishes that are long over, some at a time, and give their number."""
    last = Source.objects.annotate(last=Max("runs__pk")).exclude(last=None).values_list("last", flat=True)
    old_runs = Run.objects.filter(finished_at__lt=now - KEPT).exclude(pk__in=list(last))
    old_wishes = Wish.objects.filter(served_at__lt=now - KEPT, asked_at__lt=now - KEPT, source=None)
    count = 0
    for rows in (old_runs, old_wishes):
        while pks := list(rows.order_by("pk").values_list("pk", flat=True)[:AT_ONCE]):
            rows.model.objects.filter(pk__in=pks).delete()
            count += len(pks)
    return count


@contextmanager
def only_one(home: Path) -> Iterator[bool]:
    """Hold the place of the one tick of this machine; gives False where another one has it."""
    with (home / "tick.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
