# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a certificate is worth at a moment: the only place where that is computed, from its events and the time.

Page, label, mark, status list and feed all ask here, so that they cannot say different things.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import msgspec

from oshmark.certification.calendar_days import end_of
from oshmark.certification.certificate_events import certificate_of
from oshmark.certification.event_data.certificate import FindingCategory, ReasonClass
from oshmark.certification.lifecycle import CertificateState

if TYPE_CHECKING:
    from collections.abc import Iterable

    from oshmark.certification.certificate import Certificate
    from oshmark.certification.events import Entry

VALID = frozenset({CertificateState.ACTIVE, CertificateState.SURVEILLANCE_DUE})
"""The states in which a certificate can be relied on."""


class StandingFinding(msgspec.Struct, frozen=True, kw_only=True):
    """Something that is not as the certificate says, open at the moment. One about an external certificate that has run
    out comes from the time alone (C-9)."""

    id: str
    category: FindingCategory
    what: str
    since: datetime


class Status(msgspec.Struct, frozen=True, kw_only=True):
    """`since` when it is in this state; `reason` and `why` where somebody put it there; `ends_when` what would end a
    suspension; `until` its last day. `valid_until` is the last day of the term, None for no end.

    The flags are independent of the state. `decision_needed`: a complaints officer's suspension that no decision maker
    has confirmed yet.
    """

    number: str
    state: CertificateState
    since: datetime
    level: str
    scope: tuple[str, ...]
    valid_from: date
    valid_until: date | None
    why: ReasonClass | None = None
    reason: str = ""
    ends_when: str = ""
    until: date | None = None
    superseded_by: str | None = None
    under_complaint: bool = False
    under_appeal: bool = False
    renewal_open: bool = False
    test_data_overdue: bool = False
    surveillance_overdue: bool = False
    decision_needed: bool = False
    renewable: bool = False
    findings: tuple[StandingFinding, ...] = ()

    @property
    def is_valid(self) -> bool:
        """Whether it can be relied on."""
        return self.state in VALID


def status(certificate_events: Iterable[Entry], now: datetime) -> Status:
    """The status at a moment, from the events about a certificate (`certificate_events.about`) up to then."""
    return status_of(certificate_of(entry for entry in certificate_events if entry.at <= now), now)


def status_of(certificate: Certificate, now: datetime) -> Status:
    """The status of a certificate that is folded already; nothing may have happened to it after `now`."""
    state, since = certificate.state(now)
    terms, suspension, end = certificate.terms, certificate.suspension, certificate.end
    suspended = suspension if state is CertificateState.SUSPENDED else None
    grace = timedelta(days=terms.grace_days)
    return Status(
        number=certificate.number,
        state=state,
        since=since,
        level=terms.level,
        scope=terms.scope,
        valid_from=terms.valid_from,
        valid_until=terms.valid_until,
        why=end.why if end else suspended.why if suspended else None,
        reason=end.reason if end else suspended.reason if suspended else "",
        ends_when=suspended.ends_when if suspended else "",
        until=suspended.until if suspended else None,
        superseded_by=end.by if end else None,
        under_complaint=any(one.admitted and one.upheld is None for one in certificate.complaints.values()),
        under_appeal=certificate.appealed is not None,
        renewal_open=certificate.renewal is not None,
        test_data_overdue=overdue(certificate, now),
        surveillance_overdue=any(now >= end_of(day) + grace for day in certificate.due(now)),
        decision_needed=suspended is not None and not suspended.confirmed,
        renewable=renewable(certificate, now),
        findings=standing_findings(certificate, now),
    )


def overdue(certificate: Certificate, now: datetime, *, grace: timedelta = timedelta(0)) -> bool:
    """Whether test data is owed for longer than a grace (C-46)."""
    return any(not one.given and now >= end_of(one.asked.due) + grace for one in certificate.duties.values())


def renewable(certificate: Certificate, now: datetime) -> bool:
    """Whether another term can still be granted: while it is valid, and for the days of grace after its end."""
    state, since = certificate.state(now)
    if state is CertificateState.EXPIRED:
        return now < since + timedelta(days=certificate.terms.grace_days)
    return state in VALID


def standing_findings(certificate: Certificate, now: datetime) -> tuple[StandingFinding, ...]:
    """The findings that are open at a moment."""
    opened = [
        StandingFinding(id=key, category=one.opened.category, what=one.opened.what, since=one.at)
        for key, one in certificate.findings.items()
        if one.closed_at is None
    ]
    expired = [
        StandingFinding(
            id=f"external-{one.external}",
            category=FindingCategory.EXTERNAL_EXPIRED,
            what=f"{one.issuer} {one.number} ({one.scope}) was valid until {one.valid_until}.",
            since=end_of(one.valid_until),
        )
        for one in certificate.external
        if one.valid_until is not None and now >= end_of(one.valid_until)
    ]
    return (*opened, *expired)


def drifts(certificate: Certificate, now: datetime) -> bool:
    """Whether a finding of mission drift is open, which blocks a renewal (C-4)."""
    return any(one.category is FindingCategory.MISSION_DRIFT for one in standing_findings(certificate, now))
