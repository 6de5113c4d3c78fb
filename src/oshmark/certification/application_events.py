# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""How each event changes an application. Nothing here asks whether it may: that is what `guards` and `recheck` do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from oshmark.certification.application import Act, Application, Nonconformity, Task
from oshmark.certification.event_data import application as said
from oshmark.certification.event_data import decision, evaluation
from oshmark.certification.events import Kind
from oshmark.certification.lifecycle import ApplicationState, next_state
from oshmark.errors import StateError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from oshmark.certification.event_data.form import Form
    from oshmark.certification.events import Entry
    from oshmark.certification.judging import Judging

Change = dict[str, Any]
"""Fields of an application with their new values."""


def application_of(entries: Iterable[Entry]) -> Application:
    """The application that the events about it amount to; `StateError` where the first did not open it."""
    found: Application | None = None
    for entry in entries:
        found = opened(entry) if found is None else after(found, entry)
    if found is None:
        raise StateError("There is no such application: the log has no event about it.")
    return found


def opened(entry: Entry) -> Application:
    """The draft that an application begins as."""
    data = entry.data
    if not isinstance(data, said.Opened):
        raise StateError(f"Event {entry.number} is about {entry.subject}, which was never opened. Restore the log.")
    return Application(
        id=entry.id,
        body=data.body,
        scheme=data.scheme,
        version=data.version,
        digest=data.digest,
        applicant=data.applicant,
        about=data.about,
        level=data.level,
        scope=data.scope,
        renews=data.renews,
        state=ApplicationState.DRAFT,
        opened_at=entry.at,
        since=entry.at,
        changed_at=entry.at,
        acts=(Act(entry.kind, entry.actor, entry.at),),
    )


def after(case: Application, entry: Entry) -> Application:
    """The application after one more event. One that cannot happen here is remembered as a stray, and changes nothing
    else."""
    state = next_state(case.state, entry.kind)
    if state is None:
        return msgspec.structs.replace(case, strays=(*case.strays, entry.number))
    change = _CHANGES.get(entry.kind, _nothing)(case, entry, entry.data)
    minutes = getattr(entry.data, "minutes", 0)
    case = msgspec.structs.replace(
        case, changed_at=entry.at, acts=(*case.acts, Act(entry.kind, entry.actor, entry.at, minutes)), **change
    )
    if state is ApplicationState.EVALUATING and case.open_nonconformities:
        state = ApplicationState.NONCONFORMITY_OPEN
    since = case.since if state is case.state else entry.at
    return msgspec.structs.replace(case, state=state, since=since)


def _nothing(_case: Application, _entry: Entry, _data: Form) -> Change:
    return {}


def _field(name: str) -> Callable[[Application, Entry, Form], Change]:
    """A change that keeps what was said in one field."""
    return lambda _case, _entry, data: {name: data}


def _challenge(case: Application, _entry: Entry, data: said.ChallengeGiven) -> Change:
    return {"challenges": (*case.challenges, data)}


def _submitted(_case: Application, _entry: Entry, data: said.Submitted) -> Change:
    return {"submitted": data, "missing": ()}


def _returned(_case: Application, _entry: Entry, data: said.Returned) -> Change:
    return {"missing": data.missing}


def _agreed(_case: Application, _entry: Entry, data: said.AgreementSigned) -> Change:
    return {"agreement": data, "agreement_ended_at": None}


def _agreement_ended(_case: Application, entry: Entry, _data: said.AgreementEnded) -> Change:
    return {"agreement_ended_at": entry.at}


def _checked(case: Application, _entry: Entry, data: said.Checked) -> Change:
    return {"checks": {**case.checks, data.criterion: data}}


def _external(case: Application, _entry: Entry, data: said.ExternalRecorded) -> Change:
    kept = (one for one in case.external if one.external != data.external)
    return {"external": (*kept, data)}


def _begun(_case: Application, entry: Entry, _data: evaluation.EvaluationBegun) -> Change:
    return {"evaluation_begun_at": entry.at}


