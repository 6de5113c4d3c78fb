# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What waits for whom: everything that can be done now, over all applications, certificates and complaints."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import msgspec
from django.urls import reverse
from django.utils.translation import gettext as _

from oshmark.certification.calendar_days import day_of
from oshmark.certification.conflicts import Question, conflicts
from oshmark.certification.events import Kind
from oshmark.certification.lifecycle import CLOSED, ApplicationState
from oshmark.certification.next_step import NextStep, Todo, next_steps
from oshmark.certification.roles import Role
from oshmark.certification.scheme import criterion_of
from oshmark.web.certification.memory import memory
from oshmark.web.workplaces import guests
from oshmark.web.workplaces.body_chores import body_chores
from oshmark.web.workplaces.chores import CHORES, Chore, ChoreKind, chores_of
from oshmark.web.workplaces.naming import names_of
from oshmark.web.workplaces.seat import roles_in
from oshmark.web.workplaces.words import ROLES, TODOS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from oshmark.certification.application import Application
    from oshmark.certification.scheme import Scheme
    from oshmark.web.certification.memory import Memory
    from oshmark.web.workplaces.models import Guest
    from oshmark.web.workplaces.seat import Seat

WHERE = {
    Todo.WRITE: "work_application",
    Todo.PUT_RIGHT: "work_application",
    Todo.SCREEN: "work_screen",
    Todo.SIGN: "work_sign",
    Todo.SETTLE_FEE: "work_fee",
    Todo.FREEZE: "work_freeze",
    Todo.CHECK: "work_check",
    Todo.BEGIN: "work_begin",
    Todo.ASSIGN: "work_assign",
    Todo.ASSIGN_THIRD: "work_assign_third",
    Todo.CONCLUDE: "work_conclude",
    Todo.REVIEW: "work_review",
    Todo.DECIDE: "work_decide",
    Todo.ISSUE: "work_issue",
    Todo.APPEAL: "work_appeal",
    Todo.HEAR: "work_hear",
}
AT_CRITERION = {Todo.JUDGE: "work_judge", Todo.TALK: "work_talk", Todo.DECIDE_AS_THIRD: "work_third"}
ACTS = {
    Todo.SCREEN: Kind.ACCEPTED,
    Todo.FREEZE: Kind.EVIDENCE_FROZEN,
    Todo.SETTLE_FEE: Kind.FEE_SETTLED,
    Todo.CHECK: Kind.CHECKED,
    Todo.BEGIN: Kind.EVALUATION_BEGUN,
    Todo.ASSIGN: Kind.EVALUATOR_ASSIGNED,
    Todo.ASSIGN_THIRD: Kind.EVALUATOR_ASSIGNED,
    Todo.CONCLUDE: Kind.EVALUATION_CONCLUDED,
    Todo.REVIEW: Kind.REVIEWED,
    Todo.DECIDE: Kind.GRANTED,
    Todo.ISSUE: Kind.ISSUED,
    Todo.HEAR: Kind.APPEAL_DISMISSED,
}
"""What is done, to ask the conflict engine whether somebody may."""


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One thing to do. `whose` says who acts, for those who wait; `gathered`: how many criteria it is about."""

    title: str
    about: str
    href: str
    role: str
    since: datetime
    days: int
    minutes: int | None = None
    due: date | None = None
    late: bool = False
    whose: str = ""
    criterion: str = ""
    application: str = ""
    key: str = ""
    gathered: int = 1


def steps_of(case: Application, scheme: Scheme, known: Memory, now: datetime) -> tuple[NextStep, ...]:
    """What can be done now to bring an application forward."""
    return next_steps(case, scheme, now, issued=case.id in known.replay.register.issued)


def who_acts(step: NextStep, case: Application, known: Memory, now: datetime) -> tuple[str, ...]:
    """Everybody whose turn it is: the people that are named, or who has the role and may act."""
    register = known.replay.register
    if step.people:
        return step.people
    if step.role is Role.APPLICANT:
        people = {one.person for one in register.memberships if one.organisation == case.applicant and one.holds(now)}
        return tuple(sorted(people | ({case.applicant} & register.people)))
    holders = register.holders(step.role, case.body, now, scheme=case.scheme, case=case.id)
    kind = ACTS.get(step.todo)
    if kind is None:
        return holders
    asked = Question(register=register, at=now, case=case)
    return tuple(one for one in holders if not conflicts(kind, one, asked))


def open_cases(known: Memory, now: datetime) -> Iterator[tuple[Application, Scheme, NextStep]]:
    """Every step of every application that is not over."""
    for case in known.replay.cases.values():
        if case.state in CLOSED and case.state is not ApplicationState.GRANTED:
            continue
        scheme = known.scheme_under(case)
        for step in steps_of(case, scheme, known, now):
            yield case, scheme, step


def my_rows(person: str, now: datetime) -> dict[Role, list[Row]]:
    """What waits for somebody, by role: what is due first, then what waits for longest."""
    known = memory()
    found: dict[Role, list[Row]] = {}
    for case, scheme, step in open_cases(known, now):
        if step.role in roles_in(case, person, known.replay.register, now) and person in who_acts(
            step, case, known, now
        ):
            found.setdefault(step.role, []).append(row_of(case, scheme, step, now))
    for chore in chores_of(person, known, now):
        found.setdefault(chore.role, []).append(_chore_row(chore, now))
    for wanted in body_chores(person, known, now):
        found.setdefault(wanted.role, []).append(Row(**wanted.facts(now)))
    for guest in guests.waiting_for(person, now):
        found.setdefault(Role.ADMINISTRATOR, []).append(_guest_row(guest, now))
    return {role: _gathered(sorted(rows, key=_order)) for role, rows in found.items()}


def _guest_row(guest: Guest, now: datetime) -> Row:
    since = guest.answered_at or guest.asked_at
    href = reverse("work_guest_in", args=[guest.pk])
    title, role = str(CHORES[ChoreKind.LET_IN]), str(ROLES[Role.ADMINISTRATOR])
    days = (now - since).days
    return Row(title=title, about=guest.application, href=href, role=role, since=since, days=days, key=href)


def _chore_row(chore: Chore, now: datetime) -> Row:
    """What is to be done about a certificate or a complaint, as a row of a list."""
    return Row(
        title=str(CHORES[chore.todo]),
        about=chore.certificate,
        href=chore.href,
        role=str(ROLES[chore.role]),
        since=chore.since,
        days=(now - chore.since).days,
        due=chore.due,
        late=chore.due is not None and chore.due < day_of(now),
        key=chore.key,
    )


def _order(row: Row) -> tuple[bool, date, datetime]:
    return row.due is None, row.due or date.max, row.since


def _gathered(rows: list[Row]) -> list[Row]:
    """Steps that lead to the same page as one row."""
    by_page: dict[str, Row] = {}
    for row in rows:
        first = by_page.get(row.href)
        by_page[row.href] = (
            row if first is None else msgspec.structs.replace(first, gathered=first.gathered + 1, criterion="")
        )
    return list(by_page.values())


def row_of(case: Application, scheme: Scheme, step: NextStep, now: datetime, *, whose: str = "") -> Row:
    """A step as a row of a list."""
    criterion = criterion_of(scheme, step.criterion) if step.criterion else None
    return Row(
        title=str(TODOS[step.todo]),
        about=case.about.name or case.id,
        href=href_of(case, step),
        role=str(ROLES[step.role]),
        since=step.since,
        days=(now - step.since).days,
        minutes=step.minutes,
        due=step.due,
        late=step.due is not None and step.due < day_of(now),
        whose=whose,
        criterion=criterion.title or criterion.id if criterion else "",
        application=case.id,
        key=f"{case.id} {step.todo.value} {step.criterion or ''} {step.since.isoformat()}",
    )


def href_of(case: Application, step: NextStep) -> str:
    """The page on which a step is done."""
    if step.todo in AT_CRITERION:
        return reverse(AT_CRITERION[step.todo], args=[case.id, step.criterion])
    if step.todo is Todo.ANSWER:
        ones = [one.raised.nonconformity for one in case.open_nonconformities if one.raised.criterion == step.criterion]
        return reverse("work_put_right", args=[case.id, ones[0]])
    return reverse(WHERE[step.todo], args=[case.id])


def others_rows(person: str, now: datetime) -> list[Row]:
    """What of one's own applications waits for somebody else, and for whom."""
    known = memory()
    found = []
    for case, scheme, step in open_cases(known, now):
        mine = person in who_acts(step, case, known, now)
        if not mine and Role.APPLICANT in roles_in(case, person, known.replay.register, now):
            whose = str(ROLES[step.role])
            row = row_of(case, scheme, step, now, whose=whose)
            found.append(msgspec.structs.replace(row, href=reverse("work_application", args=[case.id])))
    unique = {(row.application, row.title): row for row in found}
    return list(unique.values())


