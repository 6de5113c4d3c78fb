# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is missing in one criterion before anybody can be judged by it."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from oshmark.certification import scheme_rules as rules
from oshmark.certification.criterion import AutomaticCheck, EvidenceKind, Judgement
from oshmark.certification.scheme import Scheme, SchemeType, SubjectKind
from oshmark.values.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oshmark.certification.criterion import Criterion, Measure, Rubric
    from oshmark.values.finding import KeyPath, Rule

WITHOUT_RELEASE = frozenset({SubjectKind.PERSON, SubjectKind.WORKSHOP, SubjectKind.EDUCATION_PROGRAMME})
"""Subjects that the library has no release of, so that none of its checks can say anything about them."""
_USED: dict[Judgement, str | None] = {
    Judgement.AUTOMATIC: "check",
    Judgement.STATEMENT: None,
    Judgement.RUBRIC: "rubric",
    Judgement.MEASUREMENT: "measure",
}


def check_criterion(criterion: Criterion, scheme: Scheme, path: KeyPath) -> Iterator[Finding]:
    """Every fault of one criterion; `path` is where it stands in the file."""
    yield from _texts(criterion, path)
    yield from _evidence(criterion, path)
    yield from _judgement(criterion, scheme, path)
    yield from _effect(criterion, scheme, path)


def _found(rule: Rule, criterion: Criterion, path: KeyPath, **facts: str) -> Finding:
    return Finding(rule, path, {"was": criterion.title or criterion.id, **facts})


def _texts(criterion: Criterion, path: KeyPath) -> Iterator[Finding]:
    for key in ("title", "requirement"):
        if not getattr(criterion, key):
            yield Finding(rules.TEXT_MISSING, (*path, key), {"key": key})
    if criterion.needs_people:
        for key, what in (("pass_example", "example that passes"), ("fail_example", "example that fails")):
            if not getattr(criterion, key):
                yield _found(rules.EXAMPLE_MISSING, criterion, (*path, key.replace("_", "-")), what=what)
    if not criterion.source:
        yield _found(rules.SOURCE_MISSING, criterion, path)


def _evidence(criterion: Criterion, path: KeyPath) -> Iterator[Finding]:
    if not criterion.evidence:
        yield _found(rules.EVIDENCE_MISSING, criterion, path)
    for place, asked in enumerate(criterion.evidence):
        here = (*path, "evidence", place)
        if not asked.kinds:
            yield _found(rules.EVIDENCE_MISSING, criterion, here)
        if asked.least < 1:
            yield _found(rules.EVIDENCE_LEAST, criterion, here, least=str(asked.least))
        if not asked.what:
            yield Finding(rules.TEXT_MISSING, (*here, "what"), {"key": "what"})


def _judgement(criterion: Criterion, scheme: Scheme, path: KeyPath) -> Iterator[Finding]:
    judgement = criterion.judgement
    if judgement is None:
        yield _found(rules.JUDGEMENT_MISSING, criterion, path)
        return
    for key in ("check", "rubric", "measure"):
        if getattr(criterion, key) is not None and key != _USED[judgement]:
            yield _found(rules.JUDGEMENT_OTHER, criterion, (*path, key), judgement=judgement.value, what=key)
    yield from _means(judgement, criterion, scheme, path)
    if criterion.least_words > 0 and judgement is not Judgement.STATEMENT:
        yield from _statement(criterion, path, "wants a number of words")


def _means(judgement: Judgement, criterion: Criterion, scheme: Scheme, path: KeyPath) -> Iterator[Finding]:
    """What the way of judging needs."""
    match judgement:
        case Judgement.AUTOMATIC:
            yield from _automatic(criterion, scheme, path)
        case Judgement.STATEMENT:
            yield from _statement(criterion, path, "is judged by its statement")
        case Judgement.RUBRIC:
            for what in _rubric_lacks(criterion.rubric):
                yield _found(rules.RUBRIC_MISSING, criterion, (*path, "rubric"), what=what)
        case Judgement.MEASUREMENT:
            for what in _measure_lacks(criterion.measure, criterion):
                yield _found(rules.MEASURE_MISSING, criterion, (*path, "measure"), what=what)


def _automatic(criterion: Criterion, scheme: Scheme, path: KeyPath) -> Iterator[Finding]:
    if criterion.check is None:
        choices = ", ".join(check.value for check in AutomaticCheck)
        yield _found(rules.CHECK_MISSING, criterion, path, choices=choices)
    if scheme.subject in WITHOUT_RELEASE:
        subject = scheme.subject.value.replace("-", " ")
        yield _found(rules.CHECK_WITHOUT_RELEASE, criterion, path, subject=subject)


def _statement(criterion: Criterion, path: KeyPath, needs: str) -> Iterator[Finding]:
    if EvidenceKind.STATEMENT not in criterion.kinds:
        yield _found(rules.STATEMENT_MISSING, criterion, path, needs=needs)


def _rubric_lacks(rubric: Rubric | None) -> Iterator[str]:
    if rubric is None or len(rubric.levels) <= 1:
        yield "has fewer than two levels"
        return
    scores = [level.score for level in rubric.levels]
    if scores[0] != 0 or any(upper <= lower for lower, upper in pairwise(scores)):
        yield "its levels do not rise from 0"
    if not all(level.text for level in rubric.levels):
        yield "not every level is described"
    if rubric.pass_at not in scores or rubric.pass_at <= 0:
        yield "pass-at is none of the levels above 0"


def _measure_lacks(measure: Measure | None, criterion: Criterion) -> Iterator[str]:
    if EvidenceKind.MEASUREMENT not in criterion.kinds:
        yield "no evidence of the kind “measurement” is asked for"
    if measure is None:
        yield "nothing says what is measured"
        return
    for key in ("what", "unit", "method"):
        if not getattr(measure, key):
            yield f"“{key}” is not written"
    if measure.at_least is not None and measure.at_most is not None and measure.at_least > measure.at_most:
        yield "at-least is greater than at-most"


def _effect(criterion: Criterion, scheme: Scheme, path: KeyPath) -> Iterator[Finding]:
    if criterion.weight < 0:
        yield _found(rules.WEIGHT, criterion, (*path, "weight"), weight=str(criterion.weight))
    elif not criterion.gate and criterion.weight == 0:
        yield _found(rules.NO_EFFECT, criterion, path)
    if criterion.safety and scheme.type is not SchemeType.SCORE:
        for what in _safety_lacks(criterion):
            yield _found(rules.SAFETY, criterion, path, what=what)
    if criterion.minutes < 1:
        facts = {"key": "minutes", "was": str(criterion.minutes), "wanted": "looking at it takes a minute at least"}
        yield Finding(rules.PERIOD, (*path, "minutes"), facts)


def _safety_lacks(criterion: Criterion) -> Iterator[str]:
    if not criterion.gate:
        yield "it is no gate"
    if criterion.rubric is not None and criterion.rubric.pass_at < criterion.rubric.top:
        yield "a level below the highest passes"
