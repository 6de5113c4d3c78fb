# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Sources, and passes over them: begun, gone on with, and ended."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import msgspec
from django.db import transaction

from oshmark.crawl.addresses import host_and_steps
from oshmark.crawl.connectors import CONNECTORS
from oshmark.crawl.exchange import Fetch
from oshmark.crawl.place import Place
from oshmark.crawl.task import Source as Wanted
from oshmark.crawl.task import read_source
from oshmark.crawl.typed import ADDRESS, read_address
from oshmark.errors import RefusedError
from oshmark.library.payload import Payloads
from oshmark.web.crawling import frontier
from oshmark.web.crawling.engine import Crew, work
from oshmark.web.crawling.models import Repository, Run, Source
from oshmark.web.crawling.vanishing import tell_library

if TYPE_CHECKING:
    from oshmark.crawl.connector import Connector


_SECRET = re.compile(r"https?://[^/\s]*@|//[^/\s@]*:[^/\s@]*@", re.IGNORECASE)


class Tools(msgspec.Struct, frozen=True):
    """What passes work with: the way to ask, the store of manifests, a clock, a pause, the name of this worker, the
    connectors for which there is a token, workers that have died, and whether this one is to come to an end."""

    fetch: Fetch
    payloads: Payloads
    now: Callable[[], datetime]
    pause: Callable[[float], None]
    worker: str
    signed: frozenset[str] = frozenset()
    dead: Callable[[], Iterable[str]] = tuple
    is_stopped: Callable[[], bool] = bool


def wanted(name: str) -> Wanted:
    """The source that a name means; raises `RefusedError` for what is none."""
    _check_no_secret(name)
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


def _check_no_secret(written: str) -> None:
    """Refuse an address that carries a name or a password: it would be kept, and shown. It is not repeated here."""
    if _SECRET.search(written):
        raise RefusedError(
            "This address carries a name or a password. Leave it out; a token goes into OSHMARK_TOKEN_ and the name "
            "of the platform."
        )


def source_of_address(address: str) -> Wanted | None:
    """The source that an address means that somebody copied from a browser; `None` where no platform knows it."""
    source = read_address(address)
    return source if source is not None and source.what == ADDRESS else None


def add_source(name: str, *, base: str = "", now: datetime) -> Source:
    """Remember a source; raises `RefusedError` for one that is known, or that cannot be meant."""
    found = wanted(name)
    _check_no_secret(base)
    if base and urlsplit(base).scheme not in ("http", "https"):
        raise RefusedError(f"“{base[:200]}” is no address of a host. Write it like https://gitlab.example.org.")
    row, is_new = Source.objects.get_or_create(name=found.name, defaults={"base": base, "added_at": now})
    if not is_new:
        raise RefusedError(f"{found.name} is a source already.")
    return row


def place_of(connector: Connector, source: Wanted, own_host: str, stand_in: str, *, signed: bool) -> Place:
    """Where a source is asked: at another instance of the platform that is its `own_host`, at the public one, or at a
    `stand_in` that answers in the place of either."""
    for host in (own_host, stand_in):
        _check_no_secret(host)
    place = next(iter(connector.places.values()), Place(api="", web=""))
    if own_host and connector.place_of is not None:
        place = msgspec.structs.replace(connector.place_of(own_host), trusted=True)
    elif own_host:
        place = place.at(own_host)
    elif source.what == ADDRESS:
        main, place = place, _place_at(connector, source.value, place)
        # Credentials are for the main instance: a host that only a stranger has named gets none of them.
        signed = signed and place == main
    if stand_in:
        place = place.at(stand_in)
    return msgspec.structs.replace(place, signed=signed)


def _place_at(connector: Connector, address: str, main: Place) -> Place:
    """The instance that an address lies at; a platform that nobody else runs has one."""
    if connector.place_of is None:
        return main
    host = host_and_steps(address)[0]
    return connector.places.get(host) or connector.places.get(f"www.{host}") or connector.place_of(host)


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
        dead=tools.dead,
        is_stopped=tools.is_stopped,
    )
    if work(run, crew):
        _end(run, tools.now())
    return run


def _begin(row: Source, source: Wanted, connector: Connector, place: Place, now: datetime, dead: Iterable[str]) -> Run:
    with transaction.atomic():
        frontier.release(now, dead=dead)
        run = Run.objects.filter(source=row, finished_at=None).first()
        if run is not None:
            return run
        tasks = connector.of_address(source.value) if source.what == ADDRESS else connector.begin(source, place)
        if not tasks:
            raise RefusedError(f"“{source.value[:200]}” names nothing that {connector.title} could have.")
        run = Run.objects.create(source=row, started_at=now)
        # A task about a repository that we know belongs to it from the start: so it can be missed.
        known = Repository.objects.in_bulk(
            [str(task.args.get("repository", "")) for task in tasks], field_name="address"
        )
        frontier.put(run, [(task, known.get(str(task.args.get("repository", "")))) for task in tasks], now)
    return run


def _end(run: Run, now: datetime) -> None:
    """The pass is through, unless another worker is still at it, or has ended it."""
    with transaction.atomic():
        run.refresh_from_db(fields=["finished_at", "counts"])
        if run.finished_at is not None or run.items.filter(state__in=("open", "taken")).exists():
            return
        run.counts = {**run.counts, **tell_library(run.source, now)}
        run.finished_at = now
        run.save(update_fields=["finished_at", "counts"])
        run.items.all().delete()


def in_words(run: Run) -> str:
    """What a pass has counted, and whether it is over."""
    said = ", ".join(f"{number} {name}" for name, number in run.counts.items() if name != "said") or "nothing"
    return f"{said}{'' if run.finished_at else ' (not finished: the next run goes on with it)'}."
