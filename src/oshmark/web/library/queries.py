# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the pages read: rows of the tables, and the manifests that they point at."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from django.db.models import Max

from oshmark.library.admission import Candidate
from oshmark.library.identity import module_of
from oshmark.library.payload import Payloads, Provenance
from oshmark.manifest.read import Reading, read
from oshmark.values.iri import ModuleId
from oshmark.web.library.models import AllowedLicence, Module, Release

if TYPE_CHECKING:
    from collections.abc import Sequence

NEWEST = 6
MAX_VERSIONS = 100
"""Releases of one module that its page lists; the data forms have them all."""
MAX_MOVES = 10
"""A module that has moved more often is shown where it was."""


class Counts(msgspec.Struct, frozen=True):
    """How much the library holds."""

    modules: int
    releases: int
    waiting: int


class Opened(msgspec.Struct, frozen=True):
    """A release with everything that its pages show."""

    release: Release
    module: ModuleId
    provenance: Provenance
    raw: bytes
    reading: Reading

    @property
    def candidate(self) -> Candidate:
        """Which release it is."""
        return Candidate(self.module, self.release.version, self.release.name)


def counts() -> Counts:
    """How many modules have an admitted release, how many releases there are, and how many wait."""
    admitted = Release.objects.filter(state=Release.ADMITTED)
    return Counts(admitted.filter(latest=True).count(), admitted.count(), waiting_count())


def waiting_count() -> int:
    """How many releases wait for their licence."""
    return Release.objects.filter(state=Release.WAITING).count()


def newest_modules() -> list[Release]:
    """The latest releases of the modules that were admitted last."""
    latest = Release.objects.filter(state=Release.ADMITTED, latest=True)
    return list(latest.select_related("module").order_by("-decided_by")[:NEWEST])


def find_release(address: str) -> Release | None:
    """The release at an address."""
    return Release.objects.select_related("module").filter(address=address).first()


def find_module(address: str) -> Module | None:
    """The module at an address."""
    return Module.objects.filter(address=address).first()


def releases_of(module: Module) -> list[Release]:
    """The releases of a module, the one decided last first, those that wait included."""
    shown = module.releases.exclude(state=Release.WITHDRAWN)
    return list(shown.select_related("module").order_by("-latest", "-decided_by")[:MAX_VERSIONS])


def release_count(module: Module) -> int:
    """How many releases a module has."""
    return module.releases.exclude(state=Release.WITHDRAWN).count()


def shown_release(releases: Sequence[Release]) -> Release | None:
    """The release that stands for its module: the latest that was admitted."""
    return next((release for release in releases if release.latest), None)


def moved_to(module: Module) -> str:
    """The address of the module that a module has become, over as many steps as it took; empty where it has not moved,
    where the library shows nothing there, or where the way leads back."""
    way, here = {module.address}, module
    while here.moved_to and here.moved_to not in way and len(way) <= MAX_MOVES:
        way.add(here.moved_to)
        following = find_module(here.moved_to)
        if following is None:
            return ""
        here = following
    if here is module or here.moved_to or not release_count(here):
        return ""
    return here.address


def is_listed(module: Module) -> bool:
    """Whether the search lists a module: not where it is listed at the place that it has moved to."""
    if not module.moved_to:
        return True
    place = moved_to(module)
    return not Release.objects.filter(module__address=place, state=Release.ADMITTED).exists()


def other_spelling(module: ModuleId) -> str | None:
    """The address of the module that somebody meant who wrote its repository in another way."""
    meant = module_of(f"https://{module.host}/{module.path.lstrip('/')}", module.folder)
    if meant is None or meant.address == module.address:
        return None
    return meant.address if find_module(meant.address) is not None else None


def waiting(offset: int, size: int) -> list[Release]:
    """Releases that wait for their licence, by name."""
    rows = Release.objects.filter(state=Release.WAITING).select_related("module")
    return list(rows.order_by("name", "address")[offset : offset + size])


def module_id(module: Module) -> ModuleId:
    """The identity of a row."""
    return ModuleId(module.host, module.path, module.folder)


def provenance_of(release: Release) -> Provenance:
    """Where a release was found."""
    return msgspec.json.decode(release.provenance, type=Provenance)


def open_release(release: Release, payloads: Payloads) -> Opened:
    """Read the manifest of a release again.

    Raises `StateError` when the payload is missing or damaged, and `UnreadableError` when it cannot be read any more.
    """
    provenance = provenance_of(release)
    raw = payloads.get(release.digest)
    allowed = frozenset(AllowedLicence.objects.values_list("licence", flat=True))
    reading = read(raw, name=provenance.name, folder=provenance.home, allowed_licences=allowed)
    return Opened(release, module_id(release.module), provenance, raw, reading)


def state_of(module: Module) -> tuple[object, ...]:
    """What changes whenever a page of the module may change: its own events, and the allowed licences."""
    touched = module.releases.aggregate(last=Max("touched"), decided=Max("decided_by"))
    allowed = AllowedLicence.objects.aggregate(last=Max("event"))
    noticed = tuple(module.releases.exclude(noticed="").order_by("pk").values_list("noticed", flat=True))
    stands = (module.gone_at, module.moved_to, noticed)
    return (module.address, touched["last"], touched["decided"], allowed["last"], *stands)
