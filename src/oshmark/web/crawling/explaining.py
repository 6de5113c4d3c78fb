# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What would be asked for an address, and what is known of it: why something is in the library, or is not.

Nothing is asked for this.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import msgspec
from django.db.models import Q

from oshmark.crawl.connector import Connector, request_for
from oshmark.crawl.connectors import CONNECTORS
from oshmark.crawl.place import Place
from oshmark.crawl.task import Task
from oshmark.crawl.typed import ADDRESS, read_address
from oshmark.library.identity import module_of
from oshmark.web import wiring
from oshmark.web.crawling.crawling import place_of, wanted
from oshmark.web.crawling.hosts import host_of
from oshmark.web.crawling.models import Address, Pause, Repository, Run
from oshmark.web.crawling.wishes import open_wishes
from oshmark.web.library.models import Release
from oshmark.web.library.noticed import noticed_changes
from oshmark.web.library.recorded_acts import below
from oshmark.web.library.withdrawing import withdrawal_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from oshmark.values.iri import ModuleId

MOST = 50
"""Rows of a kind that are told."""
KNOWN_OF_REPOSITORY = (
    "address", "connector", "state", "first_seen_at", "asked_at", "seen_at", "misses", "missed_since", "gone_at",
    "moved_to", "says",
)  # fmt: skip
KNOWN_OF_ADDRESS = ("url", "status", "etag", "last_modified", "requested_at", "seen_at", "says")
KNOWN_OF_RELEASE = ("address", "version", "state", "reason", "licence_written", "decided_at")


class Asked(msgspec.Struct, frozen=True):
    """A first request; `token` names the credentials that go along, and `pause_until` is when its host may be asked."""

    task: str
    method: str
    url: str
    token: str
    pause_until: datetime | None


class Explained(msgspec.Struct, kw_only=True):
    """Everything that we can say of an address. `why` sums it up, in sentences."""

    address: str
    connector: str = ""
    source: str = ""
    requests: list[Asked] = []
    repositories: list[dict[str, Any]] = []
    ledger: list[dict[str, Any]] = []
    faults: list[dict[str, str]] = []
    withdrawn: dict[str, Any] | None = None
    releases: list[dict[str, Any]] = []
    why: list[str] = []


class _Way(msgspec.Struct, frozen=True):
    """How an address is asked: by whom, as what, where, and with which tasks."""

    connector: Connector
    source: str
    place: Place
    tasks: tuple[Task, ...]


def explain(written: str, *, base: str = "", signed: frozenset[str] = frozenset()) -> Explained:
    """What is known of an address, and what would be asked; `base` is asked in the place of its host, and `signed` are
    the platforms and hosts for which there is a token."""
    address = written.strip()
    way = _way_of_known(address, base, signed) or _way(address, base, signed)
    found = Explained(address=address)
    names = {address, address.rstrip("/").removesuffix(".git")}
    if way is not None:
        found.connector, found.source = way.connector.name, way.source
        found.requests = [_asked(way.connector, task, way.place) for task in way.tasks[:MOST]]
        names |= {named for task in way.tasks if isinstance(named := task.args.get("repository"), str)}
    repositories = list(Repository.objects.filter(address__in=names).select_related("source").order_by("pk")[:MOST])
    modules = [one for one in map(module_of, [*(row.address for row in repositories), *sorted(names)]) if one]
    found.repositories = [_facts(row, KNOWN_OF_REPOSITORY) | {"source": row.source.name} for row in repositories]
    found.ledger = _ledger(names | {one.url for one in found.requests}, modules)
    found.faults = _faults(repositories, names)
    _add_library(found, modules)
    found.why = _why(found, names)
    return found


def _way_of_known(address: str, base: str, signed: frozenset[str]) -> _Way | None:
    """The way in which a repository that we know is asked again."""
    row = Repository.objects.filter(address=address).select_related("source").first()
    connector = None if row is None else CONNECTORS.get(row.connector)
    if row is None or connector is None:
        return None
    source = wanted(row.source.name)
    place = place_of(connector, source, row.source.base, base, signed=signed)
    return _Way(connector, row.source.name, place, (connector.refresh(row.address, place),))


def _way(address: str, base: str, signed: frozenset[str]) -> _Way | None:
    source = read_address(address)
    if source is None:
        return None
    connector = CONNECTORS[source.connector]
    place = place_of(connector, source, "", base, signed=signed)
    tasks = connector.of_address(source.value) if source.what == ADDRESS else connector.begin(source, place)
    return _Way(connector, source.name, place, tasks) if tasks else None


