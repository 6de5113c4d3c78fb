# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The evaluation: criterion by criterion, blind, reconciled or decided by a third, and put right where it can be."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from functools import partial

import msgspec
import pytest

from oshmark.certification.acts import application, evaluation
from oshmark.certification.criterion import EvidenceKind
from oshmark.certification.event_data.application import Evidence
from oshmark.certification.event_data.evaluation import Outcome, Verdict
from oshmark.certification.events import Kind
from oshmark.certification.judging import Stage
from oshmark.certification.lifecycle import ApplicationState
from oshmark.certification.results import results_of, share, shortfalls
from oshmark.certification.roles import Role
from oshmark.errors import NotAllowedError, NotPossibleError
from tests.certification.world import APPLICANT, MET, NOT_MET, World, hashed, said


@pytest.fixture
def world() -> World:
    world = World()
    world.to_evaluating()
    return world


def test_one_verdict_stays_closed_until_the_other_is_in(world: World) -> None:
    """C-95, §0a: two evaluators a criterion, who see nothing of each other."""
    happened = world.judge("ben", "files", NOT_MET)
    assert [one.kind for one in happened] == [Kind.VERDICT_SEALED]
    assert "drawing" not in str(world.events[-1])
    assert "not-met" not in str(world.events[-1])
    judging = world.case().judging("files")
    assert (judging.stage, judging.verdicts, judging.result) == (Stage.BLIND, {}, None)
    happened = world.judge("cleo", "files", NOT_MET)
    assert [one.kind for one in happened] == [Kind.VERDICT_SEALED, Kind.VERDICTS_OPENED]
    assert set(world.case().judging("files").verdicts) == {"ben", "cleo"}


def test_one_evaluator_alone_settles_nothing(world: World) -> None:
    registrar = ("ada", Role.REGISTRAR)
    gone = {"evaluator": "cleo", "criteria": world.people_criteria, "reason": "Ill."}
    world.do(evaluation.end_assignment, *registrar, case="a1", **gone)
    for criterion in world.people_criteria:
        happened = world.judge("ben", criterion)
        assert [one.kind for one in happened] == [Kind.VERDICT_SEALED]
    with pytest.raises(NotPossibleError):
        world.conclude()
    opened = partial(evaluation.open_verdicts, sealed=tuple(world.sealed[("a1", "files", 1)]))
    with pytest.raises(NotPossibleError):
        world.do(opened, "ben", Role.EVALUATOR, case="a1", criterion="files")


def test_nobody_judges_twice_or_unasked(world: World) -> None:
    world.judge("ben", "files")
    for person in ("ben", "dora"):
        with pytest.raises(NotPossibleError):
            world.judge(person, "files")


def test_a_verdict_cannot_be_exchanged_after_it_was_sealed(world: World) -> None:
    world.judge("ben", "files")
    [sealed] = world.sealed[("a1", "files", 1)]
    world.sealed[("a1", "files", 1)] = [msgspec.structs.replace(sealed, verdict=NOT_MET)]
    with pytest.raises(NotPossibleError) as refusal:
        world.judge("cleo", "files")
    assert "seal" in refusal.value.codes


def differ(world: World, criterion: str = "files") -> None:
    world.judge("ben", criterion)
    world.judge("cleo", criterion, NOT_MET)


def say(world: World, person: str, proposal: Verdict | None = None, criterion: str = "files") -> None:
    asked = {"criterion": criterion, "message": said(f"{person} thinks so."), "proposal": proposal}
    world.do(evaluation.say_in_exchange, person, Role.EVALUATOR, case="a1", **asked)


def test_two_who_differ_reconcile_in_a_recorded_exchange(world: World) -> None:
    differ(world)
    assert world.case().judging("files").stage is Stage.DIFFERENT
    say(world, "ben", MET)
    assert world.case().judging("files").result is None
    say(world, "cleo", NOT_MET)
    assert world.case().judging("files").stage is Stage.DIFFERENT
    say(world, "cleo", msgspec.structs.replace(MET, reason="I overlooked page 3."))
    judging = world.case().judging("files")
    assert (judging.stage, judging.how, judging.messages) == (Stage.SETTLED, "reconciled", 3)


