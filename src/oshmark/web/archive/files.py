# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Keeping, listing, reading and deleting archived files. What a release names is told by whoever archives it
(`web/library/archiving.py`)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import msgspec
from django.db import transaction
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from oshmark.errors import StateError
from oshmark.web import wiring
from oshmark.web.archive.media_types import file_name_of, media_type_of
from oshmark.web.archive.models import ArchivedFile, Archiving, ReadBill, Removed, Role
from oshmark.web.seen.files import note_change

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from oshmark.adapters.archive import Staged

AT_ONCE = 500
STALE = timedelta(days=1)
"""What was staged longer ago belongs to somebody who was killed."""


class Named(msgspec.Struct, frozen=True):
    """A file that a release names: its release, what the manifest writes, what it is, and where it is to be had."""

    release: str
    path: str
    role: Role
    fetched_from: str = ""


def files_of(release: str) -> list[ArchivedFile]:
    """The archived files of a release, by their role and path; those that could not be had are among them."""
    order = {role.value: place for place, role in enumerate(Role)}
    rows = ArchivedFile.objects.filter(release=release)
    return sorted(rows, key=lambda row: (order[row.role], row.path))


def open_file(sha256: str) -> Iterator[bytes] | None:
    """The bytes of an archived file, piece by piece; `None` where it is not there."""
    archive = wiring.archive()
    size = archive.size(sha256)
    return None if size is None else archive.pieces(sha256, 0, size)


def file_address(row: ArchivedFile) -> str:
    """Where a file is handed out; empty for one that could not be had."""
    return f"/files/{row.sha256}/{_quoted(row.name)}" if row.sha256 else ""


def _quoted(name: str) -> str:
    return urlencode({"": name})[1:].replace("+", "%20")


def is_kept(named: Named) -> bool:
    """Whether the file is there already, from the same address."""
    row = ArchivedFile.objects.filter(release=named.release, path=named.path).first()
    same = row is not None and row.sha256 and row.fetched_from == named.fetched_from
    return bool(same and row is not None and wiring.archive().size(row.sha256) == row.size)


def keep(named: Named, staged: Staged, now: datetime) -> ArchivedFile:
    """Keep a file of a release in the place of what was known of it."""
    archive = wiring.archive()
    # Within the transaction, so that who deletes what nobody names does not meet a file whose row is on its way.
    with transaction.atomic():
        row = _save(named, now, sha256=staged.digest, size=staged.size)
        archive.settle(staged)
        Removed.objects.filter(sha256=staged.digest).delete()
    return row


def note_problem(named: Named, problem: str, now: datetime) -> None:
    """Keep in words why a file could not be had. What is there of it stays."""
    with transaction.atomic():
        if not ArchivedFile.objects.filter(release=named.release, path=named.path).exclude(sha256="").exists():
            _save(named, now, problem=problem[:1000])


def _save(named: Named, now: datetime, **had: object) -> ArchivedFile:
    name = file_name_of(named.path)
    facts = {
        "role": named.role,
        "name": name,
        "sha256": "",
        "size": None,
        "media_type": media_type_of(name) if "sha256" in had else "",
        "fetched_from": named.fetched_from,
        "fetched_at": now,
        "problem": "",
        **had,
    }
    row, _is_new = ArchivedFile.objects.update_or_create(release=named.release, path=named.path, defaults=facts)
    note_change()
    return row


def forget(releases: Iterable[str], now: datetime) -> list[str]:
    """Delete the rows of releases that were withdrawn, within the caller's transaction, and give the digests of files
    that no other release names: they are to be deleted by `delete` when it is over."""
    wanted = list(releases)
    digests: set[str] = set()
    for piece in (wanted[at : at + AT_ONCE] for at in range(0, len(wanted), AT_ONCE)):
        rows = ArchivedFile.objects.filter(release__in=piece)
        digests.update(rows.exclude(sha256="").values_list("sha256", flat=True))
        rows.delete()
        Archiving.objects.filter(release__in=piece).delete()
    gone = sorted(digests - _named(digests))
    Removed.objects.bulk_create((Removed(sha256=one, removed_at=now) for one in gone), ignore_conflicts=True)
    ReadBill.objects.filter(sha256__in=gone).delete()
    if digests:
        note_change()
    return gone


def delete() -> int:
    """Delete the bytes of everything that was withdrawn and that nobody names, and give the number of files. It may be
    done again at any time, as after a machine that stopped in the middle."""
    archive, count = wiring.archive(), 0
    for digest in Removed.objects.values_list("sha256", flat=True):
        with transaction.atomic():
            if archive.size(digest) is not None and not _named([digest]):
                archive.remove(digest)
                count += 1
    return count


def tidy(now: datetime) -> None:
    """Take away what was left by who was killed in the middle."""
    wiring.archive().tidy(now - STALE)


def _named(digests: Sequence[str] | set[str]) -> set[str]:
    """Those of the digests that some release names."""
    wanted, found = list(digests), set[str]()
    for piece in (wanted[at : at + AT_ONCE] for at in range(0, len(wanted), AT_ONCE)):
        found.update(ArchivedFile.objects.filter(sha256__in=piece).values_list("sha256", flat=True))
    return found


def bytes_of(sha256: str, limit: int) -> bytes:
    """The bytes of a file that has at most `limit` of them; raises `StateError` where it is not there."""
    raw = wiring.archive().read(sha256, limit=limit)
    if raw is None:
        raise StateError(_("The file is missing from the archive. It has to be restored from a backup."))
    return raw
