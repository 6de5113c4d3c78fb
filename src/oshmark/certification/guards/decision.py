# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What has to be so before a review, a decision and the hearing of an appeal."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from oshmark.certification.event_data.decision import AppealAllowed, Recommendation
from oshmark.certification.events import Kind
from oshmark.certification.guards.needs import Guards, fit_for, known_criteria, pinned, the_case, the_scheme
from oshmark.certification.objection import objection
from oshmark.certification.results import shortfalls
from oshmark.certification.roles import Role
from oshmark.certification.scheme import level_of
from oshmark.certification.status import drifts, overdue

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oshmark.certification.event_data import decision as said
    from oshmark.certification.moment import Moment
    from oshmark.certification.objection import Objection


def _reviewed(_data: said.Reviewed, _subject: str, moment: Moment) -> Iterator[Objection]:
    yield from pinned(moment)
    if moment.who.person in the_case(moment).reviews:
        yield objection("reviewed", "{person} has reviewed this already.", person=moment.who.person)


def _granted(data: said.Granted, _subject: str, moment: Moment) -> Iterator[Objection]:
    yield from pinned(moment)
    case, scheme = the_case(moment), the_scheme(moment)
    yield from _enough_deciders(Recommendation.GRANT, moment)
    yield from shortfalls(case, scheme, data.level, moment.now)
    order = [level.id for level in scheme.levels]
    if level_of(scheme, data.level) is None or order.index(data.level) > order.index(case.level):
        yield objection("level", "“{level}” was not applied for.", level=data.level)
    if not set(data.scope) <= set(case.scope) or (case.scope and not data.scope):
        yield objection("scope", "Grant what was applied for, or part of it.")
    if not case.has_agreement:
        yield objection("no-agreement", "The agreement does not hold.")
    yield from _thread_open(moment)
    if case.renews is not None:
        yield from renewal_blocked(moment)


def _thread_open(moment: Moment) -> Iterator[Objection]:
    """Where everybody may follow the evaluation, there is time to do so before it is decided."""
    case, days = the_case(moment), the_scheme(moment).openness.least_days
    begun = case.evaluation_begun_at
    if begun is None or moment.now < begun + timedelta(days=days):
        yield objection("thread", "The evaluation stays open to everybody for {days} days.", days=days)


def renewal_blocked(moment: Moment) -> Iterator[Objection]:
    """C-4 and C-46: an open finding of drift, and test data that is owed for too long, stop a renewal."""
    certificate, grace = moment.certificate, timedelta(days=the_scheme(moment).grace_days)
    if certificate is None or certificate.number != the_case(moment).renews:
        yield objection("renews", "Name the certificate that is to be renewed.")
        return
    if drifts(certificate, moment.now):
        yield objection("drift", "A finding of mission drift is open: it has to be closed first.")
    if overdue(certificate, moment.now, grace=grace):
        yield objection("test-data", "Test data is owed for longer than the scheme allows.")


def _enough_deciders(wanted: Recommendation, moment: Moment) -> Iterator[Objection]:
    case, needed = the_case(moment), the_scheme(moment).deciders
    agree = {person for person, review in case.reviews.items() if review.recommends is wanted}
    if len(agree | {moment.who.person}) < needed:
        yield objection("deciders", "{needed} people have to agree on a decision.", needed=needed)
    if not case.reviews:
        yield objection("no-review", "Nobody has reviewed the evaluation yet.")


def _refused(data: said.Refused, _subject: str, moment: Moment) -> Iterator[Objection]:
    yield from pinned(moment)
    yield from known_criteria(data.unmet, moment)
    yield from _enough_deciders(Recommendation.REFUSE, moment)


def _appealed(_data: said.AppealLodged, _subject: str, moment: Moment) -> Iterator[Objection]:
    case, days = the_case(moment), the_scheme(moment).appeal_days
    if case.decided_at is None or moment.now >= case.decided_at + timedelta(days=days):
        yield objection("too-late", "An appeal has to come within {days} days of the refusal.", days=days)


def _heard(data: said.AppealDismissed | said.AppealAllowed, kind: Kind, moment: Moment) -> Iterator[Objection]:
    if moment.who.person not in data.panel or len(set(data.panel)) != len(data.panel):
        yield objection("panel", "Whoever records the result sits on the panel, and everybody once.")
    for person in data.panel:
        if person != moment.who.person:
            yield from fit_for(person, Role.APPEAL_PANEL, kind, moment)


def _dismissed(data: said.AppealDismissed, _subject: str, moment: Moment) -> Iterator[Objection]:
    yield from _heard(data, Kind.APPEAL_DISMISSED, moment)


def _allowed(data: said.AppealAllowed, _subject: str, moment: Moment) -> Iterator[Objection]:
    yield from _heard(data, Kind.APPEAL_ALLOWED, moment)
    yield from known_criteria(data.criteria, moment)


def _measure_appealed(_data: said.AppealLodged, _subject: str, moment: Moment) -> Iterator[Objection]:
    certificate = moment.certificate
    if certificate is None or certificate.last_measure is None or certificate.appealed is not None:
        yield objection("no-measure", "There is no measure against this certificate to appeal against.")


def _measure_heard(
    data: said.AppealDismissed | said.AppealAllowed, _subject: str, moment: Moment
) -> Iterator[Objection]:
    kind = Kind.MEASURE_ANNULLED if isinstance(data, AppealAllowed) else Kind.MEASURE_UPHELD
    yield from _heard(data, kind, moment)
    if moment.certificate is None or moment.certificate.appealed is None:
        yield objection("no-appeal", "Nobody has appealed.")


GUARDS: Guards = {
    Kind.REVIEWED: _reviewed,
    Kind.GRANTED: _granted,
    Kind.REFUSED: _refused,
    Kind.APPEAL_LODGED: _appealed,
    Kind.APPEAL_DISMISSED: _dismissed,
    Kind.APPEAL_ALLOWED: _allowed,
    Kind.MEASURE_APPEALED: _measure_appealed,
    Kind.MEASURE_UPHELD: _measure_heard,
    Kind.MEASURE_ANNULLED: _measure_heard,
}
