# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is done about people, organisations, roles and relations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oshmark.certification.event_data import parties as said
from oshmark.certification.events import Kind
from oshmark.certification.happening import happens

if TYPE_CHECKING:
    from datetime import date, datetime

    from oshmark.certification.commitment import Said
    from oshmark.certification.event_data.parties import RelationKind
    from oshmark.certification.events import Happened
    from oshmark.certification.moment import Moment
    from oshmark.certification.roles import Role


def register_person(moment: Moment, *, name: Said, contact: Said | None = None) -> tuple[Happened, ...]:
    """Whoever acts has an account from now on."""
    data = said.PersonRegistered(
        role=moment.who.role,
        name=name.committed("name"),
        contact=None if contact is None else contact.committed("contact"),
    )
    return (happens(moment, Kind.PERSON_REGISTERED, f"person:{moment.who.person}", data),)


def register_organisation(moment: Moment, *, organisation: str, name: Said, country: str) -> tuple[Happened, ...]:
    """Whoever acts is the first member of an organisation."""
    data = said.OrganisationRegistered(
        role=moment.who.role, name=name.committed("name"), country=country, member=moment.who.person
    )
    return (happens(moment, Kind.ORGANISATION_REGISTERED, f"organisation:{organisation}", data),)


def add_member(moment: Moment, *, organisation: str, member: str) -> tuple[Happened, ...]:
    """Somebody belongs to an organisation, and may act for it."""
    data = said.MemberAdded(role=moment.who.role, member=member)
    return (happens(moment, Kind.MEMBER_ADDED, f"organisation:{organisation}", data),)


def remove_member(moment: Moment, *, organisation: str, member: str, reason: str) -> tuple[Happened, ...]:
    """Somebody belongs to an organisation no longer."""
    data = said.MemberRemoved(role=moment.who.role, member=member, reason=reason)
    return (happens(moment, Kind.MEMBER_REMOVED, f"organisation:{organisation}", data),)


def assign_role(
    moment: Moment,
    *,
    body: str,
    person: str,
    given: Role,
    reason: str,
    schemes: tuple[str, ...] = (),
    application: str | None = None,
    until: datetime | None = None,
) -> tuple[Happened, ...]:
    """Somebody else gets a role; a guest gets it for one application."""
    data = said.RoleAssigned(
        role=moment.who.role,
        body=body,
        person=person,
        given=given,
        schemes=schemes,
        application=application,
        until=until,
        reason=reason,
    )
    return (happens(moment, Kind.ROLE_ASSIGNED, f"person:{person}", data),)


def end_role(moment: Moment, *, body: str, person: str, given: Role, reason: str) -> tuple[Happened, ...]:
    """Somebody has a role no longer."""
    data = said.RoleEnded(role=moment.who.role, body=body, person=person, given=given, reason=reason)
    return (happens(moment, Kind.ROLE_ENDED, f"person:{person}", data),)


def declare_relation(
    moment: Moment,
    *,
    one: str,
    other: str,
    relation: RelationKind,
    since: date,
    until: date | None = None,
    note: Said | None = None,
) -> tuple[Happened, ...]:
    """Two parties have to do with each other; for a trainer or payer, `one` is that."""
    data = said.RelationDeclared(
        role=moment.who.role,
        one=one,
        other=other,
        relation=relation,
        since=since,
        until=until,
        note=None if note is None else note.committed("relation"),
    )
    return (happens(moment, Kind.RELATION_DECLARED, f"person:{one}", data),)


def end_relation(moment: Moment, *, one: str, other: str, relation: RelationKind) -> tuple[Happened, ...]:
    """A declared relation is over."""
    data = said.RelationEnded(role=moment.who.role, one=one, other=other, relation=relation)
    return (happens(moment, Kind.RELATION_ENDED, f"person:{one}", data),)


def record_training(
    moment: Moment, *, trainer: str, trainee: str, form: str, ended: date, what: str, proof: str | None = None
) -> tuple[Happened, ...]:
    """Somebody trained somebody (C-90, C-91)."""
    data = said.TrainingRecorded(
        role=moment.who.role, trainer=trainer, trainee=trainee, form=form, ended=ended, proof=proof, what=what
    )
    return (happens(moment, Kind.TRAINING_RECORDED, f"person:{trainee}", data),)


def give_mandate(
    moment: Moment, *, party: str, agent: str, until: datetime | None = None, proof: str | None = None
) -> tuple[Happened, ...]:
    """A party lets somebody act for it."""
    data = said.MandateGiven(role=moment.who.role, agent=agent, until=until, proof=proof)
    return (happens(moment, Kind.MANDATE_GIVEN, f"person:{party}", data),)


def end_mandate(moment: Moment, *, party: str, agent: str) -> tuple[Happened, ...]:
    """Somebody acts for a party no longer."""
    data = said.MandateEnded(role=moment.who.role, agent=agent)
    return (happens(moment, Kind.MANDATE_ENDED, f"person:{party}", data),)
