# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""People, organisations, roles and relations."""

from __future__ import annotations

from datetime import date
from enum import Enum

from oshmark.certification.commitment import Commitment
from oshmark.certification.event_data.form import Country, Digest, Form, Id, Name, Reason, When
from oshmark.certification.roles import Role


class RelationKind(Enum):
    """What can be declared between two parties. A trainer's relation comes from training records as well, that of a
    payer from recorded fees, that of an organisation from its members."""

    FAMILY = "family"
    FRIENDSHIP = "friendship"
    EMPLOYMENT = "employment"
    CONSULTING = "consulting"
    TRAINER = "trainer"
    PAYER = "payer"
    OWNERSHIP = "ownership"
    SUPPLIER = "supplier"
    COMPETITOR = "competitor"
    TERRITORY_PARTNER = "territory-partner"
    DISPUTE = "dispute"
    OTHER = "other"


class PersonRegistered(Form, frozen=True, kw_only=True):
    """Somebody has an account; who they are is committed to, and can be erased."""

    name: Commitment
    contact: Commitment | None = None


class OrganisationRegistered(Form, frozen=True, kw_only=True):
    """An organisation, and its first member."""

    name: Commitment
    country: Country
    member: Id


class MemberAdded(Form, frozen=True, kw_only=True):
    """A person belongs to an organisation and may act for it."""

    member: Id


class MemberRemoved(Form, frozen=True, kw_only=True):
    """A person belongs to an organisation no longer."""

    member: Id
    reason: Reason


class RoleAssigned(Form, frozen=True, kw_only=True):
    """A person gets a role of a body: for these schemes where it is given per scheme, for one application only where
    it is a guest's. It holds from this event on, never earlier."""

    body: Id
    person: Id
    given: Role
    schemes: tuple[Id, ...] = ()
    application: Id | None = None
    until: When | None = None
    reason: Reason


class RoleEnded(Form, frozen=True, kw_only=True):
    """A person has a role of a body no longer."""

    body: Id
    person: Id
    given: Role
    reason: Reason


class RelationDeclared(Form, frozen=True, kw_only=True):
    """Two parties have to do with each other. `since` may lie before the event: what held counts, not when it was
    told. For a trainer or payer, `one` is that of the two."""

    one: Id
    other: Id
    relation: RelationKind
    since: date
    until: date | None = None
    note: Commitment | None = None


class RelationEnded(Form, frozen=True, kw_only=True):
    """A declared relation is over."""

    one: Id
    other: Id
    relation: RelationKind


class TrainingRecorded(Form, frozen=True, kw_only=True):
    """Somebody trained somebody. `form` is what schemes call it (C-91), such as workshop or mentorship."""

    trainer: Id
    trainee: Id
    form: Name
    ended: date
    proof: Digest | None = None
    what: Name = "training"


class MandateGiven(Form, frozen=True, kw_only=True):
    """A party lets somebody act for it, until it says otherwise."""

    agent: Id
    until: When | None = None
    proof: Digest | None = None


class MandateEnded(Form, frozen=True, kw_only=True):
    """Somebody acts for a party no longer."""

    agent: Id
