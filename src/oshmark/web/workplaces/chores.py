# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is to be done about certificates and complaints, and by whom: what the time, or somebody, has made due."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from enum import Enum
from typing import TYPE_CHECKING

import msgspec
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from oshmark.certification.calendar_days import begin_of
from oshmark.certification.complaint import ComplaintState, complaint_of
from oshmark.certification.conflicts import Question, eligible, people_of
from oshmark.certification.event_data.certificate import FindingCategory
from oshmark.certification.events import Kind
from oshmark.certification.lifecycle import CertificateState
from oshmark.certification.reminders import DAYS, Why
from oshmark.certification.roles import Role
from oshmark.certification.status import renewable, standing_findings
from oshmark.web.workplaces.at_certificate import renewal_of
from oshmark.web.workplaces.models import HandedIn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.utils.functional import Promise

    from oshmark.certification.certificate import Certificate
    from oshmark.web.certification.memory import Memory

C = CertificateState
LIVING = frozenset({C.ACTIVE, C.SURVEILLANCE_DUE, C.SUSPENDED})
EARLY = timedelta(days=30)
"""What was handed in so long before a surveillance is due is for it."""
Handed = dict[tuple[str, str], datetime]


class ChoreKind(Enum):
    """What has to be done. The values stand in the keys of notices, so they never change."""

    SCREEN_COMPLAINT = "screen-complaint"
    DECIDE_COMPLAINT = "decide-complaint"
    HEAR_MEASURE = "hear-measure"
    CONFIRM_SUSPENSION = "confirm-suspension"
    SURVEY = "survey"
    SHOW = "show"
    GIVE_DATA = "give-data"
    LOOK_EXTERNAL = "look-external"
    OFFER_EXTERNAL = "offer-external"
    RENEW = "renew"
    LET_IN = "let-in"


T = ChoreKind
CHORES: dict[ChoreKind, str | Promise] = {
    T.SCREEN_COMPLAINT: _("Screen a complaint"),
    T.DECIDE_COMPLAINT: _("Decide on a complaint"),
    T.HEAR_MEASURE: _("Hear an appeal against a measure"),
    T.CONFIRM_SUSPENSION: _("Confirm a suspension, or end it"),
    T.SURVEY: _("Look at a certificate again"),
    T.SHOW: _("Show that it still is as the certificate says"),
    T.GIVE_DATA: _("Hand in test data"),
    T.LOOK_EXTERNAL: _("Look at a certificate of somebody else"),
    T.OFFER_EXTERNAL: _("A certificate of somebody else has run out: hand in the newer one"),
    T.RENEW: _("Apply for another term"),
    T.LET_IN: _("Let a guest in, who would judge an application"),
}
DONE_AT = {
    T.SCREEN_COMPLAINT: "work_complaint_screen",
    T.DECIDE_COMPLAINT: "work_complaint_decide",
    T.HEAR_MEASURE: "work_certificate_hear",
    T.CONFIRM_SUSPENSION: "work_certificate_extend",
    T.SURVEY: "work_certificate_survey",
    T.SHOW: "work_certificate_show",
    T.GIVE_DATA: "work_certificate_give_data",
    T.LOOK_EXTERNAL: "work_certificate_external",
    T.OFFER_EXTERNAL: "work_certificate_offer_external",
    T.RENEW: "work_certificate_renew",
}
"""The page on which each is done."""
ASKED = {
    T.SCREEN_COMPLAINT: Kind.COMPLAINT_ADMITTED,
    T.DECIDE_COMPLAINT: Kind.COMPLAINT_DECIDED,
    T.HEAR_MEASURE: Kind.MEASURE_UPHELD,
    T.CONFIRM_SUSPENSION: Kind.SUSPENSION_EXTENDED,
    T.SURVEY: Kind.SURVEYED,
    T.LOOK_EXTERNAL: Kind.EXTERNAL_UPDATED,
}
"""What is done, to ask the conflict engine whether somebody of the body may."""


class Chore(msgspec.Struct, frozen=True, kw_only=True):
    """One thing to do. `ref`: what its page is about, a certificate or a complaint."""

    todo: ChoreKind
    role: Role
    certificate: str
    ref: str
    since: datetime
    due: date | None = None

    @property
    def href(self) -> str:
        """The page on which it is done."""
        return reverse(DONE_AT[self.todo], args=[self.ref])

    @property
    def key(self) -> str:
        """Which of all things to do it is."""
        return f"{self.todo.value} {self.ref} {self.since.isoformat()}"


def all_chores(known: Memory, now: datetime) -> Iterator[Chore]:
    """Everything that is to be done now."""
    yield from _complaints(known)
    handed = _handed()
    for certificate in known.replay.certificates.values():
        yield from _of(certificate, handed, now)
        yield from _renewal(certificate, known, now)


