# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""An address is looked for on the spot: what the page says, and what is in the library afterwards."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from oshmark.adapters import clock
from oshmark.web.asking.actions import MOST_TRIES, RESUMED_FOR, adopt
from oshmark.web.asking.models import Visit
from oshmark.web.crawling.models import Repository, Source
from oshmark.web.library.models import Release
from tests.adapters.git_server import commit, serving
from tests.crawl.connectors.forges import FORGES, Forge
from tests.fakes.github import FakeGitHub
from tests.fakes.list import Host
from tests.fakes.server import BROKEN
from tests.web.asking.conftest import BARE, okh, text

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_django.fixtures import Settings

    from tests.fakes.server import Fake
    from tests.fakes.world import World
    from tests.web.asking.conftest import Visitor

UNSIGNED = [forge for forge in FORGES if not forge.signed]
HOSTS = {
    "github.com": ("api.github.com", "raw.githubusercontent.com"),
    "gitlab.com": ("gitlab.com",),
    "codeberg.org": ("codeberg.org",),
}
GITHUB = "https://github.com/heron/lamp"


def stand_in(settings: Settings, host: str, fake: Fake) -> None:
    settings.STAND_INS = dict.fromkeys(HOSTS[host], fake.address)


@pytest.mark.parametrize("forge", UNSIGNED, ids=lambda forge: forge.name)
def test_a_repository_with_a_manifest_is_in_the_library_and_in_the_search_at_once(
    visitor: Visitor, settings: Settings, world: World, forge: Forge
) -> None:
    address = f"{forge.web}/heron/lamp"
    world.add("heron/lamp", {**BARE, "okh.toml": okh(address, name="Heron lamp")})
    with forge.fake(world).serve() as fake:
        stand_in(settings, forge.host, fake)
        page = visitor.seen(address)
    assert "It is in the library" in page
    assert f'href="/m/{forge.host}/heron/lamp"' in page
    assert "The search finds it, too." in page
    assert visitor.get(f"/m/{forge.host}/heron/lamp").status_code == 200
    assert "Heron lamp" in text(visitor.get("/search?q=heron"))
    release = Release.objects.get()
    assert fake.address not in release.provenance
    assert release.state == Release.ADMITTED


@pytest.mark.parametrize("forge", UNSIGNED, ids=lambda forge: forge.name)
def test_a_repository_without_a_manifest_gives_a_draft_that_opens_the_page_for_a_new_file(
    visitor: Visitor, settings: Settings, world: World, forge: Forge
) -> None:
    address = f"{forge.web}/heron/lamp"
    world.add("heron/lamp", BARE, branch="trunk").tags = ("v0.9.1", "v0.10.0", "nightly")
    with forge.fake(world).serve() as fake:
        stand_in(settings, forge.host, fake)
        page = visitor.seen(address)
    assert "There is no manifest yet" in page
    assert "name = &quot;Heron lamp&quot;" in page
    assert "license = &quot;CERN-OHL-S-2.0&quot;" in page
    assert "A draft is not in the library" in page
    new = {"github": "new/trunk?filename=okh.toml&amp;value=", "gitlab": "-/new/trunk?file_name=okh.toml&amp;content="}
    wanted = new.get(forge.connector.name, "_new/trunk?filename=okh.toml&amp;value=")
    assert f'href="{address}/{wanted}' in page
    assert not Release.objects.exists()
    assert "version = &quot;0.10.0&quot;" in page


def test_the_committed_draft_is_taken_in_when_it_is_looked_for_again(
    visitor: Visitor, settings: Settings, world: World
) -> None:
    world.add("heron/lamp", BARE)
    with FakeGitHub(world, signed=False).serve() as fake:
        stand_in(settings, "github.com", fake)
        first = visitor.look(GITHUB)
        visitor.wait(first)
        filled = visitor.post(first, {"f.version": "1.0.0", "f.licensor": "Heron", "f.documentation-language": "en"})
        assert "Ready to be committed" in text(filled)
        assert not Release.objects.exists()
        sent = {key: filled.context[value] for key, value in (("draft", "draft_state"), ("step", "look_step"))}
        raw = visitor.post("/write/file", sent).content
        assert raw.decode() == filled.context["draft"]
        world.commit("heron/lamp", {"okh.toml": raw})
        page = visitor.seen(GITHUB)
    assert "It is in the library" in page
    assert Release.objects.get().version == "1.0.0"


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not on this machine")
def test_any_repository_that_git_can_read_gives_a_draft_and_then_a_module(
    visitor: Visitor, settings: Settings, tmp_path: Path
) -> None:
    root = tmp_path / "git"
    commit(root, "heron/lamp", dict(BARE))
    with serving(root) as address:
        settings.STAND_INS = {"git.example.org": address}
        page = visitor.seen("https://git.example.org/heron/lamp")
        assert "name = &quot;Heron lamp&quot;" in page
        assert "git add okh.toml" in page
        commit(root, "heron/lamp", {"okh.toml": okh("https://git.example.org/heron/lamp")})
        page = visitor.seen("https://git.example.org/heron/lamp")
    assert 'href="/m/git.example.org/heron/lamp"' in page


