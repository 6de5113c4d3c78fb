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
from oshmark.web.crawling.models import Listing
from oshmark.web.library import queries
from oshmark.web.library.models import Release
from oshmark.web.seen.files import note_change
from oshmark.web.seen.models import FileSeen

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from oshmark.crawl import harvest as said
    from oshmark.library.payload import Payloads
    from oshmark.web.crawling.models import Repository

MAX_PATHS = 200_000
"""Files of one repository that are kept in a list."""
MAX_FILES = 2_000
"""Files of one release whose addresses are kept."""
OK, AT_ONCE = 200, 500


Listed = tuple["Repository", "said.Listing", "datetime"]
"""A repository, the list of its files, and when it was listed."""


def keep_listings(listed: Sequence[Listed]) -> None:
    """Keep the lists of files; further pieces of the same state are added to what is there."""
    known = Listing.objects.filter(repository__in={row.pk for row, _listing, _at in listed})
    rows = {listing.repository_id: listing for listing in known}
    for repository, listing, listed_at in listed:
        rows[repository.pk] = _listing(repository, listing, listed_at, rows.get(repository.pk))
    Listing.objects.bulk_create(
        rows.values(),
        update_conflicts=True,
        unique_fields=["repository"],
        update_fields=["commit", "file_url", "complete", "paths", "listed_at"],
        batch_size=100,
    )


def _listing(repository: Repository, listing: said.Listing, listed_at: datetime, before: Listing | None) -> Listing:
    paths, complete = listing.paths, listing.complete
    if before is not None and before.commit == listing.commit:
        paths, complete = tuple(dict.fromkeys((*paths_of(before), *paths))), complete or before.complete
    return Listing(
        repository=repository,
        commit=listing.commit,
        file_url=listing.file_url,
        complete=complete,
        paths=zlib.compress(msgspec.json.encode(paths[:MAX_PATHS]), 6),
        listed_at=listed_at,
    )


def paths_of(listing: Listing) -> list[str]:
    """The paths of a list."""
    return msgspec.json.decode(zlib.decompress(bytes(listing.paths)), type=list[str])


def keep_files(found: Mapping[int, Sequence[str]], payloads: Payloads) -> None:
    """Keep for each file that a release names and the list of its repository has its address in this state, and when
    it was listed; and for its manifest that it was read. `found` are releases by the number of their repository."""
    listings = {row.repository_id: row for row in Listing.objects.filter(repository__in=list(found))}
    owners = {address: pk for pk, addresses in found.items() for address in addresses}
    admitted = Release.objects.filter(address__in=list(owners), state=Release.ADMITTED)
    manifests, files = [], []
    for release in admitted.select_related("module").order_by("pk"):
        opened = queries.open_release(release, payloads)
        manifests += _manifest(opened)
        files += _listed_files(opened, listings.get(owners[release.address]))
    FileSeen.objects.bulk_create(manifests, ignore_conflicts=True, batch_size=AT_ONCE)
    FileSeen.objects.bulk_create(
        files,
        update_conflicts=True,
        unique_fields=["release", "path"],
        update_fields=["perma_url", "listed_at"],
        batch_size=AT_ONCE,
    )
    if manifests or files:
        note_change()


def _listed_files(opened: queries.Opened, listing: Listing | None) -> list[FileSeen]:
    if listing is None or not listing.file_url or opened.provenance.commit != listing.commit:
        return []
    there = set(paths_of(listing))
    return [_row(opened.release.address, path, listing) for path in _paths(opened) if path in there]


def _manifest(opened: queries.Opened) -> list[FileSeen]:
    """A manifest whose address in this state is known was there when it was read."""
    provenance, at = opened.provenance, opened.provenance.found_at
    if not provenance.perma_url:
        return []
    path, release = _path_of_manifest(opened), opened.release.address
    seen = FileSeen(release=release, path=path, perma_url=provenance.perma_url, requested_at=at, seen_at=at, status=OK)
    return [seen]


def _path_of_manifest(opened: queries.Opened) -> str:
    return f"{opened.provenance.home}/{opened.provenance.name}".lstrip("/")


def _paths(opened: queries.Opened) -> list[str]:
    """The paths in the repository of the files that a manifest names, and of the manifest itself."""
    home = opened.provenance.home
    found = [_path_of_manifest(opened)]
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
