# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who is who: people, organisations, roles, relations and what everybody judged, folded from the events of the log.

Everything in it carries its time, so that one register of the whole log answers for any moment: what a person was then,
and with whom they had to do, whenever that was declared.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import msgspec

from oshmark.certification.calendar_days import day_of
from oshmark.certification.event_data import application, certificate, parties, standards
from oshmark.certification.events import Kind
from oshmark.certification.parties import (
    Applied,
    Assignment,
    LeadWish,
    Mandate,
    Membership,
    Relation,
    Service,
    Spell,
    Training,
    Version,
)
from oshmark.certification.roles import PER_SCHEME, Role

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime
    from typing import TypeVar

    from oshmark.certification.event_data.form import Form
    from oshmark.certification.events import Entry

    AnySpell = TypeVar("AnySpell", bound=Spell)

ENDS = frozenset({Kind.APPLICATION_WITHDRAWN, Kind.LAPSED, Kind.GRANTED, Kind.REFUSED, Kind.APPEAL_DISMISSED})
"""After these an application is open no longer; an appeal that is allowed opens it again."""
JUDGES = frozenset({Kind.VERDICT_SEALED, Kind.THIRD_DECIDED, Kind.REVIEWED, Kind.GRANTED, Kind.REFUSED})
"""Who does these judges an application."""


class Register:
    """What the log says of people and parties. `hear` takes the next event; everything else only looks."""

    def __init__(self) -> None:
        self.people: set[str] = set()
        self.organisations: dict[str, str] = {}
        self.bodies: dict[str, str] = {}
        self.versions: dict[tuple[str, str], Version] = {}
        self.applications: dict[str, Applied] = {}
        self.assignments: defaultdict[str, list[Assignment]] = defaultdict(list)
        self.memberships: list[Membership] = []
        self.mandates: list[Mandate] = []
        self.relations: list[Relation] = []
        self.trainings: list[Training] = []
        self.services: list[Service] = []
        self.leads: list[LeadWish] = []
        self.issued: dict[str, str] = {}
        self.payers: defaultdict[str, set[str]] = defaultdict(set)

    def hear(self, entry: Entry) -> None:
        """Take in the next event of the log."""
        if entry.kind in JUDGES:
            self._judged(entry)
        if entry.kind in ENDS or entry.kind is Kind.APPEAL_ALLOWED:
            self._closed(entry)
        teller = _TELLERS.get(type(entry.data))
        if teller is not None:
            teller(self, entry, entry.data)

    def _judged(self, entry: Entry) -> None:
        applied = self.applications.get(entry.id)
        for party in () if applied is None else applied.parties:
            self.services.append(Service(entry.actor, party, entry.id, entry.at))

    def _closed(self, entry: Entry) -> None:
        applied = self.applications.get(entry.id)
        if applied is not None:
            at = None if entry.kind is Kind.APPEAL_ALLOWED else entry.at
            self.applications[entry.id] = msgspec.structs.replace(applied, closed_at=at)

    def holds(
        self, person: str, role: Role, body: str, at: datetime, *, scheme: str | None = None, case: str | None = None
    ) -> bool:
        """Whether a person has a role of a body at a moment; for this scheme or application, where given for such.

        `APPLICANT` is not held but comes from acting for a party (`acts_for`); `PUBLIC` is everybody's.
        """
        if role is Role.PUBLIC:
            return True
        return any(
            one.role is role
            and one.body == body
            and one.holds(at)
            and (one.application is None or one.application == case)
            and (role not in PER_SCHEME or scheme in one.schemes)
            for one in self.assignments[person]
        )

    def holders(
        self, role: Role, body: str, at: datetime, *, scheme: str | None = None, case: str | None = None
    ) -> tuple[str, ...]:
        """Everybody who has a role at a moment, by id."""
        return tuple(
            sorted(
                person
                for person in list(self.assignments)
                if self.holds(person, role, body, at, scheme=scheme, case=case)
            )
        )

    def acts_for(self, person: str, party: str, at: datetime) -> bool:
        """Whether a person may act for a party: is it, belongs to it, or has its mandate."""
        return (
            person == party
            or any(one.organisation == party and one.person == person and one.holds(at) for one in self.memberships)
            or any(one.party == party and one.agent == person and one.holds(at) for one in self.mandates)
        )

    def version(self, scheme: str, version: str) -> Version | None:
        """What the log says of a version of a scheme."""
        return self.versions.get((scheme, version))


def register_of(entries: Iterable[Entry]) -> Register:
    """The register that a whole log amounts to."""
    register = Register()
    for entry in entries:
        register.hear(entry)
    return register


def _ended(spells: list[AnySpell], entry: Entry, which: Callable[[AnySpell], bool]) -> None:
    """End what holds at the time of an event."""
    for place, spell in enumerate(spells):
        if which(spell) and spell.holds(entry.at):
            spells[place] = msgspec.structs.replace(spell, until=entry.at)


def _body(register: Register, entry: Entry, data: standards.BodyRecorded) -> None:
    if data.administrator is not None and entry.id not in register.bodies:
        register.assignments[data.administrator].append(
            Assignment(since=entry.at, body=entry.id, person=data.administrator, role=Role.ADMINISTRATOR)
        )
    register.bodies[entry.id] = data.profile


