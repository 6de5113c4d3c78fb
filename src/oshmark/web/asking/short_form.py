# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The draft on the page of a look: its text, the questions that only the maker can answer, and the ways to put the file
into the repository. What is filled in is answered and forgotten."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from oshmark.crawl.new_file import new_file
from oshmark.manifest.fields import MODULE
from oshmark.manifest.read import read
from oshmark.values.finding import Severity
from oshmark.web.authoring.answers import answer
from oshmark.web.authoring.checked import admission
from oshmark.web.authoring.draft_state import NAME, draft_text, file_text, read_draft
from oshmark.web.authoring.posted import as_field
from oshmark.web.authoring.questions import module_questions
from oshmark.web.authoring.rows import Sheet
from oshmark.web.authoring.said import about
from oshmark.web.authoring.steps import LOOK_STEP
from oshmark.web.library.repository_links import safe_link

if TYPE_CHECKING:
    from django.http import QueryDict

    from oshmark.values.finding import Finding, KeyPath
    from oshmark.web.asking.report import Report
    from oshmark.web.authoring.answers import Table


def draft_context(report: Report) -> dict[str, Any]:
    """What the page shows of a draft as it was made; nothing where there is none."""
    if report.draft is None:
        return {}
    table = read_draft(report.draft.text)
    return {**_shown(report, table, report.draft.text), "filled_in": False}


def filled_in(report: Report | None, fields: QueryDict) -> dict[str, Any]:
    """The same after the short form was answered; `NotTakenError` for what is too large."""
    if report is None or report.draft is None:
        return {}
    table = read_draft(report.draft.text)
    answer(table, module_questions(_asked(table)), fields)
    return {**_shown(report, table, file_text(table), asked=_asked(read_draft(report.draft.text))), "filled_in": True}


def _asked(table: Table) -> list[str]:
    """What every manifest has to say and the draft does not."""
    return [field.key for field in MODULE if field.mandatory and field.key not in table]


def _shown(report: Report, table: Table, text: str, *, asked: list[str] | None = None) -> dict[str, Any]:
    reading = read(text.encode(), name=NAME)
    keys = _asked(table) if asked is None else asked
    said: dict[KeyPath, list[Finding]] = {}
    if asked is not None:
        for finding in reading.findings:
            said.setdefault(about(finding), []).append(finding)
    branch = report.draft.branch if report.draft is not None else ""
    return {
        "draft": text,
        "draft_state": draft_text(table),
        "look_step": LOOK_STEP,
        "draft_raw": as_field(text.encode()),
        "draft_errors": sum(one.severity is Severity.ERROR for one in reading.findings),
        "admission": admission(reading, text.encode()),
        "questions": Sheet(table, reading, said, ()).rows(module_questions(keys)),
        "new_file": new_file(report.connector, report.repository, branch, name=NAME, text=text),
        "repository_href": safe_link(report.repository),
    }
