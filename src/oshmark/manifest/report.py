# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What was found in one manifest, for programs: the same object from the command line and from the pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from oshmark.manifest.check import dialect_counts, missing_mandatory

if TYPE_CHECKING:
    from collections.abc import Iterable

    from oshmark.manifest.read import Reading
    from oshmark.values.finding import Finding


def place_of(reading: Reading | None, finding: Finding) -> tuple[int, int]:
    """Line and column of a finding, from 1; `reading` is `None` for a file that cannot be read."""
    if finding.at is not None:
        return finding.at
    return (1, 1) if reading is None else reading.document.locate(finding.path)


def report(path: str, reading: Reading | None, findings: Iterable[Finding]) -> dict[str, Any]:
    """One manifest with everything that is to be said about it; `path` is how its reader calls the file."""
    listed = list(findings)
    manifest = reading.manifest if reading else None
    return {
        "path": path,
        "dialect": manifest.dialect.value if manifest else None,
        "readable": reading is not None,
        "complete": reading is not None
        and not missing_mandatory(reading.manifest, dialect_known=dialect_counts(reading.recognised)),
        "placeholders": sum(1 for finding in listed if finding.rule.id == "placeholder"),
        "openness": reading.licence.openness.value if reading else "unclear",
        "name": manifest.name if manifest else None,
        "license": reading.licence.expression if reading else None,
        "findings": [_finding(reading, finding) for finding in listed],
    }


def _finding(reading: Reading | None, finding: Finding) -> dict[str, Any]:
    line, column = place_of(reading, finding)
    return {
        "rule": finding.rule.id,
        "severity": finding.severity.value,
        "key": finding.key,
        "line": line,
        "column": column,
        "message": finding.message,
        "fix": finding.fix,
    }
