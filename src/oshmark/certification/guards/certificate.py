# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What has to be so before a certificate is issued, and before anything happens to it or to a complaint about it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from oshmark.certification.calendar_days import day_of
from oshmark.certification.complaint import COMPLAINT
from oshmark.certification.criterion import Occasion
from oshmark.certification.event_data.evaluation import Outcome
from oshmark.certification.events import Kind
from oshmark.certification.guards.decision import renewal_blocked
from oshmark.certification.guards.needs import Guard, Guards, pinned, the_case, the_certificate, the_scheme
from oshmark.certification.objection import objection
from oshmark.certification.renewal import open_renewal
from oshmark.certification.roles import Role
from oshmark.certification.scheme import asked, level_of
from oshmark.certification.status import renewable
from oshmark.certification.terms import issue_terms, renewal_terms

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oshmark.certification.event_data import certificate as said
    from oshmark.certification.event_data.form import Form
    from oshmark.certification.moment import Moment
    from oshmark.certification.objection import Objection

URGENT_DAYS = 30
"""How long a complaints officer may suspend without a decision maker."""


def _rests_on_decision(moment: Moment) -> Iterator[Objection]:
    yield from pinned(moment)
    case = the_case(moment)
    if not case.has_agreement:
        yield objection("no-agreement", "The agreement does not hold.")
    if case.strays:
        yield objection("strays", "Events that could not happen are recorded of this application.")
    if case.id in moment.register.issued:
        yield objection("issued", "A certificate was issued for this application already.")


def _issued(data: said.Issued, subject: str, moment: Moment) -> Iterator[Objection]:
    yield from _rests_on_decision(moment)
    case = the_case(moment)
    if case.renews is not None:
        yield objection("renews", "This application renews {number}: no new certificate is issued.", number=case.renews)
    if subject.partition(":")[2] in moment.register.issued.values():
        yield objection("number", "The number was given before. Draw another one.")
    if data != issue_terms(case, the_scheme(moment), data.role, moment.now):
        yield objection("terms", "The certificate does not say what was decided.")


def _renewal_opened(data: said.RenewalOpened, _subject: str, moment: Moment) -> Iterator[Objection]:
    certificate = the_certificate(moment)
    if moment.case is None or (moment.case.id, moment.case.renews) != (data.application, certificate.number):
        yield objection("renews", "That application does not renew this certificate.")
    if open_renewal(certificate, moment.register) is not None:
        yield objection("renewal-open", "Another term is applied for already: go on with that application.")
    if not renewable(certificate, moment.now):
        yield objection("renews", "{number} can be renewed no longer: apply anew.", number=certificate.number)


def _renewed(data: said.Renewed, _subject: str, moment: Moment) -> Iterator[Objection]:
    yield from _rests_on_decision(moment)
    yield from renewal_blocked(moment)
    certificate = the_certificate(moment)
    if not renewable(certificate, moment.now):
        yield objection("renews", "{number} can be renewed no longer: apply anew.", number=certificate.number)
    if data != renewal_terms(the_case(moment), the_scheme(moment), certificate, data.role, moment.now):
        yield objection("terms", "The certificate does not say what was decided.")


def _suspended(data: said.Suspended, _subject: str, moment: Moment) -> Iterator[Objection]:
    today, certificate = day_of(moment.now), the_certificate(moment)
    if data.until < today:
        yield objection("past", "The last day of the suspension has passed already.")
    if moment.who.role is not Role.COMPLAINTS_OFFICER:
        return
    if data.until > today + timedelta(days=URGENT_DAYS):
        yield objection("too-long", "A complaints officer can suspend for {days} days.", days=URGENT_DAYS)
    if certificate.suspension is not None and not certificate.suspension.confirmed:
        message = "The last suspension was never confirmed: now a decision maker has to act."
        yield objection("decision-needed", message)


def _extended(data: said.SuspensionExtended, _subject: str, moment: Moment) -> Iterator[Objection]:
    suspension = the_certificate(moment).suspension
    if suspension is None or data.until < suspension.until or data.until < day_of(moment.now):
        yield objection("past", "Choose a day after the one on which the suspension ends now.")


