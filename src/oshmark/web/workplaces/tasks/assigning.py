# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""How a registrar finds evaluators: who may judge, who may not and why, and a guest where too few may."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from oshmark.certification.acts import evaluation
from oshmark.certification.calendar_days import day_of
from oshmark.certification.conflicts import Question, eligible
from oshmark.certification.events import Kind
from oshmark.certification.judging import Stage
from oshmark.certification.lifecycle import ApplicationState
from oshmark.certification.results import judged_by_people
from oshmark.certification.roles import Role
from oshmark.web.certification.spoken import Spoken
from oshmark.web.workplaces import guests
from oshmark.web.workplaces.habits import away
from oshmark.web.workplaces.naming import in_words, names_of
from oshmark.web.workplaces.tasks.task import (
    Task,
    TaskForm,
    day,
    one_of,
    private_text,
    public_reason,
    several,
    titles,
)

if TYPE_CHECKING:
    from oshmark.certification.conflicts import Eligibility
    from oshmark.web.workplaces.seat import Seat
    from oshmark.web.workplaces.tasks.task import Filled

S = ApplicationState
DESK = Role.REGISTRAR
JUDGED = (S.EVALUATING, S.NONCONFORMITY_OPEN)
USUAL_DAYS = 14
"""Until when evaluators are asked for a verdict, if nothing else is said."""


def evaluators_for(seat: Seat) -> Eligibility:
    """Who may judge this application, and who may not, and why."""
    asked = Question(register=seat.register, at=seat.now, case=seat.case)
    return eligible(Kind.VERDICT_SEALED, Role.EVALUATOR, asked)


class AssignForm(TaskForm):
    """Somebody is asked to judge."""

    evaluator = one_of(_("Who judges"))
    criteria = several(_("Which criteria"))
    due = day(_("Until when"))

    def prepare(self, seat: Seat) -> None:
        """Who may judge and is here, and what is still to be judged."""
        can, gone = evaluators_for(seat).can, away(evaluators_for(seat).can, day_of(seat.now))
        names = names_of(can)
        self.choose("evaluator", [(one, names[one]) for one in can if one not in gone])
        self.choose("criteria", list(titles(open_criteria(seat))))
        self.fields["due"].initial = day_of(seat.now) + timedelta(days=USUAL_DAYS)


def open_criteria(seat: Seat) -> tuple[Any, ...]:
    """The criteria that still need an evaluator, or a third."""
    needed = seat.scheme.evaluators_per_criterion
    return tuple(
        one
        for one in judged_by_people(seat.case, seat.scheme, seat.now)
        if (judging := seat.case.judging(one.id)).stage in {Stage.NOBODY, Stage.BLIND, Stage.SEALED}
        and len(judging.evaluators) < needed
    )


def thirds(seat: Seat) -> tuple[Any, ...]:
    """The criteria on which a third has to decide who is still to be found."""
    return tuple(
        one
        for one in judged_by_people(seat.case, seat.scheme, seat.now)
        if seat.case.judging(one.id).stage is Stage.THIRD and seat.case.judging(one.id).third is None
    )


class ThirdForm(AssignForm):
    """Somebody is asked to decide between two."""

    def prepare(self, seat: Seat) -> None:
        """Only where two could not agree."""
        super().prepare(seat)
        self.choose("criteria", list(titles(thirds(seat))))


def _assign(seat: Seat, filled: Filled, *, third: bool = False) -> None:
    facts = {"evaluator": filled["evaluator"], "criteria": tuple(filled["criteria"]), "due": filled["due"]}
    seat.act(evaluation.assign_evaluator, DESK, None, **facts, third=third)


def _assign_third(seat: Seat, filled: Filled) -> None:
    _assign(seat, filled, third=True)


