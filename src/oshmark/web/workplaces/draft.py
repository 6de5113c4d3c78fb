# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What an applicant has written so far: kept while it is written, and made into what the room takes when it is sent."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import msgspec
from django.db import transaction

from oshmark.certification.acts.application import Answer
from oshmark.certification.commitment import Commitment
from oshmark.certification.completeness import submission_objections
from oshmark.certification.criterion import EvidenceKind
from oshmark.certification.event_data.application import Evidence, Measured, Point, Submitted, TrainingProof
from oshmark.certification.results import checklist
from oshmark.certification.roles import Role
from oshmark.web.certification.memory import memory
from oshmark.web.workplaces.models import CaseDraft

if TYPE_CHECKING:
    from collections.abc import Callable

    from oshmark.certification.objection import Objection
    from oshmark.web.certification.spoken import Spoken
    from oshmark.web.workplaces.seat import Seat

LONGEST_STATEMENT = 20_000
MOST_PIECES = 50
"""Of one criterion."""
_NOTHING = Commitment("0" * 64)


class Piece(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A piece of evidence, and what it is called on the page: the name of a file, the address of a link."""

    id: str
    kind: EvidenceKind
    label: str = ""
    digest: str | None = None
    value: Decimal | None = None
    unit: str = ""
    method: str = ""
    count: int = 1
    challenge: str | None = None
    public: bool = True

    @property
    def evidence(self) -> Evidence:
        """As the log has it."""
        measured = None
        if self.value is not None:
            measured = Measured(value=self.value, unit=self.unit, method=self.method, count=self.count)
        return Evidence(
            id=self.id,
            kind=self.kind,
            digest=self.digest,
            measured=measured,
            challenge=self.challenge,
            public=self.public,
        )


class WrittenPoint(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is written to one criterion, or to something that has to be put right."""

    statement: str = ""
    pieces: tuple[Piece, ...] = ()

    def new_id(self) -> str:
        """The next name of a piece."""
        taken = {int(one.id[1:]) for one in self.pieces}
        return f"e{max(taken, default=0) + 1}"


class WrittenTraining(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A training, or (without a `form`) the proof of as much."""

    form: str = ""
    digest: str = ""
    label: str = ""


class Written(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Everything that is written: by criterion, and by `nonconformity:<name>`."""

    points: dict[str, WrittenPoint] = {}
    training: WrittenTraining | None = None
    changes: str = ""
    acknowledged: bool = False

    def point(self, key: str) -> WrittenPoint:
        """What is written to one of them."""
        return self.points.get(key) or WrittenPoint()


def written_for(application: str) -> Written:
    """What is written for an application."""
    row = CaseDraft.objects.filter(application=application).first()
    return Written() if row is None else msgspec.json.decode(row.written, type=Written)


def change(seat: Seat, what: Callable[[Written], Written]) -> Written:
    """Change what is written. Who writes at the same time waits, and changes what is there then."""
    with transaction.atomic():
        facts = {"written": "{}", "saved_at": seat.now, "saved_by": seat.person}
        CaseDraft.objects.get_or_create(application=seat.case.id, defaults=facts)
        row = CaseDraft.objects.select_for_update().get(application=seat.case.id)
        written = what(msgspec.json.decode(row.written, type=Written))
        row.written = msgspec.json.encode(written).decode()
        row.saved_at, row.saved_by = seat.now, seat.person
        row.save()
    return written


def change_point(seat: Seat, key: str, what: Callable[[WrittenPoint], WrittenPoint]) -> Written:
    """Change what is written to one criterion."""
    return change(
        seat,
        lambda all_of_it: msgspec.structs.replace(
            all_of_it, points={**all_of_it.points, key: what(all_of_it.point(key))}
        ),
    )


def answers_of(seat: Seat, written: Written, spoken: Spoken) -> tuple[Answer, ...]:
    """What the room takes: a statement and evidence to each criterion to which something is written."""
    asked = (one.id for one in checklist(seat.case, seat.scheme))
    given = ((one, written.point(one)) for one in asked if one in written.points)
    return tuple(
        Answer(
            criterion=criterion,
            statement=spoken.say("statement", point.statement),
            evidence=tuple(piece.evidence for piece in point.pieces),
        )
        for criterion, point in given
        if point.statement.strip() or point.pieces
    )


def training_of(written: Written) -> tuple[TrainingProof, ...]:
    """The training as the room takes it."""
    said = written.training
    return () if said is None or not said.digest else (TrainingProof(form=said.form or None, proof=said.digest),)


def lacking(seat: Seat, written: Written) -> tuple[Objection, ...]:
    """Everything that would keep the application from being handed in now, in the order of the criteria."""
    points = tuple(
        Point(
            criterion=key,
            statement=_NOTHING,
            words=len(point.statement.split()),
            evidence=tuple(piece.evidence for piece in point.pieces),
        )
        for key, point in written.points.items()
        if not key.startswith("nonconformity:") and (point.statement.strip() or point.pieces)
    )
    data = Submitted(
        role=Role.APPLICANT,
        points=points,
        acknowledged=seat.case.digest if written.acknowledged else "",
        training=training_of(written),
        changes=_NOTHING if written.changes.strip() else None,
    )
    before = memory().certificate(seat.case.renews) if seat.case.renews else None
    return submission_objections(data, seat.case, seat.scheme, before)
