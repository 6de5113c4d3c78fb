# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the page of a look shows."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import msgspec
from django.utils.translation import gettext as _

from oshmark.adapters import clock
from oshmark.crawl.connectors import CONNECTORS
from oshmark.crawl.task import read_source
from oshmark.errors import StateError, UnreadableError
from oshmark.library.identity import module_of
from oshmark.manifest.read import read
from oshmark.values.finding import Severity
from oshmark.web import wiring
from oshmark.web.asking.models import Visit
from oshmark.web.asking.report import Fate, Met, Report
from oshmark.web.asking.short_form import draft_context
from oshmark.web.authoring.posted import MAX_BYTES, as_field
from oshmark.web.library.actions import allowed_licences
from oshmark.web.library.finding_list import grouped_findings
from oshmark.web.library.presentation import decent, one_line
from oshmark.web.library.repository_links import safe_link

if TYPE_CHECKING:
    from oshmark.values.finding import Finding

MAX_READ = 8
"""Manifests of one repository whose findings are shown; the others are named."""
MAX_FAULTS = 20
SEARCH_SOON = timedelta(minutes=1)
"""After it nobody waits for the search any more: the next publication brings it."""


def report_of(visit: Visit) -> Report | None:
    """What was found, if the look is done."""
    return msgspec.convert(visit.report, Report) if visit.state == Visit.DONE and visit.report else None


def visit_context(visit: Visit) -> dict[str, Any]:
    """What every state of the page shows, and what was found."""
    report = report_of(visit)
    source = read_source(visit.source)
    context: dict[str, Any] = {
        "visit": visit,
        "state": visit.state,
        "address": one_line(visit.address, 300),
        "href": safe_link(visit.address),
        "platform": CONNECTORS[source.connector].title if source is not None else "",
        "says": decent(visit.says, 600),
    }
    return context if report is None else {**context, **_found(visit, report)}


def _found(visit: Visit, report: Report) -> dict[str, Any]:
    soon = visit.ended_at is not None and clock.now() - visit.ended_at < SEARCH_SOON
    rows = [_row(one, shows=number < MAX_READ) for number, one in enumerate(report.manifests)]
    module = module_of(report.repository)
    return {
        "report": report,
        "headline": _headline(report),
        "rows": rows,
        "faults": _faults(report),
        "belongs_to": one_line(report.belongs_to, 300),
        "publishing": report.is_in_library and not report.generation and soon,
        "module": module.address if module is not None and report.is_in_library else "",
        **draft_context(report),
    }


def _faults(report: Report) -> list[str]:
    """What went wrong, without what is said of a manifest anyway."""
    said = {one.reason for one in report.manifests}
    return [decent(one, 600) for one in dict.fromkeys(report.faults) if one not in said][:MAX_FAULTS]


def _headline(report: Report) -> str:
    fates = {one.fate for one in report.manifests}
    if Fate.ADMITTED in fates or Fate.CHANGED in fates:
        return _("It is in the library")
    if Fate.WAITING in fates:
        return _("It waits for its licence")
    if Fate.REFUSED in fates:
        return _("It could not be taken in yet")
    if fates or report.belongs_to:
        return _("It belongs somewhere else")
    return _("There is no manifest yet") if report.there else _("Nothing was found")


def _row(met: Met, *, shows: bool) -> dict[str, Any]:
    return {
        "path": one_line(met.path, 300),
        "fate": met.fate.value,
        "reason": decent(met.reason, 600),
        "href": met.address,
        **(_read(met) if shows and met.digest else {}),
    }


def _read(met: Met) -> dict[str, Any]:
    """What is to be said of the text of a manifest."""
    try:
        raw = wiring.payloads().get(met.digest)
    except StateError:
        return {}
    try:
        reading = read(raw, name=met.path.rpartition("/")[2], allowed_licences=allowed_licences())
        findings: list[Finding] = list(reading.findings)
    except UnreadableError as error:
        reading, findings = None, [error.finding]
    counts = {severity.value: sum(one.severity is severity for one in findings) for severity in Severity}
    return {
        "groups": grouped_findings(reading, findings),
        "counts": counts,
        "finding_count": len(findings),
        "raw": as_field(raw) if len(raw) <= MAX_BYTES else "",
        "name": met.path.rpartition("/")[2],
    }
