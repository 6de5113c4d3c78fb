# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Making a backup of this instance."""

from __future__ import annotations

import getpass
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from django.conf import settings
from django.db import connection

from oshmark import __version__
from oshmark.adapters.backups.form import FORMAT, BackupError, Head
from oshmark.adapters.backups.writing import writing_backup
from oshmark.errors import RefusedError
from oshmark.web import environment
from oshmark.web.operations import happenings
from oshmark.web.operations.backups.snapshot import MOST_TIMES, Snapshot, lasting_files, take_snapshot
from oshmark.web.operations.work_folder import work_folder

if TYPE_CHECKING:
    from datetime import datetime

PASSPHRASE = "OSHMARK_BACKUP_PASSPHRASE"  # noqa: S105  the name of a variable
LEAST = 12
WORK = "backing-up"
SECRETS = ("log-keys.json", "secret")
"""The files of the home folder that are sealed."""


class Made(msgspec.Struct, frozen=True):
    """A backup that was made: where, how many files and bytes are in it, and up to which event."""

    path: Path
    files: int
    bytes: int
    position: int


def passphrase(*, twice: bool) -> str:
    """The passphrase for the keys: from the environment, else asked for where somebody sits at a terminal. Raises
    `RefusedError` where neither is."""
    given = environment.shared_secret(PASSPHRASE, least=LEAST)
    if given:
        return given
    if not sys.stdin.isatty():
        raise RefusedError(
            f"The keys of a backup are sealed with a passphrase. Set {PASSPHRASE}, or {PASSPHRASE}_FILE with a file "
            "that holds it, or use --without-keys."
        )
    typed = getpass.getpass("Passphrase for the keys: ")
    if len(typed) < LEAST:
        raise RefusedError(f"The passphrase has {len(typed)} signs, which can be guessed; take {LEAST} at least.")
    if twice and getpass.getpass("Once more: ") != typed:
        raise RefusedError("These were two different ones. Nothing was written.")
    return typed


def place_for(out: Path | None, here: Path, now: datetime) -> Path:
    """The file that a backup goes to: one with the time in its name, where a folder is given or nothing at all."""
    name = f"oshmark-{now:%Y%m%dT%H%M%SZ}.tar.gz"
    if out is None:
        return here / name
    return out / name if out.is_dir() else out


def make_backup(path: Path, sealed_with: str | None, *, pictures: bool, now: datetime) -> Made:
    """Write a backup of the instance as it is, while it goes on. Without a passphrase the keys are left out.

    Raises `BusyError` while another one is made, `RefusedError` where the file is there already.
    """
    if path.exists():
        raise RefusedError(f"{path.name} is there already. A backup is never overwritten: name another file.")
    with work_folder(WORK) as folder:
        for _time in range(MOST_TIMES):
            snapshot = take_snapshot(folder, pictures=pictures)
            made = _write(path, snapshot, sealed_with, pictures=pictures, now=now)
            if made is not None:
                happenings.note(happenings.BACKUP, now)
                return made
    raise BackupError("Things are deleted faster than they can be copied. Try again later.")


class _OvertakenError(Exception):
    """Something was deleted while the backup was written; it has to be begun again."""


def _refuse_overtaken(snapshot: Snapshot) -> None:
    if snapshot.is_overtaken():
        raise _OvertakenError


def _write(path: Path, snapshot: Snapshot, sealed_with: str | None, *, pictures: bool, now: datetime) -> Made | None:
    left_out = [*([] if pictures else ["pictures"]), *([] if sealed_with is not None else ["keys"])]
    head = Head(
        FORMAT, __version__, now, settings.BASE_URL, connection.vendor, snapshot.position, tuple(sorted(left_out))
    )
    count = size = 0
    try:
        with writing_backup(path, head) as writer:
            for source in (snapshot.copies(), lasting_files()):
                for name, file in source:
                    added = writer.add(name, file)
                    if added is not None:
                        count, size = count + 1, size + added
            _refuse_overtaken(snapshot)
            writer.end(None if sealed_with is None else _secrets(), sealed_with or "")
    except _OvertakenError:
        return None
    return Made(path, count, size, snapshot.position)


def _secrets() -> dict[str, str]:
    """The secret files of the home folder, by name."""
    found = {name: settings.HOME / name for name in SECRETS}
    return {name: path.read_text(encoding="utf-8") for name, path in found.items() if path.exists()}
