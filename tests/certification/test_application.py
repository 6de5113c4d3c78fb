# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The way of an application to its evaluation: what has to be there, who puts it there, and what waits for what."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from functools import partial
from typing import Any

import msgspec
import pytest

from oshmark.certification.acts import application, evaluation, parties, standards
from oshmark.certification.completeness import point_objections
from oshmark.certification.criterion import EvidenceKind
from oshmark.certification.effort import earliest_decision
from oshmark.certification.event_data.application import Evidence, FeeSettled, Measured, Missing, TrainingProof
from oshmark.certification.lifecycle import ApplicationState
from oshmark.certification.roles import Role
from oshmark.certification.scheme import Openness, Review, SchemeState, SubjectKind
from oshmark.errors import NotAllowedError, NotPossibleError
from tests.certification.world import APPLICANT, STRANGER, World, hashed, said, salt, small_scheme


@pytest.fixture
def world() -> World:
    world = World()
    world.open()
    return world


def refused(world: World, code: str, **changes: Any) -> str:
    with pytest.raises(NotPossibleError) as refusal:
        world.submit(**changes)
    assert code in refusal.value.codes
    return str(refusal.value)


def test_an_application_is_held_to_one_version_of_its_scheme(world: World) -> None:
    """C-8: two applicants under one version get the same list, and nobody can exchange it under them."""
    case = world.case()
    assert (case.version, case.digest) == ("1", world.digest)
    world.submit()
    world.do(application.begin_screening, "ada", Role.REGISTRAR, case="a1")
    world.scheme = small_scheme(levels=world.scheme.levels[1:])
    with pytest.raises(NotPossibleError) as refusal:
        world.do(application.accept, "ada", Role.REGISTRAR, case="a1", reason="Fine.")
    assert refusal.value.codes == ("digest",)


def test_nobody_can_apply_before_the_criteria_are_adopted() -> None:
    """C-112."""
    world = World()
    for scheme, code in (
        (small_scheme(version="2"), "not-adopted"),
        (small_scheme(state=SchemeState.DRAFT), "not-open"),
    ):
        world.scheme = scheme
        with pytest.raises(NotPossibleError) as refusal:
            world.open()
        assert code in refusal.value.codes


def test_a_retired_version_cannot_be_applied_for_but_goes_on_for_those_who_did(world: World) -> None:
    same = {"scheme": "printer", "version": "1"}
    world.do(standards.retire_scheme, "hal", Role.STANDARDS_EDITOR, **same, reason="There is a second one.")
    with pytest.raises(NotPossibleError):
        world.open("a2")
    world.submit()
    assert world.case().state is ApplicationState.SUBMITTED


def test_kinds_of_activity_are_scopes_of_their_own() -> None:
    """C-13: what is not chosen is not covered, and what the scheme does not name cannot be chosen."""
    world = World()
    for scope in ((), ("juggling",), ("selling", "juggling")):
        act = partial(application.open_application, application="a1", applicant=APPLICANT, about=world.about())
        with pytest.raises(NotPossibleError) as refusal:
            world.do(act, APPLICANT, Role.APPLICANT, level="listed", scope=scope)
        assert refusal.value.codes == ("scope",)


def test_a_thing_of_another_kind_cannot_be_certified_under_it() -> None:
    """C-2."""
    world = World()
    about = msgspec.structs.replace(world.about(), kind=SubjectKind.WORKSHOP)
    act = partial(application.open_application, application="a1", applicant=APPLICANT, about=about)
    with pytest.raises(NotPossibleError) as refusal:
        world.do(act, APPLICANT, Role.APPLICANT, level="listed", scope=("selling",))
    assert refusal.value.codes == ("subject",)


def test_nobody_applies_for_somebody_else_without_a_mandate(world: World) -> None:
    with pytest.raises(NotAllowedError):
        world.do(application.submit, STRANGER, Role.APPLICANT, case="a1", answers=(), acknowledged=world.digest)
    world.do(parties.give_mandate, APPLICANT, Role.APPLICANT, party="kestrel-works", agent=STRANGER)
    asked = {"answers": world.answers(), "acknowledged": world.digest}
    proof = (TrainingProof(form="workshop", proof=hashed("workshop")),)
    world.do(application.submit, STRANGER, Role.APPLICANT, case="a1", **asked, training=proof)
    assert world.case().state is ApplicationState.SUBMITTED


