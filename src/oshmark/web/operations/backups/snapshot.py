# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The state of an instance at one moment, while it goes on: copies of what changes, and the names of what does not.

The database is copied first. Whatever it speaks of was written to the disk before, so it is in what is copied after it;
only what was deleted meanwhile is not. So where anything was withdrawn or erased, the copies are made once more.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from django.conf import settings
from django.db import connection

from oshmark.adapters.archive import Archive
from oshmark.adapters.backups import postgres
from oshmark.adapters.backups.form import DATABASE, DUMP, PAYLOADS, PICTURES
from oshmark.adapters.backups.sqlite_copy import copy_sqlite
from oshmark.adapters.blobs import FILE as PAYLOAD_FILE
from oshmark.adapters.pictures.store import FILE as PICTURE_FILE
from oshmark.adapters.published.history import HISTORY
from oshmark.credential.events import Kind as LogKind
from oshmark.credential.events import kind_name
from oshmark.errors import BusyError
from oshmark.web.audit.actions import position
from oshmark.web.audit.models import Event
from oshmark.web.databases import NAME
from oshmark.web.environment import text
from oshmark.web.library.recorded_acts import WITHDRAWALS
from oshmark.web.operations.presence import database_file

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_TIMES = 5
DELETING = [kind_name(kind) for kind in (*WITHDRAWALS, LogKind.ERASED)]


class Snapshot(msgspec.Struct, frozen=True):
    """Copies in a folder; `database` is the name of that of the database, `position` its last event."""

    folder: Path
    database: str
    position: int

    def copies(self) -> Iterator[tuple[str, Path]]:
        """What was copied, by the names that a backup gives it."""
        for name in (self.database, PAYLOADS, PICTURES):
            if (self.folder / name).exists():
                yield name, self.folder / name

    def is_overtaken(self) -> bool:
        """Whether something was deleted since."""
        return Event.objects.filter(number__gt=self.position, kind__in=DELETING).exists()


def take_snapshot(folder: Path, *, pictures: bool) -> Snapshot:
    """Copy what changes into an empty folder. Raises `BusyError` where things are deleted all the time."""
    for _time in range(MOST_TIMES):
        made = _copied(folder, pictures=pictures)
        if not made.is_overtaken():
            return made
    raise BusyError("Things are deleted faster than they can be copied. Try again later.")


def _copied(folder: Path, *, pictures: bool) -> Snapshot:
    made = copy_database(folder)
    for name, path in ((PAYLOADS, settings.PAYLOADS / PAYLOAD_FILE), (PICTURES, settings.PICTURES / PICTURE_FILE)):
        copy = folder / name
        copy.unlink(missing_ok=True)
        if path.exists() and (pictures or name != PICTURES):
            copy.parent.mkdir(exist_ok=True)
            copy_sqlite(path, copy)
    return made


def copy_database(folder: Path) -> Snapshot:
    """Copy the database alone."""
    if connection.vendor != "sqlite":
        at = position()  # before the dump: it has this event at least
        postgres.dump(server_url(), folder / DUMP)
        return Snapshot(folder, DUMP, at)
    copy = folder / DATABASE
    copy.unlink(missing_ok=True)
    copy_sqlite(database_file(), copy)
    with closing(sqlite3.connect(copy)) as there:
        at = there.execute("SELECT max(number) FROM audit_event").fetchone()[0] or 0
    return Snapshot(folder, DATABASE, at)


def server_url() -> str:
    """The address of the database, as the operator gives it."""
    return text(NAME, "")


def lasting_files() -> Iterator[tuple[str, Path]]:
    """Files that are written once, by the names that a backup gives them: what was ever published, and the archives."""
    for path in sorted((settings.PUBLISHED / HISTORY).glob("*.json")):
        yield f"published/{HISTORY}/{path.name}", path
    for room, root in (("archive", settings.ARCHIVE), ("evidence", settings.EVIDENCE)):
        for digest in Archive(root).digests():
            yield f"{room}/{digest[:2]}/{digest}", root / digest[:2] / digest