def _reduced(data: said.Reduced, _subject: str, moment: Moment) -> Iterator[Objection]:
    terms, scheme = the_certificate(moment).terms, the_scheme(moment)
    order = [level.id for level in scheme.levels]
    if level_of(scheme, data.level) is None or order.index(data.level) > order.index(terms.level):
        yield objection("level", "“{level}” is not less than the certificate has.", level=data.level)
    if not set(data.scope) <= set(terms.scope) or (terms.scope and not data.scope):
        yield objection("scope", "Leave part of the scope, or withdraw the certificate.")
    if (data.level, set(data.scope)) == (terms.level, set(terms.scope)):
        yield objection("same", "Nothing would be reduced.")


def _superseded(data: said.Superseded, _subject: str, moment: Moment) -> Iterator[Objection]:
    if data.by == the_certificate(moment).number or data.by not in moment.register.issued.values():
        yield objection("by", "There is no certificate {number} to take its place.", number=data.by)


def _surveyed(data: said.Surveyed, _subject: str, moment: Moment) -> Iterator[Objection]:
    if data.due not in the_certificate(moment).due(moment.now):
        yield objection("not-due", "No surveillance is due since {day}.", day=data.due)
    if not data.evidence:
        yield objection("evidence", "Name what was looked at.")
    wanted = [one.id for one in asked(the_scheme(moment), the_certificate(moment).terms.level, Occasion.SURVEILLANCE)]
    if sorted(one.criterion for one in data.results) != sorted(wanted):
        yield objection("results", "Say what each of these came to: {criteria}.", criteria=", ".join(wanted) or "–")
    if data.passed and any(one.outcome is Outcome.NOT_MET for one in data.results):
        yield objection("passed", "It is not passed while something is not met.")


def _found(data: said.FindingOpened, _subject: str, moment: Moment) -> Iterator[Objection]:
    if data.finding in the_certificate(moment).findings:
        yield objection("exists", "There is a finding with this name already.")


def _closed(data: said.FindingClosed, _subject: str, moment: Moment) -> Iterator[Objection]:
    found = the_certificate(moment).findings.get(data.finding)
    if found is None or found.closed_at is not None:
        yield objection("no-finding", "There is no open finding with this name.")


def _asked(data: said.TestDataAsked, _subject: str, moment: Moment) -> Iterator[Objection]:
    if data.duty in the_certificate(moment).duties:
        yield objection("exists", "There is a duty with this name already.")


def _given(data: said.TestDataGiven, _subject: str, moment: Moment) -> Iterator[Objection]:
    duty = the_certificate(moment).duties.get(data.duty)
    if duty is None or duty.given:
        yield objection("no-duty", "No such test data is owed.")


def _lodged(data: said.ComplaintLodged, subject: str, moment: Moment) -> Iterator[Objection]:
    if data.certificate != the_certificate(moment).number:
        yield objection("certificate", "The complaint names another certificate.")
    if moment.complaint is not None or subject.partition(":")[2] in the_certificate(moment).complaints:
        yield objection("exists", "There is a complaint with this name already.")


def _complaint_step(kind: Kind) -> Guard:
    def guard(data: Form, subject: str, moment: Moment) -> Iterator[Objection]:
        complaint = moment.complaint
        named = getattr(data, "certificate", None)
        if complaint is None or (complaint.id, complaint.certificate) != (subject.partition(":")[2], named):
            yield objection("no-complaint", "There is no such complaint.")
        elif complaint.state not in COMPLAINT[kind]:
            yield objection("state", "The complaint is {state}: this cannot happen.", state=complaint.state.value)
        elif named != the_certificate(moment).number:
            yield objection("certificate", "The complaint names another certificate.")

    return guard


GUARDS: Guards = {
    Kind.ISSUED: _issued,
    Kind.RENEWAL_OPENED: _renewal_opened,
    Kind.RENEWED: _renewed,
    Kind.SUSPENDED: _suspended,
    Kind.SUSPENSION_EXTENDED: _extended,
    Kind.REDUCED: _reduced,
    Kind.SUPERSEDED: _superseded,
    Kind.SURVEYED: _surveyed,
    Kind.FINDING_OPENED: _found,
    Kind.FINDING_CLOSED: _closed,
    Kind.TEST_DATA_ASKED: _asked,
    Kind.TEST_DATA_GIVEN: _given,
    Kind.COMPLAINT_LODGED: _lodged,
    Kind.COMPLAINT_ADMITTED: _complaint_step(Kind.COMPLAINT_ADMITTED),
    Kind.COMPLAINT_DISMISSED: _complaint_step(Kind.COMPLAINT_DISMISSED),
    Kind.COMPLAINT_DECIDED: _complaint_step(Kind.COMPLAINT_DECIDED),
}
