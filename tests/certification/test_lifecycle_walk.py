# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Many people try everything in every order: there is no path to a certificate without agreement, frozen evidence, two
evaluators for each criterion and another decider."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from oshmark.certification.acts import application, certificate, decision, evaluation, parties
from oshmark.certification.event_data.decision import Recommendation
from oshmark.certification.event_data.evaluation import Outcome, VerdictSealed, VerdictsOpened
from oshmark.certification.event_data.parties import RelationKind
from oshmark.certification.events import Entry, Kind
from oshmark.certification.lifecycle import ApplicationState
from oshmark.certification.recheck import audit, recheck
from oshmark.certification.roles import Role
from oshmark.certification.status import status
from oshmark.errors import NotAllowedError, NotPossibleError, RefusedError
from tests.certification.world import ADMINISTRATOR, APPLICANT, MET, NOT_MET, NUMBER, STAFF, STRANGER, World, salt

if TYPE_CHECKING:
    from collections.abc import Callable

CAST = (*STAFF, ADMINISTRATOR, APPLICANT, STRANGER)
PEOPLE = st.sampled_from(CAST)
ROLES = st.sampled_from(sorted(Role, key=lambda role: role.value))
CRITERIA = st.sampled_from(("files", "wiring", "pace", "skill"))
VERDICTS = st.sampled_from((MET, MET, MET, NOT_MET, msgspec.structs.replace(MET, outcome=Outcome.PARTLY)))
REACHED: Counter[str] = Counter()


