# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The findings of a manifest as its page lists them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from django.utils.translation import gettext

from oshmark.manifest.fields import MODULE, PART, SOFTWARE
from oshmark.manifest.report import place_of
from oshmark.values.finding import Finding, Severity
from oshmark.web.library.labels import SEVERITIES
from oshmark.web.library.manifest_text import MAX_LINES
from oshmark.web.library.presentation import decent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from oshmark.manifest.read import Reading

MAX_FINDINGS = 100
AS_WRITTEN = frozenset({"oshmark", *(field.key for field in (*MODULE, *PART, *SOFTWARE))})
"""Words that are code, wherever they stand."""


class FoundRow(msgspec.Struct, frozen=True):
    """One finding as a page shows it."""

    rule: str
    message: str
    fix: str
    key: str
    line: int
    column: int
    shown_line: bool


def found_rows(reading: Reading) -> list[dict[str, Any]]:
    """The findings by severity, worst first, each with its place in the manifest."""
    return grouped_findings(reading, reading.findings)


def grouped_findings(reading: Reading | None, findings: Sequence[Finding]) -> list[dict[str, Any]]:
    """Findings by severity, worst first; `reading` is `None` for a file that cannot be read."""
    groups = []
    for severity in Severity:
        found = [finding for finding in findings if finding.severity is severity]
        name, meaning = SEVERITIES[severity]
        rows = [found_row(reading, finding) for finding in found[:MAX_FINDINGS]]
        group = {"severity": severity.value, "name": name, "meaning": meaning, "rows": rows, "count": len(found)}
        groups += [{**group, "more": len(found) - len(rows)}] if found else []
    return groups


def found_row(reading: Reading | None, finding: Finding) -> FoundRow:
    """One finding in the reader's language."""
    line, column = place_of(reading, finding)
    message, fix = _said(finding, finding.rule.message), _said(finding, finding.rule.fix or "")
    return FoundRow(
        rule=finding.rule.id,
        message=_sentence(message),
        fix=_sentence(fix),
        key=decent(finding.key, 120),
        line=line,
        column=column,
        shown_line=line <= MAX_LINES,
    )


def _sentence(text: str) -> str:
    """A text as a sentence of its own. A key or a command at its beginning stays as it is written."""
    first = text.partition(" ")[0]
    return text if first in AS_WRITTEN else text[:1].upper() + text[1:]


def _said(finding: Finding, template: str) -> str:
    """A sentence of the rule in the reader's language, with the facts of the finding."""
    return decent(gettext(template).format_map(finding.facts), 600) if template else ""
