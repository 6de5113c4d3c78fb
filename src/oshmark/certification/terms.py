# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a certificate says when it is issued: everything in it follows from the application, the scheme and the day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, TypeVar

import msgspec

from oshmark.certification.calendar_days import day_of, last_day
from oshmark.certification.event_data.certificate import Issued, Renewed, Terms
from oshmark.certification.event_data.decision import Granted
from oshmark.certification.lifecycle import ApplicationState

if TYPE_CHECKING:
    from datetime import datetime

    from oshmark.certification.application import Application
    from oshmark.certification.certificate import Certificate
    from oshmark.certification.roles import Role
    from oshmark.certification.scheme import Scheme

EARLY_DAYS = 90
"""A renewal this long before the end begins where the last term ends, so that nobody loses by being early."""

AnyTerms = TypeVar("AnyTerms", bound=Terms)


def issue_terms(case: Application, scheme: Scheme, role: Role, now: datetime) -> Issued | None:
    """The terms of a new certificate; None while nothing is granted."""
    return _terms(Issued, case, scheme, role, day_of(now))


def renewal_terms(
    case: Application, scheme: Scheme, certificate: Certificate, role: Role, now: datetime
) -> Renewed | None:
    """The terms of another term under the same number; None while nothing is granted."""
    today, end = day_of(now), certificate.terms.valid_until
    early = end is not None and today <= end <= today + timedelta(days=EARLY_DAYS)
    first = end + timedelta(days=1) if end is not None and early else today
    return _terms(Renewed, case, scheme, role, first)


def evaluators_of(case: Application) -> tuple[str, ...]:
    """Everybody whose verdict counted, by id."""
    return tuple(sorted({person for judging in case.judgings.values() for person in judging.judges}))


def surveillance_days(first: date, until: date | None, every_days: int | None) -> tuple[date, ...]:
    """The days from which a certificate has to be looked at again. Without an end of the term: for ten years."""
    if not every_days:
        return ()
    end = until if until is not None else first + timedelta(days=3650)
    count = (end - first).days // every_days
    days = (first + timedelta(days=every_days * place) for place in range(1, count + 1))
    return tuple(day for day in days if day < end)


def _terms(form: type[AnyTerms], case: Application, scheme: Scheme, role: Role, first: date) -> AnyTerms | None:
    decision, decider, frozen = case.decision, case.decided_by, case.frozen
    granted = isinstance(decision, Granted) and case.state is ApplicationState.GRANTED
    if not granted or not isinstance(decision, Granted) or decider is None or frozen is None:
        return None
    until = None if scheme.term_days is None else last_day(first, scheme.term_days)
    return msgspec.convert(
        {
            "role": role,
            "application": case.id,
            "body": case.body,
            "holder": case.applicant,
            "scheme": case.scheme,
            "version": case.version,
            "digest": case.digest,
            "about": case.about,
            "level": decision.level,
            "scope": decision.scope,
            "valid_from": first,
            "valid_until": until,
            "grace_days": scheme.grace_days,
            "surveillance": surveillance_days(first, until, scheme.surveillance_days),
            "bundle": frozen.bundle,
            "evidence": case.evidence,
            "evaluators": evaluators_of(case),
            "decided_by": decider,
            "external": case.external,
        },
        form,
    )
