# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The evaluation: who judges what, verdicts under seal, the exchange about them, and what has to be put right."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Annotated

import msgspec

from oshmark.certification.commitment import Commitment
from oshmark.certification.event_data.application import Evidence
from oshmark.certification.event_data.form import Digest, Form, Id, Minutes, Reason, Round


class Outcome(Enum):
    """What a criterion comes to. Part of it counts half in a sum, and does not open a gate."""

    MET = "met"
    PARTLY = "partly"
    NOT_MET = "not-met"


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """What one evaluator thinks of one criterion. `score`: the level of the rubric, where there is one; `measured`:
    what they read from the evidence; `seen`: the digests of what they looked at."""

    outcome: Outcome
    reason: Reason
    score: int | None = None
    measured: Decimal | None = None
    seen: tuple[Digest, ...] = ()


class OpenedVerdict(msgspec.Struct, frozen=True, kw_only=True):
    """A verdict with the salt that shows that it is the one that was sealed."""

    evaluator: Id
    verdict: Verdict
    salt: Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{64}$")]


class EvaluationBegun(Form, frozen=True, kw_only=True):
    """Agreement, fee and evidence are settled: evaluators may judge."""


class EvaluatorAssigned(Form, frozen=True, kw_only=True):
    """An evaluator is asked to judge some criteria. `third`: to decide where two could not agree."""

    evaluator: Id
    criteria: Annotated[tuple[Id, ...], msgspec.Meta(min_length=1, max_length=1000)]
    due: date
    third: bool = False


class AssignmentEnded(Form, frozen=True, kw_only=True):
    """The registrar takes criteria from an evaluator."""

    evaluator: Id
    criteria: Annotated[tuple[Id, ...], msgspec.Meta(min_length=1, max_length=1000)]
    reason: Reason


class HandedBack(Form, frozen=True, kw_only=True):
    """An evaluator gives criteria back that they have not judged."""

    criteria: Annotated[tuple[Id, ...], msgspec.Meta(min_length=1, max_length=1000)]
    reason: Reason


class Recused(Form, frozen=True, kw_only=True):
    """Somebody steps back from the whole application, because they have a stake in it."""

    reason: Reason


class GuestInvited(Form, frozen=True, kw_only=True):
    """Nobody of the body may judge these criteria, so somebody from outside is asked. `barred`: who may not."""

    guest: Commitment
    criteria: Annotated[tuple[Id, ...], msgspec.Meta(min_length=1, max_length=1000)]
    barred: tuple[Id, ...]
    reason: Reason


class VerdictSealed(Form, frozen=True, kw_only=True):
    """An evaluator has judged; what they think stays closed until all who judge the criterion have."""

    criterion: Id
    round: Round
    seal: Commitment
    minutes: Minutes


class VerdictsOpened(Form, frozen=True, kw_only=True):
    """All verdicts on a criterion are in, and readable from now on."""

    criterion: Id
    round: Round
    verdicts: Annotated[tuple[OpenedVerdict, ...], msgspec.Meta(min_length=2, max_length=100)]


class ExchangeSaid(Form, frozen=True, kw_only=True):
    """One evaluator to the other, where they do not agree. `proposal`: the verdict that they could both stand for; it
    is theirs when the other proposes the same outcome and score."""

    criterion: Id
    round: Round
    message: Commitment
    proposal: Verdict | None = None
    minutes: Minutes = 0


class ThirdCalled(Form, frozen=True, kw_only=True):
    """Two evaluators could not agree."""

    criterion: Id
    round: Round
    reason: Reason


class ThirdDecided(Form, frozen=True, kw_only=True):
    """A third evaluator has decided between two."""

    criterion: Id
    round: Round
    verdict: Verdict
    minutes: Minutes


class NonconformityRaised(Form, frozen=True, kw_only=True):
    """A criterion that is not met could be, if the applicant puts something right until a day."""

    nonconformity: Id
    criterion: Id
    what: Reason
    due: date


class NonconformityAnswered(Form, frozen=True, kw_only=True):
    """The applicant has put something right; the criterion is judged again, with this evidence."""

    nonconformity: Id
    statement: Commitment
    words: Annotated[int, msgspec.Meta(ge=1)]
    evidence: Annotated[tuple[Evidence, ...], msgspec.Meta(max_length=500)]
    bundle: Digest


class NonconformityLeft(Form, frozen=True, kw_only=True):
    """The day has passed without an answer: the verdict stands."""

    nonconformity: Id
    reason: Reason


class CriterionResult(msgspec.Struct, frozen=True):
    """What a criterion came to, and the score of its rubric."""

    criterion: Id
    outcome: Outcome
    score: int | None = None


class EvaluationConcluded(Form, frozen=True, kw_only=True):
    """Every criterion has its result."""

    results: Annotated[tuple[CriterionResult, ...], msgspec.Meta(min_length=1, max_length=1000)]