def chores_of(person: str, known: Memory, now: datetime) -> Iterator[Chore]:
    """What waits for one person."""
    return (one for one in all_chores(known, now) if person in who_does(one, known, now))


def who_does(chore: Chore, known: Memory, now: datetime) -> tuple[str, ...]:
    """Everybody whose turn it is: the holder's people, or who has the role and may act here."""
    certificate = known.replay.certificates[chore.certificate]
    register, case = known.replay.register, known.case(certificate.applications[-1])
    kind = ASKED.get(chore.todo)
    if kind is None:
        return tuple(sorted(people_of(register, [certificate.terms.holder], now) & register.people))
    return eligible(kind, chore.role, Question(register=register, at=now, case=case, certificate=certificate)).can


def _complaints(known: Memory) -> Iterator[Chore]:
    todo = {ComplaintState.LODGED: T.SCREEN_COMPLAINT, ComplaintState.ADMITTED: T.DECIDE_COMPLAINT}
    for name, entries in known.replay.complaints.items():
        found = complaint_of(entries)
        if found.state in todo and found.certificate in known.replay.certificates:
            yield Chore(
                todo=todo[found.state],
                role=Role.COMPLAINTS_OFFICER,
                certificate=found.certificate,
                ref=name,
                since=found.changed_at,
            )


def _handed() -> Handed:
    """When something was handed in last, by what it is and the number of the certificate."""
    rows = HandedIn.objects.filter(kind=HandedIn.SURVEILLANCE) | HandedIn.objects.filter(settled_at=None)
    told = rows.exclude(kind=HandedIn.TEST_DATA).order_by("pk").values_list("kind", "certificate", "handed_in_at")
    return {(kind, number): at for kind, number, at in told}


def _of(certificate: Certificate, handed: Handed, now: datetime) -> Iterator[Chore]:
    state, _since = certificate.state(now)
    if certificate.appealed is not None:
        yield _chore(T.HEAR_MEASURE, Role.APPEAL_PANEL, certificate.number, _last(certificate, Kind.MEASURE_APPEALED))
    if state in LIVING:
        yield from _of_body(certificate, state, handed, now)
    if state in LIVING or renewable(certificate, now):
        yield from _of_holder(certificate, handed, now)


def _last(certificate: Certificate, kind: Kind) -> datetime:
    """When something happened to a certificate last."""
    return next((step.at for step in reversed(certificate.history) if step.kind is kind), certificate.issued_at)


def _of_body(certificate: Certificate, state: CertificateState, handed: Handed, now: datetime) -> Iterator[Chore]:
    number, suspension = certificate.number, certificate.suspension
    if state is C.SUSPENDED and suspension is not None and not suspension.confirmed:
        yield _chore(T.CONFIRM_SUSPENSION, Role.DECISION_MAKER, number, suspension.since, suspension.until)
    if certificate.due(now):
        yield _chore(T.SURVEY, Role.EVALUATOR, number, begin_of(certificate.due(now)[0]))
    offered = handed.get((HandedIn.EXTERNAL, number))
    if offered is not None:
        yield _chore(T.LOOK_EXTERNAL, Role.REGISTRAR, number, offered)


def _of_holder(certificate: Certificate, handed: Handed, now: datetime) -> Iterator[Chore]:
    number = certificate.number
    shown = handed.get((HandedIn.SURVEILLANCE, number))
    for day in certificate.due(now)[:1]:
        if shown is None or shown < begin_of(day - EARLY):
            yield _chore(T.SHOW, Role.APPLICANT, number, begin_of(day))
    owed = sorted(one.asked.due for one in certificate.duties.values() if not one.given)
    if owed:
        yield _chore(T.GIVE_DATA, Role.APPLICANT, number, _last(certificate, Kind.TEST_DATA_ASKED), owed[0])
    found = standing_findings(certificate, now)
    expired = [one.since for one in found if one.category is FindingCategory.EXTERNAL_EXPIRED]
    if expired and (HandedIn.EXTERNAL, number) not in handed:
        yield _chore(T.OFFER_EXTERNAL, Role.APPLICANT, number, max(expired))


def _renewal(certificate: Certificate, known: Memory, now: datetime) -> Iterator[Chore]:
    end = certificate.terms.valid_until
    if end is None or renewal_of(certificate, known) is not None or not renewable(certificate, now):
        return
    soon = begin_of(end - timedelta(days=DAYS[Why.END][0]))
    if soon <= now:
        yield _chore(T.RENEW, Role.APPLICANT, certificate.number, soon, end)


def _chore(todo: ChoreKind, role: Role, number: str, since: datetime, due: date | None = None) -> Chore:
    return Chore(todo=todo, role=role, certificate=number, ref=number, since=since, due=due)
