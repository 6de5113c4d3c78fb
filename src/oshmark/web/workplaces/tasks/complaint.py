# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What complaints officers do about a complaint."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from oshmark.certification.acts import complaints
from oshmark.certification.complaint import ComplaintState
from oshmark.certification.event_data.certificate import ComplaintLodged
from oshmark.certification.roles import Role
from oshmark.web.certification.memory import memory
from oshmark.web.workplaces.tasks.task import Task, TaskForm, minutes_spent, one_of, public_reason
from oshmark.web.workplaces.texts import texts_of
from oshmark.web.workplaces.words import COMPLAINTS

if TYPE_CHECKING:
    from oshmark.web.workplaces.seat import Seat
    from oshmark.web.workplaces.tasks.task import Filled

OFFICER = Role.COMPLAINTS_OFFICER


class ComplaintForm(TaskForm):
    """Admitted or dismissed."""

    verdict = one_of(_("The complaint"))
    reason = public_reason()

    def prepare(self, seat: Seat) -> None:
        """Both ways."""
        del seat
        self.choose(
            "verdict", [("admit", _("may be right: admit it")), ("dismiss", _("has nothing to it: dismiss it"))]
        )


def _screen(seat: Seat, filled: Filled) -> None:
    act = complaints.admit_complaint if filled["verdict"] == "admit" else complaints.dismiss_complaint
    seat.act(act, OFFICER, None, reason=filled["reason"])


class UpheldForm(TaskForm):
    """Whether it is so."""

    verdict = one_of(_("What was said"))
    reason = public_reason()
    minutes = minutes_spent()

    def prepare(self, seat: Seat) -> None:
        """Both ways."""
        del seat
        self.choose("verdict", [("so", _("is so")), ("not-so", _("is not so"))])


def _decide(seat: Seat, filled: Filled) -> None:
    facts = {"upheld": filled["verdict"] == "so", "reason": filled["reason"], "minutes": filled["minutes"] or 0}
    seat.act(complaints.decide_complaint, OFFICER, None, **facts)


def complaint_page(seat: Seat) -> dict[str, Any]:
    """What a complaint says."""
    if seat.complaint is None:
        return {}
    lodged = next(iter(memory().replay.complaints[seat.complaint.id])).data
    text = texts_of([lodged.text])[lodged.text.commitment] if isinstance(lodged, ComplaintLodged) else ""
    return {"complaint": seat.complaint, "category": COMPLAINTS[seat.complaint.category], "text": text}


def _is(state: ComplaintState) -> Any:  # noqa: ANN401  a function of a seat
    return lambda seat: seat.complaint is not None and seat.complaint.state is state


TASKS = (
    Task(
        key="complaint-screen",
        title=_("Screen the complaint"),
        lead=_("Nothing of it is public before you admit it."),
        role=OFFICER,
        form=ComplaintForm,
        do=_screen,
        offered=_is(ComplaintState.LODGED),
        template="workplaces/complaint_task.html",
        shows=complaint_page,
    ),
    Task(
        key="complaint-decide",
        title=_("Decide on the complaint"),
        role=OFFICER,
        form=UpheldForm,
        do=_decide,
        offered=_is(ComplaintState.ADMITTED),
        template="workplaces/complaint_task.html",
        shows=complaint_page,
    ),
)
