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
from oshmark.web.crawling.hosts import Turns, host_of
from oshmark.web.crawling.models import Repository, Run, Source
from oshmark.web.crawling.vanishing import tell_library

if TYPE_CHECKING:
    from oshmark.crawl.connector import Connector
    from oshmark.crawl.task import Task


REPOSITORY_WHATS = ("repository", "project")
DAILY = 24
MOST_HOURS = 24 * 366
ONE_OF = {
    "requests": "request",
    "faults": "fault",
    "new repositories": "new repository",
    "changed repositories": "changed repository",
    "new sources": "new source",
}
"""What a pass counts, where it is one."""
_SECRET = re.compile(r"https?://[^/\s]*@|//[^/\s@]*:[^/\s@]*@", re.IGNORECASE)


class Tools(msgspec.Struct, frozen=True):
    """What passes work with: the way to ask, the store of manifests, a clock, a pause, the name of this worker, the
    platforms and hosts for which there is a token, workers that have died, whether this one is to come to an end,
    and the turns in which hosts are asked."""

    fetch: Fetch
    payloads: Payloads
    now: Callable[[], datetime]
    pause: Callable[[float], None]
    worker: str
    signed: frozenset[str] = frozenset()
    dead: Callable[[], Iterable[str]] = tuple
    is_stopped: Callable[[], bool] = bool
    turns: Turns = msgspec.field(default_factory=Turns)


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
    if source.what == ADDRESS and tasks_at(connector, source.value):
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


def add_source(name: str, *, base: str = "", every_hours: int = DAILY, now: datetime) -> Source:
    """Remember a source; raises `RefusedError` for one that is known, or that names nothing."""
    found = check_new_source(name, base=base, every_hours=every_hours)
    stated = {"base": base, "every_hours": every_hours, "added_at": now}
    row, is_new = Source.objects.get_or_create(name=found.name, defaults=stated)
    if not is_new and not row.provisional:
        raise RefusedError(f"{found.name} is a source already.")
    if row.provisional:  # somebody has looked at it before; now it is the operator's
        row.base, row.every_hours, row.paused, row.provisional = base, every_hours, False, False
        row.save(update_fields=["base", "every_hours", "paused", "provisional"])
    return row


def check_new_source(name: str, *, base: str, every_hours: int) -> Wanted:
    """What a source would be that is not there yet; raises `RefusedError` for one that is known, or names nothing."""
    found = wanted(name)
    _check_base(base)
    _check_hours(every_hours)
    check_names_something(found, base)
    if Source.objects.filter(name=found.name, provisional=False).exists():
        raise RefusedError(f"{found.name} is a source already.")
    return found


def source_named(name: str, *, now: datetime) -> Source:
    """The source of this name, remembered where it was not; raises `RefusedError` for one that names nothing."""
    found = wanted(name)
    row = Source.objects.filter(name=found.name).first()
    check_names_something(found, "" if row is None else row.base)
    return row or Source.objects.get_or_create(name=found.name, defaults={"added_at": now})[0]


def set_every_hours(name: str, hours: int) -> None:
    """Have a source looked through so often; raises `RefusedError` for one that is not known."""
    found = wanted(name)
    _check_hours(hours)
    if not Source.objects.filter(name=found.name).update(every_hours=hours):
        raise RefusedError(f"{found.name} is no source yet. `oshmark crawl source list` shows them.")


def check_names_something(source: Wanted, own_host: str) -> None:
    """Raise `RefusedError` for a source of which its platform, asked at its own host, could have nothing."""
    connector = CONNECTORS[source.connector]
    _first_tasks(connector, source, place_of(connector, source, own_host, ""))


def _first_tasks(connector: Connector, source: Wanted, place: Place) -> tuple[Task, ...]:
    tasks = tasks_at(connector, source.value) if source.what == ADDRESS else connector.begin(source, place)
    if not tasks:
        raise RefusedError(f"“{source.value[:200]}” names nothing that {connector.title} could have.")
    return tasks


def tasks_at(connector: Connector, address: str) -> tuple[Task, ...]:
    """The tasks for an address that somebody copied from a browser; on a host that its platform does not know by its
    name, those for a repository there. None for what is none."""
    known = connector.of_address(address)
    host, steps = host_and_steps(address)
    what = next((one for one in REPOSITORY_WHATS if one in connector.whats), None)
    if known or connector.place_of is None or what is None or not host or not steps:
        return known or ()
    place = connector.place_of(host)
    return connector.begin(Wanted(connector.name, what, f"{place.web}/{'/'.join(steps)}"), place)


def _check_base(base: str) -> None:
    _check_no_secret(base)
    try:
        parts = urlsplit(base)
        is_host = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:  # a port or an IPv6 address that is none
        is_host = False
    if base and not is_host:
        raise RefusedError(f"“{base[:200]}” is no address of a host. Write it like https://gitlab.example.org.")


def _check_hours(hours: int) -> None:
    if not 1 <= hours <= MOST_HOURS:
        raise RefusedError(f"A source is looked through every 1 to {MOST_HOURS} hours, and not every {hours}.")


def place_of(
    connector: Connector, source: Wanted, own_host: str, stand_in: str, *, signed: frozenset[str] = frozenset()
) -> Place:
    """Where a source is asked: at another instance of the platform that is its `own_host`, at the public one, or at a
    `stand_in` that answers in the place of either. `signed` are the platforms and hosts for which there is a token."""
    for host in (own_host, stand_in):
        _check_no_secret(host)
    main = place = next(iter(connector.places.values()), Place(api="", web=""))
    if own_host and connector.place_of is not None:
        place = msgspec.structs.replace(connector.place_of(own_host), trusted=True)
    elif own_host:
        place = place.at(own_host)
    elif source.what == ADDRESS:
        place = _place_at(connector, source.value, place)
    token = _token_for(connector, place, main, signed)
    if stand_in:
        place, token = place.at(stand_in), None if token else token
    return msgspec.structs.replace(place, signed=token is not None, token=token or "")


def _token_for(connector: Connector, place: Place, main: Place, signed: frozenset[str]) -> str | None:
    """The name of the credentials of an instance, which is its host; empty for those of the platform, which are for its
    main instance alone. `None` where there are none: a host that only a stranger has named gets nobody else's."""
    host = host_of(place.web)
    if host in signed:
        return host
    return "" if place.web == main.web and connector.name in signed else None


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
    place = place_of(connector, source, row.base, base, signed=tools.signed)
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
        turns=tools.turns,
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
        tasks = _first_tasks(connector, source, place)
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
    counted = ((name, number) for name, number in run.counts.items() if name != "said")
    said = ", ".join(f"{number} {ONE_OF.get(name, name) if number == 1 else name}" for name, number in counted)
    return f"{said or 'nothing'}{'' if run.finished_at else ' (not finished: the next run goes on with it)'}."
