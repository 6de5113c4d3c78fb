# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What has to be so before each step of an application up to its evaluation."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from oshmark.certification.bundle import bundle_of, pieces_of
from oshmark.certification.calendar_days import day_of
from oshmark.certification.completeness import submission_objections
from oshmark.certification.criterion import Judgement
from oshmark.certification.events import Kind
from oshmark.certification.guards.needs import Guards, known_criteria, pinned, the_case, the_scheme
from oshmark.certification.objection import objection
from oshmark.certification.scheme import SchemeState, SchemeType, SubjectKind, criterion_of, level_of
from oshmark.certification.scheme_digest import known_digest
from oshmark.certification.status import renewable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oshmark.certification.event_data import application as said
    from oshmark.certification.event_data.form import Form
    from oshmark.certification.moment import Moment
    from oshmark.certification.objection import Objection
    from oshmark.certification.scheme import Scheme


def _opened(data: said.Opened, subject: str, moment: Moment) -> Iterator[Objection]:
    register, scheme = moment.register, the_scheme(moment)
    if subject.partition(":")[2] in register.applications:
        yield objection("exists", "There is an application with this name already.")
    if data.applicant not in register.people and data.applicant not in register.organisations:
        yield objection("applicant", "Register {party} first.", party=data.applicant)
    yield from _version(data, scheme, moment)
    if data.about.kind is not scheme.subject:
        facts = {"subject": scheme.subject.value, "kind": data.about.kind.value}
        yield objection("subject", "The scheme certifies a {subject}, and this is a {kind}.", **facts)
    if data.about.kind is SubjectKind.PERSON and (data.about.name or data.about.ref not in register.people):
        yield objection("subject", "A person is named by their id here, and by nothing else.")
    if level_of(scheme, data.level) is None:
        yield objection("level", "The scheme has no level “{level}”.", level=data.level)
    activities = {one.id for one in scheme.activities}
    if activities and (not data.scope or not set(data.scope) <= activities):
        yield objection(
            "scope", "Choose what the certificate is to cover: {activities}.", activities=sorted(activities)
        )
    if data.renews is not None:
        yield from _renews(data, moment)


def _version(data: said.Opened, scheme: Scheme, moment: Moment) -> Iterator[Objection]:
    """C-8 and C-112: only an adopted version can be applied for, and the application is held to it."""
    version = moment.register.version(data.scheme, data.version)
    if version is None or not version.holds(moment.now) or version.digest != data.digest:
        yield objection("not-adopted", "{scheme} is not adopted: nobody can apply for it.", scheme=scheme.name)
    elif version.body != data.body:
        yield objection("body", "{scheme} belongs to another body.", scheme=scheme.name)
    if scheme.state is not SchemeState.PUBLISHED or scheme.type is SchemeType.SCORE:
        yield objection("not-open", "{scheme} is a draft or a score: it certifies nothing.", scheme=scheme.name)
    if (scheme.id, scheme.version, known_digest(scheme)) != (data.scheme, data.version, data.digest):
        yield objection("digest", "{scheme} is not the text that the application names.", scheme=scheme.name)


def _renews(data: said.Opened, moment: Moment) -> Iterator[Objection]:
    certificate = moment.certificate
    if certificate is None or certificate.number != data.renews:
        yield objection("renews", "There is no certificate {number} to be renewed.", number=data.renews)
        return
    if certificate.terms.holder != data.applicant or certificate.terms.scheme != data.scheme:
        yield objection("renews", "{number} belongs to somebody else or to another scheme.", number=data.renews)
    if not renewable(certificate, moment.now):
        yield objection("renews", "{number} can be renewed no longer: apply anew.", number=data.renews)


def _planned(data: said.Planned, _subject: str, moment: Moment) -> Iterator[Objection]:
    if data.earliest_decision < day_of(moment.now):
        yield objection("past", "The plan ends in the past. Choose a later day.")


def _challenge(data: said.ChallengeGiven, _subject: str, moment: Moment) -> Iterator[Objection]:
    yield from known_criteria((data.criterion,), moment)
    if data.code in {one.code for one in the_case(moment).challenges}:
        yield objection("code", "This code was given before. Draw another one.")


