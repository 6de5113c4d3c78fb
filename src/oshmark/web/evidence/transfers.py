# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Files that come in pieces. A file on its way is as long as it is on the disk: that alone says where to go on.

Pieces are added at the end, under a lock that is held for one write and no longer, and only where they begin where the
file ends. So two senders at once cannot mix, one that is gone without a word stands in nobody's way, and whoever is
killed in the middle leaves a beginning that is right.
"""

from __future__ import annotations

import fcntl
import os
import secrets
from datetime import timedelta
from typing import TYPE_CHECKING

import msgspec
from django.conf import settings
from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from oshmark.errors import OshmarkError, RefusedError
from oshmark.web.evidence.models import Transfer

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

FOLDER = "unfinished"
PIECE_BYTES = 256 * 1024
MEGABYTE = 1_000_000
MOST_AT_ONCE = 10
"""Of one person."""
KEPT_FOR = timedelta(days=3)
STALE = timedelta(days=1)
"""A file that belongs to no row any more is left by somebody who was killed."""


class OffsetError(OshmarkError):
    """A piece does not begin where the file ends, which is at `offset`."""

    retry_helps = True

    def __init__(self, offset: int) -> None:
        super().__init__(f"The file is here up to byte {offset:,}. Go on from there.")
        self.offset = offset


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody wants to send; the fields are those of `Transfer`."""

    application: str
    place: str
    kind: str
    name: str
    mark: str
    private: bool
    size: int


def begin(wanted: Wanted, person: str, now: datetime, *, left: int) -> Transfer:
    """Note that a file is on its way. `left`: bytes that the application may still have.

    Raises `RefusedError` for an empty file, one that is too large, and too many at once.
    """
    if wanted.size <= 0:
        raise RefusedError(_("The file is empty."))
    if wanted.size > settings.ARCHIVE_FILE_MB * MEGABYTE:
        raise RefusedError(too_large())
    with transaction.atomic():
        mine = Transfer.objects.filter(person=person)
        if mine.count() >= MOST_AT_ONCE:
            raise RefusedError(_("You have begun many files already. Finish one of them, or throw it away."))
        on_its_way = Transfer.objects.filter(application=wanted.application).aggregate(all=Sum("size"))["all"] or 0
        if wanted.size + on_its_way > left:
            raise RefusedError(_("There is no room left for this file in the application."))
        facts = {**msgspec.structs.asdict(wanted), "person": person, "began_at": now, "touched_at": now}
        return Transfer.objects.create(token=secrets.token_hex(16), **facts)


def too_large() -> str:
    """What is said of a file that is too large."""
    return _("The file is too large: one file may have %(mb)d MB.") % {"mb": settings.ARCHIVE_FILE_MB}


def path_of(transfer: Transfer) -> Path:
    """Where what has come of it lies."""
    folder: Path = settings.EVIDENCE / FOLDER
    return folder / transfer.token


def offset_of(transfer: Transfer) -> int:
    """How many bytes have come."""
    try:
        return path_of(transfer).stat().st_size
    except FileNotFoundError:
        return 0


def is_whole(transfer: Transfer) -> bool:
    """Whether all of it has come."""
    return offset_of(transfer) == transfer.size


def append(transfer: Transfer, at: int, read: Callable[[int], bytes], length: int, now: datetime) -> int:
    """Add `length` bytes that `read` gives, which begin at byte `at`; gives how many have come in all.

    Whatever `read` raises goes through, and what came before stays. Raises `OffsetError`.
    """
    path = path_of(transfer)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab", buffering=0) as file:
        if at != (here := os.fstat(file.fileno()).st_size) or at + length > transfer.size:
            raise OffsetError(here)
        try:
            while length and (piece := read(min(length, PIECE_BYTES))):
                _add(file.fileno(), at, piece)
                at += len(piece)
                length -= len(piece)
        finally:
            os.fsync(file.fileno())
    Transfer.objects.filter(pk=transfer.pk).update(touched_at=now)
    return at


def _add(descriptor: int, at: int, piece: bytes) -> None:
    """Write one piece where the file ends, unless it ends somewhere else by now."""
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    try:
        here = os.fstat(descriptor).st_size
        if here != at:
            raise OffsetError(here)
        rest = memoryview(piece)
        while rest:
            rest = rest[os.write(descriptor, rest) :]
    finally:
        fcntl.flock(descriptor, fcntl.LOCK_UN)


def throw_away(transfer: Transfer) -> None:
    """Forget it, with all that has come."""
    Transfer.objects.filter(pk=transfer.pk).delete()
    remove_bytes(transfer)


def remove_bytes(transfer: Transfer) -> None:
    """Delete what has come of it."""
    path_of(transfer).unlink(missing_ok=True)


def expires_at(transfer: Transfer) -> datetime:
    """When it is thrown away, if nothing comes any more."""
    return transfer.touched_at + KEPT_FOR


def expire(now: datetime) -> int:
    """Throw away what nobody has gone on with, and what a killed process has left; gives the number of files."""
    old = list(Transfer.objects.filter(touched_at__lt=now - KEPT_FOR))
    for one in old:
        throw_away(one)
    return len(old) + _sweep(now)


def _sweep(now: datetime) -> int:
    folder: Path = settings.EVIDENCE / FOLDER
    known = set(Transfer.objects.values_list("token", flat=True))
    count = 0
    for path in folder.glob("*"):
        try:
            if path.name not in known and path.stat().st_mtime < (now - STALE).timestamp():
                path.unlink()
                count += 1
        except FileNotFoundError:  # somebody else was first
            continue
    return count
