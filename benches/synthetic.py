# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A library of invented modules, the same each time, and how long it takes to publish it.

`python benches/synthetic.py [modules]` prints a full build, an incremental publish of 100 modules, and searches.
"""

from __future__ import annotations

import cProfile
import pstats
import resource
import shutil
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from oshmark.adapters.published.publish import Entry, publish
from oshmark.adapters.published.search import Searcher
from oshmark.adapters.published.sparql import SparqlWorker
from oshmark.library.record import SearchRecord

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

BASE = "https://library.example"
OKH = "https://w3id.org/oseg/ont/okh#"
NOW = datetime(2026, 11, 20, tzinfo=UTC)
THINGS = ("printer", "lathe", "microscope", "ventilator", "plough", "turbine", "loom", "press", "pump", "spectrometer")
TRAITS = ("small", "modular", "portable", "desktop", "solar", "robust", "precise", "foldable", "quiet", "cheap")
WORDS = (
    "frame",
    "motor",
    "belt",
    "bearing",
    "steel",
    "plywood",
    "laser",
    "cut",
    "bent",
    "welded",
    "turned",
    "milled",
    "sheet",
    "screw",
    "bolt",
    "nut",
    "sensor",
    "board",
    "heater",
    "nozzle",
    "axis",
    "rail",
    "clamp",
    "spindle",
    "table",
    "housing",
    "cover",
    "wheel",
    "shaft",
    "gear",
    "pulley",
    "valve",
    "filter",
    "tank",
    "hose",
    "repairable",
    "assembled",
    "workshop",
    "school",
    "village",
    "clinic",
    "field",
    "kitchen",
    "garden",
    "bicycle",
    "energy",
    "water",
    "soil",
    "air",
)
LICENCES = (("CERN-OHL-S-2.0", "strong"), ("CERN-OHL-P-2.0", "permissive"), ("CC-BY-SA-4.0", "weak"))
LANGUAGES = (("en",), ("de", "de-DE"), ("es",), ("fr",))
HOSTS = ("git.example.org", "code.example.net", "hardware.example.com")
PARTS = 6
QUADS = 52


def entries(count: int, *, first: int = 0, edition: int = 1) -> Iterator[Entry]:
    """Modules number `first` and following; another `edition` has the same addresses and other data."""
    return (entry(number, edition=edition) for number in range(first, first + count))


def entry(number: int, *, edition: int = 1) -> Entry:
    """One module with 52 quads and its search record."""
    chance = Random(number * 1_000 + edition)
    record = search_record(number, edition, chance)
    nquads = "".join(_quads(record, chance)).encode()
    return Entry(address=record.address, graph=f"{BASE}{record.address}", nquads=nquads, record=record)


def search_record(number: int, edition: int, chance: Random) -> SearchRecord:
    """What the search knows of a module."""
    host = HOSTS[number % len(HOSTS)]
    module = f"/m/{host}/maker{number % 997}/thing{number}"
    licence, licence_class = chance.choice(LICENCES)
    name = f"{chance.choice(TRAITS)} {chance.choice(THINGS)} {number}"
    return SearchRecord(
        address=f"{module}/-/v/1.0.0",
        module=module,
        name=name,
        version="1.0.0",
        function=" ".join(chance.choices(WORDS, k=40)) + f" edition {edition}",
        parts=" ".join(chance.choices(WORDS, k=20)),
        licensors=(f"Maker {number % 997}",),
        licence=licence,
        licence_class=licence_class,
        languages=chance.choice(LANGUAGES),
        host=host,
        otrl=f"OTRL-{chance.randint(1, 6)}",
        completeness=chance.randint(10, 100),
        has=tuple(sorted(chance.sample(("bom", "source", "export", "image"), k=2))),
        changed=1_700_000_000 + 10_000_000 * (edition - 1) + number,
    )


def _quads(record: SearchRecord, chance: Random) -> Iterator[str]:
    graph = f"{BASE}{record.address}"
    subject = f"{graph}#this"
    facts = {
        "name": record.name,
        "version": record.version,
        "function": record.function,
        "documentationLanguage": record.languages[0],
        "technologyReadinessLevel": record.otrl or "",
        "licensor": record.licensors[0],
        "repo": f"https://{record.host}/{record.module}",
    }
    yield f"<{subject}> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{OKH}Module> <{graph}> .\n"
    yield f"<{subject}> <{OKH}spdxLicense> <https://spdx.org/licenses/{record.licence}> <{graph}> .\n"
    yield from (f'<{subject}> <{OKH}{name}> "{value}" <{graph}> .\n' for name, value in facts.items())
    yield f'<{subject}> <{OKH}note> "edition of {record.changed}" <{graph}> .\n'
    for part in range(PARTS):
        thing = f"{BASE}{record.module}/-/part/part-{part}#this"
        yield f"<{subject}> <{OKH}hasComponent> <{thing}> <{graph}> .\n"
        yield f"<{thing}> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{OKH}Part> <{graph}> .\n"
        for name in ("name", "material", "tsdc", "source", "export"):
            yield f'<{thing}> <{OKH}{name}> "{chance.choice(WORDS)} {part} {name}" <{graph}> .\n'


def main(count: int) -> None:
    """Publish, publish again, search and ask, with figures."""
    root = Path(tempfile.mkdtemp(prefix="oshmark-bench-"))
    try:
        _report(root, count)
    finally:
        shutil.rmtree(root)


def _report(root: Path, count: int) -> None:
    print(f"generate {count} entries: {_timed(lambda: sum(len(e.nquads) for e in entries(count))):.2f} s")
    whole = _timed(lambda: publish(root, put=entries(count), full=True, position=1, now=NOW))
    print(f"full build, generating included: {whole:.2f} s, peak {_peak_mib()} MiB")
    times = [_timed(lambda e=e: _next(root, count, e)) for e in range(2, 9)]  # type: ignore[misc]
    print("incremental, 100 modules:", ", ".join(f"{seconds:.2f}" for seconds in times), "s")
    profile = cProfile.Profile()
    profile.runcall(_next, root, count, 9)
    pstats.Stats(profile).sort_stats("tottime").print_stats(12)
    searcher = Searcher(root)
    for words in ("", "plywood", "solar turbine", "solar turb", "frame motor belt"):
        searcher.search(words)
        took = sorted(_timed(lambda w=words: searcher.search(w, filters={"language": ["de"]})) for _ in range(50))  # type: ignore[misc]
        print(f"search {words!r}: p50 {took[25] * 1e3:.2f} ms, p95 {took[47] * 1e3:.2f} ms")
    with SparqlWorker(root) as worker:
        print(f"first query: {_timed(lambda: worker.query('ASK {}', accept='json')) * 1e3:.1f} ms")
        took = sorted(_timed(lambda: worker.query("ASK { ?s ?p ?o }", accept="json")) for _ in range(200))
        print(f"warm ASK: p50 {took[100] * 1e3:.2f} ms")


def _next(root: Path, count: int, edition: int) -> None:
    first = (edition * 7_919) % max(1, count - 100)
    put = list(entries(100, first=first, edition=edition))
    publish(root, put=put, position=edition, now=NOW)


def _timed(job: Callable[[], object]) -> float:
    start = time.perf_counter()
    job()
    return time.perf_counter() - start


def _peak_mib() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000)
