# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Selective SPARQL over HTTP in a library of 20,000 modules, against bare pyoxigraph and a bare HTTP round trip.

The other side is the sum of two things that are needed at least: pyoxigraph runs the query in this process and writes
the answer, and a server on the same software sends the same bytes. Both sides have to give the same bytes.
And: while one query never ends, how quick are the others, and when is it stopped?
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING
from urllib.parse import quote

from pyoxigraph import QueryResultsFormat, QuerySolutions, Store  # noqa: TID251  the alternative itself

from benches import synthetic
from benches.measure import Ratio
from benches.servers import Sent, bare, connect, get, served
from oshmark.adapters.published.generation import current
from oshmark.adapters.published.publish import publish

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from http.client import HTTPConnection  # noqa: TID251  a measurement speaks HTTP

MODULES = 20_000
EACH, PASSES = 150, 9
"""Queries of a kind in one pass, and passes, of which the quickest counts for each query."""
TIMEOUT_S = 3
NOW = datetime(2026, 11, 20, tzinfo=UTC)
JSON = "application/sparql-results+json"
PREFIX = f"PREFIX okh: <{synthetic.OKH}> "
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n1 ?o }"


def lookup(number: int) -> str:
    """Everything that is said of one module."""
    return f"SELECT ?p ?o {{ <{_module(number)}> ?p ?o }}"


def path(number: int) -> str:
    """The names of the parts of one module."""
    return f"{PREFIX}SELECT ?name {{ <{_module(number)}> okh:hasComponent/okh:name ?name }}"


def first_page(number: int) -> str:
    """The first twenty modules of a licence, with names."""
    licence = synthetic.LICENCES[number % len(synthetic.LICENCES)][0]
    wanted = f"?m okh:spdxLicense <https://spdx.org/licenses/{licence}> ; okh:name ?name ; okh:version ?version"
    return f"{PREFIX}SELECT ?m ?name ?version {{ {wanted} }} LIMIT {20 + number % 10}"


KINDS: dict[str, Callable[[int], str]] = {"lookup": lookup, "path": path, "first page": first_page}


def ratios() -> list[Ratio]:
    """A claim for each kind of query, and two about a query that never ends."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        made = publish(home / "published", put=synthetic.entries(MODULES), full=True, position=1, now=NOW)
        _say(f"{made.counts.quads:,} quads")
        with served(home, {"OSHMARK_SPARQL_TIMEOUT_S": str(TIMEOUT_S)}) as connection:
            claims = [_claim(kind, connection, home, Path(folder)) for kind in KINDS]
            return claims + _beside_an_endless_one(connection.port)


def _claim(kind: str, connection: HTTPConnection, home: Path, folder: Path) -> Ratio:
    chance = Random(3)
    texts = [KINDS[kind](chance.randrange(MODULES)) for _ in range(EACH)]
    sent = {_address(text): get(connection, _address(text), JSON) for text in texts}
    generation = current(home / "published")
    if generation is None:
        raise AssertionError("Nothing is published.")
    store = Store.read_only(str(generation.store))
    for text in texts:
        _assert_same(text, sent[_address(text)], _bare_answer(store, text))
    with bare(folder, sent) as plain:
        for text in texts:
            _assert_same(text, sent[_address(text)], get(plain, _address(text), JSON).body)
        sides = (
            lambda text: get(connection, _address(text), JSON),
            lambda text: _bare_answer(store, text),
            lambda text: get(plain, _address(text), JSON),
        )
        passes = [[_pass(side, texts, (connection, plain)) for side in sides] for _ in range(PASSES)]
    ours, inside, trip = (_typical(one) for one in zip(*passes, strict=True))
    _say(f"{kind}: {ours * 1e6:.0f} µs; pyoxigraph {inside * 1e6:.0f} µs + HTTP {trip * 1e6:.0f} µs")
    claim = f"SPARQL {kind} over HTTP, {MODULES:,} modules, against bare pyoxigraph + a bare HTTP round trip"
    return Ratio(claim, ours * 1e6, (inside + trip) * 1e6, at_most=2)


def _beside_an_endless_one(port: int) -> list[Ratio]:
    alone = _times_of_others(port)
    with ThreadPoolExecutor(1) as threads:
        endless = threads.submit(_stopped_after, port)
        time.sleep(0.3)
        beside = _times_of_others(port)
        if endless.done():
            raise AssertionError("The query that never ends was over before the others were asked.")
        stopped_s = endless.result()
    quiet, busy = (statistics.quantiles(times, n=20)[-1] for times in (alone, beside))
    _say(f"others beside an endless query: p95 {busy * 1e3:.1f} ms; without it {quiet * 1e3:.1f} ms")
    return [
        Ratio(
            "95th percentile of lookups beside a query that never ends, against alone",
            busy * 1e6,
            quiet * 1e6,
            at_most=3,
        ),
        Ratio(f"when it is stopped, against its limit of {TIMEOUT_S} s", stopped_s * 1e6, TIMEOUT_S * 1e6, at_most=1.2),
    ]


def _times_of_others(port: int) -> list[float]:
    connection = connect(port)
    times = []
    for number in range(EACH):
        start = time.perf_counter()
        if get(connection, _address(lookup(number)), JSON).status != 200:
            raise AssertionError("A quick query was not answered.")
        times.append(time.perf_counter() - start)
    connection.close()
    return times


def _stopped_after(port: int) -> float:
    connection = connect(port)
    start = time.perf_counter()
    answer = get(connection, _address(ENDLESS), JSON)
    if answer.status != 503 or "Retry-After" not in dict(answer.headers):
        raise AssertionError(f"The query that never ends was answered with {answer.status}.")
    return time.perf_counter() - start


def _bare_answer(store: Store, text: str) -> bytes:
    found = store.query(text, use_default_graph_as_union=True)
    if not isinstance(found, QuerySolutions):
        raise TypeError(text)
    body = BytesIO()
    found.serialize(body, QueryResultsFormat.JSON)
    return body.getvalue()


def _assert_same(text: str, sent: Sent, body: bytes) -> None:
    if sent.status != 200 or sent.body != body or body.count(b'"value"') == 0:
        raise AssertionError(f"{text}: {sent.status}, {sent.body[:200]!r} and {body[:200]!r}")


def _pass(side: Callable[[str], object], texts: Sequence[str], connections: Sequence[HTTPConnection]) -> list[float]:
    """Seconds of each query, over new connections, because a server ends those that rest; the first query is extra."""
    for connection in connections:
        connection.close()
    side(texts[0])
    return [_seconds(side, text) for text in texts]


def _typical(passes: Sequence[Sequence[float]]) -> float:
    """The median query, each at its best: what it costs when nothing else is in the way."""
    best: list[float] = [min(times) for times in zip(*passes, strict=True)]
    return statistics.median(best)


def _seconds(ask: Callable[[str], object], text: str) -> float:
    start = time.perf_counter()
    ask(text)
    return time.perf_counter() - start


def _module(number: int) -> str:
    return f"{synthetic.entry(number).graph}#this"


def _address(text: str) -> str:
    return f"/sparql?query={quote(text, safe='')}"


def _say(sentence: str) -> None:
    sys.stderr.write(f"  {sentence}\n")
