# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which workers are there: each says so again and again."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from oshmark.web.jobs.models import Worker

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

SAYS_EVERY_S = 20.0
THERE_FOR = timedelta(seconds=60)
"""Who has not said for longer that it is there counts as gone."""


def here(name: str, now: datetime) -> None:
    """Say that a worker is there."""
    Worker.objects.update_or_create(name=name, defaults={"seen_at": now})


def gone(names: Iterable[str]) -> None:
    """Forget workers that have ended."""
    Worker.objects.filter(name__in=list(names)).delete()


def count_workers(now: datetime, *, dead: Iterable[str] = ()) -> int:
    """How many workers are there, without those that are known to be `dead`."""
    return Worker.objects.filter(seen_at__gt=now - THERE_FOR).exclude(name__in=list(dead)).count()


def forget_gone(now: datetime) -> None:
    """Forget workers of which nothing was heard for long."""
    Worker.objects.filter(seen_at__lte=now - THERE_FOR).delete()
