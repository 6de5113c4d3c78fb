# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is done in an evaluation."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from oshmark.certification.acts.one import about_case
from oshmark.certification.bundle import bundle_of
from oshmark.certification.commitment import Commitment, Said
from oshmark.certification.conflicts import Question, eligible
from oshmark.certification.event_data import evaluation as said
from oshmark.certification.events import Kind
from oshmark.certification.guards.needs import the_case, the_scheme
from oshmark.certification.happening import forward, well_formed
from oshmark.certification.judging import Stage
from oshmark.certification.results import results_of
from oshmark.certification.roles import Role
from oshmark.certification.scheme import criterion_of
from oshmark.certification.verdicts import seal_of, verdict_objections
from oshmark.errors import NotPossibleError

if TYPE_CHECKING:
    from datetime import date

    from oshmark.certification.event_data.application import Evidence
    from oshmark.certification.events import Happened
    from oshmark.certification.moment import Moment


def begin_evaluation(moment: Moment) -> tuple[Happened, ...]:
    """Agreement, fee and evidence are settled."""
    return about_case(moment, Kind.EVALUATION_BEGUN, said.EvaluationBegun(role=moment.who.role))


def assign_evaluator(
    moment: Moment, *, evaluator: str, criteria: tuple[str, ...], due: date, third: bool = False
) -> tuple[Happened, ...]:
    """Ask an evaluator to judge some criteria, or to decide on them as the third."""
    data = said.EvaluatorAssigned(role=moment.who.role, evaluator=evaluator, criteria=criteria, due=due, third=third)
    return about_case(moment, Kind.EVALUATOR_ASSIGNED, data)


def end_assignment(moment: Moment, *, evaluator: str, criteria: tuple[str, ...], reason: str) -> tuple[Happened, ...]:
    """Take criteria from an evaluator."""
    data = said.AssignmentEnded(role=moment.who.role, evaluator=evaluator, criteria=criteria, reason=reason)
    return about_case(moment, Kind.ASSIGNMENT_ENDED, data)


def hand_back(moment: Moment, *, criteria: tuple[str, ...], reason: str) -> tuple[Happened, ...]:
    """Give criteria back that one has not judged."""
    return about_case(moment, Kind.HANDED_BACK, said.HandedBack(role=moment.who.role, criteria=criteria, reason=reason))


def recuse(moment: Moment, *, reason: str) -> tuple[Happened, ...]:
    """Step back from the application, because one has a stake in it."""
    return about_case(moment, Kind.RECUSED, said.Recused(role=moment.who.role, reason=reason))


def invite_guest(moment: Moment, *, guest: Said, criteria: tuple[str, ...], reason: str) -> tuple[Happened, ...]:
    """Ask somebody from outside, because too few of the body may judge. They get the role for this application."""
    asked = Question(register=moment.register, at=moment.now, case=the_case(moment))
    found = eligible(Kind.VERDICT_SEALED, Role.EVALUATOR, asked)
    data = said.GuestInvited(
        role=moment.who.role,
        guest=guest.committed("guest"),
        criteria=criteria,
        barred=tuple(one.person for one in found.barred),
        reason=reason,
    )
    return about_case(moment, Kind.GUEST_INVITED, data)


class Sealed(msgspec.Struct, frozen=True):
    """A verdict that is kept outside the log, with its 32 bytes of salt, until it is opened."""

    evaluator: str
    verdict: said.Verdict
    salt: bytes


def give_verdict(
    moment: Moment,
    *,
    criterion: str,
    verdict: said.Verdict,
    salt: bytes,
    minutes: int,
    sealed: tuple[Sealed, ...] = (),
) -> tuple[Happened, ...]:
    """Judge a criterion under seal. `sealed`: what the others have given in this round; with the last one, all open."""
    _allowed(moment, criterion, verdict)
    judging = the_case(moment).judging(criterion)
    data = said.VerdictSealed(
        role=moment.who.role,
        criterion=criterion,
        round=judging.round,
        seal=Commitment(seal_of(verdict, salt)),
        minutes=minutes,
    )
    given = about_case(moment, Kind.VERDICT_SEALED, data)
    then = forward(moment, given[0])
    if then.case is None or not _all_in(then, criterion):
        return given
    return (
        *given,
        *open_verdicts(then, criterion=criterion, sealed=(*sealed, Sealed(moment.who.person, verdict, salt))),
    )