def _judgings(case: Application, changed: Iterable[Judging]) -> Change:
    return {"judgings": {**case.judgings, **{one.criterion: one for one in changed}}}


def _assigned(case: Application, entry: Entry, data: evaluation.EvaluatorAssigned) -> Change:
    tasks = tuple(Task(data.evaluator, one, entry.at, data.due, data.third) for one in data.criteria)
    changed = []
    for judging in map(case.judging, data.criteria):
        if data.third:
            changed.append(msgspec.structs.replace(judging, third=data.evaluator))
        elif data.evaluator not in judging.evaluators:
            changed.append(msgspec.structs.replace(judging, evaluators=(*judging.evaluators, data.evaluator)))
    return {"tasks": (*case.tasks, *tasks), **_judgings(case, changed)}


def _taken(case: Application, evaluator: str, criteria: Iterable[str]) -> Change:
    """Criteria are taken from an evaluator. What they sealed in this round and nobody has opened is void."""
    taken = set(criteria)
    changed = []
    for judging in (case.judging(one) for one in taken):
        if judging.verdicts:
            third = None if judging.third == evaluator and judging.third_verdict is None else judging.third
            changed.append(msgspec.structs.replace(judging, third=third))
            continue
        changed.append(
            msgspec.structs.replace(
                judging,
                evaluators=tuple(one for one in judging.evaluators if one != evaluator),
                seals={one: seal for one, seal in judging.seals.items() if one != evaluator},
            )
        )
    tasks = tuple(task for task in case.tasks if task.evaluator != evaluator or task.criterion not in taken)
    return {"tasks": tasks, **_judgings(case, changed)}


def _assignment_ended(case: Application, _entry: Entry, data: evaluation.AssignmentEnded) -> Change:
    return _taken(case, data.evaluator, data.criteria)


def _handed_back(case: Application, entry: Entry, data: evaluation.HandedBack) -> Change:
    return _taken(case, entry.actor, data.criteria)


def _recused(case: Application, entry: Entry, _data: evaluation.Recused) -> Change:
    """Whoever steps back is out of everything; what they judged is judged again by the others and somebody new."""
    person = entry.actor
    changed = _taken(case, person, [task.criterion for task in case.tasks_of(person)])
    again = [
        one.again(tuple(other for other in one.evaluators if other != person))
        for one in case.judgings.values()
        if person in one.verdicts or (person == one.third and one.third_verdict is not None)
    ]
    judgings = {**changed["judgings"], **{one.criterion: one for one in again}}
    return {**changed, "recused": case.recused | {person}, "judgings": judgings}


def _sealed(case: Application, entry: Entry, data: evaluation.VerdictSealed) -> Change:
    judging = case.judging(data.criterion)
    seals = {**judging.seals, entry.actor: data.seal.commitment}
    return _judgings(case, [msgspec.structs.replace(judging, seals=seals)])


def _verdicts(case: Application, _entry: Entry, data: evaluation.VerdictsOpened) -> Change:
    verdicts = {one.evaluator: one.verdict for one in data.verdicts}
    return _judgings(case, [msgspec.structs.replace(case.judging(data.criterion), verdicts=verdicts)])


def _exchange(case: Application, entry: Entry, data: evaluation.ExchangeSaid) -> Change:
    judging = case.judging(data.criterion)
    proposals = judging.proposals if data.proposal is None else {**judging.proposals, entry.actor: data.proposal}
    return _judgings(case, [msgspec.structs.replace(judging, proposals=proposals, messages=judging.messages + 1)])


def _third_called(case: Application, _entry: Entry, data: evaluation.ThirdCalled) -> Change:
    return _judgings(case, [msgspec.structs.replace(case.judging(data.criterion), third_called=True)])


def _third_decided(case: Application, entry: Entry, data: evaluation.ThirdDecided) -> Change:
    judging = case.judging(data.criterion)
    return _judgings(case, [msgspec.structs.replace(judging, third=entry.actor, third_verdict=data.verdict)])


