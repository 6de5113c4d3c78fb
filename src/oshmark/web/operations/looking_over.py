# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Holding every table against the log, as the doctor does and every tick once a day.

Making everything anew takes minutes in a large library, and SQLite lets nobody else write meanwhile. So it is done on a
copy, in a process of its own. PostgreSQL lets others read and write; only the log waits.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import connection

from oshmark.errors import BusyError
from oshmark.web import known_faults
from oshmark.web.log.rooms import wrong_tables
from oshmark.web.operations import happenings
from oshmark.web.operations.backups.elsewhere import Place
from oshmark.web.operations.backups.snapshot import copy_database, server_url
from oshmark.web.operations.work_folder import work_folder

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

WORK = "looking-over"
EVERY = timedelta(days=1)


def look_over(now: datetime) -> list[str]:
    """What is wrong with which table, in a line for each; noted, so that the site says so too."""
    found = wrong_tables_now()
    known_faults.note(found)
    happenings.note(happenings.LOOKED, now)
    return found


def wrong_tables_now() -> list[str]:
    """What is wrong with which table. Raises `BusyError` while somebody else looks."""
    if connection.in_atomic_block:  # what has been written is to be seen by nobody else yet
        return wrong_tables()
    if connection.vendor != "sqlite":
        return _compared(Place(settings.HOME, server_url()))
    with work_folder(WORK) as folder:
        copy_database(folder)
        if settings.PAYLOADS.exists():
            (folder / settings.PAYLOADS.name).symlink_to(settings.PAYLOADS)
        return _compared(Place(folder))


def _compared(place: Place) -> list[str]:
    done = place.run("log", "rebuild", "--check", variables={"OSHMARK_SECRET": settings.SECRET_KEY})
    lines = done.out.splitlines()
    return [] if not done.code else lines or [f"The tables cannot be made anew: {done.why}"]


def with_each_tick(now: datetime, say: Callable[[str], None]) -> None:
    """Look once a day, as `crawling.also_due` wants it, and say what is wrong. The first day begins with the first
    tick: what was made just now is right."""
    last = happenings.when(happenings.LOOKED)
    if last is None:
        happenings.note(happenings.LOOKED, now)
    if last is None or now - last < EVERY:
        return
    try:
        found = look_over(now)
    except BusyError:
        return
    for line in found:
        say(f"{line}. Mend it with oshmark log rebuild.")
