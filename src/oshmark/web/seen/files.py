# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reading and writing what is known of files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import F

from oshmark.library.file_states import FileState
from oshmark.web.seen.models import Change, FileSeen

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

ONE = 1
"""The key of the one row that counts changes."""
AT_ONCE = 500
"""Releases that one question to the database names."""


def files_of(release: str) -> list[FileState]:
    """The files that a release names, by their path; its manifest is one of them."""
    return [state_of(row) for row in FileSeen.objects.filter(release=release).order_by("path")]


def state_of(row: FileSeen) -> FileState:
    """What a row says."""
    return FileState(row.path, row.perma_url, row.listed_at, row.requested_at, row.seen_at, row.status)


def perma_urls(release: str) -> dict[str, str]:
    """The addresses of files by their path in the repository."""
    return dict(FileSeen.objects.filter(release=release).values_list("path", "perma_url"))


def file_data(files: Sequence[FileState]) -> list[dict[str, Any]]:
    """The same as plain data for JSON."""
    return [
        {
            "path": file.path,
            "url": file.perma_url,
            "listed": file.listed_at,
            "last_requested": file.requested_at,
            "last_seen": file.seen_at,
            "status": file.status or None,
            "dead": file.dead,
        }
        for file in files
    ]


def forget_files(releases: Iterable[str]) -> None:
    """Delete what is known of the files of releases, as when they were withdrawn."""
    wanted = list(releases)
    pieces = [wanted[at : at + AT_ONCE] for at in range(0, len(wanted), AT_ONCE)]
    if sum(FileSeen.objects.filter(release__in=piece).delete()[0] for piece in pieces):
        note_change()


def note_change() -> None:
    """Say, in the transaction that changes files, that something has changed: pages that were made are out of date."""
    if not Change.objects.filter(pk=ONE).update(number=F("number") + 1):
        Change.objects.get_or_create(pk=ONE, defaults={"number": 1})
