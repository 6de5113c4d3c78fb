# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Files of others by their SHA-256, each a file of its own in a folder, whole or not there at all.

They may be large, so none of them is ever held in memory as a whole: they are written piece by piece beside their
place, and moved there once they are on the disk. Whoever is killed in between leaves a piece that `tidy` takes away.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from oshmark.errors import OshmarkError, StateError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

DIGEST_LENGTH = 64
HEXADECIMAL = frozenset("0123456789abcdef")
STAGED = "staged"
PIECE_BYTES = 256 * 1024


class TooLargeFileError(OshmarkError):
    """A file that is larger than it may be; nothing of it is kept."""


class Staged(msgspec.Struct, frozen=True):
    """A file that is on the disk, and not in its place yet: its digest, its bytes, and where it waits."""

    digest: str
    size: int
    path: Path


class Archive:
    """The files of an instance in the folder `root`. Threads and processes may share it.

    Every method raises `StateError` when the disk says no.
    """

    def __init__(self, root: Path) -> None:
        self._root = root

    def stage(self, pieces: Iterable[bytes], *, limit: int) -> Staged:
        """Write a file of at most `limit` bytes beside its place. Raises `TooLargeFileError`."""
        with _told("kept"):
            folder = self._root / STAGED
            folder.mkdir(parents=True, exist_ok=True)
            path = folder / secrets.token_hex(16)
            try:
                digest, size = _write(path, pieces, limit)
            except BaseException:
                path.unlink(missing_ok=True)
                raise
        return Staged(digest, size, path)

    def settle(self, staged: Staged) -> None:
        """Put a file into its place; one that is there already is the same."""
        with _told("kept"):
            place = self._place(staged.digest)
            place.parent.mkdir(exist_ok=True)
            staged.path.replace(place)
            _sync(place.parent)

    def give_up(self, staged: Staged) -> None:
        """Take a staged file away."""
        with _told("deleted"):
            staged.path.unlink(missing_ok=True)

    def put(self, pieces: Iterable[bytes], *, limit: int) -> str:
        """Keep a file at once, and give its digest."""
        staged = self.stage(pieces, limit=limit)
        self.settle(staged)
        return staged.digest

    def size(self, digest: str) -> int | None:
        """Bytes of a file; `None` where it is not there."""
        with _told("read"):
            try:
                return self._place(digest).stat().st_size
            except FileNotFoundError:
                return None

    def read(self, digest: str, *, limit: int) -> bytes | None:
        """The first `limit` bytes of a file; `None` where it is not there."""
        pieces = list(self.pieces(digest, 0, limit))
        return b"".join(pieces) if pieces or self.size(digest) is not None else None

    def pieces(self, digest: str, start: int, length: int) -> Iterator[bytes]:
        """`length` bytes of a file from `start` on, piece by piece; nothing where it is not there."""
        with _told("read"):
            try:
                file = self._place(digest).open("rb")
            except FileNotFoundError:
                return
            with file:
                file.seek(start)
                while length > 0 and (piece := file.read(min(length, PIECE_BYTES))):
                    length -= len(piece)
                    yield piece

    def is_whole(self, digest: str) -> bool:
        """Whether a file is there and still has the bytes that its name says."""
        found = hashlib.sha256()
        size = self.size(digest)
        for piece in self.pieces(digest, 0, size or 0):
            found.update(piece)
        return size is not None and found.hexdigest() == digest

    def remove(self, digest: str) -> None:
        """Delete a file for good."""
        with _told("deleted"):
            place = self._place(digest)
            place.unlink(missing_ok=True)
            if place.parent.is_dir():
                _sync(place.parent)

    def digests(self) -> Iterator[str]:
        """The digests of all files."""
        with _told("read"):
            for folder in sorted(self._root.glob("[0-9a-f][0-9a-f]")):
                yield from sorted(path.name for path in folder.iterdir() if is_digest(path.name))

    def tidy(self, before: datetime) -> int:
        """Take away what was staged before a time and never came to its place, and give the number of these."""
        count = 0
        with _told("deleted"):
            for path in (self._root / STAGED).glob("*"):
                try:
                    if path.stat().st_mtime < before.timestamp():
                        path.unlink()
                        count += 1
                except FileNotFoundError:  # somebody else was first
                    continue
        return count

    def _place(self, digest: str) -> Path:
        if not is_digest(digest):
            raise StateError(f"“{digest[:80]}” is no digest of a file.")
        return self._root / digest[:2] / digest


def is_digest(text: str) -> bool:
    """Whether a text is a SHA-256 as it is written here."""
    return len(text) == DIGEST_LENGTH and HEXADECIMAL.issuperset(text)


def _write(path: Path, pieces: Iterable[bytes], limit: int) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    with path.open("xb") as file:
        for piece in pieces:
            size += len(piece)
            if size > limit:
                raise TooLargeFileError(f"The file has more than {limit:,} bytes.")
            digest.update(piece)
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())
    return digest.hexdigest(), size


def _sync(folder: Path) -> None:
    """Have the disk write down which names a folder has."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def _told(what: str) -> Iterator[None]:
    """Say that files cannot be kept, read or deleted, without the names of files of this machine."""
    try:
        yield
    except OSError as exc:
        said = exc.strerror or "the disk reports an error"
        raise StateError(f"Archived files cannot be {what}: {said}. Look for a full disk or missing rights.") from exc