def _assign_page(seat: Seat) -> dict[str, Any]:
    found = evaluators_for(seat)
    gone = away(found.can, day_of(seat.now))
    names = names_of((*found.can, *(one.person for one in found.barred)))
    judged = {one.id: one.title for one in seat.scheme.criteria}
    return {
        "enough": found.enough(seat.scheme.evaluators_per_criterion),
        "needed": seat.scheme.evaluators_per_criterion,
        "nobody": found.nobody,
        "away": [{"name": names[one], "until": until} for one, until in gone.items()],
        "barred": [
            {"name": names[one.person], "why": [in_words(why.sentence, seat.scheme) for why in one.objections]}
            for one in found.barred
        ],
        "judging": [
            {"title": judged[one.criterion], "who": list(names_of(one.evaluators).values())}
            for one in seat.case.judgings.values()
            if one.evaluators
        ],
    }


class TakeForm(TaskForm):
    """Criteria are taken from an evaluator."""

    evaluator = one_of(_("From whom"))
    criteria = several(_("Which criteria"))
    reason = public_reason()

    def prepare(self, seat: Seat) -> None:
        """Whoever was asked."""
        people = list(dict.fromkeys(task.evaluator for task in seat.case.tasks))
        names = names_of(people)
        self.choose("evaluator", [(one, names[one]) for one in people])
        named = {task.criterion for task in seat.case.tasks}
        self.choose("criteria", list(titles(tuple(one for one in seat.scheme.criteria if one.id in named))))


def _take(seat: Seat, filled: Filled) -> None:
    facts = {"evaluator": filled["evaluator"], "criteria": tuple(filled["criteria"]), "reason": filled["reason"]}
    seat.act(evaluation.end_assignment, DESK, None, **facts)


class GuestForm(TaskForm):
    """Somebody from outside is asked."""

    guest = private_text(_("Whom you ask"), _("Kept beside the record, and seen by the registrar alone."), longest=300)
    address = forms.EmailField(
        label=_("Their e-mail address"),
        help_text=_("They get a letter with a link. The address is deleted as soon as they have answered."),
        max_length=254,
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    criteria = several(_("For which criteria"))
    reason = public_reason()

    def prepare(self, seat: Seat) -> None:
        """What is to be judged."""
        self.choose("criteria", list(titles(judged_by_people(seat.case, seat.scheme, seat.now))))


def _invite(seat: Seat, filled: Filled) -> None:
    spoken = Spoken()
    guest = spoken.say("guest", filled["guest"])
    seat.act(
        evaluation.invite_guest, DESK, spoken, guest=guest, criteria=tuple(filled["criteria"]), reason=filled["reason"]
    )
    if filled["address"]:
        guests.ask(seat.case.id, filled["address"], seat.person, seat.now)
        transaction.on_commit(lambda: _post(seat))


def _post(seat: Seat) -> None:
    guests.send_invitations(seat.now, seat.case.id)


TASKS = (
    Task(
        key="assign",
        title=_("Find evaluators"),
        role=DESK,
        form=AssignForm,
        do=_assign,
        states=(S.ACCEPTED, *JUDGED),
        offered=lambda seat: bool(open_criteria(seat)),
        button=_("Ask"),
        done=_("They are asked."),
        template="workplaces/assign.html",
        shows=_assign_page,
    ),
    Task(
        key="assign-third",
        title=_("Find a third evaluator"),
        role=DESK,
        form=ThirdForm,
        do=_assign_third,
        states=JUDGED,
        offered=lambda seat: bool(thirds(seat)),
        button=_("Ask"),
        done=_("They are asked."),
        template="workplaces/assign.html",
        shows=_assign_page,
    ),
    Task(
        key="take",
        title=_("Take criteria from an evaluator"),
        role=DESK,
        form=TakeForm,
        do=_take,
        states=(S.ACCEPTED, *JUDGED),
        offered=lambda seat: bool(seat.case.tasks),
        button=_("Take"),
    ),
    Task(
        key="guest",
        title=_("Invite a guest evaluator"),
        lead=_(
            "Only where too few evaluators of the body may judge."
            " An administrator then gives the guest the role, for this application alone."
        ),
        role=DESK,
        form=GuestForm,
        do=_invite,
        states=(S.ACCEPTED, *JUDGED),
        offered=lambda seat: not evaluators_for(seat).enough(seat.scheme.evaluators_per_criterion),
        button=_("Invite"),
        done=_("The invitation is recorded, and the letter is on its way."),
        template="workplaces/assign.html",
        shows=_assign_page,
    ),
)
