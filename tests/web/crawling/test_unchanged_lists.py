# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Lists that have not changed: the host says so in a few bytes, and they are read as they were kept."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from oshmark.adapters.blobs import Blobs
from oshmark.adapters.http.client import Client
from oshmark.crawl.exchange import NoResponse, Response
from oshmark.web.crawling import ledger
from oshmark.web.crawling.crawling import Tools, add_source, run_source
from oshmark.web.crawling.models import Address, Repository, Source
from oshmark.web.library.models import Release
from tests.fakes.forgejo import FakeForgejo
from tests.fakes.github import FakeGitHub
from tests.fakes.gitlab import FakeGitLab
from tests.fakes.list import Host
from tests.fakes.world import World
from tests.web.crawling.test_platforms import manifest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from oshmark.crawl.exchange import Known, Request
    from oshmark.crawl.place import Place
    from tests.fakes.server import Fake

START = datetime(2026, 11, 20, 8, tzinfo=UTC)
REPOSITORIES = 120
"""More than a page of each."""
FORGES: dict[str, tuple[Callable[..., Fake], str]] = {
    "github:user=Makers": (FakeGitHub, "/users/"),
    "gitlab:group=Makers": (FakeGitLab, "/groups/"),
    "forgejo:user=Makers": (FakeForgejo, "/users/"),
}


class Watched:
    """Passes over real connections, each a day after the one before; what each address answered is noted."""

    def __init__(self, folder: Path) -> None:
        self.now = START
        self.client = Client(agent="oshmark tests", now=lambda: self.now, total_s=10)
        self.payloads = Blobs(folder / "payloads")
        self.said: list[tuple[str, int]] = []

    def __call__(self, request: Request, place: Place, known: Known | None = None) -> Response | NoResponse:
        answer = self.client(request, place, known)
        self.said.append((request.url, answer.status if isinstance(answer, Response) else 0))
        return answer

    def run(self, name: str, base: str) -> dict[str, Any]:
        self.now += timedelta(days=1)
        self.said.clear()
        row = Source.objects.filter(name=name).first() or add_source(name, base=base, now=self.now)
        tools = Tools(fetch=self, payloads=self.payloads, now=lambda: self.now, pause=lambda _s: None, worker="tests")
        run = run_source(row, tools)
        assert run.finished_at is not None
        counts: dict[str, Any] = run.counts
        return counts

    def lists(self, part: str) -> list[int]:
        return [status for url, status in self.said if part in url]


@pytest.fixture
def watched(transactional_db: None, socket_enabled: None, tmp_path: Path) -> Iterator[Watched]:
    made = Watched(tmp_path)
    yield made
    made.client.close()


@pytest.mark.parametrize("name", FORGES)
def test_pages_of_a_forge_are_answered_by_304_and_read_to_the_end(watched: Watched, name: str) -> None:
    fake_of, part = FORGES[name]
    world = World()
    with (fake_of(world, signed=False) if fake_of is FakeGitHub else fake_of(world)).serve() as fake:
        for number in range(REPOSITORIES):
            world.add(f"Makers/kettle-{number}", {"okh.toml": b"name = 'x'"})
        first = watched.run(name, fake.address)
        pages = watched.lists(part)
        assert len(pages) > 1
        assert set(pages) == {200}
        second = watched.run(name, fake.address)
        assert watched.lists(part) == [304] * len(pages)
        assert second["seen" if "seen" in second else "same"] == REPOSITORIES
        assert first["seen"] == REPOSITORIES
        assert Repository.objects.filter(seen_at__lt=watched.now).count() == 0
        world.add("Makers/new", {"okh.toml": b"name = 'x'"})
        third = watched.run(name, fake.address)
        assert 200 in watched.lists(part)
        assert third["new repositories"] == 1


def test_a_list_of_manifests_is_asked_for_conditionally_and_its_changes_are_seen(watched: Watched) -> None:
    with Host({}).serve() as fake:
        fake.files |= {f"{n}/okh.toml": manifest(fake.address, f"m/{n}") for n in ("one", "two")}
        fake.files["list.json"] = b'["one/okh.toml"]'
        name = f"list:list={fake.address}/list.json"
        watched.run(name, fake.address)
        watched.run(name, fake.address)
        assert watched.lists("list.json") == [304]
        assert len(watched.lists("one/okh.toml")) == 1
        fake.files["list.json"] = b'["one/okh.toml","two/okh.toml"]'
        watched.run(name, fake.address)
        assert watched.lists("list.json") == [200]
        assert len(watched.lists("two/okh.toml")) == 1
    assert Release.objects.count() == 2


def test_a_kept_list_that_cannot_be_read_any_more_is_asked_for_anew(watched: Watched) -> None:
    with Host({"list.json": b"[]"}).serve() as fake:
        name = f"list:list={fake.address}/list.json"
        watched.run(name, fake.address)
        answer = Response(fake.address, 200, {"etag": '"x"', "content-type": "application/json"}, b"{nonsense", START)
        row = Address.objects.get(url__endswith="list.json")
        row.kept = ledger._kept(answer)
        row.save()
        counts = watched.run(name, fake.address)
        assert watched.lists("list.json") == [304, 200]
        assert "faults" not in counts


def test_a_list_that_tells_no_state_or_is_very_long_is_not_kept() -> None:
    def answer(body: bytes, **headers: str) -> Response:
        return Response("https://a.example/list", 200, headers, body, START)

    assert ledger._kept(answer(b"[]")) is None
    assert ledger._kept(answer(b"x" * (ledger.MAX_KEPT + 1), etag="a")) is None
    assert ledger._kept(answer(b"[]", etag="a")) is not None
