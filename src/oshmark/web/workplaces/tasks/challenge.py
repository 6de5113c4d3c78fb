# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""How a registrar asks for a video that was made for this application: by a code that has to be seen in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from oshmark.certification.acts import application
from oshmark.certification.criterion import EvidenceKind
from oshmark.certification.lifecycle import ApplicationState
from oshmark.certification.results import checklist
from oshmark.certification.roles import Role
from oshmark.web.workplaces.numbers import new_code
from oshmark.web.workplaces.tasks.task import Task, TaskForm, one_of, titles

if TYPE_CHECKING:
    from oshmark.web.workplaces.seat import Seat
    from oshmark.web.workplaces.tasks.task import Filled

S = ApplicationState
DESK = Role.REGISTRAR


class ChallengeForm(TaskForm):
    """A criterion that a video is to show something of."""

    criterion = one_of(_("For which criterion"))

    def prepare(self, seat: Seat) -> None:
        """Those for which a video can be handed in."""
        takes = (one for one in checklist(seat.case, seat.scheme) if EvidenceKind.VIDEO in one.kinds)
        self.choose("criterion", list(titles(tuple(takes))))


def _challenge(seat: Seat, filled: Filled) -> None:
    seat.act(application.give_challenge, DESK, None, criterion=filled["criterion"], code=new_code())


def _takes_video(seat: Seat) -> bool:
    return any(EvidenceKind.VIDEO in one.kinds for one in checklist(seat.case, seat.scheme))


TASKS = (
    Task(
        key="challenge",
        title=_("Ask for a video with a code"),
        lead=_("A code is drawn at random, and the video has to show it."),
        role=DESK,
        form=ChallengeForm,
        do=_challenge,
        states=(S.RETURNED, S.NONCONFORMITY_OPEN),
        offered=_takes_video,
        button=_("Draw a code"),
        done=_("The applicant finds the code beside the criterion."),
        saves=False,
    ),
)
