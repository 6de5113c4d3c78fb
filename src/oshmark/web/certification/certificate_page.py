# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the page of a certificate shows: it explains itself (C-127), in the sentences of the room."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from django.utils.translation import gettext as _

from oshmark.certification.application import Application
from oshmark.certification.body import Body
from oshmark.certification.certificate import Certificate
from oshmark.certification.explain import explain, would_end
from oshmark.certification.lifecycle import CertificateState
from oshmark.certification.mark_right import Pillar, mark_right
from oshmark.certification.scheme import Scheme, SubjectKind, level_of
from oshmark.certification.status import Status
from oshmark.errors import StateError
from oshmark.web.certification.founding import body_of
from oshmark.web.certification.memory import memory
from oshmark.web.certification.models import CertificateRow
from oshmark.web.certification.names import called, sentence_with_names
from oshmark.web.certification.queries import listed
from oshmark.web.certification.stories import Thread
from oshmark.web.certification.wording import (
    COMPLAINTS,
    FINDINGS,
    HEADLINES,
    REASONS,
    RELATIONS,
    STATES,
    STEPS,
    SUBJECTS,
)
from oshmark.web.library.models import Release
from oshmark.web.library.presentation import decent, one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from oshmark.certification.conflicts import Barred
    from oshmark.web.certification.names import Called

REASON = 4_000
GOOD = frozenset({CertificateState.ACTIVE, CertificateState.SURVEILLANCE_DUE})
PAUSED = frozenset({CertificateState.SUSPENDED})


class Opened(msgspec.Struct, frozen=True):
    """A certificate with all that it rests on."""

    row: CertificateRow
    certificate: Certificate
    case: Application
    scheme: Scheme
    body: Body | None
    status: Status


def open_certificate(row: CertificateRow, now: datetime) -> Opened | None:
    """A certificate as the log has it; `None` for a row that the log knows nothing of.

    Raises `StateError` where the text of its scheme is missing.
    """
    known = memory()
    certificate = known.certificate(row.number)
    case = None if certificate is None else known.case(certificate.terms.application)
    if certificate is None or case is None:
        return None
    scheme = known.scheme_under(case)
    told = listed([row], now)
    return Opened(row, certificate, case, scheme, _body(certificate.terms.body), told[0].status)


def _body(body: str) -> Body | None:
    try:
        return body_of(body)
    except StateError:  # the page of the body says so; the certificate stands without
        return None


def certificate_context(opened: Opened, now: datetime) -> dict[str, Any]:
    """Everything that the page shows."""
    terms, status = opened.certificate.terms, opened.status
    people = _people(opened)
    names = called(people)
    told = explain(opened.certificate, opened.case, opened.scheme, memory().replay.register, now)
    thread = Thread(opened.case, opened.scheme, now)
    return {
        "number": opened.certificate.number,
        "name": one_line(terms.about.name, 200) or names[terms.holder].text,
        "about": terms.about,
        "kind": SUBJECTS[terms.about.kind.value],
        "is_person": terms.about.kind is SubjectKind.PERSON,
        "release": _release(terms.about.ref),
        **status_context(status),
        "level": _level(opened.scheme, status.level),
        "scope": _scope(opened.scheme, status.scope),
        "scheme": opened.scheme,
        "body": opened.body,
        "body_id": terms.body,
        "holder": names[terms.holder],
        "producer": names.get(terms.about.producer or ""),
        "told": told,
        "evaluators": [names[one] for one in told.evaluated_by],
        "reviewers": [names[one] for one in told.reviewed_by],
        "decider": names.get(told.decided_by),
        "issuer": names.get(told.issued_by),
        "reason": decent(told.reason, REASON),
        "barred": [*_barred(told.barred_from_evaluating, names), *_barred(told.barred_from_deciding, names)],
        "stepped_back": [names[one] for one in told.stepped_back],
        "would_end": [one.sentence for one in would_end(opened.certificate)] if status.state in GOOD | PAUSED else [],
        "groups": thread.groups(),
        "nonconformities": thread.nonconformities(),
        "mark": _mark(opened, now),
        "relations": list(_relations(opened, names)),
        "findings": [
            {"title": FINDINGS[one.category.value], "what": decent(one.what, REASON), "since": one.since}
            for one in status.findings
        ],
        "duties": [(one.asked, one.given) for one in opened.certificate.duties.values()],
        "external": opened.certificate.external,
        "complaints": _complaints(opened.certificate),
        "history": history(opened.certificate, names),
        "hours": hours(opened.case.minutes),
        "evidence_count": len(terms.evidence),
        "surveillance": terms.surveillance,
    }