class Walk(RuleBasedStateMachine):
    begins_after = 0

    def __init__(self) -> None:
        super().__init__()
        self.world = World()
        self.silent: list[str] = []
        self.world.assign("eli", Role.EVALUATOR)
        self.world.assign("ben", Role.DECISION_MAKER)
        self.world.assign("ada", Role.EVALUATOR)
        self.world.assign("ada", Role.DECISION_MAKER)
        self.world.open()
        for step in STRIDES[: self.begins_after]:
            step(self)

    def papers(self) -> None:
        self.papers_are_settled(skip=None)

    def both_judge(self) -> None:
        self.two_judge_everything(one="ben", other="cleo")

    @property
    def state(self) -> ApplicationState:
        return self.world.case().state

    def attempt(self, act: Callable[..., Any], person: str, role: Role, **asked: Any) -> None:
        try:
            self.world.do(act, person, role, case="a1", **asked)
        except (NotAllowedError, NotPossibleError) as refusal:
            self.silent += [one for one in refusal.reasons or ("",) if not one.strip().endswith(".")]

    # Anybody tries anything, in any role ------------------------------------------------------------------------------

    @rule(person=PEOPLE, role=ROLES)
    def anybody_grants(self, person: str, role: Role) -> None:
        self.attempt(decision.grant, person, role, level="certified", scope=("selling",), reason="Because.")

    @rule(person=PEOPLE, role=ROLES)
    def anybody_issues(self, person: str, role: Role) -> None:
        world = self.world
        act = partial(certificate.issue, number=NUMBER, log=world.entries, schemes=world.schemes)
        self.attempt(act, person, role)

    @rule(person=PEOPLE, role=ROLES)
    def anybody_reviews(self, person: str, role: Role) -> None:
        self.attempt(decision.review, person, role, recommends=Recommendation.GRANT, reason="Because.")

    @rule(person=PEOPLE, role=ROLES, criterion=CRITERIA, verdict=VERDICTS)
    def anybody_judges(self, person: str, role: Role, criterion: str, verdict: Any) -> None:
        if self.state not in {ApplicationState.EVALUATING, ApplicationState.NONCONFORMITY_OPEN}:
            return
        self.judge(person, role, criterion, verdict)

    def judge(self, person: str, role: Role, criterion: str, verdict: Any) -> None:
        world = self.world
        key = ("a1", criterion, world.case().judging(criterion).round)
        full, secret = world.verdict(criterion, verdict), salt(f"{person}{key}")
        asked = {"verdict": full, "salt": secret, "minutes": 5, "sealed": tuple(world.sealed.get(key, ()))}
        before = len(world.entries)
        self.attempt(evaluation.give_verdict, person, role, criterion=criterion, **asked)
        if len(world.entries) > before:
            world.sealed.setdefault(key, []).append(evaluation.Sealed(person, full, secret))

    @rule(person=PEOPLE, criterion=CRITERIA, third=st.booleans())
    def the_registrar_asks_anybody(self, person: str, criterion: str, third: bool) -> None:  # noqa: FBT001  a rule's
        due = self.world.today + timedelta(days=7)
        asked = {"evaluator": person, "criteria": (criterion,), "due": due, "third": third}
        self.attempt(evaluation.assign_evaluator, "ada", Role.REGISTRAR, **asked)

    @rule(person=PEOPLE, role=ROLES, reason=st.sampled_from(("A stake.", "", "")))
    def anybody_steps_back(self, person: str, role: Role, reason: str) -> None:
        self.attempt(evaluation.recuse, person, role, reason=reason)

    @rule(person=PEOPLE, other=PEOPLE, kind=st.sampled_from(RelationKind), rarely=st.integers(0, 5))
    def somebody_declares_a_relation(self, person: str, other: str, kind: RelationKind, rarely: int) -> None:
        if rarely:
            return
        asked = {"one": person, "other": other, "relation": kind, "since": self.world.today}
        try:
            self.world.do(parties.declare_relation, person, Role.PUBLIC, **asked)
        except RefusedError:
            assert person == other

    @rule(person=PEOPLE)
    def the_administrator_gives_roles(self, person: str) -> None:
        try:
            self.world.assign(person, Role.DECISION_MAKER)
        except RefusedError:
            assert person == ADMINISTRATOR

    @rule(
        act=st.sampled_from((application.freeze_evidence, evaluation.begin_evaluation, evaluation.conclude_evaluation))
    )
    def the_registrar_goes_on(self, act: Callable[..., Any]) -> None:
        self.attempt(act, "ada", Role.REGISTRAR)

    @rule(person=PEOPLE)
    def somebody_signs(self, person: str) -> None:
        self.attempt(application.sign_agreement, person, Role.APPLICANT, agreement="pact", version="2")

    @rule(rarely=st.integers(0, 5))
    def the_agreement_ends(self, rarely: int) -> None:
        if rarely:
            return
        self.attempt(application.end_agreement, APPLICANT, Role.APPLICANT, reason="No more.")

    @rule(days=st.integers(0, 40))
    def time_goes_by(self, days: int) -> None:
        self.world.now += timedelta(days=days)

    # The right way, in strides, so that walks come far ----------------------------------------------------------------

    @precondition(lambda self: self.state in {ApplicationState.DRAFT, ApplicationState.RETURNED})
    @rule()
    def the_applicant_submits(self) -> None:
        self.world.submit()

    @precondition(lambda self: self.state is ApplicationState.SUBMITTED)
    @rule()
    def the_registrar_accepts(self) -> None:
        self.attempt(application.begin_screening, "ada", Role.REGISTRAR)
        self.attempt(application.accept, "ada", Role.REGISTRAR, reason="Complete.")

    @precondition(lambda self: self.state is ApplicationState.ACCEPTED)
    @rule(skip=st.sampled_from((None, None, None, "agreement", "fee", "evidence")))
    def papers_are_settled(self, skip: str | None) -> None:
        if skip != "agreement":
            self.somebody_signs(APPLICANT)
        if skip != "fee":
            self.attempt(application.waive_fee, "ida", Role.TREASURER, reason="Small.", salt=salt("fee"))
        if skip != "evidence":
            self.attempt(application.freeze_evidence, "ada", Role.REGISTRAR)
        self.attempt(evaluation.begin_evaluation, "ada", Role.REGISTRAR)
        facts = {"criterion": "manifest", "passed": True, "facts": "sha256:" + "0" * 64}
        self.attempt(application.record_check, "ada", Role.REGISTRAR, **facts)

    @precondition(lambda self: self.state is ApplicationState.EVALUATING)
    @rule(one=st.sampled_from(("ben", "cleo", "dora", "eli")), other=st.sampled_from(("ben", "cleo", "dora", "eli")))
    def two_judge_everything(self, one: str, other: str) -> None:
        for criterion in self.world.people_criteria:
            for person in (one, other):
                self.the_registrar_asks_anybody(person, criterion, third=False)
            for person in (one, other):
                self.judge(person, Role.EVALUATOR, criterion, MET)

    @precondition(lambda self: self.state in {ApplicationState.EVALUATING, ApplicationState.EVALUATED})
    @rule(person=st.sampled_from(("eli", "eli", "eli", "ben", "ada")))
    def it_is_decided(self, person: str) -> None:
        self.attempt(evaluation.conclude_evaluation, "ada", Role.REGISTRAR)
        self.anybody_reviews(person, Role.DECISION_MAKER)
        self.anybody_grants(person, Role.DECISION_MAKER)
        self.anybody_issues("ada", Role.REGISTRAR)

    @precondition(lambda self: self.state is ApplicationState.GRANTED)
    @rule()
    def it_is_issued(self) -> None:
        self.anybody_issues("ada", Role.REGISTRAR)

    # What holds always ------------------------------------------------------------------------------------------------

    @invariant()
    def no_certificate_without_its_grounds(self) -> None:
        REACHED[self.state.value] += 1
        issued = [entry for entry in self.world.entries if entry.kind is Kind.ISSUED]
        if not issued:
            return
        REACHED["issued"] += 1
        grounds([entry for entry in self.world.about_case("a1") if entry.number < issued[0].number])
        assert len(issued) == 1
        assert status(self.world.entries[issued[0].number - 1 : issued[0].number], self.world.now).number == NUMBER

    @invariant()
    def whatever_the_room_let_happen_stands_up_to_a_recheck(self) -> None:
        assert self.world.case().strays == ()
        assert self.silent == [], "every refusal says why, in sentences"

    def teardown(self) -> None:
        late = {"own-case", "same-organisation", "payer", "trainer", "territory-partner", "declared", "reciprocal"}
        faults = audit(self.world.entries, self.world.schemes)
        assert {fault.objection.code for fault in faults} <= late, "only what was declared later may be a fault"