def _submitted(data: said.Submitted, _subject: str, moment: Moment) -> Iterator[Objection]:
    yield from pinned(moment)
    yield from submission_objections(data, the_case(moment), the_scheme(moment), moment.certificate)


def _returned(data: said.Returned, _subject: str, moment: Moment) -> Iterator[Objection]:
    named = tuple(one.criterion for one in data.missing if one.criterion is not None)
    yield from known_criteria(named, moment)


def _accepted(_data: said.Accepted, _subject: str, moment: Moment) -> Iterator[Objection]:
    yield from pinned(moment)


def _agreement(data: said.AgreementSigned, _subject: str, moment: Moment) -> Iterator[Objection]:
    agreement = the_scheme(moment).agreement
    if agreement is None or (agreement.id, agreement.version) != (data.agreement, data.version):
        yield objection("agreement", "That is not the agreement of the scheme.")
    if data.scheme != the_case(moment).digest:
        yield objection("digest", "The agreement belongs to another version of the scheme.")
    yield from pinned(moment)


def _ended(_data: Form, _subject: str, moment: Moment) -> Iterator[Objection]:
    if not the_case(moment).has_agreement:
        yield objection("no-agreement", "The agreement does not hold.")


def _frozen(data: said.EvidenceFrozen, _subject: str, moment: Moment) -> Iterator[Objection]:
    case = the_case(moment)
    if data.bundle != bundle_of(case) or data.pieces != pieces_of(case):
        yield objection("bundle", "The bundle is not the evidence of this application.")


def _checked(data: said.Checked, _subject: str, moment: Moment) -> Iterator[Objection]:
    criterion = criterion_of(the_scheme(moment), data.criterion)
    if criterion is None or criterion.judgement is not Judgement.AUTOMATIC:
        yield objection("automatic", "“{criterion}” is not judged by a check.", criterion=data.criterion)


def _external(data: said.ExternalRecorded, _subject: str, moment: Moment) -> Iterator[Objection]:
    if data.standard not in {one.id for one in the_scheme(moment).external}:
        yield objection("external", "The scheme does not rely on “{standard}”.", standard=data.standard)
    if data.valid_until is not None and data.valid_until < day_of(moment.now):
        yield objection("expired", "That certificate was valid until {day}.", day=data.valid_until)


def _begun(_data: Form, _subject: str, moment: Moment) -> Iterator[Objection]:
    yield from pinned(moment)
    case, scheme = the_case(moment), the_scheme(moment)
    if scheme.agreement is None or not case.has_agreement:
        yield objection("no-agreement", "The agreement is not signed yet.")
    if scheme.fees and case.fee is None:
        yield objection("no-fee", "The fee is neither recorded nor waived.")
    if case.frozen is None or case.frozen.bundle != bundle_of(case):
        yield objection("not-frozen", "The evidence is not frozen yet.")


def _lapsed(data: said.Lapsed, _subject: str, moment: Moment) -> Iterator[Objection]:
    case, days = the_case(moment), the_scheme(moment).idle_days
    if data.last != case.changed_at or moment.now - case.changed_at < timedelta(days=days):
        yield objection("not-idle", "The applicant still has time: an application waits {days} days.", days=days)


GUARDS: Guards = {
    Kind.OPENED: _opened,
    Kind.PLANNED: _planned,
    Kind.CHALLENGE_GIVEN: _challenge,
    Kind.SUBMITTED: _submitted,
    Kind.RETURNED: _returned,
    Kind.ACCEPTED: _accepted,
    Kind.AGREEMENT_SIGNED: _agreement,
    Kind.AGREEMENT_ENDED: _ended,
    Kind.EVIDENCE_FROZEN: _frozen,
    Kind.CHECKED: _checked,
    Kind.EXTERNAL_RECORDED: _external,
    Kind.EVALUATION_BEGUN: _begun,
    Kind.LAPSED: _lapsed,
}
