# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the criteria of an application come to, and whether that is enough for a level.

A criterion is settled by a valid certificate from elsewhere that the scheme accepts for it (C-9), by an automatic
check, or by its evaluators. A gate has to be met, whatever the sum of the others; part of a weighted criterion counts
half.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from oshmark.certification.calendar_days import day_of
from oshmark.certification.criterion import PRODUCTION_FIGURES, Judgement, Occasion
from oshmark.certification.event_data.evaluation import CriterionResult, Outcome
from oshmark.certification.objection import Objection, objection
from oshmark.certification.scheme import asked, level_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from oshmark.certification.application import Application
    from oshmark.certification.criterion import Criterion
    from oshmark.certification.event_data.application import Evidence
    from oshmark.certification.scheme import Scheme

SHARES = {Outcome.MET: Decimal(1), Outcome.PARTLY: Decimal("0.5"), Outcome.NOT_MET: Decimal(0)}


def occasion_of(case: Application) -> Occasion:
    """Whether this is a first application or a renewal."""
    return Occasion.APPLICATION if case.renews is None else Occasion.RENEWAL


def checklist(case: Application, scheme: Scheme) -> tuple[Criterion, ...]:
    """The criteria that this application is held against."""
    return asked(scheme, case.level, occasion_of(case))


def fulfilled_elsewhere(case: Application, scheme: Scheme, at: datetime) -> frozenset[str]:
    """The criteria that a recorded certificate of somebody else stands for, as long as that is valid (C-9)."""
    satisfies = {one.id: one.satisfies for one in scheme.external}
    valid = (one for one in case.external if one.valid_until is None or day_of(at) <= one.valid_until)
    return frozenset(criterion for one in valid for criterion in satisfies.get(one.standard, ()))


def judged_by_people(case: Application, scheme: Scheme, at: datetime) -> tuple[Criterion, ...]:
    """The criteria that evaluators have to judge."""
    elsewhere = fulfilled_elsewhere(case, scheme, at)
    return tuple(one for one in checklist(case, scheme) if one.needs_people and one.id not in elsewhere)


def result_of(criterion: Criterion, case: Application, scheme: Scheme, at: datetime) -> CriterionResult | None:
    """What one criterion comes to; None while that is open."""
    if criterion.id in fulfilled_elsewhere(case, scheme, at):
        return CriterionResult(criterion.id, Outcome.MET)
    if criterion.judgement is Judgement.AUTOMATIC:
        checked = case.checks.get(criterion.id)
        if checked is None:
            return None
        return CriterionResult(criterion.id, Outcome.MET if checked.passed else Outcome.NOT_MET)
    verdict = case.judging(criterion.id).result
    return None if verdict is None else CriterionResult(criterion.id, verdict.outcome, verdict.score)


def results_of(case: Application, scheme: Scheme, at: datetime) -> dict[str, CriterionResult]:
    """What every settled criterion comes to."""
    found = (result_of(one, case, scheme, at) for one in checklist(case, scheme))
    return {one.criterion: one for one in found if one is not None}


def unsettled(case: Application, scheme: Scheme, at: datetime) -> tuple[str, ...]:
    """The criteria that are still open."""
    settled = results_of(case, scheme, at)
    return tuple(one.id for one in checklist(case, scheme) if one.id not in settled)


def share(results: Mapping[str, CriterionResult], criteria: tuple[Criterion, ...]) -> Decimal:
    """The share of the weighted points that was reached, from 0 to 1; 1 where nothing is weighted."""
    total = sum(one.weight for one in criteria)
    if total == 0:
        return Decimal(1)
    return sum((one.weight * _part(one, results.get(one.id)) for one in criteria), Decimal(0)) / total


def _part(criterion: Criterion, result: CriterionResult | None) -> Decimal:
    if result is None:
        return Decimal(0)
    if criterion.rubric is not None and result.score is not None and criterion.rubric.top > 0:
        return Decimal(max(0, result.score)) / criterion.rubric.top
    return SHARES[result.outcome]


def shortfalls(case: Application, scheme: Scheme, level: str, at: datetime) -> tuple[Objection, ...]:
    """Why a level cannot be granted; empty where it can."""
    wanted = level_of(scheme, level)
    criteria = asked(scheme, level, occasion_of(case))
    if wanted is None or not criteria:
        return (objection("no-criteria", "The scheme asks for nothing at the level “{level}”.", level=level),)
    results = results_of(case, scheme, at)
    return (*_gates(criteria, scheme, results), *_sum(wanted.least_share, criteria, results), *_figures(case, criteria))


def _gates(
    criteria: tuple[Criterion, ...], scheme: Scheme, results: Mapping[str, CriterionResult]
) -> Iterator[Objection]:
    for criterion in criteria:
        met = criterion.id in results and results[criterion.id].outcome is Outcome.MET
        if (criterion.gate or criterion.safety) and not met:
            yield objection("gate", "“{criterion}” has to be met, and is not.", criterion=criterion.id)
    ids = {criterion.id for criterion in criteria}
    for gate in scheme.gates:
        inside = [one for one in gate.criteria if one in ids]
        if not inside or any(one not in results or results[one].outcome is not Outcome.MET for one in inside):
            yield objection("gate", "The gate “{gate}” is not passed.", gate=gate.title or gate.id)


def _sum(
    least: Decimal, criteria: tuple[Criterion, ...], results: Mapping[str, CriterionResult]
) -> Iterator[Objection]:
    reached = share(results, criteria)
    if reached < least:
        yield objection(
            "share",
            "{reached} of the weighted points are reached, and {least} are needed.",
            reached=f"{reached:.0%}",
            least=f"{least:.0%}",
        )


def _figures(case: Application, criteria: tuple[Criterion, ...]) -> Iterator[Objection]:
    """C-6: where production has to be measured, words alone are not enough."""
    for criterion in criteria:
        measure = criterion.measure
        if measure is not None and measure.figure in PRODUCTION_FIGURES and not _measured(case, criterion.id):
            yield objection("no-figure", "Nothing is measured for “{criterion}”.", criterion=criterion.id)


def _measured(case: Application, criterion: str) -> bool:
    return any(one.measured is not None for one in evidence_for(case, criterion))


def evidence_for(case: Application, criterion: str) -> tuple[Evidence, ...]:
    """Every piece of evidence for a criterion, first handed in and later added."""
    point = case.points.get(criterion)
    pieces = () if point is None else point.evidence
    for one in case.nonconformities:
        if one.answered is not None and one.raised.criterion == criterion:
            pieces = (*pieces, *one.answered.evidence)
    return pieces