def grounds(entries: list[Entry]) -> None:
    """Counted by hand, in the plain events."""
    kinds = [entry.kind for entry in entries]
    granted = next(entry for entry in entries if entry.kind is Kind.GRANTED)
    assert kinds.index(Kind.SUBMITTED) < kinds.index(Kind.EVIDENCE_FROZEN) < kinds.index(Kind.EVALUATION_BEGUN)
    agreements = [kind for kind in kinds if kind in {Kind.AGREEMENT_SIGNED, Kind.AGREEMENT_ENDED}]
    assert agreements[-1] is Kind.AGREEMENT_SIGNED
    judges = {entry.actor for entry in entries if isinstance(entry.data, VerdictSealed)}
    for criterion in ("files", "wiring", "pace", "skill"):
        opened = [
            entry.data
            for entry in entries
            if isinstance(entry.data, VerdictsOpened) and entry.data.criterion == criterion
        ]
        assert len({one.evaluator for one in opened[-1].verdicts}) >= 2
    deciders = {entry.actor for entry in entries if entry.kind in {Kind.REVIEWED, Kind.GRANTED}}
    assert granted.actor in deciders
    assert not deciders & judges
    assert not {APPLICANT, STRANGER, ADMINISTRATOR} & (deciders | judges)


STRIDES: tuple[Callable[[Walk], None], ...] = (
    Walk.the_applicant_submits,
    Walk.the_registrar_accepts,
    Walk.papers,
    Walk.both_judge,
    lambda walk: walk.world.conclude(),
    lambda walk: walk.world.review(),
    lambda walk: walk.world.grant(),
    lambda walk: walk.world.issue(),
)
"""The right way; walks begin at every place on it, so that all of it is looked at."""
BEGINS = ("draft", "submitted", "accepted", "evaluating", "evaluating", "evaluated", "reviewed", "granted", "issued")


@pytest.mark.parametrize("strides", range(len(BEGINS)), ids=BEGINS)
def test_no_walk_leads_to_a_certificate_without_its_grounds(strides: int) -> None:
    """C-48, C-95, spec §2c 7.6: agreement, two evaluators a criterion, another decider, frozen evidence."""
    REACHED.clear()
    rules = settings(max_examples=10, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck))
    run_state_machine_as_test(type("Walk", (Walk,), {"begins_after": strides}), settings=rules)
    assert REACHED[BEGINS[strides]] >= 10


def test_the_walk_would_notice_a_missing_ground() -> None:
    world = World()
    world.to_granted()
    entries = [entry for entry in world.about_case("a1") if entry.kind is not Kind.AGREEMENT_SIGNED]
    try:
        grounds(entries)
    except (AssertionError, IndexError):
        found = recheck([one for one in world.entries if one.kind is not Kind.AGREEMENT_SIGNED], "a1", world.schemes)
        assert "no-agreement" in {fault.objection.code for fault in found}
    else:
        raise AssertionError("a certificate without agreement passed")
