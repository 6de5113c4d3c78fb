# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""From the folded log to rows: the only code that writes the tables of certification."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oshmark.certification.views import BEFORE_ACCEPTED
from oshmark.web.certification.memory import Memory
from oshmark.web.certification.models import Case, CertificateRow

if TYPE_CHECKING:
    from collections.abc import Iterable

    from oshmark.certification.application import Application
    from oshmark.certification.certificate import Certificate

TABLES = (Case, CertificateRow)
BATCH = 500
"""Rows that go to the database at once."""


def project(memory: Memory, subjects: Iterable[str]) -> None:
    """Bring the rows of these subjects, and of what follows from them, to what the log says."""
    for subject in sorted(subjects):
        area, _, name = subject.partition(":")
        if area == "application" and (case := memory.case(name)) is not None:
            _case(case).save()
        certificate = memory.certificate(name) if area == "certificate" else None
        if certificate is not None:
            _certificate(certificate).save()


def rebuild() -> int:
    """Make the tables anew from the log, within the caller's transaction, and give the number of events read."""
    for table in TABLES:
        table.objects.all().delete()
    memory = Memory().follow()
    known = memory.replay
    Case.objects.bulk_create(map(_case, known.cases.values()), batch_size=BATCH)
    CertificateRow.objects.bulk_create(map(_certificate, known.certificates.values()), batch_size=BATCH)
    return len(memory.entries)


def _case(case: Application) -> Case:
    return Case(
        id=case.id,
        body=case.body,
        scheme=case.scheme,
        version=case.version,
        applicant=case.applicant,
        kind=case.about.kind.value,
        ref=case.about.ref,
        name=case.about.name,
        state=case.state.value,
        public=case.state not in BEFORE_ACCEPTED,
        opened_at=case.opened_at,
        since=case.since,
    )


def _certificate(certificate: Certificate) -> CertificateRow:
    terms, about = certificate.terms, certificate.terms.about
    return CertificateRow(
        number=certificate.number,
        body=terms.body,
        scheme=terms.scheme,
        version=terms.version,
        level=terms.level,
        kind=about.kind.value,
        holder=terms.holder,
        ref=about.ref,
        name=about.name,
        subject_version=about.version or "",
        municipality=about.municipality or "",
        country=about.country or "",
        issued_at=certificate.issued_at,
        valid_until=terms.valid_until,
        suspended_until=certificate.suspension.until if certificate.suspension else None,
        ended=certificate.end.state.value if certificate.end else "",
    )
