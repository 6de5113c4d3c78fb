# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a small machine needs: 5,000 modules, two bodies with their certificates, the site, two workers, visitors.

Everything is started as an operator starts it. Memory is that of all processes together, in their proportional shares
(`Pss` in proc(5)): what two processes share is counted once. It is looked at five times a second.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from benches.manifests import manifest
from benches.measure import Ratio
from benches.servers import connect, free_port

if TYPE_CHECKING:
    from collections.abc import Iterator
    from http.client import HTTPConnection  # noqa: TID251  a measurement speaks HTTP

MODULES = 5_000
CHANGED = 100
GB_MB = 1000.0
VISITS = 150
START_S = 300.0
LOOKS_EVERY_S = 0.2
QUERIES = (
    "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY DESC(?n) LIMIT 10",
    "SELECT DISTINCT ?t { ?s a ?t }",
)


def ratios() -> list[Ratio]:
    """One claim: everything at once stays below 1 GB."""
    with tempfile.TemporaryDirectory(prefix="oshmark-small-") as folder:
        most = _measure(Path(folder))
    claim = f"memory for {MODULES} modules, two bodies, the site, two workers, a publish and a backup"
    return [Ratio(claim, most, GB_MB, at_most=1.0, unit="MB")]


def _measure(folder: Path) -> float:
    home, port = folder / "home", free_port()
    variables = {
        "OSHMARK_HOME": str(home),
        "OSHMARK_BASE_URL": f"http://127.0.0.1:{port}",
        "OSHMARK_DEMO": "1",
        "OSHMARK_BACKUP_PASSPHRASE": "only measured",
        "PORT": str(port),
    }
    environment = {**os.environ, **variables}
    _write(folder / "new", range(MODULES), 0)
    with _watched("add and publish") as alone:
        _run(environment, "library", "add", "--no-pictures", folder / "new")
        _run(environment, "library", "publish")
    with (
        _started(environment, "demo") as site,
        _watched("serve, two workers, visits, a publish and a backup") as together,
    ):
        _wait_for(port, site)
        with _started(environment, "worker", "run", "--workers", "2"):
            _visit(connect(port))
            _write(folder / "changed", range(CHANGED), 1)
            _run(environment, "library", "add", "--no-pictures", folder / "changed")
            _run(environment, "tick")
            _visit(connect(port))
            _run(environment, "backup", "--out", folder / "b.tar.gz")
            _run(environment, "doctor", "--quick")
    return max(alone.most_mb, together.most_mb)


def _write(folder: Path, numbers: range, revision: int) -> None:
    for number in numbers:
        path = folder / str(number)
        path.mkdir(parents=True)
        (path / "okh.toml").write_bytes(manifest(number, revision))


def _run(environment: dict[str, str], *arguments: str | Path) -> None:
    started = time.perf_counter()
    command = [sys.executable, "-m", "oshmark", *map(str, arguments)]
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    _say(f"{' '.join(map(str, arguments[:2]))}: {time.perf_counter() - started:.1f} s")


@contextmanager
def _started(environment: dict[str, str], *arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-m", "oshmark", *arguments]
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) as process:
        try:
            yield process
        finally:
            process.terminate()


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_S
    while time.monotonic() < deadline and process.poll() is None:
        try:
            connect(port).connect()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise RuntimeError("The site did not start.")


def _visit(connection: HTTPConnection) -> None:
    """What visitors and programs ask: searches, modules, certificates, labels, SPARQL."""
    found = json.loads(_get(connection, "/certificates.json"))
    assert found, "the bodies have certificates"
    paths = ["/", "/certificates", "/log", "/licences", "/statistics", "/crawl", "/certificates.csv"]
    paths += [f"/certificates/{one['number']}" for one in found]
    paths += [f"/search?q={word}" for word in ("printer", "solar+loom", "frame+motor", "plywod", "centrifuge")]
    paths += [f"/sparql?query={quote(query)}" for query in QUERIES]
    modules = re.findall(r'href="(/m/[^"?#]+)"', _get(connection, "/search?q=press").decode())
    assert modules, "the search finds modules"
    paths += [*modules, *(f"/search?q={number}" for number in range(VISITS))]
    for path in paths:
        _get(connection, path)


def _get(connection: HTTPConnection, path: str) -> bytes:
    connection.request("GET", path, headers={"Accept": "text/html, */*"})
    response = connection.getresponse()
    body = response.read()
    assert response.status == 200, (path, response.status)
    return body


class _Watch:
    """Looks at the memory of all that this process has started."""

    def __init__(self) -> None:
        self.most_mb = self.most_rss_mb = 0.0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look)

    def begin(self) -> None:
        self._thread.start()

    def end(self) -> None:
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._over.wait(LOOKS_EVERY_S):
            sizes = [_memory_kb(pid) for pid in _family(os.getpid()) - {os.getpid()}]
            self.most_mb = max(self.most_mb, sum(pss for pss, _rss in sizes) / 1000 * 1.024)
            self.most_rss_mb = max(self.most_rss_mb, sum(rss for _pss, rss in sizes) / 1000 * 1.024)


@contextmanager
def _watched(what: str) -> Iterator[_Watch]:
    watch = _Watch()
    watch.begin()
    try:
        yield watch
    finally:
        watch.end()
    _say(f"{what}: {watch.most_mb:.0f} MB, and {watch.most_rss_mb:.0f} MB where what is shared counts each time")


def _family(root: int) -> set[int]:
    """A process, and all that came from it."""
    parents: dict[int, int] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        except OSError:  # it has ended meanwhile
            continue
        parents[int(path.parent.name)] = int(fields[1])
    found, more = {root}, True
    while more:
        new = {pid for pid, parent in parents.items() if parent in found} - found
        found |= new
        more = bool(new)
    return found


def _memory_kb(pid: int) -> tuple[int, int]:
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    except OSError:
        return 0, 0
    facts = {line.partition(":")[0]: line.split()[1] for line in text.splitlines()[1:]}
    return int(facts["Pss"]), int(facts["Rss"])


def _say(line: str) -> None:
    sys.stderr.write(f"  {line}\n")