def test_where_two_cannot_agree_a_third_decides_who_is_none_of_them(world: World) -> None:
    differ(world)
    call = {"criterion": "files", "reason": "We cannot agree."}
    with pytest.raises(NotPossibleError) as refusal:
        world.do(evaluation.call_third, "ben", Role.EVALUATOR, case="a1", **call)
    assert refusal.value.codes == ("no-exchange",)
    say(world, "ben")
    world.do(evaluation.call_third, "ben", Role.EVALUATOR, case="a1", **call)
    asked = {"criteria": ("files",), "due": world.today, "third": True}
    with pytest.raises(NotPossibleError) as refusal:
        world.do(evaluation.assign_evaluator, "ada", Role.REGISTRAR, case="a1", evaluator="ben", **asked)
    assert "third" in refusal.value.codes
    decide = partial(evaluation.decide_as_third, criterion="files", verdict=NOT_MET, minutes=10)
    with pytest.raises(NotPossibleError):
        world.do(decide, "dora", Role.EVALUATOR, case="a1")
    world.do(evaluation.assign_evaluator, "ada", Role.REGISTRAR, case="a1", evaluator="dora", **asked)
    world.do(decide, "dora", Role.EVALUATOR, case="a1")
    judging = world.case().judging("files")
    assert (judging.how, judging.result) == ("third", NOT_MET)
    assert judging.judges == ("ben", "cleo", "dora")


def test_where_somebody_could_be_hurt_there_is_no_part_of_it(world: World) -> None:
    """C-99: no partial pass on what is relevant for safety."""
    partly = Verdict(outcome=Outcome.PARTLY, reason="Most pins are right.")
    with pytest.raises(NotPossibleError) as refusal:
        world.judge("ben", "wiring", partly)
    assert refusal.value.codes == ("safety",)
    world.judge("ben", "files", partly)


@pytest.mark.parametrize(
    ("criterion", "verdict", "code"),
    [
        ("skill", Verdict(outcome=Outcome.MET, reason="Good.", score=None), "score"),
        ("skill", Verdict(outcome=Outcome.MET, reason="Good.", score=9), "score"),
        ("skill", Verdict(outcome=Outcome.MET, reason="Good.", score=0), "score"),
        ("skill", Verdict(outcome=Outcome.NOT_MET, reason="Bad.", score=2), "score"),
        ("files", Verdict(outcome=Outcome.MET, reason="Good.", score=1), "score"),
        ("pace", Verdict(outcome=Outcome.MET, reason="Fast."), "measured"),
        ("pace", Verdict(outcome=Outcome.MET, reason="Fast.", measured=Decimal("19.9")), "bounds"),
        ("files", Verdict(outcome=Outcome.MET, reason=" \n"), "form"),
    ],
)
def test_a_verdict_has_to_be_one_that_the_criterion_allows(
    world: World, criterion: str, verdict: Verdict, code: str
) -> None:
    """C-6, C-103: what has to be measured is held against its bounds."""
    act = partial(evaluation.give_verdict, verdict=verdict, salt=b"x" * 32, minutes=1)
    with pytest.raises(NotPossibleError) as refusal:
        world.do(act, "ben", Role.EVALUATOR, case="a1", criterion=criterion)
    assert code in refusal.value.codes


def test_an_applicant_puts_right_what_can_be_and_it_is_judged_again(world: World) -> None:
    for person in ("ben", "cleo"):
        world.judge(person, "files", NOT_MET)
    raised = {"nonconformity": "n1", "criterion": "files", "what": "Publish the frame."}
    due = world.today + timedelta(days=5)
    act = partial(evaluation.raise_nonconformity, due=due)
    for person in ("dora", "ada"):
        with pytest.raises((NotPossibleError, NotAllowedError)):
            world.do(act, person, Role.EVALUATOR, case="a1", **raised)
    world.do(act, "ben", Role.EVALUATOR, case="a1", **raised)
    assert world.case().state is ApplicationState.NONCONFORMITY_OPEN
    frozen = world.case().frozen
    piece = Evidence(id="frame", kind=EvidenceKind.FILE, digest=hashed("frame"))
    answer = {"nonconformity": "n1", "statement": said("It is there now."), "evidence": (piece,)}
    world.do(evaluation.answer_nonconformity, APPLICANT, Role.APPLICANT, case="a1", **answer)
    case = world.case()
    assert (case.state, case.judging("files").round) == (ApplicationState.EVALUATING, 2)
    assert hashed("frame") in case.evidence
    assert frozen != case.frozen, "the bundle is another one, and says so"
    world.judge_all()
    world.conclude()
    assert world.case().state is ApplicationState.EVALUATED
    assert [one.result for one in world.case().judging("files").earlier] == [NOT_MET]


def test_a_nonconformity_that_nobody_answers_stays(world: World) -> None:
    world.judge_all(base=NOT_MET)
    raised = {"nonconformity": "n1", "criterion": "files", "what": "Publish the frame."}
    due = world.today + timedelta(days=5)
    world.do(evaluation.raise_nonconformity, "ben", Role.EVALUATOR, case="a1", **raised, due=due)
    leave = partial(evaluation.leave_nonconformity, nonconformity="n1", reason="No answer.")
    with pytest.raises(NotPossibleError) as refusal:
        world.do(leave, "ada", Role.REGISTRAR, case="a1")
    assert refusal.value.codes == ("not-due",)
    world.now += timedelta(days=6)
    world.do(leave, "ada", Role.REGISTRAR, case="a1")
    world.conclude()
    assert world.case().state is ApplicationState.EVALUATED


