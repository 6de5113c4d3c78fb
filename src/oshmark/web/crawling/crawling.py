# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Sources, and passes over them: begun, gone on with, and ended."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import msgspec
from django.db import transaction

from oshmark.crawl.connectors import CONNECTORS
from oshmark.crawl.exchange import Fetch
from oshmark.crawl.place import Place
from oshmark.crawl.task import Source as Wanted
from oshmark.crawl.task import read_source
from oshmark.errors import RefusedError
from oshmark.library.payload import Payloads
from oshmark.web.crawling import frontier
from oshmark.web.crawling.engine import Crew, work
from oshmark.web.crawling.models import Run, Source
from oshmark.web.crawling.vanishing import tell_library

if TYPE_CHECKING:
    from collections.abc import Iterable

    from oshmark.crawl.connector import Connector


ADDRESS = "address"
"""The kind of source that somebody copied from a browser."""


class Tools(msgspec.Struct, frozen=True):
    """What passes work with: the way to ask, the store of manifests, a clock, a pause, the name of this worker, and
    the connectors for which there is a token."""

    fetch: Fetch
    payloads: Payloads
    now: Callable[[], datetime]
    pause: Callable[[float], None]
    worker: str
    signed: frozenset[str] = frozenset()


def wanted(name: str) -> Wanted:
    """The source that a name means; raises `RefusedError` for what is none."""
    source = read_source(name)
    connector = None if source is None else CONNECTORS.get(source.connector)
    if source is None or connector is None:
        known = ", ".join(sorted(CONNECTORS))
        raise RefusedError(
            f"“{name[:200]}” is no source. Write platform:what=which, with one of the platforms {known}."
        )
    if source.what == ADDRESS and connector.of_address(source.value):
        return source
    if source.what not in connector.whats:
        whats = ", ".join(connector.whats)
        raise RefusedError(f"{connector.title} has no “{source.what[:80]}”. There are: {whats}.")
    return source


def source_of_address(address: str) -> Wanted | None:
    """The source that an address means that somebody copied from a browser; `None` where no platform knows it."""
    for connector in CONNECTORS.values():
        if connector.of_address(address) is not None:
            return Wanted(connector.name, ADDRESS, address)
    return None


def add_source(name: str, *, base: str = "", now: datetime) -> Source:
    """Remember a source; raises `RefusedError` for one that is known, or that cannot be meant."""
    found = wanted(name)
    if base and urlsplit(base).scheme not in ("http", "https"):
        raise RefusedError(f"“{base[:200]}” is no address of a host. Write it like https://gitlab.example.org.")
    row, is_new = Source.objects.get_or_create(name=found.name, defaults={"base": base, "added_at": now})
    if not is_new:
        raise RefusedError(f"{found.name} is a source already.")
    return row


def place_of(connector: Connector, source: Wanted, own_host: str, stand_in: str, *, signed: bool) -> Place:
    """Where a source is asked: at another instance of the platform that is its `own_host`, at the public one, or at a
    `stand_in` that answers in the place of either."""
    place = next(iter(connector.places.values()), Place(api="", web=""))
    if connector.place_of is not None and (own_host or source.what == ADDRESS):
        place = connector.place_of(own_host or source.value)
        place = msgspec.structs.replace(place, trusted=bool(own_host))
    elif own_host:
        place = place.at(own_host)
    if stand_in:
        place = place.at(stand_in)
    return msgspec.structs.replace(place, signed=signed)


def run_source(
    row: Source, tools: Tools, *, base: str = "", most_new: int | None = None, dead: Iterable[str] = ()
) -> Run:
    """Make a pass over a source, or go on with the one that was not finished; the pass as it is in the end."""
    source = wanted(row.name)
    connector = CONNECTORS[source.connector]
    place = place_of(connector, source, row.base, base, signed=connector.name in tools.signed)
    run = _begin(row, source, connector, place, tools.now(), dead)
    crew = Crew(
        connector=connector,
        place=place,
        fetch=tools.fetch,
        payloads=tools.payloads,
        now=tools.now,
        pause=tools.pause,
        worker=tools.worker,
        most_new=most_new,
    )
    if work(run, crew):
        _end(run, tools.now())
    return run


def _begin(row: Source, source: Wanted, connector: Connector, place: Place, now: datetime, dead: Iterable[str]) -> Run:
    with transaction.atomic():
        run = Run.objects.filter(source=row, finished_at=None).first()
        if run is not None:
            frontier.release(run, now, dead=dead)
            return run
        tasks = connector.of_address(source.value) if source.what == ADDRESS else connector.begin(source, place)
        if not tasks:
            raise RefusedError(f"“{source.value[:200]}” names nothing that {connector.title} could have.")
        run = Run.objects.create(source=row, started_at=now)
        frontier.put(run, [(task, None) for task in tasks], now)
    return run


def _end(run: Run, now: datetime) -> None:
    """The pass is through, unless another worker is still at it."""
    with transaction.atomic():
        if run.items.filter(state__in=("open", "taken")).exists():
            return
        run.counts = {**run.counts, **tell_library(run.source, now)}
        run.finished_at = now
        run.save(update_fields=["finished_at", "counts"])
        run.items.all().delete()
