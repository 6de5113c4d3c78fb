# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whether a verdict is one that its criterion allows, and that it is the one that was sealed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from oshmark.certification.criterion import Judgement
from oshmark.certification.event_data.evaluation import Outcome
from oshmark.certification.objection import Objection, objection
from oshmark.credential.commitments import commit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from oshmark.certification.criterion import Criterion, Measure
    from oshmark.certification.event_data.evaluation import OpenedVerdict, Verdict

PURPOSE = "verdict"


def seal_of(verdict: Verdict, salt: bytes) -> str:
    """The commitment under which a verdict is sealed."""
    return commit(PURPOSE, msgspec.to_builtins(verdict), salt)


def is_sealed_as(opened: OpenedVerdict, seal: str) -> bool:
    """Whether an opened verdict is the one under a seal."""
    return seal_of(opened.verdict, bytes.fromhex(opened.salt)) == seal


def verdict_objections(verdict: Verdict, criterion: Criterion) -> tuple[Objection, ...]:
    """Why a criterion cannot be judged like that; empty where it can."""
    return tuple(_objections(verdict, criterion))


def _objections(verdict: Verdict, criterion: Criterion) -> Iterator[Objection]:
    if criterion.safety and verdict.outcome is Outcome.PARTLY:
        yield objection("safety", "Somebody could be hurt: “{criterion}” is met or it is not.", criterion=criterion.id)
    if criterion.judgement is Judgement.RUBRIC and criterion.rubric is not None:
        scores = {level.score for level in criterion.rubric.levels}
        if verdict.score not in scores:
            yield objection("score", "Choose one of the levels of the rubric of “{criterion}”.", criterion=criterion.id)
        elif (verdict.outcome is Outcome.MET) != (verdict.score >= criterion.rubric.pass_at):
            yield objection("score", "Score and outcome of “{criterion}” do not fit.", criterion=criterion.id)
    elif verdict.score is not None:
        yield objection("score", "“{criterion}” has no rubric, so it has no score.", criterion=criterion.id)
    if criterion.judgement is Judgement.MEASUREMENT and criterion.measure is not None:
        yield from _measured(verdict, criterion, criterion.measure)


def _measured(verdict: Verdict, criterion: Criterion, measure: Measure) -> Iterator[Objection]:
    if verdict.outcome is not Outcome.MET:
        return
    if verdict.measured is None:
        yield objection("measured", "Say which number you read for “{criterion}”.", criterion=criterion.id)
    elif not within(measure, verdict.measured):
        facts = {"criterion": criterion.id, "number": verdict.measured, "unit": measure.unit}
        yield objection("bounds", "{number} {unit} is outside of what “{criterion}” asks for.", **facts)


def within(measure: Measure, number: Decimal) -> bool:
    """Whether a number is inside the bounds."""
    if measure.at_least is not None and number < measure.at_least:
        return False
    return measure.at_most is None or number <= measure.at_most
