# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The questions of a step as its page shows them: with what was answered, and what is said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from oshmark.manifest import toml
from oshmark.manifest.readiness import ODRL, OTRL
from oshmark.manifest.tsdc import LABELS
from oshmark.values.finding import Finding, Severity
from oshmark.web.authoring.answers import UNITS_OF_LENGTH, UNITS_OF_MASS, boxes_of, fitted
from oshmark.web.authoring.levels import LEVELS, LISTED, licence_groups
from oshmark.web.authoring.questions import Question, Widget
from oshmark.web.library.finding_list import found_row
from oshmark.web.library.presentation import decent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from oshmark.manifest.fields import Field
    from oshmark.manifest.read import Reading
    from oshmark.values.finding import KeyPath
    from oshmark.web.authoring.answers import Boxes, Table
    from oshmark.web.authoring.steps import Further, Step

    Ask = Callable[[Iterable[str]], list[Question]]
    Said = Mapping[KeyPath, Sequence[Finding]]

MAX_SAID = 5
"""Findings that stand at one question; the last step has them all."""
MAX_KEPT = 2_000
USUAL = ("ASM", "MEC", "3DP", "CNC", "LAS", "WEL", "PCB", "COT", "CMP")
"""The processes that most things are made by; the others are behind a fold."""
NOT_ASKED = frozenset({"SW-STK", "SW-DEP", "SW-SET", "LEG"})


class Sheet:
    """A step with the answers and findings of one draft."""

    def __init__(self, table: Table, reading: Reading, said: Said, at: KeyPath) -> None:
        self.table = table
        self.reading = reading
        self.said = said
        self.at = at

    def rows(self, questions: Sequence[Question]) -> list[dict[str, Any]]:
        """The questions."""
        return [self._row(question) for question in questions]

    def folds(self, step: Step, ask: Ask) -> list[dict[str, Any]]:
        """The questions behind folds."""
        return [self._fold(fold, ask) for fold in step.further]

    def _fold(self, fold: Further, ask: Ask) -> dict[str, Any]:
        processes = self.table.get("tsdc")
        of_its_process = bool(fold.process) and isinstance(processes, (list, str)) and fold.process in processes
        is_open = of_its_process or any(key in self.table for key in fold.keys)
        return {"title": fold.title, "open": is_open, "rows": self.rows(ask(fold.keys))}

    def _row(self, asked: Question) -> dict[str, Any]:
        value = self.table.get(asked.field.key)
        question = fitted(asked, value)
        boxes = boxes_of(question, value)
        found = [*self.said.get((*self.at, question.field.key), ())]
        return {
            "id": question.name.replace(".", "-"),
            "name": question.name,
            "label": question.label,
            "hint": question.hint,
            "example": question.example,
            "widget": question.widget.value,
            "needed": question.field.mandatory and not self.at,
            "kept": None if boxes is not None else _kept(question.field, value),
            "said": said_rows(self.reading, found),
            "invalid": any(finding.severity is Severity.ERROR for finding in found),
            **(boxes or {}),
            **_choices(question, boxes or {}),
        }


def said_rows(reading: Reading, found: Sequence[Finding]) -> list[dict[str, Any]]:
    """What is said, worst first."""
    order = tuple(Severity)
    worst = sorted(found, key=lambda finding: order.index(finding.severity))[:MAX_SAID]
    return [{"severity": one.severity.value, "row": found_row(reading, one)} for one in worst]


def _kept(field: Field, value: object) -> str:
    """A value that no box can show, as it stands in the file."""
    return decent(toml.dumps({field.key: value}), MAX_KEPT)


def _choices(question: Question, boxes: Boxes) -> dict[str, Any]:
    """What there is to choose from."""
    value, unit = boxes.get("value", ""), boxes.get("unit", "")
    found: dict[str, Any] = {}
    match question.widget:
        case Widget.LEVEL:
            levels = OTRL if question.field.key.startswith("technology") else ODRL
            found = {"levels": [(code, *LEVELS[code]) for code in levels], "foreign": value not in levels}
        case Widget.LICENCE:
            found = {"groups": licence_groups(), "other": "" if value in LISTED else value}
        case Widget.PROCESSES:
            found = _processes(boxes.get("values", []))
        case Widget.CHOICE:
            found = {"choices": _with_present(question.field.choices, value)}
        case Widget.SIZE:
            found = {"units": _with_present(UNITS_OF_LENGTH, unit)}
        case Widget.MASS:
            found = {"units": _with_present(UNITS_OF_MASS, unit)}
        case Widget.LINES:
            found = {"lines": max(2, min(10, value.count("\n") + 2))}
        case Widget.LINE | Widget.PROSE | Widget.NUMBER | Widget.YES_NO:
            pass
    return found


def _processes(present: list[str]) -> dict[str, Any]:
    own = [one for one in present if one not in LABELS]
    usual = [(code, LABELS[code], code in present) for code in USUAL]
    rest = [code for code in LABELS if code not in USUAL and (code not in NOT_ASKED or code in present)]
    return {
        "usual": [*usual, *((one, one, True) for one in dict.fromkeys(own))],
        "others": [(code, LABELS[code], code in present) for code in rest],
        "others_open": any(code in present for code in rest),
    }


def _with_present(offered: Sequence[str], present: str) -> list[str]:
    return [*offered, *([present] if present and present not in offered else [])]
