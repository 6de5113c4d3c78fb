# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Trying a backup, and making an instance of it again.

Both lay the backup out in a folder of their own, hold it against its digests, open it, and verify its log there. Only
what has passed all of that is moved to its place, in one step.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from django.db import connection, connections

from oshmark.adapters.backups import postgres
from oshmark.adapters.backups.form import DATABASE, DUMP, PAYLOADS, PICTURES, BackupError
from oshmark.adapters.backups.reading import Unpacked, unpack
from oshmark.adapters.backups.sqlite_copy import fault_of
from oshmark.errors import RefusedError
from oshmark.web.databases import NAME
from oshmark.web.operations.backups.elsewhere import Place, empty_server, is_empty_server, scratch_database
from oshmark.web.operations.backups.making import SECRETS
from oshmark.web.operations.backups.snapshot import server_url

if TYPE_CHECKING:
    from collections.abc import Iterator

    Say = Callable[[str], None]

MB = 1_000_000
_ONLY_OURS = 0o600


class Given(msgspec.Struct, frozen=True):
    """What is asked for: the backup, an empty folder to lay it out in, and how to get at the passphrase; `None` leaves
    the keys under seal."""

    path: Path
    folder: Path
    passphrase: Callable[[], str] | None


def try_backup(given: Given, say: Say) -> None:
    """Verify a backup without touching anything. Raises `BackupError` or `StateError` for one that is not good."""
    found = _laid_out(given, say)
    with _database(found, given.folder, scratch=True) as place:
        _verify(place, found, given, say)


def restore(given: Given, home: Path, say: Say) -> None:
    """Make an instance of a backup in `home`, which must not be there or be empty. All of it, or nothing."""
    refuse_taken(home)
    found = _laid_out(given, say)
    with _database(found, given.folder, scratch=False) as place:
        _verify(place, found, given, say)
        published = place.must("library", "publish", variables=_site(found))
        say(published.out.strip())
        connections.close_all()
        home.parent.mkdir(parents=True, exist_ok=True)
        os.sync()
        given.folder.rename(home)


def refuse_taken(home: Path) -> None:
    """Raise `RefusedError` where a folder has something in it."""
    if home.is_symlink() or (home.exists() and (not home.is_dir() or any(home.iterdir()))):
        raise RefusedError(f"{home} is not empty. A backup is restored into a folder that is, or that is not there.")


def _laid_out(given: Given, say: Say) -> Unpacked:
    found = unpack(given.path, given.folder)
    head = found.head
    say(
        f"The backup of {head.site} was made on {head.made_at:%Y-%m-%d %H:%M} UTC by oshmark {head.oshmark}, "
        f"after event {head.position}."
    )
    say(f"{found.files} files, {found.size / MB:.1f} MB: every digest fits.")
    if given.passphrase is not None and found.sealed is not None:
        for name, content in found.secrets(given.passphrase()).items():
            _write_secret(given.folder, name, content)
        say("The passphrase opens the keys.")
    _check_files(found, given.folder)
    return found


def _write_secret(folder: Path, name: str, content: str) -> None:
    if name not in SECRETS:
        raise BackupError(f"The sealed keys hold “{name[:80]}”, which is no key of an instance.")
    descriptor = os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _ONLY_OURS)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(content)


def _check_files(found: Unpacked, folder: Path) -> None:
    database = DUMP if found.head.has_server else DATABASE
    if not (folder / database).exists():
        raise BackupError("The backup has no database.")
    for name in (DATABASE, PAYLOADS, PICTURES):
        fault = fault_of(folder / name) if (folder / name).exists() else ""
        if fault:
            raise BackupError(f"{name} of the backup is damaged: {fault}.")


@contextmanager
def _database(found: Unpacked, folder: Path, *, scratch: bool) -> Iterator[Place]:
    """The instance that was laid out, with its database: its own file, or one on the operator's server."""
    if not found.head.has_server:
        yield Place(folder)
        return
    dump = folder / DUMP
    if scratch:
        with scratch_database() as url:
            postgres.load(url, dump)
            yield Place(folder, url)
        return
    if connection.vendor != "postgresql" or not is_empty_server():
        raise RefusedError(
            f"The backup is of a PostgreSQL database. Set {NAME} to an empty database of your server: "
            "one with tables in it is left alone."
        )
    postgres.load(server_url(), dump)
    try:
        dump.unlink()
        yield Place(folder, server_url())
    except BaseException:
        empty_server()
        raise


def _verify(place: Place, found: Unpacked, given: Given, say: Say) -> None:
    """Hold log and tables of what was laid out against each other."""
    for line in place.must("log", "verify", variables=_site(found)).out.splitlines()[:1]:
        say(line)
    if given.passphrase is None or found.sealed is None:
        # Without the secret of the instance, agents that are known by e-mail have other addresses.
        place.must("log", "rebuild", variables=_site(found))
        say("Every table was made anew from the log. The keys are not part of it: the log goes on under a new key.")
    else:
        said = place.run("log", "rebuild", "--check", variables=_site(found))
        if said.code:
            raise BackupError(f"A table of the backup is not what the log says. {said.why}")
        say(said.out.strip())


def _site(found: Unpacked) -> dict[str, str]:
    """The address of the instance, where the operator names none."""
    named = any(name in os.environ for name in ("OSHMARK_BASE_URL", "OSHMARK_BASE_URL_FILE"))
    return {} if named else {"OSHMARK_BASE_URL": found.head.site}
