# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Before a certificate is issued its whole history is checked again, from the log alone: what was forged is found."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from oshmark.certification.event_data.evaluation import EvaluationConcluded, Verdict, VerdictsOpened
from oshmark.certification.event_data.parties import RoleAssigned
from oshmark.certification.events import Entry, Kind
from oshmark.certification.recheck import audit, essentials, is_needed, recheck
from oshmark.certification.roles import Role
from oshmark.errors import NotPossibleError
from tests.certification.world import ADMINISTRATOR, BODY, MET, NUMBER, STRANGER, World

if TYPE_CHECKING:
    from collections.abc import Sequence

    from oshmark.certification.replay import Fault


@pytest.fixture(scope="module")
def granted() -> World:
    world = World()
    world.to_granted()
    return world


def found(world: World, entries: Sequence[Entry]) -> set[str]:
    faults: tuple[Fault, ...] = recheck(entries, "a1", world.schemes)
    assert all(str(fault.number) in fault.sentence and fault.kind.value in fault.sentence for fault in faults)
    return {fault.objection.code for fault in faults}


def renumbered(entries: Sequence[Entry]) -> list[Entry]:
    return [msgspec.structs.replace(entry, number=place) for place, entry in enumerate(entries, start=1)]


def test_an_honest_history_has_no_faults(granted: World) -> None:
    assert found(granted, granted.entries) == set()
    assert audit(granted.entries, granted.schemes) == ()


GROUNDS = {
    Kind.AGREEMENT_SIGNED: "no-agreement",
    Kind.EVIDENCE_FROZEN: "not-frozen",
    Kind.FEE_SETTLED: "no-fee",
    Kind.REVIEWED: "no-review",
    Kind.VERDICT_SEALED: "evaluators",
    Kind.VERDICTS_OPENED: "unsettled",
    Kind.EVALUATION_CONCLUDED: "not-evaluated",
    Kind.CHECKED: "gate",
    Kind.GRANTED: "not-granted",
    Kind.SCHEME_ADOPTED: "not-adopted",
}


@pytest.mark.parametrize("gone", GROUNDS, ids=lambda kind: kind.value)
def test_a_history_from_which_a_ground_is_gone_is_none(granted: World, gone: Kind) -> None:
    entries = renumbered([entry for entry in granted.entries if entry.kind is not gone])
    assert GROUNDS[gone] in found(granted, entries)


@given(st.data())
def test_every_event_that_is_taken_out_shows_unless_it_changed_nothing(data: st.DataObject) -> None:
    world = WORLD
    mine = [entry.number for entry in world.about_case("a1")]
    number = data.draw(st.sampled_from(mine))
    entries = renumbered([entry for entry in world.entries if entry.number != number])
    assert found(world, entries) != set()


WORLD = World()
WORLD.to_granted()


@given(st.sampled_from(WORLD.about_case("a1")), st.sampled_from((ADMINISTRATOR, STRANGER, "nobody")))
def test_every_event_that_somebody_else_did_shows(entry: Entry, somebody: str) -> None:
    entries = [msgspec.structs.replace(one, actor=somebody) if one is entry else one for one in WORLD.entries]
    # A verdict that somebody else opened is told by its kind; everything else by the role.
    assert found(WORLD, entries) & {"role", "evaluators"}


def test_the_administrator_cannot_grant_by_writing_into_the_log() -> None:
    world = World()
    world.to_evaluating()
    last = world.about_case("a1")[-1]
    forged = [
        msgspec.structs.replace(one, number=last.number + place, at=world.now, actor=ADMINISTRATOR)
        for place, one in enumerate((e for e in WORLD.about_case("a1") if e.number > last.number), start=1)
    ]
    codes = found(world, [*world.entries, *forged])
    assert {"role", "evaluators"} <= codes


def test_a_role_that_was_given_by_who_may_not_gives_nothing(granted: World) -> None:
    """An administrator who makes themselves a decision maker is found, and what they decide with it."""
    given = next(e for e in granted.entries if isinstance(e.data, RoleAssigned) and e.data.person == "eli")
    for forger in (STRANGER, "eli"):
        entries = [msgspec.structs.replace(e, actor=forger) if e is given else e for e in granted.entries]
        assert "role" in found(granted, entries)
    self_made = [
        msgspec.structs.replace(e, data=msgspec.structs.replace(e.data, person=ADMINISTRATOR)) if e is given else e
        for e in granted.entries
    ]
    swapped = [msgspec.structs.replace(e, actor=ADMINISTRATOR) if e.actor == "eli" else e for e in self_made]
    assert "self" in found(granted, swapped)


