# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the page of one step shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django.utils.translation import gettext as _

from oshmark.manifest.completeness import completeness
from oshmark.manifest.fields import MODULE
from oshmark.manifest.read import Reading, read
from oshmark.manifest.report import place_of
from oshmark.values.finding import Finding, Severity
from oshmark.web.authoring.checked import admission
from oshmark.web.authoring.draft_state import NAME, draft_text, file_text
from oshmark.web.authoring.marked_text import has_place, marked_text
from oshmark.web.authoring.questions import module_questions, part_questions
from oshmark.web.authoring.rows import Sheet, said_rows
from oshmark.web.authoring.said import by_question, step_number
from oshmark.web.authoring.steps import LOOK_STEP, PART_STEP, PARTS_STEP, STEPS, Step
from oshmark.web.library.finding_list import grouped_findings
from oshmark.web.library.mending import missing
from oshmark.web.library.presentation import one_line
from oshmark.web.library.release_page import licence_context
from oshmark.web.library.repository_links import safe_link

if TYPE_CHECKING:
    from collections.abc import Iterable

    from oshmark.web.authoring.answers import Table
    from oshmark.web.authoring.rows import Said

MAX_LISTED = 200
"""Parts that the list shows; a manifest may have more, and keeps them."""


class Draft(NamedTuple):
    """Where its maker stands: the draft, the step, the steps visited, and the part that is open, if any."""

    table: Table
    step: Step
    visited: frozenset[int]
    part: int | None = None


def parts_of(table: Table) -> list[Table]:
    """The parts that the form can show; none where something else stands in their place."""
    parts = table.get("part")
    return parts if isinstance(parts, list) and all(isinstance(part, dict) for part in parts) else []


def step_context(draft: Draft) -> dict[str, Any]:
    """Everything that the page shows."""
    text = draft_text(draft.table)
    reading = read(text.encode(), name=NAME)
    visited = set(draft.visited) | ({step.number for step in STEPS} if draft.step.number == LOOK_STEP else set())
    said = by_question(reading, visited)
    context = {
        "step": draft.step,
        "steps": _marked_steps(draft, said.values(), visited),
        "last": LOOK_STEP,
        "visited": ",".join(str(number) for number in sorted(draft.visited)),
        "draft": text,
        "draft_name": one_line(reading.manifest.name or "", 80),
        "percent": completeness(reading.manifest).percent,
        "part": "" if draft.part is None else draft.part,
    }
    if draft.step.number == LOOK_STEP:
        return {**context, **_look(draft)}
    sheet = Sheet(draft.table, reading, said, ())
    if draft.step.number == PARTS_STEP:
        return {**context, **_parts(draft, reading, said)}
    shown = [finding for key, found in said.items() for finding in found if step_number(finding) == draft.step.number]
    return {
        **context,
        "rows": sheet.rows(module_questions(draft.step.keys)),
        "folds": sheet.folds(draft.step, module_questions),
        "summary": _summary(shown),
        "licence": licence_context(reading) if reading.manifest.license else None,
        "licence_class": reading.licence.licence_class.value,
    }


def _marked_steps(draft: Draft, said: Iterable[list[Finding]], visited: set[int]) -> list[dict[str, Any]]:
    """Each step with the number of things that are left to do there."""
    left = [step_number(one) for found in said for one in found if one.severity is not Severity.ADVICE]
    return [
        {
            "number": step.number,
            "title": step.title,
            "current": step.number == draft.step.number,
            "visited": step.number in visited and step.number not in (draft.step.number, LOOK_STEP),
            "left": left.count(step.number),
        }
        for step in STEPS
    ]


def _summary(shown: Iterable[Finding]) -> str:
    """One sentence on what is said on the page, for those who do not see it."""
    counted = [one.severity for one in shown]
    errors, rest = counted.count(Severity.ERROR), len(counted) - counted.count(Severity.ERROR)
    if not counted:
        return _("Nothing to remark on this page.")
    return _("On this page: %(errors)d errors, %(rest)d further remarks.") % {"errors": errors, "rest": rest}


def _parts(draft: Draft, reading: Reading, said: Said) -> dict[str, Any]:
    parts = parts_of(draft.table)
    listed = [
        {
            "number": n,
            "name": one_line(part["name"], 80) if isinstance(part.get("name"), str) else "",
            "current": n == draft.part,
            "left": sum(len(found) for about, found in said.items() if about[:2] == ("part", n)),
        }
        for n, part in enumerate(parts[:MAX_LISTED])
    ]
    shown = [finding for key, found in said.items() for finding in found if step_number(finding) == PARTS_STEP]
    context = {
        "parts": listed,
        "part_count": len(parts),
        "parts_kept": "part" in draft.table and not parts,
        "general": said_rows(reading, said.get(("part",), ())),
        "summary": _summary(shown),
    }
    if draft.part is None:
        return context
    sheet = Sheet(parts[draft.part], reading, said, ("part", draft.part))
    return {
        **context,
        "open_part": draft.part + 1,
        "rows": sheet.rows(part_questions(PART_STEP.keys)),
        "folds": sheet.folds(PART_STEP, part_questions),
    }


def _look(draft: Draft) -> dict[str, Any]:
    """The finished file, and what is to be said of it."""
    text = file_text(draft.table)
    reading = read(text.encode(), name=NAME)
    findings = sorted(reading.findings, key=lambda finding: place_of(reading, finding))
    complete = completeness(reading.manifest)
    asked = {key for step in STEPS for key in step.all_keys} | {"okhv", "part"}
    known = {field.key for field in MODULE}
    return {
        "marked": marked_text(text, [(place_of(reading, one), one.severity) for one in findings if has_place(one)]),
        "findings": grouped_findings(reading, findings),
        "finding_count": len(findings),
        "errors": sum(finding.severity is Severity.ERROR for finding in findings),
        "missing": missing(complete),
        "admission": admission(reading, text.encode()),
        "repo_href": safe_link(reading.manifest.repo or ""),
        "untouched": [one_line(key, 60) for key in draft.table if key not in asked or key not in known],
        "summary": _summary(findings),
    }
