# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every connector through whole passes, over real sockets: an empty library is filled, and a second pass moves times
only. Any Git repository is read from a real Git server."""

from __future__ import annotations

import shutil
import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from oshmark.adapters.blobs import Blobs
from oshmark.adapters.fetching import Fetcher
from oshmark.adapters.git import Git
from oshmark.adapters.http.client import Client
from oshmark.crawl.place import Place
from oshmark.web.audit.actions import read_log
from oshmark.web.crawling.crawling import Tools, add_source, run_source
from oshmark.web.crawling.models import Haul, Item, Repository, Source
from oshmark.web.library.models import Module, Release
from oshmark.web.library.queries import provenance_of
from tests.adapters.git_server import commit, serving
from tests.crawl.connectors.test_conformance import CASES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from oshmark.crawl.exchange import Known, NoResponse, Request, Response
    from tests.crawl.connectors.cases import Case

START = datetime(2026, 11, 20, 8, tzinfo=UTC)


class Anywhere:
    """Asks by HTTP, also for what is asked of Git: the stand-in answers both. Everything lies in a network of ours."""

    def __init__(self, client: Client, address: str) -> None:
        self._client, self._address = client, address

    def __call__(self, request: Request, place: Place, known: Known | None = None) -> Response | NoResponse:
        url = request.url.removeprefix("git+")
        trusted = Place(api=self._address, web=place.web, raw=place.raw, trusted=True, signed=place.signed)
        return self._client(msgspec.structs.replace(request, url=url), trusted, known)


class Passes:
    """Passes over one source; each is a day after the one before."""

    def __init__(self, folder: Path) -> None:
        self.now = START
        self.payloads = Blobs(folder / "payloads")
        self.client = Client(agent="tests", now=lambda: self.now, total_s=10)

    def run(self, name: str, fetch: Any, base: str = "", *, signed: str = "") -> dict[str, Any]:
        self.now += timedelta(days=1)
        row = Source.objects.filter(name=name).first() or add_source(name, now=self.now)
        tools = Tools(
            fetch=fetch,
            payloads=self.payloads,
            now=lambda: self.now,
            pause=self.pause,
            worker="tests",
            signed=frozenset({signed} if signed else ()),
        )
        run = run_source(row, tools, base=base)
        assert run.finished_at is not None
        counts: dict[str, Any] = run.counts
        return counts

    def pause(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)
        time.sleep(0.001)


@pytest.fixture
def passes(transactional_db: None, tmp_path: Path, socket_enabled: None) -> Iterator[Passes]:
    made = Passes(tmp_path)
    yield made
    made.client.close()


def state() -> tuple[Any, ...]:
    """Everything but times, in the order of the alphabet."""
    return (
        [(event.kind, event.subject, event.data["digest"]) for event in read_log()],
        sorted(Release.objects.values_list("address", "state", "digest", "noticed")),
        sorted(Repository.objects.values_list("address", "state", "next_state", "misses", "moved_to")),
    )


def expected_paths(case: Case, address: str) -> set[tuple[str, str]]:
    return {
        (repository.replace("{address}", address), path)
        for repository, files in case.expected.items()
        for path in files
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_an_empty_library_is_filled_and_a_second_pass_moves_only_times(passes: Passes, case: Case) -> None:
    with case.serve() as fake:
        name = case.source.name.replace("{address}", fake.address)
        base = "" if case.anywhere else fake.address
        place = case.place(fake.address)
        signed = case.connector.name if place.signed else ""
        fetch = Anywhere(passes.client, fake.address) if case.anywhere else passes.client
        counts = passes.run(name, fetch, base, signed=signed)
        wanted = expected_paths(case, fake.address)
        assert counts["found"] == len(wanted)
        first, requests = state(), len(fake.requests)
        known = set(Repository.objects.values_list("address", flat=True))
        assert {repository for repository, _path in wanted} <= known
        decided = {name: counts.get(name, 0) for name in ("admitted", "waiting", "refused", "elsewhere")}
        assert sum(decided.values()) >= len({repository for repository, _path in wanted})
        again = passes.run(name, fetch, base, signed=signed)
        assert state() == first or case.gone
        assert not {"admitted", "waiting", "refused", "changed", "new repositories"} & set(again)
        assert len(fake.requests) - requests <= requests
    shown = [repository for repository, _path in wanted]
    if case.connector.lists_others:  # a list in the same state says nothing of what it names
        shown = list(Repository.objects.filter(connector=case.connector.name).values_list("address", flat=True))[:1]
    seen = Repository.objects.filter(address__in=shown)
    assert {at.date() for at in seen.values_list("seen_at", flat=True) if at} == {passes.now.date()}
    assert [Item.objects.count(), Haul.objects.count()] == [0, 0]


def lamp(repository: str, version: str) -> bytes:
    said = {
        "okhv": "OKH-LOSHv1.0",
        "name": "Lamp",
        "repo": repository,
        "version": version,
        "license": "CERN-OHL-S-2.0",
        "licensor": "Wren",
        "function": "It shines.",
    }
    return "".join(f'{key} = "{value}"\n' for key, value in said.items()).encode()


class GitRepository:
    """A repository on a real Git server, and passes over it."""

    def __init__(self, passes: Passes, root: Path, address: str) -> None:
        self._passes, self._root, self._address = passes, root, address
        self.address = f"{address}/wren/lamp"
        self._fetch = Fetcher(passes.client, Git(now=lambda: passes.now))

    def commit(self, version: str) -> str:
        files = {"okh.toml": lamp(self.address, version), "cad/frame.scad": version.encode()}
        return commit(self._root, "wren/lamp", files)

    def run(self) -> dict[str, Any]:
        counts = self._passes.run(f"git:repository={self.address}", self._fetch, self._address)
        return {name: number for name, number in counts.items() if name not in ("requests", "said")}


@pytest.fixture
def repository(passes: Passes, tmp_path: Path) -> Iterator[GitRepository]:
    root = tmp_path / "repositories"
    with serving(root) as address:
        yield GitRepository(passes, root, address)


def versions() -> list[tuple[str, bool]]:
    return sorted(Release.objects.filter(state="admitted").values_list("version", "latest"))


def test_any_git_repository_is_read_from_a_real_server(passes: Passes, repository: GitRepository) -> None:
    first = repository.commit("1.0")
    assert repository.run()["admitted"] == 1
    assert versions() == [("1.0", True)]
    assert provenance_of(Release.objects.get()).commit == first
    before = state()
    assert repository.run() == {"seen": 1, "same": 1}
    assert state() == before
    second = repository.commit("2.0")
    assert repository.run()["admitted"] == 1
    assert versions() == [("1.0", False), ("2.0", True)]
    assert Repository.objects.get().state == second


def test_a_git_repository_that_is_taken_away_is_gone_after_some_days(
    passes: Passes, repository: GitRepository, tmp_path: Path
) -> None:
    repository.commit("1.0")
    repository.run()
    shutil.rmtree(tmp_path / "repositories" / "wren")
    for _ in range(4):
        assert Module.objects.get().gone_at is None
        repository.run()
    assert Module.objects.get().gone_at == passes.now
    assert versions() == [("1.0", True)]
    repository.commit("1.0")
    assert repository.run()["back"] == 1
