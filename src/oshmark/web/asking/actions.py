# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Asking for an address: one row for each look. Who asks for what is being looked for joins that look."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from oshmark.adapters.http.addresses import check_literal
from oshmark.crawl.typed import read_address
from oshmark.errors import RefusedError
from oshmark.web.asking.limits import check_limits
from oshmark.web.asking.models import Visit
from oshmark.web.crawling import workers
from oshmark.web.jobs.kinds import Kind
from oshmark.web.jobs.presence import count_workers
from oshmark.web.jobs.queue import is_open as is_job_open
from oshmark.web.jobs.queue import put

if TYPE_CHECKING:
    from datetime import datetime

    from oshmark.crawl.task import Source

KEPT = timedelta(days=90)
MOST_TRIES = 2
RESUMED_FOR = timedelta(days=1)
"""What was asked for longer ago is not begun again: nobody waits for it any more."""
FOLDER = "looks"
"""Where the processes that look show that they are alive."""


def meant(written: str) -> Source:
    """The source that an address means; raises `RefusedError`, in words, for one that cannot be looked for."""
    text = written.strip()
    if not text:
        raise RefusedError(_("Write the address of a repository, such as https://codeberg.org/maker/lamp."))
    scheme = text.partition("://")[0].lower() if "://" in text else ""
    if scheme.removeprefix("git+") not in ("", "http", "https", "ssh", "git"):
        raise RefusedError(_("Only addresses of the web can be looked for: they begin with https:// or http://."))
    source = read_address(text)
    if source is None:
        raise RefusedError(
            _("This is no address that could be looked for. Copy it from the page of the repository in your browser.")
        )
    check_literal(urlsplit(source.value).hostname or "")
    return source


def ask(written: str, *, client: str, worker: str, now: datetime) -> tuple[Visit, bool]:
    """The look at an address, and whether somebody has to begin with it: one that is under way is joined.

    Raises `RefusedError` for an address that cannot be looked for, and `TooOftenError`.
    """
    source = meant(written)
    with transaction.atomic():
        # SQLite takes the lock of writers here, so that two that ask at once are counted one after the other.
        Visit.objects.filter(asked_at__lt=now - KEPT).delete()
        for one in Visit.objects.filter(source=source.name, state__in=Visit.OPEN):
            if adopt(one, worker=worker, now=now):
                return one, True
            if is_open(one, now):
                return one, False
        check_limits(client, now)
        visit = Visit.objects.create(
            token=secrets.token_urlsafe(12),
            address=source.value,
            source=source.name,
            asked_by=client,
            asked_at=now,
            worker=worker,
        )
        if not worker:
            put(Kind.LOOK, now=now, visit=visit.pk)
    return visit, True


def is_orphaned(visit: Visit, now: datetime) -> bool:
    """Whether the process has ended whose task a look is, or nobody does jobs any more where it is one."""
    return visit.state in Visit.OPEN and not _is_at_work(visit, now)


def adopt(visit: Visit, *, worker: str, now: datetime) -> bool:
    """Take over a look whose process has ended. True where this worker has to begin with it again; one that has
    outlived too many processes may be what ended them."""
    if not is_orphaned(visit, now) or visit.tries >= MOST_TRIES or visit.asked_at < now - RESUMED_FOR:
        return False
    # Whoever is first names itself; the others find another worker in the row.
    rows = Visit.objects.filter(pk=visit.pk, state=visit.state, worker=visit.worker)
    is_mine = rows.update(state=Visit.WAITING, worker=worker, tries=visit.tries + 1) == 1
    if is_mine and not worker:
        put(Kind.LOOK, now=now, visit=visit.pk)
    visit.refresh_from_db()
    return is_mine


def adopt_all(*, worker: str, now: datetime) -> list[Visit]:
    """Take over every look whose process has ended; the longest waiting first."""
    waiting = Visit.objects.filter(state__in=Visit.OPEN).order_by("pk")
    return [one for one in waiting if adopt(one, worker=worker, now=now)]


def is_open(visit: Visit, now: datetime) -> bool:
    """Whether somebody is still at a look; one whose process has ended is noted as stopped."""
    if visit.state not in Visit.OPEN:
        return False
    if _is_at_work(visit, now):
        return True
    Visit.objects.filter(pk=visit.pk, state=visit.state).update(state=Visit.STOPPED, ended_at=now)
    visit.refresh_from_db()
    return visit.state in Visit.OPEN


def _is_at_work(visit: Visit, now: datetime) -> bool:
    if visit.worker:
        return workers.is_alive(settings.HOME / FOLDER, visit.worker)
    return is_job_open(Kind.LOOK, visit=visit.pk) and count_workers(now) > 0
