# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is in an archive: names and sizes, counted while it is unpacked into nothing. Imported by the child alone."""

from __future__ import annotations

import gzip
import io
import lzma
import tarfile
import zipfile
import zlib
from typing import TYPE_CHECKING

from oshmark.adapters.opening.answer import (
    FREE_RATIO_BYTES,
    MOST_MEMBERS,
    MOST_RATIO,
    MOST_SHOWN,
    MOST_UNPACKED,
    Listing,
    Member,
    Note,
    RefusedFile,
    Why,
)

if TYPE_CHECKING:
    from typing import IO

ZIP, GZIP = b"PK\x03\x04", b"\x1f\x8b"
PIECE_BYTES = 256 * 1024
LONGEST_NAME = 300
_END, _END_BYTES, _COMMENT_BYTES = b"PK\x05\x06", 22, 65_535
_MOST_DIRECTORY = 4_000_000
_LOCKED = 0x1
_ARCHIVES = (".zip", ".gz", ".tgz", ".tar", ".7z", ".rar", ".xz", ".bz2", ".zst", ".jar")
_FOREIGN = (
    *(zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, OSError, EOFError, ValueError, TypeError),
    *(NotImplementedError, RuntimeError, LookupError, OverflowError, AttributeError),
)
"""With what the libraries meet an archive that breaks its own rules."""


class _Count:
    """What all files are together, as long as that is bearable."""

    def __init__(self, packed: int) -> None:
        self._most = min(MOST_UNPACKED, FREE_RATIO_BYTES + packed * MOST_RATIO)
        self._read = 0
        self.members: list[Member] = []
        self.files = self.size = 0

    def more(self, size: int) -> None:
        """Count bytes. Raises `RefusedFile` for what is no honest archive any more."""
        self._read += size
        if self._read > self._most:
            raise RefusedFile(Why.BOMB)

    def add(self, name: str, size: int, note: Note | None) -> None:
        """Note a file."""
        self.files += 1
        self.size += size
        if self.files > MOST_MEMBERS:
            raise RefusedFile(Why.TOO_MANY)
        if self.files <= MOST_SHOWN:
            self.members.append(Member(name[:LONGEST_NAME], size, note or _note(name)))

    def listing(self) -> Listing:
        """Everything."""
        return Listing(tuple(self.members), self.files, self.size)


def listing_of(raw: bytes) -> Listing:
    """The files in an archive. Raises `RefusedFile`."""
    count = _Count(len(raw))
    try:
        if raw.startswith(ZIP):
            _read_zip(raw, count)
        else:
            _read_tar(raw, count)
    except _FOREIGN as exc:
        raise RefusedFile(Why.DAMAGED) from exc
    return count.listing()


def _read_zip(raw: bytes, count: _Count) -> None:
    _check_directory(raw)
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        for info in archive.infolist():
            if info.is_dir():
                continue
            if info.flag_bits & _LOCKED:
                count.add(info.filename, info.file_size, Note.LOCKED)
                continue
            with archive.open(info) as file:
                count.add(info.filename, _drained(file, count), None)


def _check_directory(raw: bytes) -> None:
    """The list of files is read as a whole by the library; so it must not be long."""
    at = raw.rfind(_END, max(0, len(raw) - _END_BYTES - _COMMENT_BYTES))
    if at < 0:
        raise RefusedFile(Why.DAMAGED)
    if int.from_bytes(raw[at + 12 : at + 16], "little") > _MOST_DIRECTORY:
        raise RefusedFile(Why.TOO_MANY)


def _drained(file: IO[bytes], count: _Count) -> int:
    size = 0
    while piece := file.read(PIECE_BYTES):
        size += len(piece)
        count.more(len(piece))
    return size


class _Counting(io.RawIOBase):
    """What is unpacked, counted on its way to who reads the list of files."""

    def __init__(self, file: IO[bytes], count: _Count) -> None:
        self._file, self._count = file, count

    def readable(self) -> bool:
        """It is."""
        return True

    def read(self, size: int = -1) -> bytes:
        """At most so much."""
        piece = self._file.read(min(size, PIECE_BYTES) if size >= 0 else PIECE_BYTES)
        self._count.more(len(piece))
        return piece


def _read_tar(raw: bytes, count: _Count) -> None:
    source: IO[bytes] = gzip.GzipFile(fileobj=io.BytesIO(raw)) if raw.startswith(GZIP) else io.BytesIO(raw)  # type: ignore[assignment]  # a file of bytes
    counting = _Counting(source, count)
    with tarfile.open(fileobj=counting, mode="r|") as archive:
        for member in archive:
            if member.isdir():
                continue
            odd = member.issym() or member.islnk() or not member.isfile()
            count.add(member.name, member.size, Note.LINK if odd else None)
    while counting.read():  # what stands behind the end is unpacked by others, too
        pass


def _note(name: str) -> Note | None:
    steps = name.replace("\\", "/").split("/")
    if name.startswith(("/", "\\")) or ".." in steps or ":" in steps[0]:
        return Note.LEADS_OUT
    return Note.ARCHIVE if name.lower().endswith(_ARCHIVES) else None
