# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The search of the public registry over many certificates, against the same queries made with `sqlite3` alone.

The rival asks the database for what somebody looks for and no more: how many rows there are, and the columns of the
first page. Before each of our searches whatever the site has kept is forgotten, for nobody asks twice for the same; the
page without words is measured as it is met, ready. The page also knows the status of each row from the log, names its
holder, offers the filters and is a page. `OSHMARK_BENCH_CERTIFICATES` sets how many; each was issued in the log, and
the rows come from there.
"""

from __future__ import annotations

import os
import re
import sqlite3
import sys
import tempfile
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benches.measure import Ratio, best_of
from benches.pages import Site

if TYPE_CHECKING:
    from collections.abc import Callable

CERTIFICATES = int(os.environ.get("OSHMARK_BENCH_CERTIFICATES", "100000"))
HOLDERS, BATCH, PASSES = 2_000, 1_000, 5
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
COUNTRIES = ("DE", "US", "IN", "KE", "BR", "JP")
PLACES = ("Reiherstedt", "Harrow", "Lichtenau", "Port Ashby")
THINGS = ("press", "printer", "loom", "charger", "microscope", "seeder", "mill")
SEARCHES = {
    "all": "",
    "a word": "q=loom",
    "two words": "q=Reiherstedt+charger",
    "a holder": "q=Workshop+77",
    "a state and a country": "status=valid&country=KE",
    "a number": "q=B00077",
}


def ratios() -> list[Ratio]:
    """A claim for each kind of search; the times are microseconds."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"DJANGO_SETTINGS_MODULE": "oshmark.web.settings", "OSHMARK_HOME": folder}
        import django

        django.setup()
        from oshmark.web import instance

        instance.ensure_database()
        _say("issued", _fill)
        site = Site()
        _say("read from the log by the first page", lambda: site.get("/certificates"))
        return [_claim(site, name, query, Path(folder) / "oshmark.sqlite3") for name, query in SEARCHES.items()]


def _fill() -> None:
    """Issue the certificates, and make the rows of the registry from the log."""
    from oshmark.certification.events import Kind
    from oshmark.web.accounts.models import Organisation
    from oshmark.web.audit.actions import Log
    from oshmark.web.audit.writing import writing
    from oshmark.web.certification.projection import rebuild

    makers = [Organisation(public_id=f"h{one:08d}", name=f"Workshop {one}", founded_at=NOW) for one in range(HOLDERS)]
    Organisation.objects.bulk_create(makers)
    for start in range(0, CERTIFICATES, BATCH):
        with writing():
            log = Log(actor="bench", now=NOW - timedelta(days=900) + timedelta(minutes=start // 100))
            for one in range(start, min(start + BATCH, CERTIFICATES)):
                log.append(Kind.ISSUED, f"certificate:B{one:05d}", _terms(one), 1)
            log.write()
    with writing():
        rebuild()


def _terms(one: int) -> dict[str, Any]:
    """What a certificate says: a different product of a different holder each, some of them run out."""
    digest = f"sha256:{one:064x}"
    first = date(2024, 6, 1) + timedelta(days=one % 900)
    about = {
        "kind": "product",
        "ref": f"/m/git.example.org/maker{one % HOLDERS}/thing{one}/1.0.0",
        "name": f"Heron {THINGS[one % len(THINGS)]} {one}",
        "version": "1.0.0",
        "digest": digest,
        "municipality": PLACES[one % len(PLACES)],
        "country": COUNTRIES[one % len(COUNTRIES)],
    }
    return {
        "role": "registrar",
        "application": f"a{one}",
        "body": "harrowfield" if one % 3 else "erlental",
        "holder": f"h{one % HOLDERS:08d}",
        "scheme": "product",
        "version": "1",
        "digest": digest,
        "about": about,
        "level": "certified",
        "scope": ["all"],
        "valid_from": first.isoformat(),
        "valid_until": (first + timedelta(days=365)).isoformat(),
        "bundle": digest,
        "evaluators": ["e1", "e2"],
        "decided_by": "d1",
    }


def _claim(site: Site, name: str, query: str, path: Path) -> Ratio:
    address = f"/certificates?{query}"
    status, body = site.get(address)
    count, page = _statements(query)
    connection = sqlite3.connect(path)

    def bare() -> int:
        (total,) = connection.execute(*count).fetchone()
        connection.execute(*page).fetchall()
        return int(total)

    total = bare()
    heading = re.search(r'id="found">([^a-z]+)certificate', body.decode())
    if status != 200 or heading is None or int("".join(filter(str.isdigit, heading[1]))) != total:
        raise AssertionError(f"{address} and its bare query differ: {total}")
    ours = best_of(PASSES, lambda: site.get(address)) if not query else _first_time(site, address)
    other = best_of(PASSES, bare)
    connection.close()
    claim = f"registry of {CERTIFICATES:,} certificates, {name} ({total:,} found), against the bare query"
    return Ratio(claim, ours * 1e6, other * 1e6, at_most=2)


def _first_time(site: Site, address: str) -> float:
    """Seconds of the quickest first answer."""
    from oshmark.web import warm

    def ask() -> None:
        warm.forget()
        site.get(address)

    return best_of(PASSES, ask)


def _statements(query: str) -> tuple[tuple[str, tuple[Any, ...]], tuple[str, tuple[Any, ...]]]:
    """The two statements of a search, as SQLite takes them: how many, and the first page."""
    from django.db import connection
    from django.http import QueryDict

    from oshmark.adapters import clock
    from oshmark.web.certification.queries import Asked, find
    from oshmark.web.certification.registry_views import FILTERS, SIZE

    asked = QueryDict(query)
    rows = find(Asked(words=asked.get("q", ""), **{one: asked.get(one, "") for one in FILTERS}), clock.now().date())
    found: list[tuple[str, tuple[Any, ...]]] = []

    def note(execute: Callable[..., object], sql: str, parameters: Any, many: bool, context: Any) -> object:  # noqa: ANN401, FBT001
        found.append((sql.replace("%s", "?"), tuple(parameters)))
        return execute(sql, parameters, many, context)

    with connection.execute_wrapper(note):
        rows.count()
        list(rows[:SIZE])
    return found[-2], found[-1]


def _say(what: str, work: Callable[[], object]) -> None:
    start = time.perf_counter()
    work()
    sys.stderr.write(f"        {CERTIFICATES:,} certificates {what}: {time.perf_counter() - start:.1f} s\n")
