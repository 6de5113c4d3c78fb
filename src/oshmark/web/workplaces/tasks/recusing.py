# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Stepping back from an application: everybody who has a part in it for the body can, whatever the part is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from oshmark.certification.acts import evaluation
from oshmark.certification.events import Kind
from oshmark.certification.lifecycle import APPLICATION
from oshmark.certification.matrix import matrix
from oshmark.certification.roles import Role
from oshmark.web.workplaces.tasks.task import Task, TaskForm, first_role, public_reason

if TYPE_CHECKING:
    from oshmark.web.workplaces.seat import Seat
    from oshmark.web.workplaces.tasks.task import Filled

WHO = (Role.EVALUATOR, *sorted(matrix()[Kind.RECUSED].roles - {Role.EVALUATOR}, key=lambda role: role.value))


class RecuseForm(TaskForm):
    """Why, without naming anybody."""

    reason = public_reason()


def _recuse(seat: Seat, filled: Filled) -> None:
    seat.act(evaluation.recuse, first_role(seat, WHO), None, reason=filled["reason"])


TASKS = (
    Task(
        key="recuse",
        title=_("Step back"),
        lead=_("You have a stake in this application, or will have. What you judged is judged again by somebody else."),
        role=WHO[0],
        also=WHO[1:],
        form=RecuseForm,
        do=_recuse,
        states=tuple(APPLICATION[Kind.RECUSED]),
        offered=lambda seat: seat.person not in seat.case.recused,
        button=_("Step back"),
        done=_("You have stepped back."),
    ),
)
