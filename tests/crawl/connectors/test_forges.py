# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What happens to repositories, told by each forge in its way and understood in one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from oshmark.crawl.forge import EMPTY
from oshmark.crawl.harvest import Moved
from oshmark.crawl.task import Source
from oshmark.crawl.tree import MANIFEST_BYTES, MAX_MANIFESTS
from tests.crawl.connectors.drive import drive
from tests.crawl.connectors.forges import FORGES, MANIFEST, TOPIC, Forge, expected, world
from tests.fakes.world import World

if TYPE_CHECKING:
    from tests.crawl.connectors.drive import Run
    from tests.fakes.server import Fake

pytestmark = pytest.mark.usefixtures("socket_enabled")
EVERY = pytest.mark.parametrize("forge", FORGES, ids=lambda forge: forge.name)
KETTLE = b'okhv = "OKH-LOSHv1.0"\nname = "Kettle"\n'


def look(forge: Forge, fake: Fake, what: str, value: str, known: dict[str, str] | None = None) -> Run:
    place = forge.place(fake.address)
    tasks = forge.connector.begin(Source(forge.connector.name, what, value), place)
    return drive(forge.connector, tasks, place, known=known)


def again(forge: Forge, fake: Fake, first: Run) -> Run:
    """Ask every repository that was seen for its state, and go on where it has another one."""
    place = forge.place(fake.address)
    tasks = [forge.connector.refresh(repository, place) for repository in first.states]
    return drive(forge.connector, tasks, place, known=first.states)


def one(files: dict[str, bytes] | None = None) -> World:
    result = World()
    result.add("Makers/kettle", {"okh.toml": KETTLE} if files is None else files)
    return result


@EVERY
@pytest.mark.parametrize("value", ["Makers/kettle", "Makers/kettle.git", "{web}/Makers/kettle", "/Makers/kettle/"])
def test_one_repository_is_read_however_it_is_named(forge: Forge, value: str) -> None:
    with forge.fake(one()).serve() as fake:
        run = look(forge, fake, forge.one, value.format(web=forge.web))
    assert run.manifests == {f"{forge.web}/Makers/kettle": {"okh.toml": KETTLE}}


@EVERY
def test_a_manifest_is_pinned_to_the_commit_it_was_read_from(forge: Forge) -> None:
    made = one({"a b/okh.toml": KETTLE})
    head = made.repositories["makers/kettle"].head
    assert head is not None
    with forge.fake(made).serve() as fake:
        found = look(forge, fake, forge.one, "Makers/kettle").found("a b/okh.toml")
    assert found.commit == head
    assert head in found.perma_url
    assert found.perma_url.endswith("/a%20b/okh.toml")


@EVERY
def test_the_files_are_listed_in_the_state_that_was_seen(forge: Forge) -> None:
    made = one({"okh.toml": KETTLE, "cad/kettle.fcstd": b"x", "cad/lid.fcstd": b"x"})
    with forge.fake(made).serve() as fake:
        run = look(forge, fake, forge.one, "Makers/kettle")
    (listing,) = run.harvest.listings
    assert set(listing.paths) == {"okh.toml", "cad/kettle.fcstd", "cad/lid.fcstd"}
    assert listing.commit in listing.file_url
    assert listing.file_url.endswith("/{path}")
    assert listing.complete


@EVERY
def test_an_owner_is_read_to_the_last_repository(forge: Forge) -> None:
    with forge.fake(world()).serve() as fake:
        run = look(forge, fake, forge.owner, "Makers")
    assert set(run.manifests) == {name for name in expected(forge.web) if name.startswith(f"{forge.web}/Makers/")}


@EVERY
def test_the_topics_of_the_field_are_looked_through(forge: Forge) -> None:
    with forge.fake(world()).serve() as fake:
        run = look(forge, fake, "all", "")
    assert set(run.manifests) == set(expected(forge.web))


@EVERY
def test_a_list_in_a_repository_is_handed_on(forge: Forge) -> None:
    with forge.fake(one({"lists/all of us.json": b"[]"})).serve() as fake:
        value = f"{forge.web}/Makers/kettle/blob/main/lists/all of us.json"
        (source,) = look(forge, fake, "list", value).harvest.sources
    assert (source.connector, source.what) == ("list", "list")
    assert source.value.endswith("main/lists/all%20of%20us.json")
    assert "127.0.0.1" not in source.value


@EVERY
def test_what_has_not_changed_is_only_seen(forge: Forge) -> None:
    with forge.fake(world()).serve() as fake:
        first = look(forge, fake, "topic", TOPIC)
        second = look(forge, fake, "topic", TOPIC, first.states)
        third = again(forge, fake, first)
    assert second.states == third.states == first.states
    assert second.harvest.found == third.harvest.found == ()
    assert second.harvest.listings == third.harvest.listings == ()


@EVERY
def test_what_has_changed_is_read_again_and_nothing_else(forge: Forge) -> None:
    made = world()
    with forge.fake(made).serve() as fake:
        first = look(forge, fake, "topic", TOPIC)
        made.commit("Makers/kettle-7", {"okh.toml": b"name = 'better kettle'\n"})
        second = again(forge, fake, first)
    assert second.manifests == {f"{forge.web}/Makers/kettle-7": {"okh.toml": b"name = 'better kettle'\n"}}


