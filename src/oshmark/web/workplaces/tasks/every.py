# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every task of the work places, and which of them are offered to a seat."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from django.urls import reverse

from oshmark.web.workplaces.tasks import (
    applicant,
    assigning,
    certificate,
    challenge,
    complaint,
    decision,
    evaluator,
    external,
    fee,
    holder,
    recusing,
    registrar,
)

if TYPE_CHECKING:
    from oshmark.certification.criterion import Criterion
    from oshmark.web.workplaces.seat import Seat
    from oshmark.web.workplaces.tasks.task import Task

CASE_TASKS = (
    *applicant.TASKS,
    *registrar.TASKS,
    *fee.TASKS,
    *assigning.TASKS,
    *evaluator.TASKS,
    *decision.TASKS,
    *external.CASE_TASKS,
    *holder.CASE_TASKS,
    *challenge.TASKS,
    *recusing.TASKS,
)
CERTIFICATE_TASKS = certificate.TASKS
COMPLAINT_TASKS = complaint.TASKS
ALL = (*CASE_TASKS, *CERTIFICATE_TASKS, *COMPLAINT_TASKS)

__all__ = ["ALL", "CASE_TASKS", "CERTIFICATE_TASKS", "COMPLAINT_TASKS", "link_of", "offered", "offered_at"]


def link_of(task: Task, *args: str) -> dict[str, Any]:
    """A link to the page of a task, about what `args` name."""
    return {"title": task.title, "href": reverse(f"work_{task.key.replace('-', '_')}", args=args)}


def offered(seat: Seat, among: tuple[Task, ...] = CASE_TASKS) -> list[Task]:
    """What this seat is offered of the tasks about the whole application, certificate or complaint."""
    return [task for task in among if not task.at and is_offered(task, seat)]


def offered_at(seat: Seat, criterion: Criterion) -> list[Task]:
    """What this seat is offered about a criterion."""
    there = msgspec.structs.replace(seat, criterion=criterion)
    return [task for task in CASE_TASKS if task.at == "criterion" and is_offered(task, there)]


def is_offered(task: Task, seat: Seat) -> bool:
    """Whether a seat is offered a task."""
    here = not task.states or seat.case.state in task.states
    return task.is_for(seat) and here and task.offered(seat)
