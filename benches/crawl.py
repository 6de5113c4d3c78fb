# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Looking through platforms: requests, time and memory, over stand-ins that take 20 ms for each answer.

The stand-ins run in processes of their own and count what they are asked. The alternative asks the same connectors for
the same, through the same client, each thing when the one before is answered, and adds what it finds to a library of
its own, repository by repository. It is spared the frontier, the ledger and all else that lets a pass be killed.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any

import msgspec

from benches.manifests import manifest
from benches.measure import Ratio

if TYPE_CHECKING:
    from collections.abc import Iterator
    from multiprocessing.connection import Connection

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
TOPIC = "oshw"
LATENCY_S = 0.02
UNCHANGED, MOST_REQUESTS = 10_000, 250
HOSTS = ("github-signed", "gitlab", "forgejo")
EACH = 667
"""Modules at each of three hosts: two thousand."""
FEW, MANY = 1_000, 50_000
MADE_UP = b"https://git.example.org/"


def ratios() -> Iterator[Ratio]:
    """Requests of a first and of a second pass, three hosts against one request after another, and memory."""
    yield from _requests()
    yield _three_hosts()
    yield _memory()


def _requests() -> Iterator[Ratio]:
    with platform("github-signed", UNCHANGED) as github, tempfile.TemporaryDirectory() as home:
        first = crawl(home, [github])[0]
        asked = github.count()
        _check(first["counts"]["admitted"] == UNCHANGED, f"{first['counts']} of {UNCHANGED} modules")
        second = crawl(home, [github])[0]
        again = github.count()
        conversions = {"found", "admitted", "unchanged", "changed"} & set(second["counts"])
        _check(not conversions and second["counts"]["same"] == UNCHANGED, f"the second pass: {second['counts']}")
    claim = f"first pass over {UNCHANGED} modules of GitHub, all requests"
    yield Ratio(f"{claim}, against the modules", asked, UNCHANGED, at_most=1.1, unit="requests")
    claim = f"second pass over {UNCHANGED} unchanged modules of GitHub, no conversion"
    yield Ratio(claim, again, MOST_REQUESTS, at_most=1, unit="requests")


def _three_hosts() -> Ratio:
    with ExitStack() as stack:
        hosts = [stack.enter_context(platform(name, EACH)) for name in HOSTS]
        home, other_home = (stack.enter_context(tempfile.TemporaryDirectory()) for _ in range(2))
        start = time.perf_counter()
        passes = crawl(home, hosts)
        ours_s = time.perf_counter() - start
        requests = sum(host.count() for host in hosts)
        _check(sum(one["counts"]["admitted"] for one in passes) == 3 * EACH, str([one["counts"] for one in passes]))
        addresses = [f"{host.name}={host.address}" for host in hosts]
        start = time.perf_counter()
        said = _python("-m", "benches.crawl_rival", *addresses, home=other_home)
        other_s = time.perf_counter() - start
        _check(int(said) == 3 * EACH, f"the alternative added {said} modules")
        _say(f"three hosts: {requests} requests; one after another: {sum(host.count() for host in hosts)}")
    claim = f"first pass over {3 * EACH} modules at three hosts, against one request after another"
    return Ratio(claim, ours_s, other_s, at_least=8, unit="s")


def _memory() -> Ratio:
    few, many = (_most_memory(count) for count in (FEW, MANY))
    claim = f"most memory of a first pass over {MANY} modules, against {FEW}"
    return Ratio(claim, many / 1e3, few / 1e3, at_most=1.3, unit="MB")


def _most_memory(count: int) -> int:
    """The most that a process needs that goes over so many modules, in kB. The host answers at once."""
    with platform("github-signed", count, latency_s=0) as github, tempfile.TemporaryDirectory() as home:
        start = time.perf_counter()
        said = crawl(home, [github], "benches.crawl_memory")[0]
        _say(f"{count} modules in {time.perf_counter() - start:.0f} s")
        _check(said["counts"]["admitted"] == count, str(said["counts"]))
        return int(said["most_kb"])


class Platform:
    """A stand-in in a process of its own."""

    def __init__(self, name: str, pipe: Connection) -> None:
        self.name, self._pipe = name, pipe
        self.address: str = pipe.recv()

    @property
    def source(self) -> str:
        """The source that is everything there."""
        return f"{self.name.partition('-')[0]}:topic={TOPIC}"

    def count(self) -> int:
        """The requests since the last time this was asked."""
        self._pipe.send("count")
        return int(self._pipe.recv())


@contextmanager
def platform(name: str, count: int, latency_s: float = LATENCY_S) -> Iterator[Platform]:
    """A platform with so many modules."""
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs, name, count, latency_s), daemon=True)
    process.start()
    try:
        yield Platform(name, ours)
    finally:
        ours.send("end")
        process.join()


def _serve(pipe: Connection, name: str, count: int, latency_s: float) -> None:
    from tests.crawl.connectors.forges import FORGES
    from tests.fakes.world import World

    forge = next(one for one in FORGES if one.name == name)
    world = World()
    for number in range(count):
        raw = manifest(number).replace(MADE_UP, f"{forge.web}/".encode())
        repository = raw.partition(f'repo = "{forge.web}/'.encode())[2].partition(b'"')[0].decode()
        files = {"okh.toml": raw, "README.md": b"Hello", f"bom-{number}.csv": b"Part\n", "pictures/main.jpg": b""}
        world.add(repository, files, topics=(TOPIC,))
    with forge.fake(world, latency_s=latency_s).serve() as fake:
        pipe.send(fake.address)
        while pipe.recv() == "count":
            pipe.send(fake.count)
            fake.forget()


def crawl(home: str, hosts: list[Platform], module: str = "oshmark") -> list[dict[str, Any]]:
    """`oshmark crawl run`, a process for each host at the same time; what each of them says."""
    commands = [[module, "crawl", "run", host.source, "--base-url", host.address, "--json"] for host in hosts]
    running = [
        subprocess.Popen([sys.executable, "-m", *one], env=_environment(home), stdout=subprocess.PIPE)
        for one in commands
    ]
    said = [process.communicate()[0] for process in running]
    _check(not any(process.returncode for process in running), "a pass has failed")
    return [msgspec.json.decode(one) for one in said]


def _python(*arguments: str, home: str) -> str:
    return subprocess.run(
        [sys.executable, *arguments], env=_environment(home), stdout=subprocess.PIPE, text=True, check=True
    ).stdout


def _environment(home: str) -> dict[str, str]:
    settings = {"OSHMARK_HOME": home, "DJANGO_SETTINGS_MODULE": "oshmark.web.settings", "OSHMARK_TOKEN_GITHUB": "bench"}
    return {**os.environ, **settings}


def _check(holds: bool, says: str) -> None:  # noqa: FBT001  a fact
    if not holds:
        raise AssertionError(says)


def _say(text: str) -> None:
    sys.stderr.write(f"        {text}\n")
