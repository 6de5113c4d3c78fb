# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What has to be so before each step of the evaluation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oshmark.certification.bundle import bundle_of
from oshmark.certification.calendar_days import day_of, end_of
from oshmark.certification.completeness import piece_objections
from oshmark.certification.conflicts import Question, eligible
from oshmark.certification.event_data.evaluation import Outcome
from oshmark.certification.events import Kind
from oshmark.certification.guards.needs import Guards, fit_for, known_criteria, pinned, the_case, the_scheme
from oshmark.certification.judging import Stage
from oshmark.certification.lifecycle import ApplicationState
from oshmark.certification.objection import objection
from oshmark.certification.results import judged_by_people, results_of, unsettled
from oshmark.certification.roles import Role
from oshmark.certification.scheme import criterion_of
from oshmark.certification.verdicts import is_sealed_as, verdict_objections

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oshmark.certification.application import Nonconformity
    from oshmark.certification.event_data import evaluation as said
    from oshmark.certification.event_data.evaluation import Verdict
    from oshmark.certification.judging import Judging
    from oshmark.certification.moment import Moment
    from oshmark.certification.objection import Objection

OPEN_FOR_MORE = frozenset({Stage.NOBODY, Stage.BLIND, Stage.SEALED})


def _assigned(data: said.EvaluatorAssigned, _subject: str, moment: Moment) -> Iterator[Objection]:
    case = the_case(moment)
    yield from pinned(moment)
    yield from fit_for(data.evaluator, Role.EVALUATOR, Kind.VERDICT_SEALED, moment)
    if data.due < day_of(moment.now):
        yield objection("past", "The day until which it is due has passed already.")
    people = {one.id for one in judged_by_people(case, the_scheme(moment), moment.now)}
    for criterion in data.criteria:
        if criterion not in people:
            yield objection("criterion", "Nobody has to judge “{criterion}”.", criterion=criterion)
        yield from (_as_third if data.third else _as_one_of_two)(data.evaluator, case.judging(criterion))


def _as_one_of_two(evaluator: str, judging: Judging) -> Iterator[Objection]:
    facts = {"person": evaluator, "criterion": judging.criterion}
    if judging.stage not in OPEN_FOR_MORE:
        yield objection("opened", "The verdicts on “{criterion}” are open already.", **facts)
    if evaluator in judging.evaluators:
        yield objection("assigned", "{person} judges “{criterion}” already.", **facts)


def _as_third(evaluator: str, judging: Judging) -> Iterator[Objection]:
    facts = {"person": evaluator, "criterion": judging.criterion}
    if judging.stage is not Stage.THIRD:
        yield objection("no-third", "No third is needed for “{criterion}”.", **facts)
    if evaluator in judging.seals:
        yield objection("third", "{person} is one of those who could not agree on “{criterion}”.", **facts)


def _ended(data: said.AssignmentEnded, _subject: str, moment: Moment) -> Iterator[Objection]:
    yield from _has_tasks(data.evaluator, data.criteria, moment)


def _handed_back(data: said.HandedBack, _subject: str, moment: Moment) -> Iterator[Objection]:
    yield from _has_tasks(moment.who.person, data.criteria, moment)
    for criterion in data.criteria:
        if moment.who.person in the_case(moment).judging(criterion).seals:
            yield objection("sealed", "You have judged “{criterion}” already.", criterion=criterion)


def _has_tasks(evaluator: str, criteria: tuple[str, ...], moment: Moment) -> Iterator[Objection]:
    theirs = {task.criterion for task in the_case(moment).tasks_of(evaluator)}
    for criterion in criteria:
        facts = {"person": evaluator, "criterion": criterion}
        if criterion not in theirs:
            yield objection("not-assigned", "{person} was not asked to judge “{criterion}”.", **facts)
        elif the_case(moment).judging(criterion).stage is Stage.SETTLED:
            yield objection("settled", "“{criterion}” is settled already.", **facts)


def _recused(_data: said.Recused, _subject: str, moment: Moment) -> Iterator[Objection]:
    case = the_case(moment)
    judged = any(moment.who.person in one.verdicts for one in case.judgings.values())
    if judged and case.state not in {ApplicationState.EVALUATING, ApplicationState.NONCONFORMITY_OPEN}:
        yield objection("concluded", "The evaluation is over. Tell the decision maker, who can refuse or wait.")


