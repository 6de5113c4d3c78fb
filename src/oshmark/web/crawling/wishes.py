# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Repositories that a forge wishes us to look at: noted at once, served by a worker, `oshmark crawl watch` or
`oshmark tick`."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.db import transaction
from django.db.models import F, Q

from oshmark.crawl.addresses import host_and_steps
from oshmark.crawl.connectors import CONNECTORS
from oshmark.crawl.task import Source as Wanted
from oshmark.crawl.typed import ADDRESS
from oshmark.errors import BusyError, RefusedError
from oshmark.library.identity import module_of
from oshmark.web.crawling.crawling import REPOSITORY_WHATS, in_words, run_source
from oshmark.web.crawling.models import Repository, Source, Wish
from oshmark.web.jobs.kinds import Kind
from oshmark.web.jobs.presence import count_workers
from oshmark.web.jobs.queue import put
from oshmark.web.library.recorded_acts import below
from oshmark.web.library.withdrawing import withdrawal_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from django.db.models import QuerySet

    from oshmark.crawl.connector import Connector
    from oshmark.web.crawling.crawling import Tools

SPACING = timedelta(seconds=10)
"""A repository is looked at so often at most, however often it is wished."""
STRANGER_SPACING = timedelta(hours=1)
"""The same for one of which the library has nothing."""
STRANGERS_AN_HOUR = 60
"""So many repositories that the library does not have may be wished in an hour."""
AGAIN_AFTER = timedelta(seconds=60)
"""After which a wish is gone on with, whose host asked us to wait."""
MAX_ADDRESS = 500


def note_wish(connector: str, written: str, *, now: datetime) -> bool:
    """Note that a repository has changed; noted twice, it is looked at once. False for one that is left out of the
    library.

    Raises `RefusedError` for an address that is none of the platform, and `BusyError` when there are too many.
    """
    address, _name, _base = source_for(CONNECTORS[connector], written)
    module = module_of(address)
    if module is not None and withdrawal_of(module) is not None:
        return False
    stranger = not is_known(address)
    with transaction.atomic():
        before = Wish.objects.filter(address=address).first()
        if before is None and stranger:
            _check_strangers(now)
        last = before.served_at if before is not None else None
        free_at = now if last is None else last + (STRANGER_SPACING if stranger else SPACING)
        stated = {
            "connector": connector,
            "stranger": stranger,
            "asked_at": now,
            "not_before": max(now, free_at),
        }
        Wish.objects.update_or_create(address=address, defaults=stated)
        if count_workers(now):
            put(Kind.REFRESH, now=now, at=max(now, free_at), address=address)
    return True


def _check_strangers(now: datetime) -> None:
    if Wish.objects.filter(stranger=True, asked_at__gte=now - timedelta(hours=1)).count() >= STRANGERS_AN_HOUR:
        raise BusyError("Too many repositories were named that the library does not have. Try again in an hour.")


def is_known(address: str) -> bool:
    """Whether the crawl or the library knows a repository."""
    if Repository.objects.filter(address=address).exists():
        return True
    module = module_of(address)
    return module is not None and below(module.address).exists()


def source_for(connector: Connector, written: str) -> tuple[str, str, str]:
    """The address of a repository as we write it, the name of the source that it alone is, and the host to ask where
    that is an own one of the operator; raises `RefusedError` for what is none of the platform."""
    tasks = connector.of_address(written) if len(written) <= MAX_ADDRESS and "@" not in written else None
    if tasks:
        address = str(tasks[0].args.get("repository", written))
        return address, Wanted(connector.name, ADDRESS, address).name, ""
    host, steps = host_and_steps(written)
    what = next((one for one in REPOSITORY_WHATS if one in connector.whats), None)
    for base in _own_hosts(connector):
        if what is not None and host and steps and len(written) <= MAX_ADDRESS and urlsplit(base).netloc == host:
            address = f"{urlsplit(base).scheme}://{host}/{'/'.join(steps)}".removesuffix(".git")
            return address, Wanted(connector.name, what, address).name, base
    raise RefusedError(f"This is no address of a repository on {connector.title}, or on a host that is looked through.")


def _own_hosts(connector: Connector) -> list[str]:
    named = Source.objects.filter(Q(name=connector.name) | Q(name__startswith=f"{connector.name}:")).exclude(base="")
    return list(named.order_by("base").values_list("base", flat=True).distinct())


def open_wishes() -> QuerySet[Wish]:
    """Those that wait to be served, or were asked again since."""
    return Wish.objects.filter(Q(served_at=None) | Q(asked_at__gt=F("served_at"))).order_by("not_before", "pk")


def serve_wishes(tools: Tools, *, dead: Iterable[str] = ()) -> Iterator[str]:
    """Look at every repository whose wish may be served now, and say of each what came of it."""
    dead = list(dead)
    for wish in list(open_wishes().filter(not_before__lte=tools.now())):
        if tools.is_stopped():
            return
        yield f"{wish.address}: {_serve(wish, tools, dead)}"


def serve_wish(address: str, tools: Tools, *, dead: Iterable[str] = ()) -> tuple[str, datetime | None]:
    """Look at one repository, if its wish may be served now: what came of it, and when it is to be looked at again."""
    wish = open_wishes().filter(address=address).first()
    if wish is None:
        return "Nothing more is wished.", None
    said = _serve(wish, tools, list(dead)) if wish.not_before <= tools.now() else ""
    return said, open_wishes().filter(address=address).values_list("not_before", flat=True).first()


def _serve(wish: Wish, tools: Tools, dead: list[str]) -> str:
    begun_at = tools.now()
    try:
        run = run_source(_source_of(wish, begun_at), tools, dead=dead)
    except RefusedError as error:  # the operator has taken away the host that it lies on
        _served(wish, begun_at)
        return str(error)
    if run.finished_at is None:
        wait = timedelta() if tools.is_stopped() else AGAIN_AFTER
        Wish.objects.filter(pk=wish.pk).update(not_before=tools.now() + wait)
    else:
        _served(wish, begun_at)
    return in_words(run)


def _source_of(wish: Wish, now: datetime) -> Source:
    """The source that is this repository alone, made where there was none."""
    _address, name, base = source_for(CONNECTORS[wish.connector], wish.address)
    with transaction.atomic():
        row, is_new = Source.objects.get_or_create(name=name, defaults={"base": base, "added_at": now})
        if is_new:
            Wish.objects.filter(pk=wish.pk).update(source=row)
    return row


def _served(wish: Wish, at: datetime) -> None:
    """It is done; a source that was made for it stays only where it is what leads to something in the library."""
    with transaction.atomic():
        wish.refresh_from_db(fields=["source"])
        made = wish.source
        Wish.objects.filter(pk=wish.pk).update(served_at=at, source=None)
        if made is not None and not _leads_somewhere(made):
            made.delete()


def _leads_somewhere(source: Source) -> bool:
    modules = (module_of(row.address) for row in Repository.objects.filter(source=source))
    return any(module is not None and below(module.address).exists() for module in modules)
