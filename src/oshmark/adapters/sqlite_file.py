# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A SQLite file of our own beside the database: one that threads and processes share, and where what is deleted is
overwritten."""

from __future__ import annotations

import fcntl
import os
import sqlite3
import threading
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from pathlib import Path

WAIT_S = 30
"""How long a writer waits for another one."""


class SqliteFile:
    """The file at `path` with the tables of `schema`; `synchronous` says what a write waits for: FULL for the disk."""

    def __init__(self, path: Path, schema: str, *, synchronous: Literal["FULL", "NORMAL"]) -> None:
        self.path = path
        self._schema, self._synchronous = schema, synchronous
        self._local = threading.local()

    def connection(self) -> sqlite3.Connection:
        """A connection of this thread and process: SQLite's may not be carried over a fork."""
        if getattr(self._local, "process", None) != os.getpid():
            self._local.connection, self._local.process = self._connect(), os.getpid()
        opened: sqlite3.Connection = self._local.connection
        return opened

    def _connect(self) -> sqlite3.Connection:
        """A new connection. One after the other: SQLite does not let two change the journal of a new file at once."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.with_suffix(".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            connection = sqlite3.connect(self.path, timeout=WAIT_S)
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute(f"PRAGMA synchronous={self._synchronous}")
            connection.execute("PRAGMA secure_delete=ON")
            connection.executescript(self._schema)
            connection.commit()
        return connection


def said(error: Exception) -> str:
    """What the disk or SQLite says, without the names of files of this machine."""
    return error.strerror or "the disk reports an error" if isinstance(error, OSError) else str(error)
