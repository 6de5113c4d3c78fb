# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whole passes over stand-ins of the platforms, over real sockets: what gets into the library, and what changes it."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from oshmark.adapters.blobs import Blobs
from oshmark.adapters.fetching import Fetcher
from oshmark.adapters.git import Git
from oshmark.adapters.http.client import Client
from oshmark.web.audit.actions import position
from oshmark.web.crawling.crawling import Tools, add_source, run_source
from oshmark.web.crawling.models import Address, Repository, Source
from oshmark.web.library.models import Module, Release
from oshmark.web.seen.models import FileSeen
from tests.crawl.connectors.forges import FORGES, TOPIC, Forge
from tests.fakes.server import BUSY, CUT, HTML
from tests.fakes.world import World

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.fakes.server import Fake

START = datetime(2026, 11, 20, 8, tzinfo=UTC)
COUNT = 60


def manifest(
    web: str, name: str, version: str = "1.0", licence: str = "CERN-OHL-S-2.0", function: str = "Boils."
) -> bytes:
    said = {
        "okhv": "OKH-LOSHv1.0",
        "name": name.rpartition("/")[2],
        "repo": f"{web}/{name}",
        "version": version,
        "license": licence,
        "licensor": "Maker",
        "documentation-language": "en",
        "function": function,
        "bom": "bom.csv",
    }
    return "".join(f'{key} = "{value}"\n' for key, value in said.items()).encode()


class Crawl:
    """Passes over one source; each is a day after the one before."""

    def __init__(self, folder: Path, forge: Forge) -> None:
        self.now = START
        self.payloads = Blobs(folder / "payloads")
        self.client = Client(agent="tests", now=lambda: self.now, total_s=10)
        self.forge = forge
        self.row: Source | None = None

    def run(self, fake: Fake) -> dict[str, Any]:
        self.now += timedelta(days=1)
        fake.forget()
        self.row = self.row or add_source(f"{self.forge.connector.name}:topic={TOPIC}", now=self.now)
        signed = frozenset({self.forge.connector.name} if self.forge.signed else ())
        tools = Tools(
            fetch=Fetcher(self.client, Git(now=lambda: self.now)),
            payloads=self.payloads,
            now=lambda: self.now,
            pause=self.pause,
            worker="tests",
            signed=signed,
        )
        run = run_source(self.row, tools, base=fake.address)
        counts: dict[str, Any] = run.counts
        self.finished = run.finished_at is not None
        return counts

    def pause(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)
        time.sleep(0.001)


@pytest.fixture(params=FORGES, ids=lambda forge: forge.name)
def forge(request: pytest.FixtureRequest) -> Forge:
    found: Forge = request.param
    return found


@pytest.fixture
def world(forge: Forge) -> World:
    made = World()
    for number in range(COUNT):
        name = f"Makers/kettle-{number}"
        files = {"okh.toml": manifest(forge.web, name), "bom.csv": b"Part,Number\n", "README.md": b"A kettle."}
        made.add(name, files, topics=(TOPIC,))
    return made


@pytest.fixture
def crawl(transactional_db: None, tmp_path: Path, forge: Forge, socket_enabled: None) -> Iterator[Crawl]:
    made = Crawl(tmp_path, forge)
    yield made
    made.client.close()


def test_an_empty_library_is_filled_and_a_second_pass_moves_only_times(
    crawl: Crawl, forge: Forge, world: World
) -> None:
    with forge.fake(world).serve() as fake:
        counts = crawl.run(fake)
        assert (counts["admitted"], counts.get("faults", 0)) == (COUNT, 0)
        assert Release.objects.filter(state="admitted").count() == COUNT
        host = forge.host
        assert set(Module.objects.values_list("host", flat=True)) == {host}
        if forge.signed:
            assert fake.count <= 1.1 * COUNT + 2
        events, first = position(), fake.count
        counts = crawl.run(fake)
        assert position() == events
        assert counts["same"] >= COUNT
        assert "admitted" not in counts
        # Without a token, GitHub answers for one repository at a time.
        assert fake.count < first / (2 if forge.name == "github" else 10)
        assert set(Repository.objects.values_list("seen_at", flat=True)) == {crawl.now}


def test_each_file_that_a_release_names_has_an_address_for_ever(crawl: Crawl, forge: Forge, world: World) -> None:
    with forge.fake(world).serve() as fake:
        crawl.run(fake)
    head = world.get("Makers/kettle-7").head  # type: ignore[union-attr]  # it is there
    release = Release.objects.get(name="kettle-7")
    files = {row.path: row for row in FileSeen.objects.filter(release=release.address)}
    assert set(files) == {"okh.toml", "bom.csv"}
    assert head is not None
    for path, row in files.items():
        assert head in row.perma_url
        assert row.perma_url.endswith(f"/{path}")
        assert "127.0.0.1" not in row.perma_url
    assert files["bom.csv"].listed_at is not None


def test_a_third_pass_after_edits_shows_exactly_what_has_become_of_each(
    crawl: Crawl, forge: Forge, world: World
) -> None:
    web = forge.web
    with forge.fake(world).serve() as fake:
        crawl.run(fake)
        world.add("Makers/new", {"okh.toml": manifest(web, "Makers/new")}, topics=(TOPIC,))
        world.commit("Makers/kettle-1", {"okh.toml": manifest(web, "Makers/kettle-1", version="2.0")})
        world.commit("Makers/kettle-2", {"okh.toml": manifest(web, "Makers/kettle-2", function="Boils quicker.")})
        world.commit("Makers/kettle-3", {"okh.toml": manifest(web, "Makers/kettle-3", "3.0", "CC-BY-NC-4.0")})
        world.move("Makers/kettle-4", "Studio/kettle-4")
        world.remove("Makers/kettle-5")
        counts = crawl.run(fake)
        assert counts.get("faults", 0) == 0, counts["said"]
        assert (counts["admitted"], counts["changed"], counts["waiting"]) == (2, 1, 1)
        assert counts["missed"] == 1
        assert counts["moved"] == 1
        assert sorted(Release.objects.filter(name="kettle-1").values_list("version", flat=True)) == ["1.0", "2.0"]
        assert Release.objects.get(name="kettle-2").noticed
        assert Repository.objects.get(address__endswith="/kettle-5").misses == 1
        assert Repository.objects.get(address=f"{web}/Makers/kettle-4").moved_to == f"{web}/Studio/kettle-4"
        for _ in range(4):
            crawl.run(fake)
        gone = Module.objects.exclude(gone_at=None)
        assert [module.path.rpartition("/")[2] for module in gone] == ["kettle-5"]


@pytest.mark.parametrize("trouble", [BUSY, CUT, HTML])
def test_a_platform_that_fails_now_and_then_is_asked_again(
    crawl: Crawl, forge: Forge, world: World, trouble: object
) -> None:
    with forge.fake(world).serve() as fake:
        fake.interrupt(trouble, times=3, on="/")  # type: ignore[arg-type]  # one of the constants
        counts = crawl.run(fake)
        while not crawl.finished:
            counts = crawl.run(fake)
    assert counts["later"] == 3
    assert Release.objects.filter(state="admitted").count() == COUNT


def test_tokens_and_addresses_of_stand_ins_are_nowhere_in_what_is_published(
    crawl: Crawl, forge: Forge, world: World
) -> None:
    with forge.fake(world).serve() as fake:
        crawl.run(fake)
        port = fake.address.rpartition(":")[2]
    for row in Release.objects.all():
        assert f":{port}" not in row.provenance
    assert Address.objects.exists()
