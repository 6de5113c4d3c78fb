# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A certificate explains itself (C-127): who evaluated and decided, who was barred and why, what was seen, and what
would end it. The same data stand behind the page and behind the offline check.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import msgspec

from oshmark.certification.conflicts import Barred, Question, eligible
from oshmark.certification.event_data.evaluation import Outcome
from oshmark.certification.events import Kind
from oshmark.certification.objection import Objection, objection
from oshmark.certification.results import checklist, fulfilled_elsewhere, result_of
from oshmark.certification.roles import Role
from oshmark.certification.status import Status, status_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oshmark.certification.application import Application
    from oshmark.certification.certificate import Certificate
    from oshmark.certification.judging import Judging
    from oshmark.certification.register import Register
    from oshmark.certification.scheme import Scheme


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """What one evaluator found about a criterion, in which role: one of two, or the third."""

    evaluator: str
    outcome: Outcome
    score: int | None
    reason: str
    third: bool = False


class CriterionStory(msgspec.Struct, frozen=True, kw_only=True):
    """How one criterion came to its result. `how`: `agreed`, `reconciled`, `third`, `automatic`, `elsewhere`; `rounds`:
    how often it was judged; `seen`: digests of what evaluators say they looked at; `handed_in`: of all that there was.
    """

    criterion: str
    title: str
    outcome: Outcome | None
    how: str
    rounds: int
    verdicts: tuple[Said, ...]
    seen: tuple[str, ...]
    handed_in: tuple[str, ...]


class Explanation(msgspec.Struct, frozen=True, kw_only=True):
    """Why there is a certificate. `would_end` are sentences; `barred` those who had a role and were kept out."""

    number: str
    scheme: str
    evaluated_by: tuple[str, ...]
    reviewed_by: tuple[str, ...]
    decided_by: str
    decided_at: datetime | None
    issued_by: str
    reason: str
    bundle: str
    agreement: str
    barred_from_evaluating: tuple[Barred, ...]
    barred_from_deciding: tuple[Barred, ...]
    stepped_back: tuple[str, ...]
    criteria: tuple[CriterionStory, ...]
    would_end: tuple[Objection, ...]
    status: Status


def explain(
    certificate: Certificate, case: Application, scheme: Scheme, register: Register, now: datetime
) -> Explanation:
    """The whole story. `case` is the application that the newest terms come from."""
    at = case.decided_at or now
    asked = Question(register=register, at=at, case=case)
    agreement = "" if case.agreement is None else f"{case.agreement.agreement}@{case.agreement.version}"
    return Explanation(
        number=certificate.number,
        scheme=scheme.name,
        evaluated_by=certificate.terms.evaluators,
        reviewed_by=tuple(case.reviews),
        decided_by=certificate.terms.decided_by,
        decided_at=case.decided_at,
        issued_by=next((one.person for one in reversed(certificate.history) if one.kind in _ISSUES), ""),
        reason="" if case.decision is None else case.decision.reason,
        bundle=certificate.terms.bundle,
        agreement=agreement,
        barred_from_evaluating=eligible(Kind.VERDICT_SEALED, Role.EVALUATOR, asked).barred,
        barred_from_deciding=eligible(Kind.GRANTED, Role.DECISION_MAKER, asked).barred,
        stepped_back=tuple(sorted(case.recused)),
        criteria=tuple(_story(case, scheme, at)),
        would_end=tuple(would_end(certificate)),
        status=status_of(certificate, now),
    )


_ISSUES = frozenset({Kind.ISSUED, Kind.RENEWED})


def _story(case: Application, scheme: Scheme, at: datetime) -> Iterator[CriterionStory]:
    elsewhere = fulfilled_elsewhere(case, scheme, at)
    points = case.points
    for criterion in checklist(case, scheme):
        judging = case.judging(criterion.id)
        result = result_of(criterion, case, scheme, at)
        point = points.get(criterion.id)
        yield CriterionStory(
            criterion=criterion.id,
            title=criterion.title,
            outcome=None if result is None else result.outcome,
            how="elsewhere" if criterion.id in elsewhere else judging.how if criterion.needs_people else "automatic",
            rounds=judging.round,
            verdicts=tuple(_verdicts(judging)),
            seen=tuple(sorted({one for verdict in judging.verdicts.values() for one in verdict.seen})),
            handed_in=() if point is None else tuple(one.digest for one in point.evidence if one.digest is not None),
        )


def _verdicts(judging: Judging) -> Iterator[Said]:
    for evaluator, one in judging.verdicts.items():
        yield Said(evaluator=evaluator, outcome=one.outcome, score=one.score, reason=one.reason)
    if judging.third is not None and judging.third_verdict is not None:
        one = judging.third_verdict
        yield Said(evaluator=judging.third, outcome=one.outcome, score=one.score, reason=one.reason, third=True)


def would_end(certificate: Certificate) -> Iterator[Objection]:
    """What would end a certificate, or stop it for a time: the dates of this one first."""
    terms = certificate.terms
    if terms.valid_until is not None:
        yield objection(
            "expired", "It ends with {day}, unless it is renewed with fresh evidence.", day=terms.valid_until
        )
    upcoming = next((day for day in terms.surveillance if day not in certificate.surveyed), None)
    if upcoming is not None:
        yield objection("surveillance", "From {day} it has to be looked at again.", day=upcoming)
    for one in certificate.external:
        if one.valid_until is not None:
            facts: dict[str, str | date] = {"issuer": one.issuer, "number": one.number, "day": one.valid_until}
            yield objection("external", "It relies on {issuer} {number}, which is valid until {day}.", **facts)
    yield objection("version", "It is about this version only; another version needs another certificate.")
    yield objection("agreement", "The right to the mark ends when the agreement ends.")
    yield objection("complaint", "Anybody can complain; what is found can suspend, reduce or withdraw it.")
    yield objection("holder", "The holder can give it back at any time.")
