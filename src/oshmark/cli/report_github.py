# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Findings as commands of a GitHub workflow, which shows them beside the lines of a change.

https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from oshmark.cli.cannot_open import shown
from oshmark.cli.check_report import Checked, place_of
from oshmark.values.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

WORDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "notice"}


def write_github(checked: Sequence[Checked]) -> None:
    """One line for each finding."""
    for one in checked:
        for finding in sorted(one.findings, key=lambda finding: place_of(one, finding)):
            click.echo(_command(one, finding))


def _command(one: Checked, finding: Finding) -> str:
    line, column = place_of(one, finding)
    message = finding.message if finding.fix is None else f"{finding.message}\n{finding.fix}"
    properties = {"file": shown(one.path), "line": str(line), "col": str(column), "title": finding.rule.id}
    written = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{WORDS[finding.severity]} {written}::{_data(message)}"


def _data(text: str) -> str:
    """A text in which nothing ends the command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """A value in which nothing ends the property either."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")
