# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What evaluators do: judge a criterion blind, talk where they differ, decide as a third, have something put right."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import msgspec
from django.utils.translation import gettext_lazy as _

from oshmark.certification.acts import evaluation
from oshmark.certification.calendar_days import day_of
from oshmark.certification.event_data.evaluation import Outcome
from oshmark.certification.judging import Stage
from oshmark.certification.lifecycle import ApplicationState
from oshmark.certification.roles import Role
from oshmark.certification.scheme import criterion_of
from oshmark.certification.verdicts import PURPOSE
from oshmark.web.certification.spoken import Spoken
from oshmark.web.workplaces.case_page import (
    answer_context,
    criterion_context,
    exchange_rows,
    verdict_rows,
)
from oshmark.web.workplaces.tasks.film_notes import keep_notes
from oshmark.web.workplaces.tasks.task import (
    Task,
    TaskForm,
    day,
    first_role,
    private_text,
    public_reason,
    several,
    titles,
)
from oshmark.web.workplaces.tasks.verdict_form import VerdictForm, judging_of, the_criterion, verdict_of
from oshmark.web.workplaces.texts import sealed_of

if TYPE_CHECKING:
    from oshmark.web.workplaces.seat import Seat
    from oshmark.web.workplaces.tasks.task import Filled

S = ApplicationState
ME = Role.EVALUATOR
JUDGED = (S.EVALUATING, S.NONCONFORMITY_OPEN)


def _judge(seat: Seat, filled: Filled) -> None:
    verdict, spoken, judging = verdict_of(seat, filled), Spoken(), judging_of(seat)
    facts: dict[str, Any] = {
        "criterion": the_criterion(seat).id,
        "verdict": verdict,
        "salt": spoken.salt(PURPOSE, msgspec.to_builtins(verdict)),
        "minutes": filled["minutes"] or 0,
        "sealed": sealed_of(judging.seals),
    }
    seat.act(evaluation.give_verdict, ME, spoken, **facts)
    keep_notes(seat, filled)


def _page(seat: Seat) -> dict[str, Any]:
    criterion = the_criterion(seat)
    shown = seat.shown.get("judgings", {}).get(criterion.id)
    group = next(one for one in seat.scheme.groups if criterion in one.criteria)
    task = next((one for one in seat.case.tasks_of(seat.person) if one.criterion == criterion.id), None)
    return {
        "criterion": criterion_context(criterion),
        "group": group.title,
        "answer": answer_context(seat, criterion),
        "verdicts": verdict_rows(shown, seat.scheme) if shown and shown.verdicts else [],
        "exchange": exchange_rows(seat, criterion.id),
        "due": task.due if task else None,
        "round": seat.case.judging(criterion.id).round,
    }


class TalkForm(VerdictForm):
    """A word to the other evaluator, and the verdict that both could stand for."""

    message = private_text(_("To the other evaluator"), longest=4000)
    field_order = ("message",)

    def prepare(self, seat: Seat) -> None:
        """A proposal may be left out."""
        super().prepare(seat)
        for name in set(self.fields) - {"message"}:
            self.fields[name].required = False
        for name in {"outcome", "score"} & set(self.fields):
            self.fields[name].label = _("The verdict that you propose")
        self.fields["reason"].label = _("Why you propose it")

    def clean(self) -> dict[str, Any]:
        """A proposed verdict needs its reason."""
        filled: dict[str, Any] = super().clean() or {}
        if (filled.get("outcome") or filled.get("score")) and not filled.get("reason"):
            self.add_error("reason", _("Say why you propose this verdict."))
        return filled


def _talk(seat: Seat, filled: Filled) -> None:
    spoken = Spoken()
    proposed = verdict_of(seat, filled) if filled.get("outcome") or filled.get("score") else None
    facts: dict[str, Any] = {
        "criterion": the_criterion(seat).id,
        "message": spoken.say("message", filled["message"]),
        "proposal": proposed,
        "minutes": filled["minutes"] or 0,
    }
    seat.act(evaluation.say_in_exchange, ME, spoken, **facts)
    keep_notes(seat, filled)


class CallForm(TaskForm):
    """Why the two cannot agree."""

    reason = public_reason()


def _call(seat: Seat, filled: Filled) -> None:
    role = first_role(seat, (ME, Role.REGISTRAR))
    seat.act(evaluation.call_third, role, None, criterion=the_criterion(seat).id, reason=filled["reason"])


def _third(seat: Seat, filled: Filled) -> None:
    facts = {"verdict": verdict_of(seat, filled), "minutes": filled["minutes"] or 0}
    seat.act(evaluation.decide_as_third, ME, None, criterion=the_criterion(seat).id, **facts)


