# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The files of repositories: lists of them, and where those that a release names are to be had for ever."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING
from urllib.parse import quote

import msgspec

from oshmark.manifest.paths import RepoPath, read_path
from oshmark.manifest.references import named_files
from oshmark.web.crawling.models import FileSeen, Listing
from oshmark.web.library import queries
from oshmark.web.library.models import Release

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from oshmark.crawl import harvest as said
    from oshmark.library.payload import Payloads
    from oshmark.web.crawling.models import Repository

MAX_PATHS = 200_000
"""Files of one repository that are kept in a list."""
MAX_FILES = 2_000
"""Files of one release whose addresses are kept."""


def keep_listing(repository: Repository, listing: said.Listing, listed_at: datetime) -> None:
    """Keep the list of files; further pieces of the same state are added to it."""
    paths = list(listing.paths)
    before = Listing.objects.filter(repository=repository, commit=listing.commit).first()
    complete = listing.complete or (before is not None and before.complete)
    if before is not None:
        paths = list(dict.fromkeys((*paths_of(before), *paths)))
    Listing.objects.update_or_create(
        repository=repository,
        defaults={
            "commit": listing.commit,
            "file_url": listing.file_url,
            "complete": complete,
            "paths": zlib.compress(msgspec.json.encode(paths[:MAX_PATHS]), 6),
            "listed_at": listed_at,
        },
    )


def paths_of(listing: Listing) -> list[str]:
    """The paths of a list."""
    return msgspec.json.decode(zlib.decompress(bytes(listing.paths)), type=list[str])


def keep_files(repository: Repository, releases: Sequence[str], payloads: Payloads) -> None:
    """Keep for each file that a release names and the list has its address in this state, and when it was listed."""
    listing = Listing.objects.filter(repository=repository).first()
    if listing is None or not listing.file_url:
        return
    there = set(paths_of(listing))
    for release in Release.objects.filter(address__in=releases, state=Release.ADMITTED).select_related("module"):
        opened = queries.open_release(release, payloads)
        if opened.provenance.commit != listing.commit:
            continue
        named = _paths(opened)
        FileSeen.objects.bulk_create(
            [_row(release.address, path, listing) for path in named if path in there],
            update_conflicts=True,
            unique_fields=["release", "path"],
            update_fields=["perma_url", "listed_at"],
        )


def _paths(opened: queries.Opened) -> list[str]:
    """The paths in the repository of the files that a manifest names, and of the manifest itself."""
    home = opened.provenance.home
    found = [f"{home}/{opened.provenance.name}".lstrip("/")]
    for _field, reference, _place in named_files(opened.reading):
        read = read_path(reference.path, home)
        if isinstance(read, RepoPath):
            found.append(read.path)
    return list(dict.fromkeys(found))[:MAX_FILES]


def _row(release: str, path: str, listing: Listing) -> FileSeen:
    return FileSeen(
        release=release,
        path=path,
        perma_url=listing.file_url.replace("{path}", quote(path)),
        listed_at=listing.listed_at,
    )
