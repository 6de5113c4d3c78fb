# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What becomes of the source that a look has made: followed once it is in the library, left alone before."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from oshmark.adapters import clock
from oshmark.web import wiring
from oshmark.web.crawling.crawling import add_source
from oshmark.web.crawling.following import KEPT, follow_all_admitted, forget_provisional, provisional_source
from oshmark.web.crawling.models import Repository, Source
from oshmark.web.crawling.ticking import due_sources
from oshmark.web.library.actions import allow_licence
from oshmark.web.library.models import Release
from tests.fakes.github import FakeGitHub
from tests.web.asking.conftest import BARE, okh
from tests.web.asking.test_looking import GITHUB, stand_in

if TYPE_CHECKING:
    from pytest_django.fixtures import Settings

    from tests.fakes.world import World
    from tests.web.asking.conftest import Visitor

LATER = timedelta(days=1)


def state() -> tuple[bool, bool]:
    row = Source.objects.get(name__startswith="github:address=")
    return row.paused, row.provisional


def test_what_was_admitted_is_looked_at_again_a_day_later(visitor: Visitor, settings: Settings, world: World) -> None:
    world.add("heron/lamp", {"okh.toml": okh(GITHUB)})
    with FakeGitHub(world, signed=False).serve() as fake:
        stand_in(settings, "github.com", fake)
        visitor.seen(GITHUB)
    assert state() == (False, False)
    assert due_sources(clock.now()) == []
    assert [row.name for row in due_sources(clock.now() + LATER)] == [f"github:address={GITHUB}"]


def test_what_was_not_admitted_is_left_alone_until_it_is(visitor: Visitor, settings: Settings, world: World) -> None:
    world.add("heron/lamp", BARE)
    with FakeGitHub(world, signed=False).serve() as fake:
        stand_in(settings, "github.com", fake)
        visitor.seen(GITHUB)
        assert state() == (True, True)
        assert follow_all_admitted() == 0
        assert due_sources(clock.now() + LATER) == []
        world.commit("heron/lamp", {"okh.toml": okh(GITHUB)})
        visitor.seen(GITHUB)
    assert state() == (False, False)


def test_what_waits_for_its_licence_is_followed_once_that_is_allowed(
    visitor: Visitor, settings: Settings, world: World
) -> None:
    world.add("heron/lamp", {"okh.toml": okh(GITHUB, licence="Heron-Licence-1.0")})
    with FakeGitHub(world, signed=False).serve() as fake:
        stand_in(settings, "github.com", fake)
        visitor.seen(GITHUB)
    assert Release.objects.get().state == Release.WAITING
    assert follow_all_admitted() == 0
    assert state() == (True, True)
    now = clock.now()
    allow_licence("Heron-Licence-1.0", reason="It is open.", payloads=wiring.payloads(), actor="test", now=now)
    assert follow_all_admitted() == 1
    assert state() == (False, False)


def test_what_an_operator_leaves_alone_stays_so(visitor: Visitor, settings: Settings, world: World) -> None:
    world.add("heron/lamp", {"okh.toml": okh(GITHUB)})
    Source.objects.create(name=f"github:address={GITHUB}", added_at=clock.now(), paused=True)
    with FakeGitHub(world, signed=False).serve() as fake:
        stand_in(settings, "github.com", fake)
        visitor.seen(GITHUB)
    assert Release.objects.exists()
    assert state() == (True, False)


def test_what_another_source_leads_to_is_left_to_that_one(visitor: Visitor, settings: Settings, world: World) -> None:
    world.add("heron/lamp", {"okh.toml": okh(GITHUB)})
    now = clock.now()
    other = add_source("github:user=heron", now=now)
    Repository.objects.create(address=GITHUB, connector="github", source=other, first_seen_at=now, asked_at=now)
    with FakeGitHub(world, signed=False).serve() as fake:
        stand_in(settings, "github.com", fake)
        visitor.seen(GITHUB)
    assert Release.objects.exists()
    assert state() == (True, True)


def test_a_source_that_led_to_nothing_is_forgotten_in_time_and_others_are_not(transactional_db: None) -> None:
    now = datetime(2026, 11, 20, tzinfo=UTC)
    long_ago = now - KEPT - LATER
    provisional_source("github:address=https://github.com/a/old", long_ago)
    provisional_source("github:address=https://github.com/a/new", now)
    add_source("github:user=a", now=long_ago)
    assert forget_provisional(now) == 1
    assert set(Source.objects.values_list("name", flat=True)) == {
        "github:address=https://github.com/a/new", "github:user=a",
    }  # fmt: skip


def test_an_operator_may_take_over_the_source_of_a_look(transactional_db: None) -> None:
    now = datetime(2026, 11, 20, tzinfo=UTC)
    name = "github:address=https://github.com/heron/lamp"
    provisional_source(name, now)
    add_source(name, every_hours=6, now=now)
    assert Source.objects.values_list("paused", "provisional", "every_hours").get() == (False, False, 6)
