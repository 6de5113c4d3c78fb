# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""An upgrade to the version of oshmark that is installed: first on a copy, then for good, and back where it fails."""

from __future__ import annotations

import shutil
import time
from typing import TYPE_CHECKING

import msgspec
from django.conf import settings
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor

from oshmark.adapters.backups import postgres
from oshmark.adapters.backups.form import DATABASE, DUMP
from oshmark.adapters.backups.sqlite_copy import copy_sqlite
from oshmark.adapters.published.generation import point_at, pointed_or_none, sync
from oshmark.errors import RefusedError, StateError
from oshmark.web.crawling import workers
from oshmark.web.crawling.equipment import workers_folder
from oshmark.web.operations.backups.elsewhere import Place, empty_server, scratch_database
from oshmark.web.operations.backups.making import SECRETS
from oshmark.web.operations.backups.snapshot import copy_database, server_url, take_snapshot
from oshmark.web.operations.presence import database_file
from oshmark.web.operations.work_folder import work_folder

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Say = Callable[[str], None]

REHEARSAL = "rehearsal"
BEFORE = "before-upgrade"
POINTED = "generation"
OF_THE_DATA = frozenset({"migrations", "database", "log", "keys", "tables", "certificates", "payloads", "generation"})
"""What the doctor may find wrong after an upgrade only because of it."""


def pending() -> list[str]:
    """The migrations that the database has not seen yet."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label} {migration.name}" for migration, _backwards in plan]


def rehearse(say: Say) -> None:
    """Upgrade a copy, say what changes and how long it takes, and throw it away. Raises `StateError` where the upgrade
    would fail."""
    _say_pending(say)
    with work_folder(REHEARSAL) as folder:
        snapshot = take_snapshot(folder, pictures=False)
        _furnish(folder)
        if snapshot.database != DUMP:
            _upgrade(Place(folder), say)
            return
        with scratch_database() as url:
            postgres.load(url, folder / DUMP)
            _upgrade(Place(folder, url), say)


def _say_pending(say: Say) -> None:
    names = pending()
    say(f"{len(names)} changes of the database are due{': ' + ', '.join(names) if names else '.'}")


def _furnish(folder: Path) -> None:
    """What the copy needs besides: its keys, and the archives, which are only looked at."""
    for name in SECRETS:
        if (settings.HOME / name).exists():
            shutil.copyfile(settings.HOME / name, folder / name)
            (folder / name).chmod(0o600)
    for name, path in (("archive", settings.ARCHIVE), ("evidence", settings.EVIDENCE)):
        if path.exists():
            (folder / name).symlink_to(path)


def _upgrade(place: Place, say: Say) -> None:
    """Migrate, make everything anew, publish and look at it. Raises `StateError` where one of these fails."""
    begun = time.monotonic()

    def took() -> str:
        return f"after {time.monotonic() - begun:.1f} s"

    said = place.run("log", "rebuild", "--check")
    changed = [line for line in said.out.splitlines() if said.code and line]
    if said.code and not changed:
        raise StateError(said.why)
    say(f"Migrated, {took()}.")
    for line in changed:
        say(f"  to be made anew: {line}")
    place.must("log", "rebuild")
    say(f"Every table made anew from the log, {took()}.")
    say(f"{place.must('library', 'publish').out.strip()} {took().capitalize()}.")
    wrong = _wrong(place)
    if wrong:
        raise StateError(f"After the upgrade something is wrong. {wrong[0]}")
    say(f"Looked over, {took()}: nothing is wrong with the data.")


class _Line(msgspec.Struct):
    check: str
    level: str
    says: str


class _Report(msgspec.Struct):
    lines: list[_Line]


def _wrong(place: Place) -> list[str]:
    done = place.run("doctor", "--json")
    try:
        report = msgspec.json.decode(done.out, type=_Report)
    except msgspec.DecodeError as exc:
        raise StateError(done.why) from exc
    return [line.says for line in report.lines if line.level == "wrong" and line.check in OF_THE_DATA]


def upgrade(backup: Callable[[], str], say: Say) -> None:
    """Make a backup, upgrade this instance, and put it back as it was where that fails. Raises `StateError` then."""
    before: Path = settings.HOME / BEFORE
    if before.exists():
        raise RefusedError(
            "An upgrade was broken off. Put the database back as it was before it, with oshmark upgrade --back. Where "
            f"people have worked on since, that would be lost: then remove the folder {BEFORE}, and begin again."
        )
    _refuse_at_work()
    _say_pending(say)
    say(backup())
    _keep(before)
    try:
        _upgrade(Place(settings.HOME, server_url()), say)
    except BaseException:
        put_back(say)
        raise
    _throw_away(before)


def _refuse_at_work() -> None:
    folder = workers_folder()
    alive = [path for path in folder.glob("*") if workers.is_alive(folder, path.name)]
    if alive:
        raise RefusedError("Workers are at work. Stop them and the site first: what they do now would be lost.")


def _keep(before: Path) -> None:
    """Keep the database as it is. The folder gets its name last, when all of it is there."""
    making = before.with_name(f"{before.name}.new")
    shutil.rmtree(making, ignore_errors=True)
    making.mkdir(mode=0o700)
    copy_database(making)
    (making / POINTED).write_text(pointed_or_none(settings.PUBLISHED) or "", encoding="ascii")
    sync(making)
    making.rename(before)
    sync(before.parent)


def put_back(say: Say) -> None:
    """Put back the database and the generation as they were before the upgrade."""
    before: Path = settings.HOME / BEFORE
    if not before.exists():
        raise RefusedError("There is nothing to put back: no upgrade was broken off.")
    if connection.vendor == "sqlite":
        _put_file_back(before / DATABASE)
    else:
        empty_server()
        postgres.load(server_url(), before / DUMP)
    name = (before / POINTED).read_text(encoding="ascii")
    if name and (settings.PUBLISHED / name).exists():
        point_at(settings.PUBLISHED, name)
    _throw_away(before)
    say("Everything is as it was before the upgrade.")


def _put_file_back(kept: Path) -> None:
    connections.close_all()
    place = database_file()
    copy = place.with_name(f"{place.name}.back")
    copy.unlink(missing_ok=True)
    copy_sqlite(kept, copy)
    sync(copy)
    for beside in ("-wal", "-shm"):  # they belong to the database that goes
        place.with_name(place.name + beside).unlink(missing_ok=True)
    copy.replace(place)
    sync(place.parent)


def _throw_away(before: Path) -> None:
    gone = before.with_name(f"{before.name}.gone")
    shutil.rmtree(gone, ignore_errors=True)
    before.rename(gone)
    shutil.rmtree(gone)
