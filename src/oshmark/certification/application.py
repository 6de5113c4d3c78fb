# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""One application, as the events about it say: `after` takes the next one, `application_of` all of them."""

from __future__ import annotations

from datetime import date, datetime

import msgspec

from oshmark.certification.event_data.application import (
    About,
    AgreementSigned,
    ChallengeGiven,
    Checked,
    EvidenceFrozen,
    ExternalRecorded,
    FeeSettled,
    Missing,
    Planned,
    Point,
    Submitted,
)
from oshmark.certification.event_data.decision import AppealAllowed, AppealDismissed, Granted, Refused, Reviewed
from oshmark.certification.event_data.evaluation import CriterionResult, NonconformityAnswered, NonconformityRaised
from oshmark.certification.events import Kind
from oshmark.certification.judging import Judging
from oshmark.certification.lifecycle import ApplicationState

EVALUATES = frozenset({Kind.VERDICT_SEALED, Kind.EXCHANGE_SAID, Kind.THIRD_DECIDED, Kind.NONCONFORMITY_RAISED})
"""Who has done one of these has evaluated the application."""
DECIDES = frozenset({Kind.REVIEWED, Kind.GRANTED, Kind.REFUSED})
"""Who has done one of these has had a part in the decision."""
APPLIES = frozenset({Kind.OPENED, Kind.SUBMITTED, Kind.AGREEMENT_SIGNED})
"""Who has done one of these has acted for the applicant."""
FEES = frozenset({Kind.FEE_SETTLED})
"""Who has done this knows the fee, and does not evaluate (C-43)."""


class Act(msgspec.Struct, frozen=True):
    """Something that somebody did about an application, and the minutes it took, where they were told."""

    kind: Kind
    person: str
    at: datetime
    minutes: int = 0


class Nonconformity(msgspec.Struct, frozen=True, kw_only=True):
    """Something to be put right: open until it is answered or left."""

    raised: NonconformityRaised
    by: str
    answered: NonconformityAnswered | None = None
    left: bool = False

    @property
    def is_open(self) -> bool:
        """Whether the applicant still has to act."""
        return self.answered is None and not self.left


class Task(msgspec.Struct, frozen=True):
    """A criterion that an evaluator was asked to judge, when, and until when."""

    evaluator: str
    criterion: str
    asked_at: datetime
    due: date
    third: bool = False


class Application(msgspec.Struct, frozen=True, kw_only=True):
    """An application under one version of a scheme (`digest`). What has not happened yet is None or empty.

    `strays` are the numbers of events that could not happen where they stand; they change nothing, and no certificate
    is issued while there is one.
    """

    id: str
    body: str
    scheme: str
    version: str
    digest: str
    applicant: str
    about: About
    level: str
    scope: tuple[str, ...]
    renews: str | None
    state: ApplicationState
    opened_at: datetime
    since: datetime
    changed_at: datetime
    plan: Planned | None = None
    challenges: tuple[ChallengeGiven, ...] = ()
    submitted: Submitted | None = None
    missing: tuple[Missing, ...] = ()
    agreement: AgreementSigned | None = None
    agreement_ended_at: datetime | None = None
    fee: FeeSettled | None = None
    frozen: EvidenceFrozen | None = None
    checks: dict[str, Checked] = {}
    external: tuple[ExternalRecorded, ...] = ()
    evaluation_begun_at: datetime | None = None
    tasks: tuple[Task, ...] = ()
    judgings: dict[str, Judging] = {}
    nonconformities: tuple[Nonconformity, ...] = ()
    results: tuple[CriterionResult, ...] = ()
    reviews: dict[str, Reviewed] = {}
    decision: Granted | Refused | None = None
    decided_by: str | None = None
    decided_at: datetime | None = None
    appeal: AppealDismissed | AppealAllowed | None = None
    acts: tuple[Act, ...] = ()
    recused: frozenset[str] = frozenset()
    strays: tuple[int, ...] = ()

    def who_did(self, kinds: frozenset[Kind]) -> frozenset[str]:
        """Everybody who did one of these."""
        return frozenset(act.person for act in self.acts if act.kind in kinds)

    @property
    def parties(self) -> tuple[str, ...]:
        """The applicant, and the producer of the product where that is somebody else."""
        named = (self.applicant, self.about.producer)
        return tuple(dict.fromkeys(one for one in named if one is not None))

    @property
    def is_aspirant(self) -> bool:
        """Whether somebody is on the way to an application, with a plan that they have told (C-114)."""
        return self.state is ApplicationState.DRAFT and self.plan is not None

    @property
    def points(self) -> dict[str, Point]:
        """What the applicant says, by criterion."""
        return {} if self.submitted is None else {point.criterion: point for point in self.submitted.points}

    @property
    def has_agreement(self) -> bool:
        """Whether an agreement is signed and holds."""
        return self.agreement is not None and self.agreement_ended_at is None

    @property
    def open_nonconformities(self) -> tuple[Nonconformity, ...]:
        """What the applicant still has to put right."""
        return tuple(one for one in self.nonconformities if one.is_open)

    @property
    def evidence(self) -> tuple[str, ...]:
        """The digests of all evidence, first handed in and later added, without doubles."""
        given = [piece.digest for point in self.points.values() for piece in point.evidence]
        for one in self.nonconformities:
            given += [] if one.answered is None else [piece.digest for piece in one.answered.evidence]
        return tuple(dict.fromkeys(digest for digest in given if digest is not None))

    @property
    def minutes(self) -> int:
        """The time that staff and evaluators told (C-11)."""
        return sum(act.minutes for act in self.acts)

    def judging(self, criterion: str) -> Judging:
        """How a criterion is being judged; nobody does, where nobody was asked."""
        return self.judgings.get(criterion) or Judging(criterion=criterion)

    def tasks_of(self, evaluator: str) -> tuple[Task, ...]:
        """What an evaluator was asked to judge and has not given back."""
        return tuple(task for task in self.tasks if task.evaluator == evaluator)