def test_a_manifest_whose_licence_is_not_open_waits_and_the_page_says_why(
    visitor: Visitor, settings: Settings, world: World
) -> None:
    world.add("heron/lamp", {"okh.toml": okh(GITHUB, licence="CC-BY-NC-4.0")})
    with FakeGitHub(world, signed=False).serve() as fake:
        stand_in(settings, "github.com", fake)
        page = visitor.seen(GITHUB)
    assert "It waits for its licence" in page
    assert Release.objects.get().reason[:30].replace("“", "") in page.replace("“", "")


def test_a_manifest_that_cannot_be_taken_in_is_shown_with_its_findings(
    visitor: Visitor, settings: Settings, world: World
) -> None:
    world.add("heron/lamp", {"okh.toml": b'okhv = "OKH-LOSHv1.0"\nname = "Lamp'})
    with FakeGitHub(world, signed=False).serve() as fake:
        stand_in(settings, "github.com", fake)
        first = visitor.seen(GITHUB)
        again = visitor.seen(GITHUB)
    for page in (first, again):
        assert "It could not be taken in yet" in page
        assert "Not taken in" in page
        assert "1 finding" in page
        assert "Mend it" in page


def test_a_copy_of_somebody_elses_manifest_is_not_taken_from_there(
    visitor: Visitor, settings: Settings, world: World
) -> None:
    world.add("mole/lamp", {"okh.toml": okh(GITHUB)})
    with FakeGitHub(world, signed=False).serve() as fake:
        stand_in(settings, "github.com", fake)
        page = visitor.seen("https://github.com/mole/lamp")
    assert "It belongs somewhere else" in page
    assert not Release.objects.exists()


def test_a_single_manifest_counts_only_where_it_says_that_it_belongs(
    visitor: Visitor, settings: Settings, tmp_path: Path
) -> None:
    files = {"okh.toml": okh(GITHUB), "maker/lamp/okh.toml": okh("https://files.example.org/maker/lamp")}
    with Host(files).serve() as fake:
        settings.STAND_INS = {"files.example.org": fake.address}
        foreign = visitor.seen("https://files.example.org/okh.toml")
        assert "It belongs somewhere else" in foreign
        assert f'value="{GITHUB}"' in foreign
        assert not Release.objects.exists()
        own = visitor.seen("https://files.example.org/maker/lamp/okh.toml")
    assert "It is in the library" in own
    assert Release.objects.count() == 1


def test_what_is_not_there_is_said_so_and_leaves_nothing_behind(
    visitor: Visitor, settings: Settings, world: World
) -> None:
    world.add("heron/secret", BARE, private=True)
    with FakeGitHub(world, signed=False).serve() as fake:
        stand_in(settings, "github.com", fake)
        for name in ("none", "secret"):
            page = visitor.seen(f"https://github.com/heron/{name}")
            assert "Nothing was found" in page
            assert "No public repository was found" in page
    assert not Repository.objects.exists()


def test_a_repository_that_has_moved_is_found_at_its_new_place(
    visitor: Visitor, settings: Settings, world: World
) -> None:
    world.add("heron/lamp", {"okh.toml": okh("https://github.com/crane/lamp")})
    world.move("heron/lamp", "crane/lamp")
    with FakeGitHub(world, signed=False).serve() as fake:
        stand_in(settings, "github.com", fake)
        page = visitor.seen(GITHUB)
    assert 'href="/m/github.com/crane/lamp"' in page


def test_who_asks_for_what_is_being_looked_for_joins_that_look(
    visitor: Visitor, settings: Settings, world: World
) -> None:
    world.add("heron/lamp", BARE)
    with FakeGitHub(world, signed=False, latency_s=0.2).serve() as fake:
        stand_in(settings, "github.com", fake)
        first = visitor.look(GITHUB)
        assert visitor.look("github.com/heron/lamp.git") == first
        assert visitor.get(first).headers["Refresh"] == "2"
        visitor.wait(first)
        assert visitor.look(GITHUB) != first
        visitor.wait(f"/look/{Visit.objects.latest('pk').token}")
    assert "Refresh" not in visitor.get(first).headers
    assert Source.objects.get().paused


