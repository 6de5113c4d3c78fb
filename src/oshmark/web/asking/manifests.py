# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What has become of the manifests of a repository, as the library and its log know it."""

from __future__ import annotations

import msgspec

from oshmark.crawl.addresses import encoded
from oshmark.crawl.tree import manifests
from oshmark.library.events import Kind
from oshmark.library.identity import module_of
from oshmark.library.payload import Provenance
from oshmark.web.asking.report import Fate, Met
from oshmark.web.audit.actions import events_about
from oshmark.web.crawling.files import paths_of
from oshmark.web.crawling.models import Listing, Repository
from oshmark.web.library.models import Release
from oshmark.web.library.queries import provenance_of

MAX_SHOWN = 50

Numbered = tuple[int, Met]
"""With the number of the event that decided it."""


def listing_of(repository: Repository) -> tuple[Listing | None, list[str]]:
    """The list of the files of a repository, if there is one, and its paths."""
    listing = Listing.objects.filter(repository=repository).first()
    return listing, paths_of(listing) if listing is not None else []


def met_in(repository: Repository) -> list[Met]:
    """Each manifest with its fate, by path; of what was decided of one, the newest counts."""
    listing, paths = listing_of(repository)
    named = manifests(paths)
    found: dict[str, Numbered] = {}
    for path, one in [*_released(repository), *_refused(repository, listing, named)]:
        if path not in found or found[path][0] < one[0]:
            found[path] = one
    unknown = {path: Met(path, Fate.ELSEWHERE) for path in named if path not in found}
    everything = {path: one for path, (_number, one) in found.items()} | unknown
    return [everything[path] for path in sorted(everything, key=lambda path: (path.count("/"), path))][:MAX_SHOWN]


def _released(repository: Repository) -> list[tuple[str, Numbered]]:
    former = Repository.objects.filter(moved_to=repository.address).values_list("address", flat=True)
    found: list[tuple[str, Numbered]] = []
    for address in (repository.address, *former):
        module = module_of(address)
        if module is None:
            continue
        there = Release.objects.filter(module__host=module.host, module__path=module.path)
        found += [_of_release(release) for release in there.exclude(state=Release.WITHDRAWN).order_by("-touched")[:500]]
    return found


def _of_release(release: Release) -> tuple[str, Numbered]:
    path = _path(provenance_of(release))
    waits = release.state == Release.WAITING
    fate = Fate.WAITING if waits else Fate.CHANGED if release.noticed else Fate.ADMITTED
    met = Met(path, fate, release.reason if waits else "", release.address, release.noticed or release.digest)
    return path, (release.decided_by, met)


def _refused(repository: Repository, listing: Listing | None, named: tuple[str, ...]) -> list[tuple[str, Numbered]]:
    subjects = [repository.address]
    if listing is not None and listing.file_url:
        subjects += [listing.file_url.replace("{path}", encoded(path)) for path in named]
    found: list[tuple[str, Numbered]] = []
    for event in events_about(Kind.REFUSED, subjects):
        path = _path(msgspec.convert(event.data["provenance"], Provenance))
        met = Met(path, Fate.REFUSED, event.data["reason"], digest=event.data["digest"])
        found.append((path, (event.number, met)))
    return found


def _path(provenance: Provenance) -> str:
    return f"{provenance.home}/{provenance.name}".lstrip("/")
