# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""One certificate, as the events about it say, and in which state it is at a moment.

Time alone changes the state: a certificate expires, falls due for surveillance, and a suspension ends on its last day.
Nothing has to be written for that.
"""

from __future__ import annotations

from datetime import date, datetime

import msgspec

from oshmark.certification.calendar_days import begin_of, end_of
from oshmark.certification.event_data.application import ExternalRecorded
from oshmark.certification.event_data.certificate import (
    ComplaintCategory,
    FindingOpened,
    ReasonClass,
    Surveyed,
    Terms,
    TestDataAsked,
)
from oshmark.certification.events import Kind
from oshmark.certification.lifecycle import CertificateState

MEASURES = frozenset(
    {Kind.SUSPENDED, Kind.SUSPENSION_EXTENDED, Kind.REINSTATED, Kind.REDUCED, Kind.CERTIFICATE_WITHDRAWN}
)
"""What staff can do to a certificate, and the holder can appeal against."""


class Suspension(msgspec.Struct, frozen=True, kw_only=True):
    """Not valid, from a moment to the end of a day. `confirmed`: a decision maker has said so."""

    since: datetime
    until: date
    why: ReasonClass
    reason: str
    ends_when: str
    confirmed: bool = False


class End(msgspec.Struct, frozen=True, kw_only=True):
    """Why there is no more to come."""

    state: CertificateState
    at: datetime
    reason: str
    why: ReasonClass | None = None
    by: str | None = None


class Duty(msgspec.Struct, frozen=True):
    """Test data that is owed, and whether it was given."""

    asked: TestDataAsked
    given: bool = False


class Found(msgspec.Struct, frozen=True):
    """Something that is not as the certificate says, and whether that was settled."""

    opened: FindingOpened
    at: datetime
    closed_at: datetime | None = None


class ComplaintNote(msgspec.Struct, frozen=True, kw_only=True):
    """A complaint about the certificate. `admitted` is None until it was screened."""

    category: ComplaintCategory
    lodged_at: datetime
    by: str
    admitted: bool | None = None
    upheld: bool | None = None


class Step(msgspec.Struct, frozen=True):
    """One event of its life, for its history."""

    kind: Kind
    at: datetime
    person: str
    reason: str = ""


class Certificate(msgspec.Struct, frozen=True, kw_only=True):
    """A certificate. `terms` are the newest, after renewals and reductions; `terms_before` what an annulled measure
    goes back to. `applications`: all that led to it, newest last."""

    number: str
    terms: Terms
    issued_at: datetime
    granted_at: datetime
    active_since: datetime
    applications: tuple[str, ...]
    terms_before: tuple[Terms, ...] = ()
    suspension: Suspension | None = None
    suspension_before: Suspension | None = None
    end: End | None = None
    surveyed: dict[date, Surveyed] = {}
    findings: dict[str, Found] = {}
    duties: dict[str, Duty] = {}
    external: tuple[ExternalRecorded, ...] = ()
    complaints: dict[str, ComplaintNote] = {}
    renewal: str | None = None
    appealed: Kind | None = None
    last_measure: Kind | None = None
    history: tuple[Step, ...] = ()
    strays: tuple[int, ...] = ()

    @property
    def complainants(self) -> frozenset[str]:
        """Everybody who complained under their own name."""
        return frozenset(one.by for one in self.complaints.values())

    @property
    def measured_by(self) -> frozenset[str]:
        """Everybody who took a measure."""
        return frozenset(step.person for step in self.history if step.kind in MEASURES)

    def due(self, now: datetime) -> tuple[date, ...]:
        """The surveillances that are due and not done, oldest first."""
        return tuple(day for day in self.terms.surveillance if begin_of(day) <= now and day not in self.surveyed)

    def state(self, now: datetime) -> tuple[CertificateState, datetime]:
        """The state at a moment, and since when."""
        if self.end is not None:
            return self.end.state, self.end.at
        if self.terms.valid_until is not None and now >= end_of(self.terms.valid_until):
            return CertificateState.EXPIRED, end_of(self.terms.valid_until)
        if self.suspension is not None and now < end_of(self.suspension.until):
            return CertificateState.SUSPENDED, self.suspension.since
        since = self.active_since
        if self.suspension is not None:
            since = max(since, end_of(self.suspension.until))
        due = self.due(now)
        if due:
            return CertificateState.SURVEILLANCE_DUE, max(since, begin_of(due[0]))
        return CertificateState.ACTIVE, since
