# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Passes that others go on with: what was half found, what others hold, and what has changed in between."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import msgspec

from oshmark.crawl.exchange import NoResponse, Request, Response, Trouble
from oshmark.web.crawling import workers
from oshmark.web.crawling.crawling import run_source
from oshmark.web.crawling.models import Haul, Item, Repository, Run
from oshmark.web.library.models import Release
from tests.web.crawling.conftest import PAGE, Crawler, Forge, manifest

if TYPE_CHECKING:
    from pathlib import Path

MANY = [f"part{number}/okh.toml" for number in range(6)]
"""More manifests than are asked for at once."""


def half_found(crawler: Crawler, forge: Forge) -> None:
    """A pass in which only some of the manifests of a repository can be had."""
    forge.repositories["maker/kit"] = {path: manifest("maker/kit", name=f"Old {path[4]}") for path in MANY}
    forge.listed.append("maker/kit")
    broken: list[str] = []

    def cut(request: Request) -> Response | NoResponse | None:
        if not request.url.endswith("/contents"):
            return None
        name = (request.body or b"").decode()
        if not broken:
            broken.append(name)
        return NoResponse(request.url, Trouble.CUT, "The answer broke off.", forge.now) if name == broken[0] else None

    forge.before = cut
    crawler.run()
    while crawler.last.finished_at is None:
        crawler.run()
    forge.before = lambda _request: None
    assert 0 < Haul.objects.count() < len(MANY)
    assert Release.objects.count() == 0


def test_what_was_half_found_of_an_older_state_does_not_get_into_the_library(crawler: Crawler, forge: Forge) -> None:
    half_found(crawler, forge)
    forge.put("maker/kit", okh_toml=manifest("maker/kit", name="New"))
    crawler.run()
    assert list(Release.objects.values_list("name", flat=True)) == ["New"]
    assert Haul.objects.count() == 0


def test_what_was_half_found_is_found_whole_by_the_next_pass(crawler: Crawler, forge: Forge) -> None:
    half_found(crawler, forge)
    crawler.run()
    assert Release.objects.count() == len(MANY)


def test_a_repository_that_is_as_it_was_before_a_half_found_change_stays_as_it_is(
    crawler: Crawler, forge: Forge
) -> None:
    forge.put("maker/kit", okh_toml=manifest("maker/kit", name="First"))
    crawler.run()
    first, names = forge.repositories["maker/kit"], {"First"}
    forge.listed.clear()
    broken = Repository.objects.get()
    Repository.objects.update(next_state="another")
    Haul.objects.create(repository=broken, path="x/okh.toml", raw=b"name = 'x'", facts={}, found_at=forge.now)
    forge.repositories["maker/kit"] = first
    forge.listed.append("maker/kit")
    crawler.run()
    assert set(Release.objects.values_list("name", flat=True)) == names
    assert (Repository.objects.get().next_state, Haul.objects.count()) == ("", 0)


def test_a_file_without_text_does_not_keep_the_others_of_its_batch_out(crawler: Crawler, forge: Forge) -> None:
    for name in ("good", "bad"):
        forge.put(f"maker/{name}")

    def no_text(request: Request) -> Response | None:
        if not request.url.endswith("/contents"):
            return None
        wanted = msgspec.json.decode(request.body or b"[]")
        return forge.answer(200, [None if "bad" in path else manifest("maker/good") for path in wanted])

    forge.before = no_text
    crawler.run()
    assert list(Release.objects.values_list("name", flat=True)) == ["good"]
    assert not Repository.objects.exclude(next_state="").exists()


def test_what_others_have_is_waited_for_and_not_asked_again(crawler: Crawler, forge: Forge) -> None:
    for number in range(PAGE):
        forge.put(f"maker/printer-{number}")
    crawler.run()
    run = Run.objects.create(source=crawler.row, started_at=forge.now)
    taken = Item(run=run, key="k", kind="page", args={"number": 0}, not_before=forge.now, state=Item.TAKEN)
    taken.taken_by, taken.taken_until = "another", forge.now + timedelta(days=3)
    taken.save()
    crawler.run()
    assert forge.asked == []
    assert crawler.last.finished_at is None
    crawler.waited = 0
    tools = msgspec.structs.replace(crawler.tools(), dead=lambda: ["another"] if crawler.waited > 1 else [])
    assert run_source(crawler.row, tools).finished_at is not None
    assert forge.asked == ["/repositories?page=0"]


def test_a_pass_that_is_stopped_gives_back_what_it_had_taken(crawler: Crawler, forge: Forge) -> None:
    for number in range(9):
        forge.put(f"maker/printer-{number}")
    tools = msgspec.structs.replace(crawler.tools(), is_stopped=lambda: len(forge.asked) > 3)
    forge.asked.clear()
    run = run_source(crawler.row, tools)
    assert run.finished_at is None
    assert run.counts["requests"] == len(forge.asked)
    assert not Item.objects.filter(state=Item.TAKEN).exists()
    crawler.run()
    assert Release.objects.count() == 9


def test_a_worker_is_alive_from_its_first_moment_on(tmp_path: Path) -> None:
    with workers.worker(tmp_path) as name:
        assert workers.dead_workers(tmp_path) == []
        assert [path.name for path in tmp_path.iterdir()] == [name]
    (tmp_path / "killed").touch()
    assert workers.dead_workers(tmp_path) == ["killed"]