def status_context(status: Status) -> dict[str, Any]:
    """The status in words. `tone`: good, paused or over."""
    tone = "good" if status.state in GOOD else "paused" if status.state in PAUSED else "over"
    return {
        "status": status,
        "state": status.state.value,
        "state_words": STATES[status.state.value],
        "headline": HEADLINES[status.state.value],
        "tone": tone,
        "why": REASONS[status.why.value] if status.why else "",
        "status_reason": decent(status.reason, REASON),
        "ends_when": decent(status.ends_when, REASON),
    }


def _people(opened: Opened) -> list[str]:
    """Everybody whom the page names."""
    terms, case = opened.certificate.terms, opened.case
    roles = memory().replay.register.assignments
    staff = [person for person, ones in roles.items() if any(one.body == terms.body for one in ones)]
    named = [terms.holder, *terms.evaluators, terms.decided_by, *case.reviews, *case.recused, *staff]
    named += [step.person for step in opened.certificate.history]
    named += [terms.about.producer] if terms.about.producer else []
    return list(dict.fromkeys(named))


def _release(ref: str) -> str:
    """The address of the release in the library; empty where it is not there."""
    return ref if Release.objects.filter(address=ref, state=Release.ADMITTED).exists() else ""


def _level(scheme: Scheme, level: str) -> dict[str, str]:
    found = level_of(scheme, level)
    return {"title": level if found is None else found.title, "meaning": "" if found is None else found.meaning}


def _scope(scheme: Scheme, scope: Iterable[str]) -> list[str]:
    titles = {one.id: one.title for one in scheme.activities}
    return [titles.get(one) or one for one in scope]


def _barred(barred: Iterable[Barred], names: dict[str, Called]) -> Iterator[dict[str, Any]]:
    for one in barred:
        sentences = [sentence_with_names(why, names) for why in one.objections]
        yield {"who": names.get(one.person) or called([one.person])[one.person], "why": sentences}


def _mark(opened: Opened, now: datetime) -> dict[str, Any] | None:
    """The right to the mark of the body; `None` where the scheme is not about something that could bear one."""
    kind, body = opened.certificate.terms.about.kind, opened.body
    if body is None or not body.marks or kind not in {SubjectKind.PRODUCT, SubjectKind.DOCUMENTATION_RELEASE}:
        return None
    needs = frozenset(Pillar) if kind is SubjectKind.PRODUCT else frozenset({Pillar.PRODUCT})
    producer = _producer(opened) if Pillar.PRODUCER in needs else None
    right = mark_right(opened.certificate, producer, now, has_agreement=opened.case.has_agreement, needs=needs)
    return {"holds": right.holds, "missing": [one.sentence for one in right.missing], "text": body.marks[0].text}


def _producer(opened: Opened) -> Certificate | None:
    """The newest certificate that the body has given to who makes the product."""
    terms = opened.certificate.terms
    rows = CertificateRow.objects.filter(
        body=terms.body, kind=SubjectKind.PRODUCER.value, holder=terms.about.producer or terms.holder
    )
    row = rows.order_by("-issued_at").first()
    return None if row is None else memory().certificate(row.number)


def _relations(opened: Opened, names: dict[str, Called]) -> Iterator[dict[str, Any]]:
    """Declared relations between who judged or decided and whose certificate it is."""
    register, terms = memory().replay.register, opened.certificate.terms
    ours = {*terms.evaluators, terms.decided_by, *opened.case.reviews}
    parties = {terms.holder, terms.about.producer or terms.holder}
    parties |= {one.person for one in register.memberships if one.organisation in parties}
    for one in register.relations:
        pair = {one.one, one.other}
        if pair & ours and pair & parties:
            mine, *_rest = sorted(pair & ours)
            yield {
                "who": names.get(mine) or called([mine])[mine],
                "kind": RELATIONS[one.kind.value],
                "since": one.since,
                "until": one.until,
            }


def _complaints(certificate: Certificate) -> list[dict[str, Any]]:
    """Complaints that were admitted. Nothing is shown of one that nobody has screened, or that came to nothing."""
    said = {None: _("being looked into"), True: _("it is so"), False: _("it is not so")}
    return [
        {"about": COMPLAINTS[one.category.value], "since": one.lodged_at, "state": said[one.upheld]}
        for one in certificate.complaints.values()
        if one.admitted
    ]


def history(certificate: Certificate, names: dict[str, Called]) -> list[dict[str, Any]]:
    """What has happened to it, the last first."""
    return [
        {
            "at": step.at,
            "what": STEPS[step.kind.value],
            "who": names.get(step.person) or called([step.person])[step.person],
            "reason": decent(step.reason, REASON),
        }
        for step in reversed(certificate.history)
        if step.kind.value in STEPS
    ]


def hours(minutes: int) -> str:
    """A time that people spent (C-11), in hours."""
    return f"{minutes / 60:.1f}"
