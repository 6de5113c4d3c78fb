# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is done about a certificate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oshmark.certification.acts.one import about_certificate
from oshmark.certification.event_data import certificate as said
from oshmark.certification.events import Kind
from oshmark.certification.guards.needs import the_case, the_certificate, the_scheme
from oshmark.certification.happening import happens
from oshmark.certification.recheck import recheck
from oshmark.certification.terms import issue_terms, renewal_terms
from oshmark.errors import NotPossibleError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from oshmark.certification.event_data.evaluation import CriterionResult
    from oshmark.certification.events import Entry, Happened
    from oshmark.certification.moment import Moment
    from oshmark.certification.replay import Schemes


def issue(moment: Moment, *, number: str, log: Iterable[Entry], schemes: Schemes) -> tuple[Happened, ...]:
    """A new certificate under this number, after its whole history was checked again from the log (`recheck`)."""
    data = issue_terms(the_case(moment), the_scheme(moment), moment.who.role, moment.now)
    if data is None:
        raise _not_granted()
    issued = happens(moment, Kind.ISSUED, f"certificate:{number}", data)
    _checked_again(moment, log, schemes)
    return (issued,)


def renew(moment: Moment, *, log: Iterable[Entry], schemes: Schemes) -> tuple[Happened, ...]:
    """Another term under the same number, after the whole history was checked again from the log."""
    certificate = the_certificate(moment)
    data = renewal_terms(the_case(moment), the_scheme(moment), certificate, moment.who.role, moment.now)
    if data is None:
        raise _not_granted()
    renewed = about_certificate(moment, Kind.RENEWED, data)
    _checked_again(moment, log, schemes)
    return renewed


def _checked_again(moment: Moment, log: Iterable[Entry], schemes: Schemes) -> None:
    faults = recheck(log, the_case(moment).id, schemes)
    if faults:
        raise NotPossibleError(tuple(one.sentence for one in faults), tuple(one.objection.code for one in faults))


def _not_granted() -> NotPossibleError:
    return NotPossibleError(("Nobody has granted this application.",), ("not-granted",))


def suspend(moment: Moment, *, until: date, why: said.ReasonClass, reason: str, ends_when: str) -> tuple[Happened, ...]:
    """Not valid until the end of a day, or until it is reinstated."""
    data = said.Suspended(role=moment.who.role, until=until, why=why, reason=reason, ends_when=ends_when)
    return about_certificate(moment, Kind.SUSPENDED, data)


def extend_suspension(moment: Moment, *, until: date, reason: str) -> tuple[Happened, ...]:
    """A decision maker confirms a suspension, until the end of another day."""
    data = said.SuspensionExtended(role=moment.who.role, until=until, reason=reason)
    return about_certificate(moment, Kind.SUSPENSION_EXTENDED, data)


def reinstate(moment: Moment, *, reason: str) -> tuple[Happened, ...]:
    """Valid again."""
    return about_certificate(moment, Kind.REINSTATED, said.Reinstated(role=moment.who.role, reason=reason))


def reduce(
    moment: Moment, *, level: str, scope: tuple[str, ...], why: said.ReasonClass, reason: str
) -> tuple[Happened, ...]:
    """A lower level, or less of the scope."""
    data = said.Reduced(role=moment.who.role, level=level, scope=scope, why=why, reason=reason)
    return about_certificate(moment, Kind.REDUCED, data)


def withdraw_certificate(moment: Moment, *, why: said.ReasonClass, reason: str) -> tuple[Happened, ...]:
    """Taken from the holder, for good."""
    data = said.CertificateWithdrawn(role=moment.who.role, why=why, reason=reason)
    return about_certificate(moment, Kind.CERTIFICATE_WITHDRAWN, data)


def terminate(moment: Moment, *, reason: str) -> tuple[Happened, ...]:
    """Given back by the holder."""
    return about_certificate(moment, Kind.TERMINATED, said.Terminated(role=moment.who.role, reason=reason))


def supersede(moment: Moment, *, by: str, reason: str) -> tuple[Happened, ...]:
    """Another certificate, for a newer version of the product, takes its place."""
    data = said.Superseded(role=moment.who.role, by=by, reason=reason)
    return about_certificate(moment, Kind.SUPERSEDED, data)


def survey(
    moment: Moment,
    *,
    due: date,
    passed: bool,
    evidence: tuple[str, ...],
    reason: str,
    results: tuple[CriterionResult, ...] = (),
    minutes: int = 0,
) -> tuple[Happened, ...]:
    """The surveillance that was due on a day, with what each of its criteria came to. What did not pass is opened as a
    finding as well."""
    data = said.Surveyed(
        role=moment.who.role,
        due=due,
        passed=passed,
        results=results,
        evidence=evidence,
        reason=reason,
        minutes=minutes,
    )
    return about_certificate(moment, Kind.SURVEYED, data)


def open_finding(
    moment: Moment, *, finding: str, category: said.FindingCategory, what: str, complaint: str | None = None
) -> tuple[Happened, ...]:
    """Something is not as the certificate says."""
    data = said.FindingOpened(role=moment.who.role, finding=finding, category=category, what=what, complaint=complaint)
    return about_certificate(moment, Kind.FINDING_OPENED, data)


def close_finding(moment: Moment, *, finding: str, reason: str) -> tuple[Happened, ...]:
    """It has been put right, or was none."""
    data = said.FindingClosed(role=moment.who.role, finding=finding, reason=reason)
    return about_certificate(moment, Kind.FINDING_CLOSED, data)


def ask_test_data(moment: Moment, *, duty: str, component: str, due: date) -> tuple[Happened, ...]:
    """The holder owes test data of a component (C-46)."""
    data = said.TestDataAsked(role=moment.who.role, duty=duty, component=component, due=due)
    return about_certificate(moment, Kind.TEST_DATA_ASKED, data)


def give_test_data(moment: Moment, *, duty: str, digest: str, method: str) -> tuple[Happened, ...]:
    """The holder gives test data, with the raw file."""
    data = said.TestDataGiven(role=moment.who.role, duty=duty, digest=digest, method=method)
    return about_certificate(moment, Kind.TEST_DATA_GIVEN, data)


def update_external(
    moment: Moment,
    *,
    external: str,
    standard: str,
    issuer: str,
    number: str,
    scope: str,
    valid_until: date | None,
    proof: str,
) -> tuple[Happened, ...]:
    """A certificate of somebody else that this one relies on has a new form: renewed, or taken back earlier (C-9)."""
    data = said.ExternalUpdated(
        role=moment.who.role,
        external=external,
        standard=standard,
        issuer=issuer,
        number=number,
        scope=scope,
        valid_until=valid_until,
        proof=proof,
    )
    return about_certificate(moment, Kind.EXTERNAL_UPDATED, data)