@EVERY
def test_a_repository_that_moved_goes_by_its_new_address(forge: Forge) -> None:
    made = one()
    with forge.fake(made).serve() as fake:
        first = look(forge, fake, forge.one, "Makers/kettle")
        made.move("Makers/kettle", "Guild/samovar")
        second = again(forge, fake, first)
    old, new = f"{forge.web}/Makers/kettle", f"{forge.web}/Guild/samovar"
    assert second.harvest.moved[0] == Moved(old, new)
    assert second.manifests == {new: {"okh.toml": KETTLE}}


@EVERY
def test_a_repository_that_is_gone_is_said_to_be(forge: Forge) -> None:
    made = world()
    with forge.fake(made).serve() as fake:
        first = look(forge, fake, "topic", TOPIC)
        made.remove("Makers/kettle-7")
        second = again(forge, fake, first)
    assert second.gone == {f"{forge.web}/Makers/kettle-7"}
    assert set(second.states) == set(first.states) - second.gone


@EVERY
def test_a_repository_that_became_private_is_gone(forge: Forge) -> None:
    made = one()
    with forge.fake(made).serve() as fake:
        first = look(forge, fake, forge.one, "Makers/kettle")
        made.repositories["makers/kettle"].private = True
        second = again(forge, fake, first)
    assert second.gone == {f"{forge.web}/Makers/kettle"}
    assert second.manifests == {}


@EVERY
def test_an_empty_repository_is_there_and_has_nothing(forge: Forge) -> None:
    made = World()
    made.add("Makers/empty")
    with forge.fake(made).serve() as fake:
        run = look(forge, fake, forge.one, "Makers/empty")
    assert run.manifests == {}
    assert run.gone == set()
    assert run.unread == []
    said_empty = run.states == {f"{forge.web}/Makers/empty": EMPTY}
    assert said_empty or [status for _tasks, status in run.refused] == [409]


@EVERY
def test_a_repository_without_a_manifest_is_listed_and_nothing_is_asked_for(forge: Forge) -> None:
    with forge.fake(one({"README.md": b"x", "settings.toml": b"x", "data.json": b"{}"})).serve() as fake:
        run = look(forge, fake, forge.one, "Makers/kettle")
    assert run.manifests == {}
    assert len(run.harvest.listings) == 1
    assert {batch[0].kind for batch, _request, _response in run.exchanges} <= {
        *("state", "repository", "project", "head", "tree")
    }


@EVERY
def test_a_huge_tree_is_read_or_said_to_be_cut(forge: Forge) -> None:
    files = {f"parts/{number:05}.stl": b"" for number in range(2500)} | {"okh.toml": KETTLE}
    with forge.fake(one(files)).serve() as fake:
        run = look(forge, fake, forge.one, "Makers/kettle")
    listed = {path for listing in run.harvest.listings for path in listing.paths}
    assert listed == set(files)
    assert run.harvest.listings[-1].complete
    assert run.manifests == {f"{forge.web}/Makers/kettle": {"okh.toml": KETTLE}}


@EVERY
def test_of_very_many_manifests_the_nearest_to_the_root_are_read(forge: Forge) -> None:
    files = {f"deep/{number:03}/okh.toml": KETTLE for number in range(MAX_MANIFESTS + 50)} | {"okh.toml": KETTLE}
    with forge.fake(one(files)).serve() as fake:
        run = look(forge, fake, forge.one, "Makers/kettle")
    (found,) = run.manifests.values()
    assert "okh.toml" in found
    assert MAX_MANIFESTS <= len(found) <= len(files)


@EVERY
def test_a_manifest_that_is_too_large_is_not_asked_for(forge: Forge) -> None:
    with forge.fake(one({"okh.toml": b"#" * (MANIFEST_BYTES + 1)})).serve() as fake:
        run = look(forge, fake, forge.one, "Makers/kettle")
    limits = [request.limit for batch, request, _response in run.exchanges if batch[0].kind == "raw"]
    assert run.harvest.faults or limits == [MANIFEST_BYTES]


@EVERY
def test_names_never_lead_out_of_a_repository(forge: Forge) -> None:
    made = one({"okh.toml": KETTLE, "../../okh-outside.toml": b"x", "a//okh.toml": b"x", "line\nokh.toml": b"x"})
    with forge.fake(made).serve() as fake:
        run = look(forge, fake, forge.one, "Makers/kettle")
        assert not [request for request in fake.requests if "outside" in request or "//" in request]
    assert run.manifests == {f"{forge.web}/Makers/kettle": {"okh.toml": KETTLE}}


@EVERY
def test_a_bad_repository_in_a_list_leaves_the_others_good(forge: Forge) -> None:
    made = World()
    for name in ("Makers/good", "Makers/..", "Makers/also-good"):
        made.add(name, {"okh.toml": MANIFEST.encode()}, topics=(TOPIC,))
    with forge.fake(made).serve() as fake:
        run = look(forge, fake, "topic", TOPIC)
    assert set(run.manifests) == {f"{forge.web}/Makers/good", f"{forge.web}/Makers/also-good"}
    assert run.harvest.faults


@EVERY
def test_an_owner_whom_nobody_knows_is_no_error(forge: Forge) -> None:
    with forge.fake(World()).serve() as fake:
        run = look(forge, fake, forge.owner, "Nobody")
    assert run.manifests == {}
    assert run.harvest.faults or [status for _tasks, status in run.refused] == [404]