def next_for(seat: Seat) -> list[Row]:
    """What happens next with an application, who acts, and since when it waits for them."""
    known = memory()
    rows: dict[tuple[str, str], Row] = {}
    for step in steps_of(seat.case, seat.scheme, known, seat.now):
        acting = who_acts(step, seat.case, known, seat.now)
        whose = _("you") if seat.person in acting else _whose(seat, step, acting)
        row = row_of(seat.case, seat.scheme, step, seat.now, whose=whose)
        is_here = row.href == reverse("work_application", args=[seat.case.id])
        if is_here or seat.person not in acting:
            row = msgspec.structs.replace(row, href="")
        before = rows.get((row.title, whose))
        rows[(row.title, whose)] = (
            row if before is None else msgspec.structs.replace(before, gathered=before.gathered + 1, criterion="")
        )
    return list(rows.values())


def _whose(seat: Seat, step: NextStep, acting: Sequence[str]) -> str:
    """The role; for staff with names. Evaluators are named to nobody who waits for them."""
    role = str(ROLES[step.role])
    if not acting:
        return _("%(role)s: nobody may do it") % {"role": role}
    if Role.REGISTRAR not in seat.roles or seat.audience.value != "staff":
        return role
    return f"{role}: {', '.join(names_of(acting).values())}"


def fitting(rows: Sequence[Row], minutes: int) -> list[Row]:
    """What of an evaluator's rows fits into so many minutes, in their order; the shortest, where nothing does."""
    found, left = [], minutes
    timed = [row for row in rows if row.minutes is not None]
    for row in timed:
        if (row.minutes or 0) <= left:
            found.append(row)
            left -= row.minutes or 0
    return found or sorted(timed, key=lambda row: row.minutes or 0)[:1]
