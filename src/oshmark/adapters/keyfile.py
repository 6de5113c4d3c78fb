# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The keys that sign the log, in one file of the instance that nobody else may read.

It lies outside the database, so that a copy of the database signs nothing. Of a key that was replaced the private half
is thrown away, and the public one kept.
"""

from __future__ import annotations

import fcntl
import os
import stat
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from oshmark.adapters.sqlite_file import said
from oshmark.credential.exported import DatedKey
from oshmark.credential.notes import PublicKey, public_key, read_key
from oshmark.errors import StateError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_ONLY_OURS = 0o600
_OF_OTHERS = stat.S_IRWXG | stat.S_IRWXO
_HELP = "Restore it from a backup. Without it the log goes on under a new key, which others have to be told of."


class _Kept(msgspec.Struct):
    """A key as it lies in the file; `private` are 32 bytes in hexadecimal digits, of the present key only."""

    key: str
    since: datetime
    until: datetime | None = None
    private: str = ""


class SigningKey(msgspec.Struct, frozen=True):
    """The key that signs at present."""

    public: PublicKey
    private: bytes


class LogKeys:
    """The keys in the file at `path`, which is made when a key is asked for first."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def present(self, name: str, *, now: datetime) -> SigningKey:
        """The key that signs under this name; a new one, where there is none or the log had another name before."""
        found = _signing(self._read(), name)
        return found or self._begin(name, now=now, anew=False)

    def rotate(self, name: str, *, now: datetime) -> SigningKey:
        """Begin a new key, and let the present one end."""
        return self._begin(name, now=now, anew=True)

    def published(self) -> list[DatedKey]:
        """The public halves of all keys that there were, the oldest first."""
        return [DatedKey(one.key, one.since, one.until) for one in self._read()]

    def _begin(self, name: str, *, now: datetime, anew: bool) -> SigningKey:
        now = now.astimezone(UTC)
        with self._locked():
            kept = self._read()
            found = None if anew else _signing(kept, name)
            if found is not None:  # somebody else was quicker
                return found
            private = Ed25519PrivateKey.generate().private_bytes_raw()
            made = SigningKey(public_key(name, private), private)
            ended = [_Kept(one.key, one.since, one.until or now) for one in kept]
            self._write([*ended, _Kept(made.public.text, now, None, private.hex())])
        return made

    def _read(self) -> list[_Kept]:
        try:
            if self._path.stat().st_mode & _OF_OTHERS:
                fault = "Others can read the file of the keys that sign the log. Take their rights away: chmod 600"
                raise StateError(f"{fault} {self._path.name}, and begin a new key: oshmark log rotate.")
            return msgspec.json.decode(self._path.read_bytes(), type=list[_Kept])
        except FileNotFoundError:
            return []
        except OSError as exc:
            raise StateError(f"The keys that sign the log cannot be read: {said(exc)}.") from exc
        except msgspec.DecodeError as exc:
            raise StateError(f"The file of the keys that sign the log is damaged. {_HELP}") from exc

    def _write(self, kept: list[_Kept]) -> None:
        partial = self._path.with_suffix(".new")
        try:
            partial.unlink(missing_ok=True)
            descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _ONLY_OURS)
            with os.fdopen(descriptor, "wb") as file:
                file.write(msgspec.json.format(msgspec.json.encode(kept), indent=1) + b"\n")
                file.flush()
                os.fsync(file.fileno())
            partial.replace(self._path)
            _sync_folder(self._path.parent)
        except OSError as exc:
            raise StateError(f"The keys that sign the log cannot be kept: {said(exc)}.") from exc

    @contextmanager
    def _locked(self) -> Iterator[None]:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with self._path.with_suffix(".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def _signing(kept: list[_Kept], name: str) -> SigningKey | None:
    if not kept or not kept[-1].private:
        return None
    public, private = read_key(kept[-1].key), bytes.fromhex(kept[-1].private)
    return SigningKey(public, private) if public.name == name else None


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