def _guest(data: said.GuestInvited, _subject: str, moment: Moment) -> Iterator[Objection]:
    yield from known_criteria(data.criteria, moment)
    asked = Question(register=moment.register, at=moment.now, case=the_case(moment))
    found = eligible(Kind.VERDICT_SEALED, Role.EVALUATOR, asked)
    thirds = any(the_case(moment).judging(one).stage is Stage.THIRD for one in data.criteria)
    if found.enough(the_scheme(moment).evaluators_per_criterion + thirds):
        yield objection(
            "enough", "Enough evaluators of the body may judge this: {people}.", people=", ".join(found.can)
        )
    if data.barred != tuple(one.person for one in found.barred):
        yield objection("barred", "The list of those who may not judge is not the one of today.")


def _sealed(data: said.VerdictSealed, _subject: str, moment: Moment) -> Iterator[Objection]:
    case, person = the_case(moment), moment.who.person
    judging = case.judging(data.criterion)
    facts = {"person": person, "criterion": data.criterion}
    if person not in judging.evaluators:
        yield objection("not-assigned", "{person} was not asked to judge “{criterion}”.", **facts)
    if person in judging.seals:
        yield objection("sealed", "{person} has judged “{criterion}” already.", **facts)
    if judging.stage not in OPEN_FOR_MORE or data.round != judging.round:
        yield objection("opened", "“{criterion}” is not waiting for this verdict.", **facts)
    if any(one.raised.criterion == data.criterion for one in case.open_nonconformities):
        yield objection("nonconformity", "“{criterion}” waits for the applicant first.", **facts)


def _opened(data: said.VerdictsOpened, _subject: str, moment: Moment) -> Iterator[Objection]:
    judging = the_case(moment).judging(data.criterion)
    criterion = criterion_of(the_scheme(moment), data.criterion)
    needed = the_scheme(moment).evaluators_per_criterion
    facts = {"criterion": data.criterion, "needed": needed}
    by = {one.evaluator: one for one in data.verdicts}
    if criterion is None or judging.stage is not Stage.SEALED or data.round != judging.round:
        yield objection("blind", "“{criterion}” is not judged by everybody yet.", **facts)
        return
    if len(judging.seals) < needed or set(by) != set(judging.seals) or len(by) != len(data.verdicts):
        yield objection("evaluators", "“{criterion}” needs the verdicts of {needed} evaluators.", **facts)
    for evaluator, one in by.items():
        if evaluator in judging.seals and not is_sealed_as(one, judging.seals[evaluator]):
            yield objection("seal", "The verdict of {person} is not the one that was sealed.", person=evaluator)
        yield from verdict_objections(one.verdict, criterion)


def _exchange(data: said.ExchangeSaid, _subject: str, moment: Moment) -> Iterator[Objection]:
    judging = the_case(moment).judging(data.criterion)
    facts = {"criterion": data.criterion}
    if judging.stage is not Stage.DIFFERENT or data.round != judging.round:
        yield objection("agreed", "There is nothing to talk about on “{criterion}”.", **facts)
    if moment.who.person not in judging.verdicts:
        yield objection("not-assigned", "Only those who judged “{criterion}” talk about it.", **facts)
    if data.proposal is not None:
        yield from _allowed(data.proposal, data.criterion, moment)


def _third_called(data: said.ThirdCalled, _subject: str, moment: Moment) -> Iterator[Objection]:
    judging = the_case(moment).judging(data.criterion)
    facts = {"criterion": data.criterion}
    if judging.stage is not Stage.DIFFERENT or data.round != judging.round:
        yield objection("agreed", "“{criterion}” is no matter for a third.", **facts)
    if judging.messages == 0:
        yield objection("no-exchange", "Talk about “{criterion}” first.", **facts)
    if moment.who.role is Role.EVALUATOR and moment.who.person not in judging.verdicts:
        yield objection("not-assigned", "Only those who judged “{criterion}” can call a third.", **facts)


def _third(data: said.ThirdDecided, _subject: str, moment: Moment) -> Iterator[Objection]:
    judging = the_case(moment).judging(data.criterion)
    facts = {"criterion": data.criterion, "person": moment.who.person}
    if judging.stage is not Stage.THIRD or data.round != judging.round:
        yield objection("no-third", "“{criterion}” does not wait for a third.", **facts)
    if judging.third != moment.who.person or moment.who.person in judging.seals:
        yield objection("not-assigned", "{person} was not asked to decide on “{criterion}”.", **facts)
    yield from _allowed(data.verdict, data.criterion, moment)