def _asked(connector: Connector, task: Task, place: Place) -> Asked:
    request = request_for(connector, [task], place)
    pause = Pause.objects.filter(host=host_of(request.url)).first()
    return Asked(task.kind, request.method, request.url, request.token, None if pause is None else pause.until)


def _facts(row: object, names: Sequence[str]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}


def _ledger(urls: Iterable[str], modules: Iterable[ModuleId]) -> list[dict[str, Any]]:
    """What was asked of it before: its own addresses, and those that have its path in them."""
    paths = {module.path for module in modules if "/" in module.path.strip("/")}
    matching = Q(url__in=list(urls))
    for path in sorted(paths):
        matching |= Q(url__icontains=f"/{path}/") | Q(url__iendswith=f"/{path}")
    rows = Address.objects.filter(matching).order_by("-requested_at")[:MOST]
    return [_facts(row, KNOWN_OF_ADDRESS) for row in rows]


def _faults(repositories: Iterable[Repository], names: set[str]) -> list[dict[str, str]]:
    """What the last passes over their sources said of them."""
    marks = {name for name in names if name} | {row.address for row in repositories}
    last = [Run.objects.filter(source=row.source).order_by("-pk").first() for row in repositories]
    said = [one for run in last if run is not None for one in run.counts.get("said", [])]
    return [one for one in said if any(one["where"].startswith(mark) for mark in marks)][:MOST]


def _add_library(found: Explained, modules: Sequence[ModuleId]) -> None:
    for module in modules:
        withdrawal = withdrawal_of(module)
        if withdrawal is not None:
            found.withdrawn = _facts(withdrawal, ("address", "why", "reason", "withdrawn_at"))
    addresses = sorted({module.address for module in modules})
    pks = {pk for address in addresses for pk in below(address).values_list("pk", flat=True)}
    releases = Release.objects.filter(module__in=pks).order_by("address")[:MOST]
    found.releases = [_facts(release, KNOWN_OF_RELEASE) | _changes(release) for release in releases]


def _changes(release: Release) -> dict[str, Any]:
    """What differs in a manifest that has changed under its version."""
    noticed = noticed_changes(release, wiring.payloads())
    return {} if noticed is None else {"changes": noticed.sentences}


def _why(found: Explained, names: set[str]) -> list[str]:
    """The sum of it, what matters most first."""
    said = []
    if found.withdrawn is not None:
        one = found.withdrawn
        act = "its maker asked for that" if one["why"] == "opt-out" else "it was taken down"
        said.append(f"{one['address']} is left out of the library, because {act}: {one['reason']}")
    if not found.connector:
        said.append("No platform knows this address. Is it that of a repository, or of a page of a platform?")
    said += [sentence for row in found.repositories for sentence in _why_of_repository(row, found)]
    said += [_why_of_release(release) for release in found.releases]
    if found.connector and not found.repositories and not found.releases:
        said.append(f"It was not looked at yet. “oshmark crawl run {found.source}” does that.")
    if open_wishes().filter(address__in=names).exists():
        said.append("A forge has said that it has changed; it is looked at by the next tick.")
    return said


def _why_of_repository(row: dict[str, Any], found: Explained) -> list[str]:
    said = []
    if row["moved_to"]:
        said.append(f"It has moved to {row['moved_to']}.")
    if row["gone_at"] is not None:
        said.append(f"It is gone since {_day(row['gone_at'])}: {row['says']}")
    elif row["misses"]:
        times = "once" if row["misses"] == 1 else f"{row['misses']} times"
        said.append(f"It was missed {times} since {_day(row['missed_since'])}: {row['says']}")
    if not row["state"] and row["gone_at"] is None and not row["moved_to"]:
        said.append("It was seen, but not yet looked into to the end; the next pass goes on with it.")
    elif row["state"] and not found.releases:
        said.append(
            f"Nothing came into the library of it in the state {row['state'][:64]}, last seen {_day(row['seen_at'])}."
        )
    return [*said, *(f"{fault['where']}: {fault['says']}" for fault in found.faults)]


def _why_of_release(release: dict[str, Any]) -> str:
    words = {"admitted": "in the library", "waiting": "waiting for its licence", "withdrawn": "withdrawn"}
    said = f"{release['address']} is {words[release['state']]}: {release['reason']}"
    changes = release.get("changes", [])
    if not changes:
        return said
    return f"{said} Its manifest has changed under the same version, which is not taken in: {'; '.join(changes)}"


def _day(when: datetime | None) -> str:
    return "never" if when is None else when.date().isoformat()