def test_a_platform_that_asks_for_patience_ends_the_look_and_the_next_one_goes_on(
    visitor: Visitor, settings: Settings, world: World
) -> None:
    world.add("heron/lamp", {"okh.toml": okh(GITHUB)})
    with FakeGitHub(world, signed=False).serve() as fake:
        stand_in(settings, "github.com", fake)
        fake.interrupt(BROKEN, on="/git/trees")
        page = visitor.seen(GITHUB)
        assert "It could not be looked for" in page
        assert "The host has a fault of its own (502)." in page
        assert "look again in a few minutes" in page
    assert not Visit.objects.filter(state__in=Visit.OPEN).exists()


def test_many_at_once_are_all_answered(visitor: Visitor, settings: Settings, world: World) -> None:
    settings.LOOKS_A_CLIENT = 100
    for number in range(8):
        web = f"https://github.com/heron/lamp-{number}"
        world.add(f"heron/lamp-{number}", {"okh.toml": okh(web, name=f"Lamp {number}")})
    with FakeGitHub(world, signed=False).serve() as fake:
        stand_in(settings, "github.com", fake)
        pages = [visitor.look(f"https://github.com/heron/lamp-{number}") for number in range(8)]
        for page in pages:
            visitor.wait(page)
    assert Release.objects.count() == 8


def test_a_process_that_died_in_the_middle_is_seen_and_a_new_look_works(
    visitor: Visitor, settings: Settings, world: World
) -> None:
    world.add("heron/lamp", BARE)
    with FakeGitHub(world, signed=False, latency_s=0.05).serve() as fake:
        stand_in(settings, "github.com", fake)
        visitor.wait(visitor.look(GITHUB))
        address = f"/look/{Visit.objects.get().token}"
        Visit.objects.update(state=Visit.RUNNING, worker="0123456789abcdef", report={})
        page = visitor.get(address)
        assert "Refresh" in page.headers
        visitor.wait(address)
        assert "There is no manifest yet" in text(visitor.get(address))
        Visit.objects.update(state=Visit.RUNNING, worker="0123456789abcdef", report={}, tries=MOST_TRIES)
        page = visitor.get(address)
        assert "The look was interrupted" in text(page)
        assert "Refresh" not in page.headers
        assert "There is no manifest yet" in visitor.seen(GITHUB)
    assert sorted(Visit.objects.values_list("state", flat=True)) == [Visit.DONE, Visit.STOPPED]


def test_who_asks_for_what_a_dead_process_left_gets_that_look_and_it_is_done(
    visitor: Visitor, settings: Settings, world: World
) -> None:
    for name in ("lamp", "shade"):
        world.add(f"heron/{name}", BARE)
    with FakeGitHub(world, signed=False).serve() as fake:
        stand_in(settings, "github.com", fake)
        for name in ("lamp", "shade"):
            visitor.wait(visitor.look(f"https://github.com/heron/{name}"))
        for number, row in enumerate(Visit.objects.order_by("pk")):
            row.state, row.worker, row.report = Visit.OPEN[number], f"dead-{number}", {}
            row.save()
        page = visitor.look(GITHUB)
        assert page == f"/look/{Visit.objects.earliest('pk').token}"
        visitor.wait(page)
        # What others wait for was left by the same process, and is done as well.
        visitor.wait(f"/look/{Visit.objects.latest('pk').token}")
    assert set(Visit.objects.values_list("state", "tries")) == {(Visit.DONE, 1)}


def test_a_look_that_was_left_long_ago_is_not_begun_again(visitor: Visitor) -> None:
    now = clock.now()
    row = Visit.objects.create(
        token="x" * 16, source="github:address=x", address=GITHUB, asked_at=now - 2 * RESUMED_FOR, worker="dead"
    )
    assert not adopt(row, worker="another", now=now)
    assert "The look was interrupted" in text(visitor.get(f"/look/{row.token}"))


def test_only_one_of_two_takes_over_a_look(visitor: Visitor) -> None:
    now = clock.now()
    Visit.objects.create(token="x" * 16, source="github:address=x", address=GITHUB, asked_at=now, worker="dead")
    first, second = Visit.objects.get(), Visit.objects.get()
    assert adopt(first, worker="one", now=now)
    assert not adopt(second, worker="two", now=now)
    assert Visit.objects.get().worker == "one"


def test_a_licence_that_no_file_tells_is_asked_for_and_never_guessed(
    visitor: Visitor, settings: Settings, world: World
) -> None:
    world.add("heron/lamp", {"README.md": b"# Heron lamp\n", "cad/neck.FCStd": b"x"})
    with FakeGitHub(world, signed=False).serve() as fake:
        stand_in(settings, "github.com", fake)
        first = visitor.look(GITHUB)
        visitor.wait(first)
    page = text(visitor.get(first))
    assert "The library would not take it in yet" in page
    assert 'name="f.license"' in page
    filled = text(visitor.post(first, {"f.license": "CERN-OHL-W-2.0"}))
    assert "license = &quot;CERN-OHL-W-2.0&quot;" in filled
    assert "The library would take this in" in filled
