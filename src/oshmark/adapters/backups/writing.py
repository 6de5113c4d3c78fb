# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Writing a backup, file by file, with little memory however much there is."""

from __future__ import annotations

import gzip
import hashlib
import os
import tarfile
import tempfile
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING

import msgspec

from oshmark.adapters.backups.form import BLOCK, HEAD, KEYS, PIECE, SUMS, BackupError, Head, is_place
from oshmark.adapters.backups.sealing import seal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

PARTIAL = ".partial"
PACKING = 1
"""Most of it is packed already; what is not, the database, gets small at the lowest level too."""
_ONLY_OURS = 0o600


class BackupWriter:
    """Writes the files of one backup in the order in which they are added; `end` comes last."""

    def __init__(self, file: IO[bytes] | gzip.GzipFile, sums: IO[bytes], head: Head) -> None:
        self._tar, self._sums = file, sums
        self._time = int(head.made_at.timestamp())
        self._put(HEAD, msgspec.json.format(msgspec.json.encode(head), indent=1) + b"\n")

    def add(self, name: str, path: Path) -> int | None:
        """Add a file, and give its bytes; `None` where it is not there any more. Raises `BackupError` where it changes
        meanwhile."""
        if not is_place(name):
            raise BackupError(f"“{name}” is no name of a file in a backup.")
        try:
            file = path.open("rb")
        except FileNotFoundError:
            return None
        with file:
            size = os.fstat(file.fileno()).st_size
            self._copy(name, file, size)
        return size

    def end(self, secrets: Mapping[str, str] | None, passphrase: str) -> None:
        """Write the digests, and the secrets under a passphrase; none where they are left out."""
        size, digest = self._sums.tell(), hashlib.sha256()
        self._sums.seek(0)
        self._header(SUMS, size)
        while piece := self._sums.read(PIECE):
            digest.update(piece)
            self._tar.write(piece)
        self._pad(size)
        if secrets is not None:
            sealed = seal(msgspec.json.encode(secrets), passphrase, bound_to=digest.digest())
            self._header(KEYS, len(sealed))
            self._tar.write(sealed)
            self._pad(len(sealed))
        self._tar.write(bytes(2 * BLOCK))

    def _put(self, name: str, content: bytes) -> None:
        self._header(name, len(content))
        self._tar.write(content)
        self._pad(len(content))
        self._note(name, hashlib.sha256(content).hexdigest())

    def _copy(self, name: str, file: IO[bytes], size: int) -> None:
        digest, left = hashlib.sha256(), size
        self._header(name, size)
        while left and (piece := file.read(min(left, PIECE))):
            left -= len(piece)
            digest.update(piece)
            self._tar.write(piece)
        if left:
            raise BackupError(f"{name} has changed while it was read. Begin again.")
        self._pad(size)
        self._note(name, digest.hexdigest())

    def _header(self, name: str, size: int) -> None:
        info = tarfile.TarInfo(name)
        info.size, info.mtime, info.mode = size, self._time, _ONLY_OURS
        self._tar.write(info.tobuf(tarfile.GNU_FORMAT))  # without headers before it, of whatever size a file is

    def _pad(self, size: int) -> None:
        self._tar.write(bytes(-size % BLOCK))

    def _note(self, name: str, digest: str) -> None:
        self._sums.write(f"{digest}  {name}\n".encode())


@contextmanager
def writing_backup(path: Path, head: Head) -> Iterator[BackupWriter]:
    """A backup that is at its place when the block ends well, and not at all where it does not. Whoever is killed in
    between leaves a file with another name, which the next one replaces."""
    partial = path.with_name(f".{path.name}{PARTIAL}")
    partial.unlink(missing_ok=True)
    try:
        descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _ONLY_OURS)
        with os.fdopen(descriptor, "wb") as raw, tempfile.TemporaryFile(dir=path.parent) as sums:
            with gzip.GzipFile("", "wb", PACKING, raw, mtime=int(head.made_at.timestamp())) as packed:
                yield BackupWriter(packed, sums, head)
            raw.flush()
            os.fsync(raw.fileno())
        partial.replace(path)
        _sync(path.parent)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
