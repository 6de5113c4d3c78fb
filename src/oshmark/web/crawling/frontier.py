# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is still to be asked in a run: put in, taken by a worker, and finished. Two workers never have one item."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Min, Q

from oshmark.web.crawling.models import Item

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from oshmark.crawl.task import Task
    from oshmark.web.crawling.models import Repository, Run

LEASE = timedelta(minutes=10)
"""How long an item belongs to the worker that took it; afterwards another one may."""


def put(run: Run, tasks: Iterable[tuple[Task, Repository | None]], now: datetime) -> None:
    """Add tasks; those that the run has already stay as they are."""
    Item.objects.bulk_create(
        [
            Item(run=run, repository=repository, key=task.key, kind=task.kind, args=dict(task.args), not_before=now)
            for task, repository in tasks
        ],
        ignore_conflicts=True,
        batch_size=500,
    )


def take(run: Run, most: int, worker: str, now: datetime) -> list[Item]:
    """Up to so many items, which belong to the worker for a while."""
    with transaction.atomic():
        rows = Item.objects.select_for_update(skip_locked=True, of=("self",)).filter(
            run=run, state=Item.OPEN, not_before__lte=now
        )
        # The last ones first: what a repository still lacks comes before the next repository.
        items = list(rows.select_related("repository").order_by("-pk")[:most])
        Item.objects.filter(pk__in=[item.pk for item in items]).update(
            state=Item.TAKEN, taken_by=worker, taken_until=now + LEASE
        )
    return items


def finish(items: Sequence[Item]) -> None:
    """They are done. The rows stay until the run ends, so that nothing is asked twice."""
    Item.objects.filter(pk__in=[item.pk for item in items]).update(state=Item.DONE)


def later(items: Sequence[Item], when: datetime, says: str, most_tries: int) -> list[Item]:
    """Ask again then; what was tried too often is left to the next run, and given back."""
    pks = [item.pk for item in items]
    left = [item for item in items if item.tries + 1 >= most_tries]
    for item in items:
        item.tries += 1
    Item.objects.filter(pk__in=pks).update(state=Item.OPEN, not_before=when, says=says, taken_until=None)
    Item.objects.bulk_update(items, ["tries"], batch_size=500)
    leave(left, says)
    return left


def again(items: Sequence[Item], when: datetime) -> None:
    """Ask again then; it does not count as a try."""
    Item.objects.filter(pk__in=[item.pk for item in items]).update(state=Item.OPEN, not_before=when, taken_until=None)


def leave(items: Sequence[Item], says: str) -> None:
    """Leave them to the next run."""
    Item.objects.filter(pk__in=[item.pk for item in items]).update(state=Item.LEFT, says=says, taken_until=None)


def release(now: datetime, *, dead: Iterable[str] = ()) -> int:
    """Free, in all runs, what belongs to workers that are gone: their time is over, or they are known to be `dead`."""
    over = Q(taken_until__lt=now) | Q(taken_by__in=list(dead))
    return Item.objects.filter(over, state=Item.TAKEN).update(state=Item.OPEN, taken_until=None)


def next_time(run: Run) -> datetime | None:
    """When the next item may be asked; `None` when there is none."""
    found: datetime | None = Item.objects.filter(run=run, state=Item.OPEN).aggregate(at=Min("not_before"))["at"]
    return found


def is_taken(run: Run) -> bool:
    """Whether any worker is at an item of the run."""
    return Item.objects.filter(run=run, state=Item.TAKEN).exists()


def unfinished(repositories: Iterable[int]) -> set[int]:
    """Those of the repositories of which something is still to be asked, or was left."""
    open_ones = Item.objects.filter(repository__in=list(repositories)).exclude(state=Item.DONE)
    return set(open_ones.values_list("repository", flat=True))