def _allowed(moment: Moment, criterion: str, verdict: said.Verdict) -> None:
    """A verdict that cannot be opened later is refused before it is sealed."""
    well_formed(verdict)
    found = criterion_of(the_scheme(moment), criterion)
    wrong = () if found is None else verdict_objections(verdict, found)
    if wrong:
        raise NotPossibleError(tuple(one.sentence for one in wrong), tuple(one.code for one in wrong))


def _all_in(moment: Moment, criterion: str) -> bool:
    judging = the_case(moment).judging(criterion)
    return judging.stage is Stage.SEALED and len(judging.seals) >= the_scheme(moment).evaluators_per_criterion


def open_verdicts(moment: Moment, *, criterion: str, sealed: tuple[Sealed, ...]) -> tuple[Happened, ...]:
    """All verdicts on a criterion are in."""
    judging = the_case(moment).judging(criterion)
    by = {one.evaluator: one for one in sealed if one.evaluator in judging.seals}
    verdicts = tuple(
        said.OpenedVerdict(evaluator=one.evaluator, verdict=one.verdict, salt=one.salt.hex()) for one in by.values()
    )
    data = said.VerdictsOpened(role=moment.who.role, criterion=criterion, round=judging.round, verdicts=verdicts)
    return about_case(moment, Kind.VERDICTS_OPENED, data)


def say_in_exchange(
    moment: Moment, *, criterion: str, message: Said, proposal: said.Verdict | None = None, minutes: int = 0
) -> tuple[Happened, ...]:
    """Talk about a criterion on which the evaluators differ. Equal proposals of all settle it."""
    data = said.ExchangeSaid(
        role=moment.who.role,
        criterion=criterion,
        round=the_case(moment).judging(criterion).round,
        message=message.committed("message"),
        proposal=proposal,
        minutes=minutes,
    )
    return about_case(moment, Kind.EXCHANGE_SAID, data)


def call_third(moment: Moment, *, criterion: str, reason: str) -> tuple[Happened, ...]:
    """The evaluators cannot agree."""
    judging = the_case(moment).judging(criterion)
    data = said.ThirdCalled(role=moment.who.role, criterion=criterion, round=judging.round, reason=reason)
    return about_case(moment, Kind.THIRD_CALLED, data)


def decide_as_third(moment: Moment, *, criterion: str, verdict: said.Verdict, minutes: int) -> tuple[Happened, ...]:
    """Decide between two."""
    judging = the_case(moment).judging(criterion)
    data = said.ThirdDecided(
        role=moment.who.role, criterion=criterion, round=judging.round, verdict=verdict, minutes=minutes
    )
    return about_case(moment, Kind.THIRD_DECIDED, data)


def raise_nonconformity(
    moment: Moment, *, nonconformity: str, criterion: str, what: str, due: date
) -> tuple[Happened, ...]:
    """Let the applicant put something right."""
    data = said.NonconformityRaised(
        role=moment.who.role, nonconformity=nonconformity, criterion=criterion, what=what, due=due
    )
    return about_case(moment, Kind.NONCONFORMITY_RAISED, data)


def answer_nonconformity(
    moment: Moment, *, nonconformity: str, statement: Said, evidence: tuple[Evidence, ...] = ()
) -> tuple[Happened, ...]:
    """The applicant has put something right; the criterion is judged again."""
    data = said.NonconformityAnswered(
        role=moment.who.role,
        nonconformity=nonconformity,
        statement=statement.committed("statement"),
        words=statement.words,
        evidence=evidence,
        bundle=bundle_of(the_case(moment), evidence),
    )
    return about_case(moment, Kind.NONCONFORMITY_ANSWERED, data)


def leave_nonconformity(moment: Moment, *, nonconformity: str, reason: str) -> tuple[Happened, ...]:
    """The time has passed without an answer."""
    data = said.NonconformityLeft(role=moment.who.role, nonconformity=nonconformity, reason=reason)
    return about_case(moment, Kind.NONCONFORMITY_LEFT, data)


def conclude_evaluation(moment: Moment) -> tuple[Happened, ...]:
    """Every criterion has its result."""
    results = tuple(results_of(the_case(moment), the_scheme(moment), moment.now).values())
    data = said.EvaluationConcluded(role=moment.who.role, results=results)
    return about_case(moment, Kind.EVALUATION_CONCLUDED, data)
