# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Parties and what is between them, as values: each holds from a moment to another, which may be open."""

from __future__ import annotations

from datetime import date, datetime

import msgspec

from oshmark.certification.event_data.parties import RelationKind
from oshmark.certification.roles import Role


class Spell(msgspec.Struct, frozen=True, kw_only=True):
    """A time that begins and may end: `until` is the first moment at which it holds no longer."""

    since: datetime
    until: datetime | None = None

    def holds(self, at: datetime) -> bool:
        """Whether it holds at a moment."""
        return self.since <= at and (self.until is None or at < self.until)


class Membership(Spell, frozen=True, kw_only=True):
    """A person belongs to an organisation."""

    organisation: str
    person: str


class Assignment(Spell, frozen=True, kw_only=True):
    """A person has a role of a body: for some schemes, or for one application, where these are named."""

    body: str
    person: str
    role: Role
    schemes: tuple[str, ...] = ()
    application: str | None = None


class Mandate(Spell, frozen=True, kw_only=True):
    """Somebody acts for a party."""

    party: str
    agent: str


class Relation(msgspec.Struct, frozen=True, kw_only=True):
    """Two parties have to do with each other, between two days."""

    one: str
    other: str
    kind: RelationKind
    since: date
    until: date | None = None


class Training(msgspec.Struct, frozen=True):
    """Somebody trained somebody, until a day."""

    trainer: str
    trainee: str
    ended: date


class Service(msgspec.Struct, frozen=True):
    """A person judged or decided an application of a party."""

    person: str
    party: str
    application: str
    at: datetime


class Version(msgspec.Struct, frozen=True, kw_only=True):
    """What the log says of one version of a scheme: proposed by whom, open for comments until, adopted and retired."""

    body: str
    digest: str
    editor: str
    proposed_at: datetime
    comments_until: datetime
    adopted_at: datetime | None = None
    retired_at: datetime | None = None

    def holds(self, at: datetime) -> bool:
        """Whether it can be applied for at a moment."""
        return (
            self.adopted_at is not None and self.adopted_at <= at and (self.retired_at is None or at < self.retired_at)
        )


class LeadWish(msgspec.Struct, frozen=True):
    """A party would lead a territory of a body; `territory` is a code, `person` who has asked."""

    body: str
    territory: str
    party: str
    person: str
    at: datetime


class Applied(msgspec.Struct, frozen=True, kw_only=True):
    """What the register keeps of an application: whose it is, and whether it is still open."""

    id: str
    body: str
    scheme: str
    parties: tuple[str, ...]
    opened_at: datetime
    closed_at: datetime | None = None