def _lead(register: Register, entry: Entry, data: standards.LeadAsked) -> None:
    register.leads.append(LeadWish(entry.id, data.territory, data.party, entry.actor, entry.at))


def _proposed(register: Register, entry: Entry, data: standards.SchemeProposed) -> None:
    register.versions[(data.scheme, data.version)] = Version(
        body=data.body,
        digest=data.digest,
        editor=entry.actor,
        proposed_at=entry.at,
        comments_until=data.comments_until,
    )


def _adopted(register: Register, entry: Entry, data: standards.SchemeAdopted) -> None:
    _changed_version(register, entry.id, data.version, adopted_at=entry.at)


def _retired(register: Register, entry: Entry, data: standards.SchemeRetired) -> None:
    _changed_version(register, entry.id, data.version, retired_at=entry.at)


def _changed_version(register: Register, scheme: str, version: str, **change: datetime) -> None:
    known = register.versions.get((scheme, version))
    if known is not None:
        register.versions[(scheme, version)] = msgspec.structs.replace(known, **change)


def _person(register: Register, entry: Entry, _data: parties.PersonRegistered) -> None:
    register.people.add(entry.id)


def _organisation(register: Register, entry: Entry, data: parties.OrganisationRegistered) -> None:
    register.organisations[entry.id] = data.country
    register.memberships.append(Membership(since=entry.at, organisation=entry.id, person=data.member))


def _member(register: Register, entry: Entry, data: parties.MemberAdded) -> None:
    register.memberships.append(Membership(since=entry.at, organisation=entry.id, person=data.member))


def _no_member(register: Register, entry: Entry, data: parties.MemberRemoved) -> None:
    _ended(register.memberships, entry, lambda one: (one.organisation, one.person) == (entry.id, data.member))


def _role(register: Register, entry: Entry, data: parties.RoleAssigned) -> None:
    register.assignments[data.person].append(
        Assignment(
            since=entry.at,
            until=data.until,
            body=data.body,
            person=data.person,
            role=data.given,
            schemes=data.schemes,
            application=data.application,
        )
    )


def _no_role(register: Register, entry: Entry, data: parties.RoleEnded) -> None:
    _ended(register.assignments[data.person], entry, lambda one: (one.body, one.role) == (data.body, data.given))


def _relation(register: Register, _entry: Entry, data: parties.RelationDeclared) -> None:
    register.relations.append(
        Relation(one=data.one, other=data.other, kind=data.relation, since=data.since, until=data.until)
    )


def _no_relation(register: Register, entry: Entry, data: parties.RelationEnded) -> None:
    today = day_of(entry.at)
    for place, one in enumerate(register.relations):
        same = (one.one, one.other, one.kind) == (data.one, data.other, data.relation)
        if same and (one.until is None or one.until > today):
            register.relations[place] = msgspec.structs.replace(one, until=today)


def _training(register: Register, _entry: Entry, data: parties.TrainingRecorded) -> None:
    register.trainings.append(Training(data.trainer, data.trainee, data.ended))


def _mandate(register: Register, entry: Entry, data: parties.MandateGiven) -> None:
    register.mandates.append(Mandate(since=entry.at, until=data.until, party=entry.id, agent=data.agent))


def _no_mandate(register: Register, entry: Entry, data: parties.MandateEnded) -> None:
    _ended(register.mandates, entry, lambda one: (one.party, one.agent) == (entry.id, data.agent))


def _opened(register: Register, entry: Entry, data: application.Opened) -> None:
    named = (data.applicant, data.about.producer, data.about.ref if data.about.ref in register.people else None)
    register.applications[entry.id] = Applied(
        id=entry.id,
        body=data.body,
        scheme=data.scheme,
        parties=tuple(dict.fromkeys(one for one in named if one is not None)),
        opened_at=entry.at,
    )


def _paid(register: Register, entry: Entry, data: application.FeeSettled) -> None:
    register.payers[entry.id].add(data.payer)


def _issued(register: Register, entry: Entry, data: certificate.Terms) -> None:
    register.issued[data.application] = entry.id


# Each form is told by the function beside it; what the register does not keep has none.
_TELLERS: dict[type[Form], Callable[..., None]] = {
    standards.BodyRecorded: _body,
    standards.LeadAsked: _lead,
    standards.SchemeProposed: _proposed,
    standards.SchemeAdopted: _adopted,
    standards.SchemeRetired: _retired,
    parties.PersonRegistered: _person,
    parties.OrganisationRegistered: _organisation,
    parties.MemberAdded: _member,
    parties.MemberRemoved: _no_member,
    parties.RoleAssigned: _role,
    parties.RoleEnded: _no_role,
    parties.RelationDeclared: _relation,
    parties.RelationEnded: _no_relation,
    parties.TrainingRecorded: _training,
    parties.MandateGiven: _mandate,
    parties.MandateEnded: _no_mandate,
    application.Opened: _opened,
    application.FeeSettled: _paid,
    certificate.Issued: _issued,
    certificate.Renewed: _issued,
}
