# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""From events to rows: the only code that writes the tables of the library.

Adding a manifest and rebuilding the library both go through here, which is why a rebuilt library equals the live one.
Of a release that was withdrawn the manifest may be gone. So where the library is made anew, the decisions before its
withdrawal leave an empty row (`read` gives `None`); where it is lived, the withdrawal empties the row.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby
from typing import Any

import msgspec

from oshmark.credential.events import Event
from oshmark.library.credits import Credit as Named
from oshmark.library.credits import credits_of
from oshmark.library.events import Kind
from oshmark.library.versions import newest
from oshmark.manifest.completeness import completeness
from oshmark.manifest.read import Reading
from oshmark.values.iri import ModuleId
from oshmark.web import wiring
from oshmark.web.library.models import Credit, Module, Release
from oshmark.web.library.recorded_acts import ACTS, apply_act, empty, touch_moved

Read = Callable[[Event], Reading | None]
"""Reads the payload of an event again; `None` for one that was withdrawn after it."""


def apply(events: Sequence[Event], read: Read) -> None:
    """Bring the tables to the state after these events, which follow those that are applied already."""
    for is_act, run in groupby(events, key=lambda event: event.kind in ACTS):
        if is_act:
            for event in run:
                apply_act(event)
        else:
            _apply_decisions(list(run), read)


def _apply_decisions(events: Sequence[Event], read: Read) -> None:
    batch = _Batch(events, read)
    for event in events:
        batch.apply(event)
    batch.save()


class _Batch:
    """Rows of several events: loaded once, changed event by event, and saved once.

    What an event does to the rows does not depend on which other events are in its batch.
    """

    def __init__(self, events: Sequence[Event], read: Read) -> None:
        self._read = read
        wanted = {identity_of(event).address for event in events if event.kind in DECISIONS}
        noticed = [event.subject for event in events if event.kind == Kind.CHANGE_NOTICED]
        wanted.update(Release.objects.filter(address__in=noticed).values_list("module__address", flat=True))
        modules = Module.objects.filter(address__in=wanted)
        self._modules = {module.address: module for module in modules}
        self._releases: dict[str, Release] = {}
        self._of_module: dict[str, list[Release]] = {}
        for release in Release.objects.filter(module__in=modules).select_related("module").order_by("pk"):
            self._keep(release)
        moved_here = Module.objects.filter(moved_to__in=wanted).exclude(moved_to="")
        self._grown = set(moved_here.values_list("moved_to", flat=True))
        self._moved: dict[str, int] = {}
        self._had_mark = [release for release in self._releases.values() if release.latest]
        self._changed: dict[str, Release] = {}
        self._new: dict[str, Release] = {}
        self._new_modules: list[Module] = []
        self._credits: dict[str, tuple[Named, ...]] = {}

    def apply(self, event: Event) -> None:
        """Apply one event."""
        match Kind(event.kind):
            case Kind.ADMITTED | Kind.QUARANTINED:
                self._decided(event)
            case Kind.CHANGE_NOTICED:
                release = self._releases[event.subject]
                release.noticed = event.data["digest"]
                self._changed[release.address] = release
            case Kind.REFUSED:
                pass  # it is in the log; there is no release to show
            case _:
                raise ValueError(event.kind)

    def _decided(self, event: Event) -> None:
        module = self._module(identity_of(event))
        release = self._releases.get(event.subject)
        if release is None:
            release = Release(module=module, address=event.subject, version=event.data["version"])
            self._keep(release)
            self._new[release.address] = release
        self._changed[release.address] = release
        reading = self._read(event)
        if reading is None:
            for column, value in empty(event).items():
                setattr(release, column, value)
            return
        _fill(release, event, reading)
        self._credits[release.address] = credits_of(reading.manifest, wiring.mail_key())
        if release.state == Release.ADMITTED:
            self._choose_latest(module, event.number)
            if module.address in self._grown:
                self._moved[module.address] = event.number

    def _module(self, identity: ModuleId) -> Module:
        address = identity.address
        if address not in self._modules:
            new = Module(address=address, host=identity.host, path=identity.path, folder=identity.folder)
            self._modules[address] = new
            self._new_modules.append(new)
        return self._modules[address]

    def _keep(self, release: Release) -> None:
        self._releases[release.address] = release
        self._of_module.setdefault(release.module.address, []).append(release)

    def _choose_latest(self, module: Module, number: int) -> None:
        """Mark the newest release of the module; the ones that lose or win the mark are published anew."""
        releases = [one for one in self._of_module[module.address] if one.state == Release.ADMITTED]
        best = releases[newest([(release.version, release.decided_by) for release in releases])]
        for release in releases:
            if release.latest != (release is best):
                release.latest = release is best
                release.touched = number
                self._changed[release.address] = release

    def save(self) -> None:
        """Write the rows: first the modules, then the releases."""
        Module.objects.bulk_create(self._new_modules)
        lost = [release.pk for release in self._had_mark if not release.latest]
        # The old marks go first: a module has one newest release at any time.
        Release.objects.filter(pk__in=lost).update(latest=False)
        known = [release for address, release in self._changed.items() if address not in self._new]
        Release.objects.bulk_update(known, _UPDATED, batch_size=200)
        for release in self._new.values():
            release.module_id = release.module.pk
        Release.objects.bulk_create(self._new.values())
        self._save_credits()
        for address, number in self._moved.items():
            former = Module.objects.filter(moved_to=address).values_list("address", flat=True)
            touch_moved(list(former), number)

    def _save_credits(self) -> None:
        named = [self._releases[address] for address in self._credits]
        Credit.objects.filter(release__in=[release.pk for release in named]).delete()
        Credit.objects.bulk_create(
            Credit(release=release, **msgspec.structs.asdict(credit))
            for release in named
            for credit in self._credits[release.address]
        )


def never_read(event: Event) -> None:
    """For acts, which have no payload."""
    raise ValueError(event.kind)


DECISIONS = frozenset({Kind.ADMITTED, Kind.QUARANTINED})


def identity_of(event: Event) -> ModuleId:
    """The module that a decision is about."""
    return ModuleId(**event.data["module"])


_UPDATED = (
    "state", "digest", "noticed", "name", "licence_written", "licence", "licence_class", "openness", "reason",
    "completeness", "latest", "decided_at", "decided_by", "touched", "provenance",
)  # fmt: skip


def _fill(release: Release, event: Event, reading: Reading) -> None:
    """The columns of a release, from the decision and the manifest."""
    manifest, licence = reading.manifest, reading.licence
    release.state = Release.ADMITTED if event.kind == Kind.ADMITTED else Release.WAITING
    release.digest = event.data["digest"]
    release.noticed = ""
    release.name = event.data["name"]
    release.licence_written = manifest.license or ""
    release.licence = licence.expression or ""
    release.licence_class = licence.licence_class.value
    release.openness = licence.openness.value
    release.reason = event.data["reason"]
    release.completeness = completeness(manifest).percent
    release.decided_at = event.at
    release.decided_by = event.number
    release.touched = event.number
    release.provenance = _json(event.data["provenance"])


def _json(value: Any) -> str:  # noqa: ANN401  JSON of any form
    return msgspec.json.encode(value, order="sorted").decode()
