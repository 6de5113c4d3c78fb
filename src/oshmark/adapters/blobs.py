# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Payloads by their SHA-256: written once, never changed, checked when read.

Manifests are small and many, so they lie together in one SQLite file: a thousand of them cost one write to the disk
instead of a thousand, and what is written is there whole or not at all.
"""

from __future__ import annotations

import fcntl
import os
import sqlite3
import threading
from typing import TYPE_CHECKING

from oshmark.errors import StateError
from oshmark.library.payload import digest_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

FILE = "payloads.sqlite3"
DIGEST_LENGTH = 64
HEXADECIMAL = frozenset("0123456789abcdef")
WAIT_S = 30
"""How long a writer waits for another one."""
_TABLE = "CREATE TABLE IF NOT EXISTS payload (digest TEXT PRIMARY KEY, raw BLOB NOT NULL) WITHOUT ROWID"

# Bytes that were damaged on the disk are mended by putting them again.
_PUT = "INSERT INTO payload VALUES (?, ?) ON CONFLICT DO UPDATE SET raw = excluded.raw WHERE raw IS NOT excluded.raw"


class Blobs:
    """The payload store of an instance in the folder `root`. Threads and processes may share it."""

    def __init__(self, root: Path) -> None:
        self._path = root / FILE
        self._local = threading.local()

    def put(self, raw: bytes) -> str:
        """Keep the bytes and give their digest; keeping the same bytes again changes nothing."""
        return self.put_many([raw])[0]

    def put_many(self, raws: Sequence[bytes]) -> list[str]:
        """Keep several payloads in one write; they are on the disk when this returns, all or none."""
        digests = [digest_of(raw) for raw in raws]
        try:
            with self._connection() as connection:
                connection.executemany(_PUT, zip(digests, raws, strict=True))
        except (OSError, sqlite3.Error) as exc:
            raise StateError(f"Payloads cannot be kept: {_said(exc)}. Look for a full disk or missing rights.") from exc
        return digests

    def remove_many(self, digests: Sequence[str]) -> None:
        """Delete payloads for good: their bytes are overwritten in the file, and in the journal that led to it."""
        try:
            with self._connection() as connection:
                connection.executemany("DELETE FROM payload WHERE digest = ?", [(digest,) for digest in digests])
            self._connection().execute("PRAGMA wal_checkpoint(TRUNCATE)")
        except (OSError, sqlite3.Error) as exc:
            message = f"Payloads cannot be deleted: {_said(exc)}. Look for missing rights, and do it again."
            raise StateError(message) from exc

    def get(self, digest: str) -> bytes:
        """The bytes of a digest; raises `StateError` when they are missing or damaged."""
        if len(digest) != DIGEST_LENGTH or not HEXADECIMAL.issuperset(digest):
            raise StateError(f"“{digest[:80]}” is no digest of a payload.")
        try:
            row = self._connection().execute("SELECT raw FROM payload WHERE digest = ?", (digest,)).fetchone()
        except (OSError, sqlite3.Error) as exc:
            raise StateError(
                f"Payload {digest} cannot be read: {_said(exc)}. Restore the payloads from a backup."
            ) from exc
        if row is None:
            raise StateError(f"Payload {digest} is missing. Restore the payloads from a backup.")
        raw = bytes(row[0])
        if digest_of(raw) != digest:
            raise StateError(f"Payload {digest} is damaged: its bytes have another digest. Restore it from a backup.")
        return raw

    def _connection(self) -> sqlite3.Connection:
        """A connection of this thread and process: SQLite's may not be carried over a fork."""
        if getattr(self._local, "process", None) != os.getpid():
            self._local.connection, self._local.process = self._connect(), os.getpid()
        opened: sqlite3.Connection = self._local.connection
        return opened

    def _connect(self) -> sqlite3.Connection:
        """A new connection. One after the other: SQLite does not let two change the journal of a new file at once."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with self._path.with_suffix(".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            connection = sqlite3.connect(self._path, timeout=WAIT_S)
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=FULL")
            connection.execute("PRAGMA secure_delete=ON")
            connection.execute(_TABLE)
            connection.commit()
        return connection


def _said(error: Exception) -> str:
    """What the disk or SQLite says, without the names of files of this machine."""
    return error.strerror or "the disk reports an error" if isinstance(error, OSError) else str(error)