def test_what_is_met_can_have_no_nonconformity(world: World) -> None:
    world.judge("ben", "files")
    world.judge("cleo", "files")
    raised = {"nonconformity": "n1", "criterion": "files", "what": "More.", "due": world.today + timedelta(days=2)}
    with pytest.raises(NotPossibleError) as refusal:
        world.do(evaluation.raise_nonconformity, "ben", Role.EVALUATOR, case="a1", **raised)
    assert refusal.value.codes == ("met",)


def test_whoever_steps_back_leaves_nothing_behind(world: World) -> None:
    world.judge_all()
    world.do(evaluation.recuse, "cleo", Role.EVALUATOR, case="a1", reason="I will work for them.")
    case = world.case()
    assert all(case.judging(name).round == 2 for name in world.people_criteria)
    assert all(case.judging(name).evaluators == ("ben",) for name in world.people_criteria)
    due = {"criteria": ("files",), "due": world.today}
    with pytest.raises(NotPossibleError) as refusal:
        world.do(evaluation.assign_evaluator, "ada", Role.REGISTRAR, case="a1", evaluator="cleo", **due)
    assert "recused" in refusal.value.codes
    with pytest.raises(NotPossibleError):
        world.conclude()


def test_handed_back_work_can_be_given_to_somebody_else(world: World) -> None:
    world.do(evaluation.hand_back, "cleo", Role.EVALUATOR, case="a1", criteria=("files",), reason="No time.")
    assert world.case().judging("files").evaluators == ("ben",)
    due = {"criteria": ("files",), "due": world.today}
    world.do(evaluation.assign_evaluator, "ada", Role.REGISTRAR, case="a1", evaluator="dora", **due)
    world.judge("dora", "files")
    with pytest.raises(NotPossibleError):
        world.do(evaluation.hand_back, "dora", Role.EVALUATOR, case="a1", criteria=("files",), reason="No.")


def test_a_certificate_from_elsewhere_stands_for_what_the_scheme_says_while_it_is_valid(world: World) -> None:
    """C-9."""
    record = partial(
        application.record_external, external="x1", issuer="Lab", number="17", scope="Wiring", proof=hashed("proof")
    )
    until = world.today + timedelta(days=10)
    for standard, day in (("lab", world.today - timedelta(days=1)), ("fortune-teller", until)):
        with pytest.raises(NotPossibleError):
            world.do(record, "ada", Role.REGISTRAR, case="a1", standard=standard, valid_until=day)
    world.do(record, "ada", Role.REGISTRAR, case="a1", standard="lab", valid_until=until)
    case = world.case()
    assert results_of(case, world.scheme, world.now)["wiring"].outcome is Outcome.MET
    later = world.now + timedelta(days=11)
    assert "wiring" not in results_of(case, world.scheme, later)
    due = {"criteria": ("wiring",), "due": world.today}
    with pytest.raises(NotPossibleError):
        world.do(evaluation.assign_evaluator, "ada", Role.REGISTRAR, case="a1", evaluator="dora", **due)


def test_a_gate_cannot_be_averaged_away(world: World) -> None:
    """C-59."""
    for criterion in world.people_criteria:
        for person in ("ben", "cleo"):
            world.judge(person, criterion, NOT_MET if criterion == "files" else MET)
    case = world.case()
    results = results_of(case, world.scheme, world.now)
    assert share(results, world.scheme.criteria) == 1
    codes = [one.code for one in shortfalls(case, world.scheme, "certified", world.now)]
    assert codes == ["gate", "gate"]


def test_a_failed_check_of_ours_closes_its_gate_whatever_people_think(world: World) -> None:
    world.judge_all()
    failed = {"criterion": "manifest", "passed": False, "facts": hashed("facts"), "findings": ("okh:licence",)}
    world.do(application.record_check, "ada", Role.REGISTRAR, case="a1", **failed)
    world.conclude()
    world.review()
    with pytest.raises(NotPossibleError) as refusal:
        world.grant()
    assert refusal.value.codes == ("gate", "gate")


def test_too_small_a_share_is_not_enough_for_a_level_but_for_a_lower_one(world: World) -> None:
    """C-1."""
    for criterion in world.people_criteria:
        for person in ("ben", "cleo"):
            world.judge(person, criterion, NOT_MET if criterion == "skill" else MET)
    case = world.case()
    assert [one.code for one in shortfalls(case, world.scheme, "certified", world.now)] == ["share"]
    assert shortfalls(case, world.scheme, "listed", world.now) == ()
    assert [one.code for one in shortfalls(case, world.scheme, "golden", world.now)] == ["no-criteria"]


def test_the_hours_of_everybody_are_counted(world: World) -> None:
    """C-11."""
    before = world.case().minutes
    world.judge("ben", "files")
    assert world.case().minutes == before + 20
