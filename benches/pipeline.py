# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""From payloads to a published library, against rdflib graphs + N-Triples + a memory store; and publishing again.

Ours does the whole: bytes read and checked, rows and events in the database, N-Quads, the store on disk, the search
index. The alternative is spared reading, database, disk and search: it starts from ready dictionaries.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from datetime import UTC, datetime

import pyoxigraph as ox
import rdflib

from benches import rdflib_rival
from benches.manifests import manifest
from benches.measure import Ratio, best_of

MODULES = 20_000
RIVAL_MODULES = 2_000
CHANGED = 100
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


def ratios() -> list[Ratio]:
    """Two claims: the whole way per module, and a publish of few changes against a full one."""
    with tempfile.TemporaryDirectory() as home:
        os.environ["OSHMARK_HOME"] = home
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "oshmark.web.settings")
        import django

        django.setup()
        return _measure()


def _measure() -> list[Ratio]:
    from oshmark.web import instance
    from oshmark.web.library import publishing
    from oshmark.web.library.publishing import publish_library

    instance.ensure_database()
    publisher = publishing.publisher()
    add_s = _timed(lambda: _add(0, MODULES, 0))
    full_s = _timed(lambda: publish_library(publisher, now=NOW))
    _say(f"add {add_s * 1e6 / MODULES:.0f} µs, publish {full_s * 1e6 / MODULES:.0f} µs a module")
    tables = _tables(RIVAL_MODULES)
    other_s = best_of(3, lambda: _rival(tables))
    changes_s = []
    for revision in range(1, 6):
        _add(revision * CHANGED, CHANGED, revision)
        changes_s.append(_timed(lambda: publish_library(publisher, now=NOW)))
    _say(f"incremental publishes: {', '.join(f'{s:.2f}' for s in changes_s)} s; full {full_s:.1f} s")
    middle = sorted(changes_s)[len(changes_s) // 2]
    triples = sum(len(pairs) for table in tables for pairs in table.values()) / RIVAL_MODULES
    each = (add_s + full_s) * 1e6 / MODULES
    steps = "payload → rows + N-Quads + store + index, against rdflib graph + N-Triples + memory store"
    return [
        Ratio(f"{steps}, {triples:.0f} triples", each, other_s * 1e6 / RIVAL_MODULES, at_least=8),
        Ratio(
            f"publishing {CHANGED} changed modules of {MODULES}, against all", middle * 1e6, full_s * 1e6, at_least=20
        ),
    ]


def _add(first: int, count: int, revision: int) -> None:
    from oshmark.library.payload import Provenance
    from oshmark.web import wiring
    from oshmark.web.library.actions import Submission, add

    found = (
        Submission(manifest(number, revision), Provenance("okh.toml", f"{number}/okh.toml", NOW))
        for number in range(first, first + count)
    )
    results = add(found, payloads=wiring.payloads(), actor="bench", now=NOW)
    admitted = sum(1 for result in results if result.outcome.value == "admit")
    if admitted != count:
        raise AssertionError(f"{admitted} of {count} modules were admitted.")


def _tables(count: int) -> list[rdflib_rival.Ready]:
    """The graphs of the first modules, as they were published, as dictionaries."""
    from oshmark.web.library import publishing
    from oshmark.web.library.models import Release
    from oshmark.web.library.publishing import entry_of

    publisher = publishing.publisher()
    releases = Release.objects.select_related("module").order_by("pk")[:count]
    quads = (entry_of(publisher, release, frozenset()).nquads for release in releases)
    return [rdflib_rival.ready(_without_graphs(lines)) for lines in quads]


def _without_graphs(lines: bytes) -> str:
    triples = (quad.triple for quad in ox.parse(lines, format=ox.RdfFormat.N_QUADS))
    return (ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"").decode()


def _rival(tables: list[rdflib_rival.Ready]) -> None:
    store = rdflib.Dataset()
    written = stored = 0
    for number, table in enumerate(tables):
        graph = rdflib_rival.build(table, rdflib.Graph(bind_namespaces="none"))
        written += len(graph.serialize(format="nt"))
        named = store.graph(rdflib.URIRef(f"https://library.example/{number}"))
        named.addN((s, p, o, named) for s, p, o in graph)
        stored += len(named)
    expected = sum(len(pairs) for table in tables for pairs in table.values())
    if stored != expected or not written:
        raise AssertionError(f"rdflib holds {stored} triples, {expected} were given.")


def _timed(work: object) -> float:
    start = time.perf_counter()
    work()  # type: ignore[operator]  # a function without arguments
    return time.perf_counter() - start


def _say(text: str) -> None:
    sys.stderr.write(f"        {text}\n")
