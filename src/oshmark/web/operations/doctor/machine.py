# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The machine: versions, the home folder and who can read it, room on the disk."""

from __future__ import annotations

import platform
import shutil
import sqlite3
import stat
import sys
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import DatabaseError, connection

from oshmark import __version__
from oshmark.web.operations.backups.making import SECRETS
from oshmark.web.operations.doctor.line import Line, ok, warn, wrong

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LEAST_PYTHON = (3, 11)
LEAST_SQLITE = (3, 35)
"""The first one that can do all that Django asks of it and of our own files."""
LEAST_POSTGRESQL = 13
GB = 1_000_000_000
LITTLE, TOO_LITTLE = 2 * GB, GB // 2
_OF_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def look() -> Iterator[Line]:
    """All of it."""
    yield _python()
    yield _engine()
    yield from _home()
    yield _disk()


def _python() -> Line:
    says = f"oshmark {__version__} on Python {platform.python_version()}"
    if sys.version_info < LEAST_PYTHON:
        return wrong("python", says, "Install Python 3.11 or newer.")
    return ok("python", says)


def _engine() -> Line:
    if connection.vendor == "sqlite":
        says = f"SQLite {sqlite3.sqlite_version}"
        old = sqlite3.sqlite_version_info < LEAST_SQLITE
        return wrong("engine", says, "Install Python with SQLite 3.35 or newer.") if old else ok("engine", says)
    try:
        with connection.cursor() as cursor:
            cursor.execute("SHOW server_version_num")
            number = int(cursor.fetchone()[0])
    except DatabaseError as error:
        says = f"The database does not answer: {str(error).splitlines()[0] if str(error) else 'it does not say why'}"
        return wrong("engine", says, "Start PostgreSQL, or mend OSHMARK_DATABASE_URL.")
    says = f"PostgreSQL {number // 10_000}"
    old = number // 10_000 < LEAST_POSTGRESQL
    return wrong("engine", says, "Install PostgreSQL 13 or newer.") if old else ok("engine", says)


def _home() -> Iterator[Line]:
    home: Path = settings.HOME
    mode = home.stat().st_mode
    if mode & stat.S_IWOTH:
        yield wrong("home", f"Everybody on this machine can write to {home}.", f"chmod o-w {home}")
    else:
        yield ok("home", f"The instance is in {home}.")
    for name in SECRETS:
        path = home / name
        if path.exists() and path.stat().st_mode & _OF_OTHERS:
            advice = f"chmod 600 {path}"
            begin = "; then begin a new key: oshmark log rotate" if name == "log-keys.json" else ""
            yield wrong("home", f"Others on this machine can read {name}.", f"{advice}{begin}")
    database = home / "oshmark.sqlite3"
    if database.exists() and database.stat().st_mode & stat.S_IROTH and mode & stat.S_IXOTH:
        says = "Everybody on this machine can read the database, and so the addresses of people."
        yield warn("home", says, f"chmod o-rwx {home}")


def _disk() -> Line:
    free = shutil.disk_usage(settings.HOME).free
    says = f"{free / GB:.1f} GB are free on the disk."
    if free < TOO_LITTLE:
        return wrong("disk", says, "Make room: with less, nothing can be published or backed up.")
    return warn("disk", says, "Make room before it runs full.") if free < LITTLE else ok("disk", says)