def _allowed(verdict: Verdict, criterion: str, moment: Moment) -> Iterator[Objection]:
    found = criterion_of(the_scheme(moment), criterion)
    if found is not None:
        yield from verdict_objections(verdict, found)


def _raised(data: said.NonconformityRaised, _subject: str, moment: Moment) -> Iterator[Objection]:
    case = the_case(moment)
    judging = case.judging(data.criterion)
    facts = {"criterion": data.criterion, "person": moment.who.person}
    if judging.result is None or judging.result.outcome is Outcome.MET:
        yield objection("met", "“{criterion}” is met, or not settled yet.", **facts)
    if moment.who.person not in judging.judges:
        yield objection("not-assigned", "{person} has not judged “{criterion}”.", **facts)
    if data.nonconformity in {one.raised.nonconformity for one in case.nonconformities}:
        yield objection("exists", "There is a nonconformity with this name already.")
    rounds = [one for one in case.nonconformities if one.raised.criterion == data.criterion]
    if any(one.is_open for one in rounds) or len([one for one in rounds if one.left]) > 0:
        yield objection("exists", "The applicant knows about “{criterion}” already.", **facts)
    if data.due <= day_of(moment.now):
        yield objection("past", "Give the applicant at least until tomorrow.")


def _answered(data: said.NonconformityAnswered, _subject: str, moment: Moment) -> Iterator[Objection]:
    case = the_case(moment)
    found = _nonconformity(data.nonconformity, moment)
    if found is None:
        yield objection("no-nonconformity", "There is nothing open to be answered under this name.")
        return
    if data.bundle != bundle_of(case, data.evidence):
        yield objection("bundle", "The bundle is not the evidence of this application.")
    criterion = criterion_of(the_scheme(moment), found.raised.criterion)
    for piece in data.evidence:
        if criterion is not None:
            yield from piece_objections(piece, criterion, case)


def _left(data: said.NonconformityLeft, _subject: str, moment: Moment) -> Iterator[Objection]:
    found = _nonconformity(data.nonconformity, moment)
    if found is None:
        yield objection("no-nonconformity", "There is nothing open under this name.")
    elif moment.now < end_of(found.raised.due):
        yield objection("not-due", "The applicant has time until {day}.", day=found.raised.due)


def _nonconformity(which: str, moment: Moment) -> Nonconformity | None:
    ones = the_case(moment).open_nonconformities
    return next((one for one in ones if one.raised.nonconformity == which), None)


def _concluded(data: said.EvaluationConcluded, _subject: str, moment: Moment) -> Iterator[Objection]:
    yield from pinned(moment)
    case, scheme = the_case(moment), the_scheme(moment)
    for criterion in unsettled(case, scheme, moment.now):
        yield objection("unsettled", "“{criterion}” is not settled yet.", criterion=criterion)
    results = results_of(case, scheme, moment.now)
    if data.results != tuple(results.values()):
        yield objection("results", "The results are not what the evaluation came to.")
    judges = {person for one in case.judgings.values() for person in one.judges}
    if len(judges) < scheme.evaluators_per_criterion:
        needed = scheme.evaluators_per_criterion
        yield objection("evaluators", "At least {needed} people have to have judged something.", needed=needed)


GUARDS: Guards = {
    Kind.EVALUATOR_ASSIGNED: _assigned,
    Kind.ASSIGNMENT_ENDED: _ended,
    Kind.HANDED_BACK: _handed_back,
    Kind.RECUSED: _recused,
    Kind.GUEST_INVITED: _guest,
    Kind.VERDICT_SEALED: _sealed,
    Kind.VERDICTS_OPENED: _opened,
    Kind.EXCHANGE_SAID: _exchange,
    Kind.THIRD_CALLED: _third_called,
    Kind.THIRD_DECIDED: _third,
    Kind.NONCONFORMITY_RAISED: _raised,
    Kind.NONCONFORMITY_ANSWERED: _answered,
    Kind.NONCONFORMITY_LEFT: _left,
    Kind.EVALUATION_CONCLUDED: _concluded,
}
