# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""From what was found in a repository to the library, once all of it is there: which of several manifests is which
module can only be told from all of them."""

from __future__ import annotations

import hashlib
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import msgspec

from oshmark.errors import UnreadableError
from oshmark.library.admission import Outcome
from oshmark.library.identity import module_of
from oshmark.library.payload import Method, Provenance
from oshmark.library.place import Found, folders
from oshmark.manifest.read import read
from oshmark.web.crawling.models import Repository
from oshmark.web.library.actions import Result, Submission, add

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from oshmark.library.payload import Payloads
    from oshmark.web.crawling.models import Haul

ACTOR = "crawl"
SAYS_ANOTHER_PLACE = "elsewhere"


class Settled(msgspec.Struct, frozen=True):
    """What came of a repository: the results in the library, and manifests that belong to another place."""

    results: list[Result]
    elsewhere: int


def settle(
    repositories: Sequence[Repository], hauls: dict[int, list[Haul]], *, payloads: Payloads, now: datetime
) -> dict[int, Settled]:
    """Hand the manifests of these repositories to the library, by the number of the repository."""
    submissions: list[Submission] = []
    owners: list[int] = []
    elsewhere = dict.fromkeys((one.pk for one in repositories), 0)
    former = _former(repositories)
    for repository in repositories:
        for submission in _submissions(repository, hauls.get(repository.pk, []), former.get(repository.address, [])):
            if submission is None:
                elsewhere[repository.pk] += 1
            else:
                submissions.append(submission)
                owners.append(repository.pk)
    results = add(submissions, payloads=payloads, actor=ACTOR, now=now)
    settled = {pk: Settled([], count) for pk, count in elsewhere.items()}
    for owner, result in zip(owners, results, strict=True):
        settled[owner].results.append(result)
    return settled


def _former(repositories: Sequence[Repository]) -> dict[str, list[str]]:
    """Where repositories were before they moved, by where they are."""
    moved = Repository.objects.filter(moved_to__in=[one.address for one in repositories])
    former: dict[str, list[str]] = {}
    for old, now in moved.values_list("address", "moved_to"):
        former.setdefault(now, []).append(old)
    return former


def _submissions(repository: Repository, hauls: Sequence[Haul], former: Sequence[str]) -> list[Submission | None]:
    stated = [_stated(haul) for haul in hauls]
    placed = folders(stated)
    return [
        None
        if _belongs_elsewhere((repository.address, *former), haul, one)
        else _submission(repository, haul, placed[haul.path])
        for haul, one in zip(hauls, stated, strict=True)
    ]


def _stated(haul: Haul) -> Found:
    """What a manifest says of itself; one that cannot be read says nothing, and is refused by the library."""
    try:
        manifest = read(bytes(haul.raw), name=haul.path).manifest
    except UnreadableError:
        return Found(haul.path, None, None)
    return Found(haul.path, manifest.repo, manifest.name)


def _belongs_elsewhere(addresses: Sequence[str], haul: Haul, stated: Found) -> bool:
    """A fork carries the manifest of the original: it speaks of that one, and is read there. A repository that has
    moved goes on with a manifest that names one of the `addresses` that it had before."""
    if haul.facts.get("anywhere") or stated.repo is None:
        return False
    meant = module_of(stated.repo)
    if meant is None:
        return False
    here = [module_of(address) for address in addresses]
    return all(one is None or (one.host, one.path) != (meant.host, meant.path) for one in here)


def _submission(repository: Repository, haul: Haul, folder: str) -> Submission:
    path = PurePosixPath(haul.path)
    home = "" if path.parent.as_posix() == "." else path.parent.as_posix()
    facts = haul.facts
    return Submission(
        bytes(haul.raw),
        Provenance(
            name=path.name,
            origin=facts["address"],
            found_at=haul.found_at,
            method=Method.CRAWL,
            folder=folder,
            data_source=repository.connector,
            metadata_licence=facts["licence"] or None,
            lies_in=None if home == folder else home,
            commit=facts["commit"],
            perma_url=facts["perma_url"],
            generated=facts["generated"],
        ),
    )


def state_of_bytes(raw: bytes) -> str:
    """The state of something that has no other: the digest of what was found."""
    return hashlib.sha256(raw).hexdigest()


def counted(settled: Settled) -> dict[str, int]:
    """What came of a repository, as numbers for the run."""
    found = dict.fromkeys(COUNTED.values(), 0)
    for result in settled.results:
        found[COUNTED[result.outcome]] += 1
    found[SAYS_ANOTHER_PLACE] = settled.elsewhere
    return {name: number for name, number in found.items() if number}


COUNTED = {
    Outcome.ADMIT: "admitted",
    Outcome.QUARANTINE: "waiting",
    Outcome.REFUSE: "refused",
    Outcome.NOTICE_CHANGE: "changed",
    Outcome.UNCHANGED: "unchanged",
}
