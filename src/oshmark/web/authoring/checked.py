# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Everything that the page says of a manifest that was sent to be checked."""

from __future__ import annotations

import hashlib
import threading
from typing import TYPE_CHECKING, Any, NamedTuple

from django.utils.translation import gettext as _

from oshmark.errors import BusyError, UnreadableError
from oshmark.library.admission import Candidate, Outcome, candidate_of, decide
from oshmark.manifest.check import dialect_counts
from oshmark.manifest.completeness import completeness
from oshmark.manifest.mend import Mended, mend
from oshmark.manifest.read import Reading, read
from oshmark.manifest.report import place_of
from oshmark.manifest.syntax import Syntax
from oshmark.values.finding import Finding, Severity
from oshmark.web.authoring.differences import differences
from oshmark.web.authoring.marked_text import has_place, marked_text
from oshmark.web.authoring.posted import as_field
from oshmark.web.library.finding_list import grouped_findings
from oshmark.web.library.manifest_text import raw_name
from oshmark.web.library.mending import missing
from oshmark.web.library.presentation import one_line
from oshmark.web.library.release_page import licence_context

if TYPE_CHECKING:
    from collections.abc import Sequence

    from oshmark.web.authoring.posted import Sent

MENDING = 2
"""How many manifests are mended at a time: a hostile one takes seconds, and the other threads are for pages."""
WAIT_S = 8
MAX_CHANGES = 200
MAX_LEFT = 20
_places = threading.BoundedSemaphore(MENDING)


class Checked(NamedTuple):
    """A manifest that was read, or why it could not be; the findings stand in the order of their places."""

    sent: Sent
    reading: Reading | None
    findings: list[Finding]


class Admission(NamedTuple):
    """Whether the library would take a manifest in, and why not."""

    admitted: bool
    reason: str


def checked(sent: Sent) -> Checked:
    """Read what was sent."""
    try:
        reading = read(sent.raw, name=sent.name)
    except UnreadableError as error:
        return Checked(sent, None, [error.finding])
    return Checked(sent, reading, list(reading.findings))


def mended(sent: Sent) -> Mended:
    """The corrected text; `UnreadableError` for what is no text, `BusyError` when too many others wait for theirs."""
    if not _places.acquire(timeout=WAIT_S):
        raise BusyError(_("Others have their manifests corrected just now. Please try again in a minute."))
    try:
        return mend(sent.raw, name=sent.name)
    finally:
        _places.release()


def corrected_name(sent: Sent, result: Mended) -> str:
    """The name of the corrected file: that of the file that was sent, or the usual one for its syntax."""
    if sent.name:
        return raw_name(sent.name)
    syntax = Syntax.TOML if result.reading is None else result.reading.document.syntax
    return {Syntax.TOML: "okh.toml", Syntax.YAML: "okh.yml", Syntax.JSON: "okh.json"}[syntax]


def check_context(one: Checked) -> dict[str, Any]:
    """What the page shows."""
    findings = sorted(one.findings, key=lambda finding: place_of(one.reading, finding))
    text = _text(one)
    places = [(place_of(one.reading, finding), finding.severity) for finding in findings if has_place(finding)]
    return {
        "checked": True,
        "file_name": one_line(one.sent.name),
        "readable": one.reading is not None,
        "counts": {severity.value: sum(f.severity is severity for f in findings) for severity in Severity},
        "findings": grouped_findings(one.reading, findings),
        "finding_count": len(findings),
        "marked": marked_text(text, places) if text else None,
        "text": text,
        "raw": as_field(one.sent.raw),
        "name": one.sent.name,
        **_correction(one, text),
        **(_said(one.reading, one.sent.raw) if one.reading else {}),
    }


def _text(one: Checked) -> str:
    """The text as people read it; empty for what is none."""
    if one.reading is not None:
        return one.reading.document.text
    if one.findings[0].rule.id in ("binary", "too-large"):
        return ""
    return one.sent.raw.decode("utf-8", "replace")


def _correction(one: Checked, text: str) -> dict[str, Any]:
    try:
        result = mended(one.sent)
    except (UnreadableError, BusyError):
        return {"changes": ()}
    if not result.changes:
        return {"changes": ()}
    errors = sum(finding.severity is Severity.ERROR for finding in result.findings)
    return {
        "changes": [{"line": change.line, "message": change.message} for change in result.changes[:MAX_CHANGES]],
        "more_changes": max(0, len(result.changes) - MAX_CHANGES),
        "difference": differences(text, result.text),
        "errors_left": errors,
        "left": [] if one.reading else _serious(result.findings),
        "findings_left": len(result.findings),
        "corrected_name": corrected_name(one.sent, result),
        "still_unreadable": result.reading is None,
    }


def _serious(findings: Sequence[Finding]) -> list[str]:
    """What is worse than advice, as `oshmark manifest fix` says it."""
    return [finding.message for finding in findings if finding.severity is not Severity.ADVICE][:MAX_LEFT]


def _said(reading: Reading, raw: bytes) -> dict[str, Any]:
    """What is said of a manifest that could be read."""
    complete = completeness(reading.manifest, dialect_known=dialect_counts(reading.recognised))
    return {
        "dialect": reading.recognised.dialect.value,
        "title": one_line(reading.manifest.name or ""),
        "licence": licence_context(reading) if reading.manifest.license else None,
        "licence_class": reading.licence.licence_class.value,
        "percent": complete.percent,
        "missing": missing(complete),
        "admission": admission(reading, raw),
    }


def admission(reading: Reading, raw: bytes) -> Admission:
    """What the library would do with the manifest if it were the first one of its version."""
    digest = hashlib.sha256(raw).hexdigest()
    candidate = candidate_of(reading, digest)
    if not isinstance(candidate, Candidate):
        return Admission(admitted=False, reason=candidate)
    decision = decide(reading, digest, candidate, None)
    if decision.outcome is Outcome.ADMIT:
        return Admission(admitted=True, reason=_("its licence is open, and it says where its sources are"))
    return Admission(admitted=False, reason=decision.reason)
