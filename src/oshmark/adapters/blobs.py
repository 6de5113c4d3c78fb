# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Payloads by their SHA-256: written once, never changed, checked when read.

Manifests are small and many, so they lie together in one SQLite file: a thousand of them cost one write to the disk
instead of a thousand, and what is written is there whole or not at all.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from oshmark.adapters.sqlite_file import SqliteFile, said
from oshmark.errors import StateError
from oshmark.library.payload import digest_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

FILE = "payloads.sqlite3"
DIGEST_LENGTH = 64
HEXADECIMAL = frozenset("0123456789abcdef")
_TABLE = "CREATE TABLE IF NOT EXISTS payload (digest TEXT PRIMARY KEY, raw BLOB NOT NULL) WITHOUT ROWID"

# Bytes that were damaged on the disk are mended by putting them again.
_PUT = "INSERT INTO payload VALUES (?, ?) ON CONFLICT DO UPDATE SET raw = excluded.raw WHERE raw IS NOT excluded.raw"


class Blobs:
    """The payload store of an instance in the folder `root`. Threads and processes may share it."""

    def __init__(self, root: Path) -> None:
        self._file = SqliteFile(root / FILE, _TABLE, synchronous="FULL")

    def put(self, raw: bytes) -> str:
        """Keep the bytes and give their digest; keeping the same bytes again changes nothing."""
        return self.put_many([raw])[0]

    def put_many(self, raws: Sequence[bytes]) -> list[str]:
        """Keep several payloads in one write; they are on the disk when this returns, all or none."""
        digests = [digest_of(raw) for raw in raws]
        try:
            with self._file.connection() as connection:
                connection.executemany(_PUT, zip(digests, raws, strict=True))
        except (OSError, sqlite3.Error) as exc:
            raise StateError(f"Payloads cannot be kept: {said(exc)}. Look for a full disk or missing rights.") from exc
        return digests

    def remove_many(self, digests: Sequence[str]) -> None:
        """Delete payloads for good: their bytes are overwritten in the file, and in the journal that led to it."""
        try:
            with self._file.connection() as connection:
                connection.executemany("DELETE FROM payload WHERE digest = ?", [(digest,) for digest in digests])
            self._file.connection().execute("PRAGMA wal_checkpoint(TRUNCATE)")
        except (OSError, sqlite3.Error) as exc:
            message = f"Payloads cannot be deleted: {said(exc)}. Look for missing rights, and do it again."
            raise StateError(message) from exc

    def get(self, digest: str) -> bytes:
        """The bytes of a digest; raises `StateError` when they are missing or damaged."""
        if len(digest) != DIGEST_LENGTH or not HEXADECIMAL.issuperset(digest):
            raise StateError(f"“{digest[:80]}” is no digest of a payload.")
        try:
            row = self._file.connection().execute("SELECT raw FROM payload WHERE digest = ?", (digest,)).fetchone()
        except (OSError, sqlite3.Error) as exc:
            raise StateError(
                f"Payload {digest} cannot be read: {said(exc)}. Restore the payloads from a backup."
            ) from exc
        if row is None:
            raise StateError(f"Payload {digest} is missing. Restore the payloads from a backup.")
        raw = bytes(row[0])
        if digest_of(raw) != digest:
            raise StateError(f"Payload {digest} is damaged: its bytes have another digest. Restore it from a backup.")
        return raw