class RaiseForm(TaskForm):
    """What the applicant can put right, and until when."""

    what = public_reason(
        _("What has to be put right"), _("The applicant reads it, and it is public once it is decided.")
    )
    due = day(_("Until when"))

    def prepare(self, seat: Seat) -> None:
        """Two weeks, if nothing else is said."""
        self.fields["due"].initial = day_of(seat.now) + timedelta(days=14)


def _raise(seat: Seat, filled: Filled) -> None:
    name = f"n{len(seat.case.nonconformities) + 1}"
    seat.act(evaluation.raise_nonconformity, ME, None, nonconformity=name, criterion=the_criterion(seat).id, **filled)


class HandBackForm(TaskForm):
    """What is given back."""

    criteria = several(_("What you give back"))
    reason = public_reason()

    def prepare(self, seat: Seat) -> None:
        """What one was asked to judge and has not judged."""
        mine = [task.criterion for task in seat.case.tasks_of(seat.person)]
        free = [one for one in mine if seat.person not in seat.case.judging(one).seals]
        found = (criterion_of(seat.scheme, one) for one in dict.fromkeys(free))
        self.choose("criteria", list(titles(tuple(one for one in found if one is not None))))


def _hand_back(seat: Seat, filled: Filled) -> None:
    seat.act(evaluation.hand_back, ME, None, criteria=tuple(filled["criteria"]), reason=filled["reason"])


def _has_free(seat: Seat) -> bool:
    return any(
        seat.person not in seat.case.judging(task.criterion).seals
        and seat.case.judging(task.criterion).stage is not Stage.SETTLED
        for task in seat.case.tasks_of(seat.person)
    )


def _is_mine_to_judge(seat: Seat) -> bool:
    judging = judging_of(seat)
    return seat.person in judging.evaluators and seat.person not in judging.seals and not judging.verdicts


def _differs(seat: Seat) -> bool:
    judging = judging_of(seat)
    return judging.stage is Stage.DIFFERENT and seat.person in judging.verdicts


def _may_call(seat: Seat) -> bool:
    judging = judging_of(seat)
    mine = Role.REGISTRAR in seat.roles or seat.person in judging.verdicts
    return judging.stage is Stage.DIFFERENT and mine and judging.messages > 0


def _is_third(seat: Seat) -> bool:
    judging = judging_of(seat)
    return judging.stage is Stage.THIRD and judging.third == seat.person


def _can_raise(seat: Seat) -> bool:
    result = judging_of(seat).result
    told = [one for one in seat.case.nonconformities if one.raised.criterion == the_criterion(seat).id]
    known = any(one.is_open or one.left for one in told)
    return (
        result is not None
        and result.outcome is not Outcome.MET
        and seat.person in judging_of(seat).judges
        and not known
    )


TASKS = (
    Task(
        key="judge",
        title=_("Judge"),
        role=ME,
        at="criterion",
        form=VerdictForm,
        do=_judge,
        states=JUDGED,
        offered=_is_mine_to_judge,
        button=_("Seal my verdict"),
        done=_("Your verdict is sealed. It opens when all who judge this criterion have given theirs."),
        template="workplaces/judge.html",
        shows=_page,
    ),
    Task(
        key="talk",
        title=_("Talk with the other evaluator"),
        lead=_("When both of you propose the same verdict, it is settled."),
        role=ME,
        at="criterion",
        form=TalkForm,
        do=_talk,
        states=JUDGED,
        offered=_differs,
        done=_("Said."),
        template="workplaces/judge.html",
        shows=_page,
    ),
    Task(
        key="call-third",
        title=_("Call a third evaluator"),
        role=ME,
        also=(Role.REGISTRAR,),
        at="criterion",
        form=CallForm,
        do=_call,
        states=JUDGED,
        offered=_may_call,
        button=_("Call a third"),
        template="workplaces/judge.html",
        shows=_page,
    ),
    Task(
        key="third",
        title=_("Decide as the third"),
        role=ME,
        at="criterion",
        form=VerdictForm,
        do=_third,
        states=JUDGED,
        offered=_is_third,
        button=_("Decide"),
        done=_("You have decided."),
        template="workplaces/judge.html",
        shows=_page,
    ),
    Task(
        key="raise",
        title=_("Let the applicant put it right"),
        role=ME,
        at="criterion",
        form=RaiseForm,
        do=_raise,
        states=JUDGED,
        offered=_can_raise,
        done=_("The applicant is told."),
        template="workplaces/judge.html",
        shows=_page,
    ),
    Task(
        key="hand-back",
        title=_("Hand back"),
        lead=_("Somebody else judges it then. Nobody holds it against you."),
        role=ME,
        form=HandBackForm,
        do=_hand_back,
        states=(S.ACCEPTED, *JUDGED),
        offered=_has_free,
        done=_("Handed back."),
    ),
)