def _raised(case: Application, entry: Entry, data: evaluation.NonconformityRaised) -> Change:
    return {"nonconformities": (*case.nonconformities, Nonconformity(raised=data, by=entry.actor))}


def _answered(case: Application, _entry: Entry, data: evaluation.NonconformityAnswered) -> Change:
    """The criterion goes into its next round, with the same evaluators."""
    ones = _nonconformity(case, data.nonconformity, answered=data)
    criteria = [one.raised.criterion for one in ones if one.raised.nonconformity == data.nonconformity]
    again = [case.judging(one).again(case.judging(one).evaluators) for one in criteria]
    frozen = said.EvidenceFrozen(role=data.role, bundle=data.bundle, pieces=max(1, len(data.evidence)))
    return {"nonconformities": ones, "frozen": frozen, **_judgings(case, again)}


def _left(case: Application, _entry: Entry, data: evaluation.NonconformityLeft) -> Change:
    return {"nonconformities": _nonconformity(case, data.nonconformity, left=True)}


def _nonconformity(case: Application, which: str, **change: object) -> tuple[Nonconformity, ...]:
    return tuple(
        msgspec.structs.replace(one, **change) if one.raised.nonconformity == which else one
        for one in case.nonconformities
    )


def _concluded(_case: Application, _entry: Entry, data: evaluation.EvaluationConcluded) -> Change:
    return {"results": data.results, "reviews": {}}


def _reviewed(case: Application, entry: Entry, data: decision.Reviewed) -> Change:
    return {"reviews": {**case.reviews, entry.actor: data}}


def _decided(_case: Application, entry: Entry, data: Form) -> Change:
    return {"decision": data, "decided_by": entry.actor, "decided_at": entry.at}


def _appeal_allowed(case: Application, _entry: Entry, data: decision.AppealAllowed) -> Change:
    """The decision is gone, and these criteria go into their next round, with evaluators who are still to be found."""
    again = [case.judging(one).again(()) for one in data.criteria]
    tasks = tuple(task for task in case.tasks if task.criterion not in data.criteria)
    undecided: Change = {
        "appeal": data,
        "decision": None,
        "decided_by": None,
        "decided_at": None,
        "reviews": {},
        "results": (),
    }
    return {**undecided, "tasks": tasks, **_judgings(case, again)}


# What an event says that is not here changes the state only.
_CHANGES: dict[Kind, Callable[..., Change]] = {
    Kind.PLANNED: _field("plan"),
    Kind.CHALLENGE_GIVEN: _challenge,
    Kind.SUBMITTED: _submitted,
    Kind.RETURNED: _returned,
    Kind.AGREEMENT_SIGNED: _agreed,
    Kind.AGREEMENT_ENDED: _agreement_ended,
    Kind.FEE_SETTLED: _field("fee"),
    Kind.EVIDENCE_FROZEN: _field("frozen"),
    Kind.CHECKED: _checked,
    Kind.EXTERNAL_RECORDED: _external,
    Kind.EVALUATION_BEGUN: _begun,
    Kind.EVALUATOR_ASSIGNED: _assigned,
    Kind.ASSIGNMENT_ENDED: _assignment_ended,
    Kind.HANDED_BACK: _handed_back,
    Kind.RECUSED: _recused,
    Kind.VERDICT_SEALED: _sealed,
    Kind.VERDICTS_OPENED: _verdicts,
    Kind.EXCHANGE_SAID: _exchange,
    Kind.THIRD_CALLED: _third_called,
    Kind.THIRD_DECIDED: _third_decided,
    Kind.NONCONFORMITY_RAISED: _raised,
    Kind.NONCONFORMITY_ANSWERED: _answered,
    Kind.NONCONFORMITY_LEFT: _left,
    Kind.EVALUATION_CONCLUDED: _concluded,
    Kind.REVIEWED: _reviewed,
    Kind.GRANTED: _decided,
    Kind.REFUSED: _decided,
    Kind.APPEAL_ALLOWED: _appeal_allowed,
    Kind.APPEAL_DISMISSED: _field("appeal"),
}
