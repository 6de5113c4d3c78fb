# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What happens next with an application, and who has to act: the same for the applicant's page and for task lists."""

from __future__ import annotations

from datetime import date, datetime
from enum import Enum
from typing import TYPE_CHECKING

import msgspec

from oshmark.certification.judging import Stage
from oshmark.certification.lifecycle import ApplicationState
from oshmark.certification.results import judged_by_people, unsettled
from oshmark.certification.roles import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oshmark.certification.application import Application
    from oshmark.certification.scheme import Scheme


class Todo(Enum):
    """A closed list of what somebody can have to do."""

    WRITE = "write"
    SCREEN = "screen"
    PUT_RIGHT = "put-right"
    SIGN = "sign"
    SETTLE_FEE = "settle-fee"
    FREEZE = "freeze"
    CHECK = "check"
    BEGIN = "begin"
    ASSIGN = "assign"
    JUDGE = "judge"
    TALK = "talk"
    ASSIGN_THIRD = "assign-third"
    DECIDE_AS_THIRD = "decide-as-third"
    ANSWER = "answer"
    CONCLUDE = "conclude"
    REVIEW = "review"
    DECIDE = "decide"
    ISSUE = "issue"
    APPEAL = "appeal"
    HEAR = "hear"


class NextStep(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody has to do something: a role, or these people. `since` when; `minutes` as estimated; `due` if there is a
    day."""

    todo: Todo
    role: Role
    since: datetime
    people: tuple[str, ...] = ()
    criterion: str | None = None
    minutes: int | None = None
    due: date | None = None


def next_steps(case: Application, scheme: Scheme, now: datetime, *, issued: bool = False) -> tuple[NextStep, ...]:
    """Everything that can be done now to bring an application forward; empty when it is over."""
    return tuple(_steps(case, scheme, now, issued=issued))


def _steps(case: Application, scheme: Scheme, now: datetime, *, issued: bool) -> Iterator[NextStep]:
    state = case.state
    single = _SINGLE.get(state)
    if single is not None:
        yield _step(case, *single)
    elif state is ApplicationState.ACCEPTED:
        yield from _before_evaluation(case, scheme)
    elif state in {ApplicationState.EVALUATING, ApplicationState.NONCONFORMITY_OPEN}:
        yield from _evaluation(case, scheme, now)
    elif state is ApplicationState.GRANTED and not issued:
        yield _step(case, Todo.ISSUE, Role.REGISTRAR)


S = ApplicationState
_SINGLE = {
    S.DRAFT: (Todo.WRITE, Role.APPLICANT),
    S.SUBMITTED: (Todo.SCREEN, Role.REGISTRAR),
    S.SCREENING: (Todo.SCREEN, Role.REGISTRAR),
    S.RETURNED: (Todo.PUT_RIGHT, Role.APPLICANT),
    S.EVALUATED: (Todo.REVIEW, Role.DECISION_MAKER),
    S.REVIEWED: (Todo.DECIDE, Role.DECISION_MAKER),
    S.REFUSED: (Todo.APPEAL, Role.APPLICANT),
    S.APPEALED: (Todo.HEAR, Role.APPEAL_PANEL),
}


def _step(case: Application, todo: Todo, role: Role) -> NextStep:
    return NextStep(todo=todo, role=role, since=case.since)


def _before_evaluation(case: Application, scheme: Scheme) -> Iterator[NextStep]:
    open_ones = []
    if not case.has_agreement:
        open_ones.append((Todo.SIGN, Role.APPLICANT))
    if scheme.fees and case.fee is None:
        open_ones.append((Todo.SETTLE_FEE, Role.TREASURER))
    if case.frozen is None:
        open_ones.append((Todo.FREEZE, Role.REGISTRAR))
    for todo, role in open_ones or [(Todo.BEGIN, Role.REGISTRAR)]:
        yield _step(case, todo, role)


def _evaluation(case: Application, scheme: Scheme, now: datetime) -> Iterator[NextStep]:
    for one in case.open_nonconformities:
        criterion, due = one.raised.criterion, one.raised.due
        yield NextStep(todo=Todo.ANSWER, role=Role.APPLICANT, since=case.since, criterion=criterion, due=due)
    people = {criterion.id: criterion for criterion in judged_by_people(case, scheme, now)}
    waiting = {one.raised.criterion for one in case.open_nonconformities}
    open_ones = [name for name in unsettled(case, scheme, now) if name not in waiting]
    for name in open_ones:
        if name in people:
            yield from _criterion(case, scheme, name, people[name].minutes)
        else:
            yield NextStep(todo=Todo.CHECK, role=Role.REGISTRAR, since=case.since, criterion=name)
    if not open_ones and not waiting:
        yield _step(case, Todo.CONCLUDE, Role.REGISTRAR)


def _criterion(case: Application, scheme: Scheme, name: str, minutes: int) -> Iterator[NextStep]:
    judging = case.judging(name)
    match judging.stage:
        case Stage.NOBODY | Stage.BLIND | Stage.SEALED:
            if len(judging.evaluators) < scheme.evaluators_per_criterion:
                yield NextStep(todo=Todo.ASSIGN, role=Role.REGISTRAR, since=case.since, criterion=name)
            for person in judging.evaluators:
                if person not in judging.seals:
                    yield _task(case, Todo.JUDGE, person, name, minutes)
        case Stage.DIFFERENT:
            for person in judging.verdicts:
                yield _task(case, Todo.TALK, person, name, minutes)
        case Stage.THIRD:
            if judging.third is None:
                yield NextStep(todo=Todo.ASSIGN_THIRD, role=Role.REGISTRAR, since=case.since, criterion=name)
            else:
                yield _task(case, Todo.DECIDE_AS_THIRD, judging.third, name, minutes)
        case Stage.SETTLED:
            return


def _task(case: Application, todo: Todo, person: str, criterion: str, minutes: int) -> NextStep:
    asked = [task for task in case.tasks_of(person) if task.criterion == criterion]
    return NextStep(
        todo=todo,
        role=Role.EVALUATOR,
        since=asked[-1].asked_at if asked else case.since,
        people=(person,),
        criterion=criterion,
        minutes=minutes,
        due=asked[-1].due if asked else None,
    )