@pytest.mark.parametrize("empty", ["files", "wiring", "pace", "skill"])
def test_one_empty_point_blocks_submission(world: World, empty: str) -> None:
    """C-118."""
    blank = tuple(
        msgspec.structs.replace(one, statement=said("  \n")) if one.criterion == empty else one
        for one in world.answers()
    )
    assert f"“{empty}”" in refused(world, "point-empty", answers=blank)
    gone = tuple(one for one in world.answers() if one.criterion != empty)
    assert f"“{empty}”" in refused(world, "point-empty", answers=gone)
    assert world.case().state is ApplicationState.DRAFT


def test_every_point_says_for_itself_what_is_missing(world: World) -> None:
    """C-118: an application with nothing in it hears about every criterion that people judge."""
    found = point_objections((), world.case(), world.scheme)
    assert [one.facts["criterion"] for one in found] == ["files", "wiring", "pace", "skill"]


def test_points_that_nobody_asks_for_and_points_given_twice_are_refused(world: World) -> None:
    answers = world.answers()
    refused(world, "point-twice", answers=(*answers, answers[0]))
    refused(world, "point-unknown", answers=(*answers, msgspec.structs.replace(answers[0], criterion="manifest2")))


def test_evidence_has_to_be_of_the_kind_that_is_asked_for(world: World) -> None:
    def with_pieces(*pieces: Evidence) -> object:
        return tuple(
            msgspec.structs.replace(one, evidence=pieces) if one.criterion == "wiring" else one
            for one in world.answers()
        )

    refused(world, "evidence-missing", answers=with_pieces())
    link = Evidence(id="page", kind=EvidenceKind.LINK, digest=hashed("page"))
    refused(world, "evidence-missing", answers=with_pieces(link))
    refused(world, "evidence-digest", answers=with_pieces(Evidence(id="photo", kind=EvidenceKind.FILE)))


def test_a_video_shows_the_code_that_was_given_for_it(world: World) -> None:
    """§7: a film that is older than the application cannot show its code."""

    def film(code: str | None) -> object:
        video = Evidence(id="film", kind=EvidenceKind.VIDEO, digest=hashed("film"), challenge=code)
        return tuple(
            msgspec.structs.replace(one, evidence=(video,)) if one.criterion == "wiring" else one
            for one in world.answers()
        )

    refused(world, "challenge", answers=film(None))
    world.do(application.give_challenge, APPLICANT, Role.APPLICANT, case="a1", criterion="skill", code="heron-1")
    refused(world, "challenge", answers=film("heron-1"))
    world.do(application.give_challenge, APPLICANT, Role.APPLICANT, case="a1", criterion="wiring", code="heron-2")
    with pytest.raises(NotPossibleError):
        world.do(application.give_challenge, APPLICANT, Role.APPLICANT, case="a1", criterion="wiring", code="heron-2")
    world.submit(answers=film("heron-2"))


def test_a_measurement_has_number_unit_and_method(world: World) -> None:
    def measured(piece: Evidence) -> object:
        return tuple(
            msgspec.structs.replace(one, evidence=(piece,)) if one.criterion == "pace" else one
            for one in world.answers()
        )

    refused(world, "measured", answers=measured(Evidence(id="n", kind=EvidenceKind.MEASUREMENT)))
    number = Measured(value=Decimal(22), unit="1/year", method="Counted.")
    refused(world, "unit", answers=measured(Evidence(id="n", kind=EvidenceKind.MEASUREMENT, measured=number)))
    silent = Measured(value=Decimal(22), unit="1/month", method="")
    refused(world, "form", answers=measured(Evidence(id="n", kind=EvidenceKind.MEASUREMENT, measured=silent)))


def test_training_or_proof_of_the_same_is_needed_and_both_count_alike(world: World) -> None:
    """C-90: own training makes it no easier, and an equivalent is taken."""
    refused(world, "training", training=())
    refused(world, "training", training=(TrainingProof(form="horoscope", proof=hashed("stars")),))
    world.submit(training=(TrainingProof(form=None, proof=hashed("log"), what=said("A build log.").committed("x")),))
    assert world.case().state is ApplicationState.SUBMITTED


def test_the_goal_is_acknowledged_in_this_version(world: World) -> None:
    """C-5."""
    refused(world, "acknowledged", acknowledged=hashed("another version"))


def test_an_aspirant_has_a_plan_and_an_earliest_day_of_decision(world: World) -> None:
    """C-114."""
    day = earliest_decision(world.scheme, "certified", world.today + timedelta(days=30), world.now)
    # Four criteria of 20 minutes, an hour a week: two weeks after 30 days and two weeks of screening.
    assert day == world.today + timedelta(days=30 + 14 + 14)
    thread = small_scheme(openness=Openness(review=Review.PUBLIC_THREAD, least_days=40))
    assert earliest_decision(thread, "certified", world.today, world.now) == world.today + timedelta(days=14 + 40)
    act = partial(application.plan, text=said("First the frame, then the rest."))
    with pytest.raises(NotPossibleError):
        world.do(act, APPLICANT, Role.APPLICANT, case="a1", earliest_decision=world.today - timedelta(days=1))
    world.do(act, APPLICANT, Role.APPLICANT, case="a1", earliest_decision=day)
    plan = world.case().plan
    assert plan is not None
    assert plan.earliest_decision == day
    assert world.case().is_aspirant
    world.submit()
    assert not world.case().is_aspirant


