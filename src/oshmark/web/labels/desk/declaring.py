# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Issuing a label from a declaration in a file, as an operator does who is asked to, and the demonstration."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings

from oshmark.errors import RefusedError
from oshmark.label.check import is_ready
from oshmark.values.finding import Severity
from oshmark.web import wiring
from oshmark.web.archive.files import files_of
from oshmark.web.labels import issuing
from oshmark.web.labels.desk.declaration_file import read_declaration
from oshmark.web.labels.desk.drafts import labelled, prefilled
from oshmark.web.labels.desk.producers import find_maker
from oshmark.web.labels.desk.written import Subject, said_of
from oshmark.web.labels.queries import facts_of, parts_of

if TYPE_CHECKING:
    from datetime import datetime

    from oshmark.values.finding import Finding
    from oshmark.web.labels.models import Label


def issue_from_file(
    release: str, raw: bytes, producer: str, *, actor: str, now: datetime
) -> tuple[Label, list[Finding]]:
    """Issue a label of an admitted release for an organisation or a person, and give what could be said better.

    Raises `RefusedError` for a declaration that is not ready, with everything that stands against it.
    """
    opened = labelled(release)
    maker = find_maker(producer)
    if maker is None:
        raise RefusedError(f"No organisation and nobody here has the public id “{producer[:40]}”.")
    kept = [row for row in files_of(release) if row.sha256]
    written = read_declaration(raw, prefilled(opened, maker), {row.path: row.sha256 for row in kept})
    subject = Subject(release, opened.release.version, maker.id, {row.sha256: row.path for row in kept})
    said = said_of(written, subject, now.date())
    findings = [finding for _box, finding in said.findings]
    if not is_ready(findings):
        wrong = [one for one in findings if one.severity is Severity.ERROR]
        lines = "\n".join(f"  {one.key}: {one.message} {one.fix}." for one in wrong)
        raise RefusedError(f"There can be no label yet:\n{lines}")
    label = issuing.issue(
        facts_of(opened),
        said.declaration,
        parts_of(opened, said.declaration.order),
        site=settings.BASE_URL,
        payloads=wiring.payloads(),
        actor=actor,
        now=now,
    )
    return label, findings
