# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where somebody sits at an application or a certificate: who they are there, what they may see, and how they act.

Whether an act is allowed is answered by the room each time; a seat only keeps pages from those who have no part in it.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import msgspec
from django.http import Http404

from oshmark.adapters import clock
from oshmark.certification.application import EVALUATES, Application
from oshmark.certification.certificate import Certificate
from oshmark.certification.complaint import Complaint, complaint_of
from oshmark.certification.conflicts import Question, conflicts
from oshmark.certification.criterion import Criterion
from oshmark.certification.events import Kind
from oshmark.certification.lifecycle import ApplicationState
from oshmark.certification.register import Register
from oshmark.certification.results import checklist
from oshmark.certification.roles import Role, Who
from oshmark.certification.scheme import Scheme, criterion_of
from oshmark.certification.views import BEFORE_ACCEPTED, Audience, audience_of, view
from oshmark.web.certification.acting import perform
from oshmark.web.certification.memory import About, memory

if TYPE_CHECKING:
    from collections.abc import Callable

    from oshmark.certification.events import Happened
    from oshmark.web.certification.memory import Memory
    from oshmark.web.certification.spoken import Spoken

STAFF = (Role.REGISTRAR, Role.DECISION_MAKER, Role.APPEAL_PANEL, Role.COMPLAINTS_OFFICER)
"""Who of a body sees an application once it was handed in, the first role first."""


class Seat(msgspec.Struct, frozen=True, kw_only=True):
    """A person at an application; for a certificate and a complaint at the application it came from.

    `roles`: under which they may act here; `audience`: as whom they see it. `criterion`: what the page is about.
    """

    person: str
    now: datetime
    register: Register
    case: Application
    scheme: Scheme
    roles: tuple[Role, ...]
    audience: Audience
    certificate: Certificate | None = None
    complaint: Complaint | None = None
    criterion: Criterion | None = None
    nonconformity: str = ""

    @property
    def shown(self) -> dict[str, Any]:
        """What of the application this person may see, by the names of its fields."""
        return view(self.case, self.scheme, self.audience, self.person)

    def may_see(self, field: str) -> bool:
        """Whether this person may see a field of the application."""
        return field in self.shown

    def act(
        self,
        act: Callable[..., tuple[Happened, ...]],
        role: Role,
        spoken: Spoken | None = None,
        /,
        **facts: Any,  # noqa: ANN401  what each act takes is said by the act
    ) -> tuple[Happened, ...]:
        """Act here; raises what `perform` raises."""
        about = About(
            application=self.case.id if self.certificate is None else "",
            certificate="" if self.certificate is None else self.certificate.number,
            complaint="" if self.complaint is None else self.complaint.id,
        )
        return perform(act, Who(self.person, role), self.now, about, spoken, **facts)


def roles_in(case: Application, person: str, register: Register, now: datetime) -> tuple[Role, ...]:
    """The roles under which somebody may act at an application."""
    found = [Role.APPLICANT] if register.acts_for(person, case.applicant, now) else []
    staff = (*STAFF, Role.TREASURER)
    found += [role for role in staff if register.holds(person, role, case.body, now, scheme=case.scheme, case=case.id)]
    if _evaluates(case, person):
        found.append(Role.EVALUATOR)
    return tuple(found)


def _evaluates(case: Application, person: str) -> bool:
    return bool(case.tasks_of(person)) or person in case.who_did(EVALUATES)


def seat_of(person: str, case: Application, known: Memory, now: datetime) -> Seat | None:
    """The seat of somebody at an application; `None` where they have no part in it."""
    register = known.replay.register
    roles = roles_in(case, person, register, now)
    if not _sees(case, roles):
        return None
    chief = Role.EVALUATOR if Role.EVALUATOR in roles else roles[0]
    acts_for = Role.APPLICANT in roles
    return Seat(
        person=person,
        now=now,
        register=register,
        case=case,
        scheme=known.scheme_under(case),
        roles=roles,
        audience=audience_of(Who(person, chief), case, acts_for_applicant=acts_for),
    )


def _sees(case: Application, roles: tuple[Role, ...]) -> bool:
    """A draft is its writer's alone, and the fee is nobody's matter before an application is accepted."""
    if Role.APPLICANT in roles:
        return True
    if case.state is ApplicationState.DRAFT or not roles:
        return False
    return roles != (Role.TREASURER,) or case.state not in BEFORE_ACCEPTED


def at_case(person: str, application: str) -> Seat:
    """The seat of somebody at an application by its id; `Http404` for who has none, as for one that is not there."""
    known = memory()
    case = known.case(application)
    seat = None if case is None else seat_of(person, case, known, clock.now())
    if seat is None:
        raise Http404
    return seat


def at_criterion(person: str, application: str, criterion: str) -> Seat:
    """The same, at one of its criteria."""
    seat = at_case(person, application)
    found = criterion_of(seat.scheme, criterion)
    if found is None or found not in checklist(seat.case, seat.scheme):
        raise Http404
    return msgspec.structs.replace(seat, criterion=found)


def at_nonconformity(person: str, application: str, nonconformity: str) -> Seat:
    """The same, at something that has to be put right."""
    seat = at_case(person, application)
    ones = [one.raised for one in seat.case.nonconformities if one.raised.nonconformity == nonconformity]
    if not ones:
        raise Http404
    found = criterion_of(seat.scheme, ones[0].criterion)
    return msgspec.structs.replace(seat, criterion=found, nonconformity=nonconformity)


def at_certificate(person: str, number: str) -> Seat:
    """The seat of somebody at a certificate: of those who have one at the application that it came from, and of every
    evaluator who may look at it again."""
    known, now = memory(), clock.now()
    certificate = known.certificate(number)
    case = None if certificate is None else known.case(certificate.applications[-1])
    if certificate is None or case is None:
        raise Http404
    seat = seat_of(person, case, known, now)
    if may_survey(person, case, certificate, known.replay.register, now):
        seat = _with_evaluator(person, case, known, now) if seat is None else _and_evaluator(seat)
    if seat is None:
        raise Http404
    return msgspec.structs.replace(seat, certificate=certificate)


def may_survey(person: str, case: Application, certificate: Certificate, register: Register, now: datetime) -> bool:
    """Whether somebody is qualified for the scheme of a certificate, and nothing keeps them from surveying it."""
    if not register.holds(person, Role.EVALUATOR, case.body, now, scheme=case.scheme, case=case.id):
        return False
    return not conflicts(Kind.SURVEYED, person, Question(register=register, at=now, case=case, certificate=certificate))


def _with_evaluator(person: str, case: Application, known: Memory, now: datetime) -> Seat:
    return Seat(
        person=person,
        now=now,
        register=known.replay.register,
        case=case,
        scheme=known.scheme_under(case),
        roles=(Role.EVALUATOR,),
        audience=Audience.EVALUATOR,
    )


def _and_evaluator(seat: Seat) -> Seat:
    roles = seat.roles if Role.EVALUATOR in seat.roles else (*seat.roles, Role.EVALUATOR)
    return msgspec.structs.replace(seat, roles=roles)


def at_complaint(person: str, complaint: str) -> Seat:
    """The seat of somebody at a complaint: of complaints officers alone, for nothing of it is public before."""
    entries = memory().replay.complaints.get(complaint)
    if not entries:
        raise Http404
    found = complaint_of(entries)
    seat = at_certificate(person, found.certificate)
    if Role.COMPLAINTS_OFFICER not in seat.roles:
        raise Http404
    return msgspec.structs.replace(seat, complaint=found)