def test_a_verdict_that_was_changed_after_it_was_sealed_shows(granted: World) -> None:
    def changed(entry: Entry) -> Entry:
        if not isinstance(entry.data, VerdictsOpened) or entry.data.criterion != "files":
            return entry
        first = entry.data.verdicts[0]
        better = Verdict(outcome=MET.outcome, reason="Excellent!")
        verdicts = (msgspec.structs.replace(first, verdict=better), *entry.data.verdicts[1:])
        return msgspec.structs.replace(entry, data=msgspec.structs.replace(entry.data, verdicts=verdicts))

    assert "seal" in found(granted, [changed(entry) for entry in granted.entries])


def test_results_that_nobody_came_to_show(granted: World) -> None:
    def shorter(entry: Entry) -> Entry:
        if not isinstance(entry.data, EvaluationConcluded):
            return entry
        return msgspec.structs.replace(entry, data=msgspec.structs.replace(entry.data, results=entry.data.results[1:]))

    assert "results" in found(granted, [shorter(entry) for entry in granted.entries])


def test_an_event_dated_back_shows(granted: World) -> None:
    at = granted.entries[0].at - timedelta(days=1)
    last = granted.about_case("a1")[-1]
    entries = [msgspec.structs.replace(one, at=at) if one is last else one for one in granted.entries]
    assert "time" in found(granted, entries)


def test_without_the_text_of_the_scheme_nothing_is_issued(granted: World) -> None:
    faults = recheck(granted.entries, "a1", lambda *_asked: None)
    assert "no-scheme" in {fault.objection.code for fault in faults}


def test_an_application_that_does_not_exist_has_a_fault(granted: World) -> None:
    assert recheck(granted.entries, "a99", granted.schemes) != ()
    assert essentials((), granted.schemes) != ()


def test_the_two_ways_of_checking_do_not_share_what_they_count(granted: World) -> None:
    """Even if every guard were gone, the four grounds are counted in the plain events."""
    mine = granted.about_case("a1")
    assert essentials(mine, granted.schemes) == ()
    for gone in (Kind.AGREEMENT_SIGNED, Kind.EVIDENCE_FROZEN, Kind.VERDICT_SEALED, Kind.REVIEWED):
        assert essentials([entry for entry in mine if entry.kind is not gone], granted.schemes) != ()
    by_evaluator = [msgspec.structs.replace(e, actor="ben") if e.kind is Kind.GRANTED else e for e in mine]
    assert {fault.objection.code for fault in essentials(by_evaluator, granted.schemes)} == {"decider"}


def test_a_forged_history_is_not_issued(granted: World) -> None:
    world = World()
    world.to_granted()
    forged = [entry for entry in world.entries if entry.kind is not Kind.AGREEMENT_SIGNED]
    world.entries = forged
    with pytest.raises(NotPossibleError) as refusal:
        world.issue()
    assert "no-agreement" in refusal.value.codes


def test_of_a_long_log_only_what_is_needed_has_to_be_read() -> None:
    world = World()
    world.to_issued()
    world.at(2027, 11, 1)
    world.to_granted("a2", renew=True)
    few = [entry for entry in world.entries if is_needed(entry.kind, entry.subject, "a2", NUMBER)]
    assert len(few) < len(world.entries)
    assert recheck(few, "a2", world.schemes) == recheck(world.entries, "a2", world.schemes) == ()
    forged = [msgspec.structs.replace(e, actor=ADMINISTRATOR) if e is few[-1] else e for e in few]
    assert recheck(forged, "a2", world.schemes) != ()


def test_the_body_and_its_first_administrator_belong_to_the_history(granted: World) -> None:
    entries = [entry for entry in granted.entries if entry.kind is not Kind.BODY_RECORDED]
    assert "role" in found(granted, renumbered(entries))
    assert granted.register.holds(ADMINISTRATOR, Role.ADMINISTRATOR, BODY, granted.now)