@pytest.mark.parametrize("missing", ["no-agreement", "no-fee", "not-frozen"])
def test_the_evaluation_waits_for_agreement_fee_and_frozen_evidence(world: World, missing: str) -> None:
    """C-48, C-43."""
    world.submit()
    world.accept()
    case = {"case": "a1"}
    if missing != "no-agreement":
        world.do(application.sign_agreement, APPLICANT, Role.APPLICANT, **case, agreement="pact", version="2")
    if missing != "no-fee":
        paid = {"amount": Decimal(100), "currency": "EUR", "payer": "kestrel-works", "salt": salt("fee")}
        world.do(application.record_fee, "ida", Role.TREASURER, **case, **paid)
    if missing != "not-frozen":
        world.do(application.freeze_evidence, "ada", Role.REGISTRAR, **case)
    with pytest.raises(NotPossibleError) as refusal:
        world.do(evaluation.begin_evaluation, "ada", Role.REGISTRAR, **case)
    assert refusal.value.codes == (missing,)


def test_the_log_does_not_tell_whether_a_fee_was_paid_or_waived(world: World) -> None:
    """C-43: evaluators read the log as everybody does."""
    world.submit()
    world.accept()
    world.settle()
    data = world.about_case("a1")[-2].data
    assert isinstance(data, FeeSettled)
    settlement = application.Settlement(waived=True, reason="Small workshop.")
    assert data.settlement == settlement.committed(salt("fee"))
    assert "waive" not in str(world.events[-2]).lower()


def test_a_waiver_needs_a_reason_and_a_scheme_that_allows_it(world: World) -> None:
    """C-43."""
    world.submit()
    world.accept()
    waive = partial(application.waive_fee, salt=salt("fee"))
    with pytest.raises(NotPossibleError):
        world.do(waive, "ida", Role.TREASURER, case="a1", reason=" ")
    fees = tuple(msgspec.structs.replace(fee, waivable=False) for fee in world.scheme.fees)
    world.scheme = small_scheme(fees=fees)
    with pytest.raises(NotPossibleError) as refusal:
        world.do(waive, "ida", Role.TREASURER, case="a1", reason="Poor.")
    assert refusal.value.codes == ("not-waivable",)


def test_a_registrar_returns_what_is_not_complete_and_the_applicant_hears_why(world: World) -> None:
    world.submit()
    world.do(application.begin_screening, "ada", Role.REGISTRAR, case="a1")
    missing = (Missing(criterion="files", what="The licence is not named."),)
    world.do(application.return_application, "ada", Role.REGISTRAR, case="a1", missing=missing, minutes=10)
    assert world.case().missing == missing
    world.submit()
    assert (world.case().state, world.case().missing, world.case().minutes) == (ApplicationState.SUBMITTED, (), 10)


def test_an_application_lapses_only_when_the_applicant_was_silent_for_long(world: World) -> None:
    world.now += timedelta(days=59)
    with pytest.raises(NotPossibleError):
        world.do(application.lapse, "ada", Role.REGISTRAR, case="a1")
    world.now += timedelta(days=1)
    world.do(application.lapse, "ada", Role.REGISTRAR, case="a1")
    assert world.case().state is ApplicationState.LAPSED


def test_nobody_lapses_who_waits_for_the_body(world: World) -> None:
    world.submit()
    world.now += timedelta(days=400)
    with pytest.raises(NotPossibleError) as refusal:
        world.do(application.lapse, "ada", Role.REGISTRAR, case="a1")
    assert refusal.value.codes == ("state",)


def test_an_applicant_may_withdraw_until_it_is_decided() -> None:
    world = World()
    world.to_evaluating()
    world.do(application.withdraw_application, APPLICANT, Role.APPLICANT, case="a1", reason="Later.")
    assert world.case().state is ApplicationState.WITHDRAWN
    other = World()
    other.to_granted()
    with pytest.raises(NotPossibleError):
        other.do(application.withdraw_application, APPLICANT, Role.APPLICANT, case="a1", reason="Later.")


def test_an_application_is_opened_once(world: World) -> None:
    with pytest.raises(NotPossibleError) as refusal:
        world.open()
    assert "exists" in refusal.value.codes
