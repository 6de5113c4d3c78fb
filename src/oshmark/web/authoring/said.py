# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which finding belongs to which question, so that it stands where something can be done about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oshmark.manifest import rules
from oshmark.web.authoring.steps import PARTS_STEP, STEPS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from oshmark.manifest.read import Reading
    from oshmark.values.finding import Finding, KeyPath

_SPEAKS_OF = {
    rules.NO_BOM.id: "bom",
    rules.NO_IMAGE.id: "image",
    rules.NO_INSTRUCTIONS.id: "manufacturing-instructions",
    rules.NO_SOURCE.id: "source",
    rules.MISSING_PART_NAME.id: "name",
    rules.MISSING_PART_SOURCE.id: "source",
    rules.PROCESS_3DP.id: "tsdc",
    rules.PROCESS_PCB.id: "tsdc",
    rules.PROCESS_WEL.id: "tsdc",
    rules.PROCESS_CNC.id: "tsdc",
    rules.PROCESS_LAS.id: "tsdc",
}
"""The key that a rule speaks of whose findings stand at a whole manifest, or at a whole part."""

ABSENCES = frozenset({rules.MISSING.id, *_SPEAKS_OF})
"""Rules that say that something is missing: nobody wants to hear that before they could say it."""

_STEP_OF = {key: step.number for step in STEPS for key in step.all_keys} | {"part": PARTS_STEP}


def about(finding: Finding) -> KeyPath:
    """What a finding speaks of: `("name",)`, `("part", 2, "source")`, `("part", 2)`, or `()` for all of it."""
    path = finding.path
    if path[:1] == ("part",) and len(path) > 1 and isinstance(path[1], int):
        rest = path[2:3] or ((_SPEAKS_OF[finding.rule.id],) if finding.rule.id in _SPEAKS_OF else ())
        return (*path[:2], *rest)
    if path:
        return path[:1]
    key = _SPEAKS_OF.get(finding.rule.id) or (finding.facts.get("key") if finding.rule is rules.MISSING else None)
    return (key,) if key else ()


def step_number(finding: Finding) -> int | None:
    """The step on which something can be done about a finding; `None` for what no step asks."""
    subject = about(finding)
    return _STEP_OF.get(str(subject[0])) if subject else None


def by_question(reading: Reading, visited: Iterable[int]) -> dict[KeyPath, list[Finding]]:
    """The findings under what they speak of. What is missing is said of the steps that were visited."""
    seen = set(visited)
    said: dict[KeyPath, list[Finding]] = {}
    for finding in reading.findings:
        if finding.rule.id not in ABSENCES or step_number(finding) in seen:
            said.setdefault(about(finding), []).append(finding)
    return said
