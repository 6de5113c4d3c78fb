# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Acts on the site: event, personal parts and rows in one transaction, and nothing of them where it is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from oshmark.certification.acts import application, decision
from oshmark.certification.roles import Role, Who
from oshmark.errors import NotAllowedError, StateError
from oshmark.web.audit.models import Event, PersonalPart
from oshmark.web.certification import memory as memories
from oshmark.web.certification.acting import perform
from oshmark.web.certification.memory import About, Memory
from oshmark.web.certification.models import Case, CertificateRow
from oshmark.web.certification.spoken import Spoken
from oshmark.web.log.rooms import rebuild_all, wrong_tables
from tests.certification.story import tell
from tests.certification.world import APPLICANT, NUMBER
from tests.web.certification.site_world import SiteWorld

if TYPE_CHECKING:
    from tests.web.library_of import Library


@pytest.fixture
def world(library: Library) -> SiteWorld:
    del library
    memories.forget()
    return SiteWorld()


def test_the_whole_story_of_a_body_is_told_through_the_site(world: SiteWorld) -> None:
    tell(world)
    assert Case.objects.count() == 7
    assert CertificateRow.objects.count() == 3
    assert CertificateRow.objects.get(number=NUMBER).ended == "superseded"
    assert Event.objects.filter(kind__startswith="certification:").count() == len(world.events)
    assert wrong_tables() == []


def test_a_table_that_was_changed_is_noticed_and_made_anew_from_the_log(world: SiteWorld) -> None:
    world.to_issued()
    before = list(CertificateRow.objects.values())
    CertificateRow.objects.update(ended="withdrawn", holder="somebody")
    Case.objects.all().delete()
    assert len(wrong_tables()) >= 2
    rebuild_all()
    assert list(CertificateRow.objects.values()) == before
    assert Case.objects.get().state == "granted"
    assert wrong_tables() == []


def test_what_is_refused_leaves_nothing_behind(world: SiteWorld) -> None:
    world.open()
    before = Event.objects.count(), PersonalPart.objects.count(), list(Case.objects.values())
    with pytest.raises(NotAllowedError):
        perform(
            decision.grant,
            Who("jo", Role.ADMINISTRATOR),
            world.now,
            About(application="a1"),
            level="certified",
            scope=(),
            reason="I am the administrator.",
        )
    assert (Event.objects.count(), PersonalPart.objects.count(), list(Case.objects.values())) == before


def test_what_the_log_commits_to_has_to_be_there(world: SiteWorld) -> None:
    world.open()
    before = Event.objects.count()
    with pytest.raises(StateError, match="nobody has said"):
        perform(
            application.plan,
            Who(APPLICANT, Role.APPLICANT),
            world.now,
            About(application="a1"),
            Spoken(),
            text=Spoken().say("plan", "In spring."),
            earliest_decision=world.today,
        )
    assert Event.objects.count() == before


def test_only_what_an_event_commits_to_is_kept(world: SiteWorld) -> None:
    world.open()
    before = PersonalPart.objects.count()
    spoken = Spoken()
    plan = spoken.say("plan", "In spring.")
    spoken.say("plan", "Said and never used.")
    facts = {"text": plan, "earliest_decision": world.today}
    about = About(application="a1")
    perform(application.plan, Who(APPLICANT, Role.APPLICANT), world.now, about, spoken, **facts)
    assert PersonalPart.objects.count() == before + 1


def test_a_memory_that_heard_what_was_undone_begins_anew(world: SiteWorld) -> None:
    world.open()
    mine = Memory().follow()
    heard = len(mine.entries)
    Event.objects.order_by("-number").first().delete()  # type: ignore[union-attr]  # there is one
    assert len(mine.follow().entries) == heard - 1
    assert mine.case("a1") is None
