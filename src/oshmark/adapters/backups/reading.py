# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reading a backup into an empty folder. Whoever made the file may mean harm: nothing but plain files with names of the
closed list is taken, each once, and only as long as the disk has room."""

from __future__ import annotations

import gzip
import hashlib
import os
import shutil
import tarfile
import tempfile
import zlib
from typing import IO, TYPE_CHECKING

import msgspec

from oshmark.adapters.backups.form import (
    BLOCK,
    HEAD,
    KEYS,
    MAX_SMALL,
    PIECE,
    SUMS,
    BackupError,
    Head,
    is_place,
    named_digest,
    read_head,
)
from oshmark.adapters.backups.sealing import SealError, unseal

if TYPE_CHECKING:
    from pathlib import Path

ROOM = 256_000_000
"""Bytes of the disk that stay free."""
_BROKEN = "The file is no whole backup: it breaks off, or was changed."
_ONLY_OURS = 0o600


class Unpacked(msgspec.Struct, frozen=True):
    """What was read: how many files, of how many bytes in all. `sums` is the digest of the list of digests, to which
    the keys are bound."""

    head: Head
    files: int
    size: int
    sums: bytes
    sealed: bytes | None

    def secrets(self, passphrase: str) -> dict[str, str]:
        """The secrets of the instance, by the names of their files. Raises `SealError`."""
        raw = unseal(self.sealed or b"", passphrase, bound_to=self.sums)
        try:
            return msgspec.json.decode(raw, type=dict[str, str])
        except msgspec.DecodeError as exc:
            raise SealError("The sealed keys of the backup are damaged.") from exc


def unpack(path: Path, into: Path) -> Unpacked:
    """Read a backup into an empty folder, and hold every file against its digest. Raises `BackupError`; what was
    written until then is the caller's to remove."""
    try:
        with path.open("rb") as raw, gzip.GzipFile(fileobj=raw) as packed, tempfile.TemporaryFile() as sums:
            return _Reader(packed, sums, into).read()
    except (EOFError, zlib.error, gzip.BadGzipFile, tarfile.HeaderError, UnicodeDecodeError) as exc:
        raise BackupError(_BROKEN) from exc


class _Reader:
    """One backup. `sums` gets the digests of what is read, in the form and order of the backup's own list."""

    def __init__(self, tar: IO[bytes] | gzip.GzipFile, sums: IO[bytes], into: Path) -> None:
        self._tar, self._sums, self._into = tar, sums, into
        self._files = self._bytes = 0

    def read(self) -> Unpacked:
        head = self._head()
        while True:
            name, size = self._header()
            if name == SUMS:
                break
            self._file(name, size)
        sums = self._check_sums(size)
        sealed = None
        found = self._next_header()
        if found is not None:
            sealed = self._sealed(*found)
        if (sealed is None) != ("keys" in head.left_out):
            raise BackupError("The backup has lost its sealed keys, or was given some that are not its own.")
        self._finish()
        return Unpacked(head, self._files, self._bytes, sums, sealed)

    def _head(self) -> Head:
        name, size = self._header()
        if name != HEAD:
            raise BackupError("The file is no backup of oshmark.")
        raw = self._small(size)
        self._note(name, hashlib.sha256(raw).hexdigest())
        return read_head(raw)

    def _sealed(self, name: str, size: int) -> bytes:
        if name != KEYS:
            raise BackupError(f"The backup holds “{name[:80]}” behind its end, which belongs to no backup.")
        sealed = self._small(size)
        if self._next_header() is not None:
            raise BackupError("The backup goes on behind its end.")
        return sealed

    def _finish(self) -> None:
        """Read to the very end, where gzip holds everything against its checksum."""
        rest = self._exactly(BLOCK)
        if any(rest) or self._tar.read(1):
            raise BackupError("The backup goes on behind its end.")

    def _header(self) -> tuple[str, int]:
        found = self._next_header()
        if found is None:
            raise BackupError(_BROKEN)
        return found

    def _next_header(self) -> tuple[str, int] | None:
        """Name and size of the next file; `None` at the end. Links, folders, and long names have headers of other
        types, and are refused before anything of them is read."""
        block = self._exactly(BLOCK)
        if not any(block):
            return None
        info = tarfile.TarInfo.frombuf(block, "ascii", "strict")
        if info.type != tarfile.REGTYPE or info.size < 0:
            raise BackupError(f"The backup holds “{info.name[:80]}”, which is no plain file. It is not taken.")
        return info.name, info.size

    def _file(self, name: str, size: int) -> None:
        if not is_place(name):
            raise BackupError(f"The backup holds a file “{name[:80]}”, which belongs to no backup. It is not taken.")
        if size > shutil.disk_usage(self._into).free - ROOM:
            raise BackupError(f"{name} has {size:,} bytes, for which the disk has no room.")
        place = self._into / name
        place.parent.mkdir(parents=True, exist_ok=True)
        digest = self._write(name, place, size)
        if named_digest(name) not in (None, digest):
            raise BackupError(f"{name} is damaged: its bytes have another digest.")
        self._note(name, digest)
        self._files, self._bytes = self._files + 1, self._bytes + size

    def _write(self, name: str, place: Path, size: int) -> str:
        digest, left = hashlib.sha256(), size
        try:
            descriptor = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _ONLY_OURS)
        except FileExistsError:
            raise BackupError(f"The backup holds {name} twice. It is not taken.") from None
        with os.fdopen(descriptor, "wb") as file:
            while left:
                piece = self._exactly(min(left, PIECE))
                left -= len(piece)
                digest.update(piece)
                file.write(piece)
        self._pad(size)
        return digest.hexdigest()

    def _check_sums(self, size: int) -> bytes:
        """Hold the list of digests against what was read, and give its own."""
        digest, left = hashlib.sha256(), size
        ours = self._sums.tell()
        self._sums.seek(0)
        while left:
            piece = self._exactly(min(left, PIECE))
            left -= len(piece)
            digest.update(piece)
            if self._sums.read(len(piece)) != piece:
                raise BackupError("The backup is damaged: a file has not the digest that it had when it was written.")
        if ours != size:
            raise BackupError("The backup is damaged: files were added to it or taken out.")
        self._pad(size)
        return digest.digest()

    def _small(self, size: int) -> bytes:
        if size > MAX_SMALL:
            raise BackupError(_BROKEN)
        raw = self._exactly(size)
        self._pad(size)
        return raw

    def _pad(self, size: int) -> None:
        if any(self._exactly(-size % BLOCK)):
            raise BackupError(_BROKEN)

    def _exactly(self, count: int) -> bytes:
        raw = self._tar.read(count) if count else b""
        if len(raw) != count:
            raise BackupError(_BROKEN)
        return raw

    def _note(self, name: str, digest: str) -> None:
        self._sums.write(f"{digest}  {name}\n".encode())
