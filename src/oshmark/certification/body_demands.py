# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a body asks of each of its schemes, held against one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oshmark.certification import scheme_rules as rules
from oshmark.certification.criterion import PRODUCTION_FIGURES, Aspect, Judgement, Occasion
from oshmark.certification.scheme import SchemeType, SubjectKind
from oshmark.values.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oshmark.certification.body import Body
    from oshmark.certification.scheme import Scheme

_RENEWED = frozenset({SubjectKind.PRODUCER, SubjectKind.PERSON, SubjectKind.KIT, SubjectKind.BRAND_LICENCE})
"""Subjects that are collaborators of the body, whose certificates end after a year at the latest (C-42)."""
_PRODUCTION = frozenset({SubjectKind.PRODUCT, SubjectKind.PRODUCER, SubjectKind.KIT, SubjectKind.WORKSHOP})
"""Subjects that something is produced by or in, so that production can be measured (C-6)."""


def check_demands(scheme: Scheme, body: Body) -> Iterator[Finding]:
    """Every demand of the body that the scheme does not meet. A score decides nothing, so little is asked of it."""
    if scheme.body != body.id:
        yield Finding(rules.BODY_OTHER, ("body",), {"was": scheme.body, "body": body.id})
    if scheme.type is SchemeType.SCORE:
        return
    yield from _values(scheme, body)
    yield from _gates(scheme, body)
    yield from _term(scheme, body)
    if body.needs_acknowledged_goal and not scheme.goal:
        yield Finding(rules.GOAL_MISSING, ("goal",))
    if body.needs_production_figure and scheme.subject in _PRODUCTION and not _measures_production(scheme):
        yield Finding(rules.FIGURE_MISSING, ("groups",))


def _values(scheme: Scheme, body: Body) -> Iterator[Finding]:
    known = {value.id for value in body.values}
    for place, group in enumerate(scheme.groups):
        if group.value is not None and group.value not in known:
            facts = {"was": group.title or group.id, "value": group.value}
            yield Finding(rules.VALUE_UNKNOWN, ("groups", place, "value"), facts)
    for value in body.values:
        criteria = [c for group in scheme.groups if group.value == value.id for c in group.criteria]
        if not criteria:
            yield Finding(rules.VALUE_MISSING, ("groups",), {"was": value.id})
        elif scheme.term_days is not None and not any(Occasion.RENEWAL in c.occasions for c in criteria):
            yield Finding(rules.VALUE_NOT_RENEWED, ("groups",), {"was": value.id})
    if body.carries_and_promotes:
        present = {criterion.aspect for criterion in scheme.criteria}
        for aspect in Aspect:
            if aspect not in present:
                yield Finding(rules.ASPECT_MISSING, ("groups",), {"was": aspect.value})


def _gates(scheme: Scheme, body: Body) -> Iterator[Finding]:
    named = {gate.id for gate in scheme.gates}
    for gate in body.gates:
        applies = not gate.subjects or scheme.subject in gate.subjects
        if applies and gate.id not in named:
            yield Finding(rules.GATE_MISSING, ("gates",), {"was": gate.id})


def _term(scheme: Scheme, body: Body) -> Iterator[Finding]:
    limit = body.longest_term_days
    if limit is None or scheme.subject not in _RENEWED:
        return
    if scheme.term_days is None or scheme.term_days > limit:
        was = "ever" if scheme.term_days is None else f"{scheme.term_days} days"
        yield Finding(rules.TERM_TOO_LONG, ("term-days",), {"was": was, "limit": str(limit)})


def _measures_production(scheme: Scheme) -> bool:
    return any(
        criterion.gate
        and criterion.judgement is Judgement.MEASUREMENT
        and criterion.measure is not None
        and criterion.measure.figure in PRODUCTION_FIGURES
        and Occasion.APPLICATION in criterion.occasions
        and criterion.from_level is None
        for criterion in scheme.criteria
    )
