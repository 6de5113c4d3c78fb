# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Thumbnails by the SHA-256 of the picture they were made from, and which release shows which.

One SQLite file, apart from the database and from the payloads: a cache that may be lost, and is made anew from the
pictures themselves (decision 10).
"""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import msgspec

from oshmark.adapters.pictures.answer import LIST_WIDTH, PAGE_WIDTH, Thumbnail, Why
from oshmark.adapters.sqlite_file import SqliteFile, said
from oshmark.errors import StateError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime
    from pathlib import Path

FILE = "pictures.sqlite3"
MAX_ASKED = 500
"""Releases in one question; SQLite binds so many values on every system."""
_TABLES = """
CREATE TABLE IF NOT EXISTS thumbnail (
  source TEXT NOT NULL, name INTEGER NOT NULL, width INTEGER NOT NULL, height INTEGER NOT NULL, content BLOB NOT NULL,
  PRIMARY KEY (source, name)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS picture (
  release TEXT NOT NULL, reference TEXT NOT NULL, place INTEGER, source TEXT, address TEXT NOT NULL,
  licence TEXT NOT NULL, refused TEXT, kept_at TEXT NOT NULL, PRIMARY KEY (release, reference)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS picture_source ON picture (source);
"""
_PUT = """
INSERT INTO picture VALUES (:release, :reference, :place, :source, :address, :licence, :refused, :kept_at)
ON CONFLICT DO UPDATE SET place = excluded.place, source = excluded.source, address = excluded.address,
licence = excluded.licence, refused = excluded.refused, kept_at = excluded.kept_at
"""
_ORPHANS = "DELETE FROM thumbnail WHERE source NOT IN (SELECT source FROM picture WHERE source IS NOT NULL)"
_SHOWN = """
SELECT p.release, p.reference, p.place, p.source, p.address, p.licence, p.refused,
  page.width, page.height, list.width, list.height
FROM picture AS p LEFT JOIN thumbnail AS page ON page.source = p.source AND page.name = {page}
LEFT JOIN thumbnail AS list ON list.source = p.source AND list.name = {list}
WHERE p.release IN ({marks}) ORDER BY p.release, p.place IS NULL, p.place, p.reference
"""


class Kept(msgspec.Struct, frozen=True):
    """A picture that a release names.

    `reference` is the path or address as the manifest writes it; `place` its place among the pictures of the module
    itself, `None` for one that only parts name; `source` the SHA-256 of its bytes, where they were there; `address`
    where people can see it, or empty; `licence` what the repository says of this file alone, or empty.
    """

    release: str
    reference: str
    place: int | None
    source: str | None
    address: str
    licence: str
    refused: Why | None = None


class Shown(msgspec.Struct, frozen=True):
    """A kept picture with the sizes of its thumbnails, (0, 0) where there are none."""

    kept: Kept
    page: tuple[int, int]
    list: tuple[int, int]


class Pictures:
    """The pictures of an instance in the folder `root`. Threads and processes may share it.

    Every method raises `StateError` when the file cannot be used.
    """

    def __init__(self, root: Path) -> None:
        self._file = SqliteFile(root / FILE, _TABLES, synchronous="NORMAL")

    def stamp(self) -> tuple[int, ...]:
        """What changes whenever something is written, by whichever process."""
        found: list[int] = []
        for path in (self._file.path, self._file.path.with_name(f"{FILE}-wal")):
            try:
                status = path.stat()
            except OSError:
                continue
            found += (status.st_ino, status.st_mtime_ns, status.st_size)
        return tuple(found)

    def put(self, kept: Kept, thumbnails: Sequence[Thumbnail], *, now: datetime) -> None:
        """Keep what is known of a picture, in the place of what was; thumbnails that nobody shows any more go."""
        row = {**msgspec.to_builtins(kept), "kept_at": now.isoformat()}
        made = [(kept.source, one.name, one.width, one.height, one.content) for one in thumbnails]
        with _told("kept"), self._file.connection() as connection:
            before = connection.execute(
                "SELECT source FROM picture WHERE release = ? AND reference = ?", (kept.release, kept.reference)
            ).fetchone()
            connection.execute(_PUT, row)
            connection.executemany("INSERT OR REPLACE INTO thumbnail VALUES (?, ?, ?, ?, ?)", made)
            if before is not None and before[0] not in (None, kept.source):
                connection.execute(_ORPHANS)

    def has(self, source: str) -> bool:
        """Whether there are thumbnails of a picture."""
        return bool(self._ask("SELECT 1 FROM thumbnail WHERE source = ? AND name = ?", (source, PAGE_WIDTH)))

    def content(self, source: str, name: int) -> bytes | None:
        """A thumbnail; `None` when there is none."""
        rows = self._ask("SELECT content FROM thumbnail WHERE source = ? AND name = ?", (source, name))
        return bytes(rows[0][0]) if rows else None

    def releases_with(self, source: str) -> list[str]:
        """The addresses of the releases that name a picture with these bytes."""
        rows = self._ask("SELECT DISTINCT release FROM picture WHERE source = ? LIMIT ?", (source, MAX_ASKED))
        return [row[0] for row in rows]

    def releases(self) -> list[str]:
        """The addresses of all releases of which pictures are known."""
        return [row[0] for row in self._ask("SELECT DISTINCT release FROM picture", ())]

    def of(self, releases: Sequence[str]) -> dict[str, list[Shown]]:
        """By release everything that is known of its pictures: those of the module first, in their order."""
        found: dict[str, list[Shown]] = {release: [] for release in releases}
        for row in self._rows(releases[:MAX_ASKED]):
            found[row[0]].append(_shown(row))
        return found

    def _rows(self, releases: Sequence[str]) -> list[tuple[Any, ...]]:
        marks = ", ".join("?" * len(releases))
        return self._ask(_SHOWN.format(page=PAGE_WIDTH, list=LIST_WIDTH, marks=marks), tuple(releases))

    def forget(self, release: str) -> None:
        """Forget the pictures of a release, and the thumbnails that no other one shows."""
        with _told("deleted"), self._file.connection() as connection:
            connection.execute("DELETE FROM picture WHERE release = ?", (release,))
            connection.execute(_ORPHANS)

    def _ask(self, query: str, values: tuple[Any, ...]) -> list[tuple[Any, ...]]:
        """The rows of an answer; none where no picture was ever kept, so that reading makes no file."""
        with _told("read"):
            return self._file.connection().execute(query, values).fetchall() if self._file.path.exists() else []


@contextmanager
def _told(what: str) -> Iterator[None]:
    """Say that pictures cannot be kept, read or deleted, without the names of files of this machine."""
    try:
        yield
    except (OSError, sqlite3.Error) as exc:
        message = f"Pictures cannot be {what}: {said(exc)}. Look for a full disk or missing rights; a damaged file of"
        raise StateError(
            f"{message} pictures may be removed, and is made anew when manifests are added again."
        ) from exc


def _shown(row: tuple[Any, ...]) -> Shown:
    release, reference, place, source, address, licence, refused, *sizes = row
    kept = Kept(release, reference, place, source, address, licence, None if refused is None else Why(refused))
    width, height, list_width, list_height = (size or 0 for size in sizes)
    return Shown(kept, (width, height), (list_width, list_height))
