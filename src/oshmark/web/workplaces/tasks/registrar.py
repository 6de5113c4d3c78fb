# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What registrars do about an application, beside finding evaluators."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from oshmark.certification.acts import application, evaluation
from oshmark.certification.calendar_days import end_of
from oshmark.certification.event_data.application import Missing
from oshmark.certification.lifecycle import WITH_APPLICANT, ApplicationState
from oshmark.certification.results import checklist, unsettled
from oshmark.certification.roles import Role, Who
from oshmark.web.certification.issuing import issue_certificate, renew_certificate
from oshmark.web.workplaces.applying.checks import check_all
from oshmark.web.workplaces.tasks.task import (
    NothingToSay,
    Task,
    TaskForm,
    first_role,
    minutes_spent,
    one_of,
    public_reason,
    several,
    titles,
)
from oshmark.web.workplaces.words import CHECKS

if TYPE_CHECKING:
    from oshmark.web.workplaces.seat import Seat
    from oshmark.web.workplaces.tasks.task import Filled

S = ApplicationState
DESK = Role.REGISTRAR
JUDGED = (S.EVALUATING, S.NONCONFORMITY_OPEN)


class ScreenForm(TaskForm):
    """Accepted, or returned with what is missing."""

    verdict = one_of(_("Is everything there?"))
    reason = public_reason(_("Why, or what is missing"))
    criteria = several(
        _("Which criteria have to be put right"),
        _("Tick none where it is about the application itself."),
        required=False,
    )
    minutes = minutes_spent()

    def prepare(self, seat: Seat) -> None:
        """The criteria of this application."""
        self.choose("verdict", [("accept", _("Yes: accept it")), ("return", _("No: return it to the applicant"))])
        self.choose("criteria", list(titles(checklist(seat.case, seat.scheme))))


def _screen(seat: Seat, filled: Filled) -> None:
    if seat.case.state is S.SUBMITTED:
        seat.act(application.begin_screening, DESK)
    spent = filled["minutes"] or 0
    if filled["verdict"] == "accept":
        seat.act(application.accept, DESK, None, reason=filled["reason"], minutes=spent)
        return
    named: list[str | None] = list(filled["criteria"]) or [None]
    missing = tuple(Missing(criterion=one, what=filled["reason"]) for one in named)
    seat.act(application.return_application, DESK, None, missing=missing, minutes=spent)


def _check_rows(seat: Seat) -> list[dict[str, Any]]:
    rows = {one.id: one.title for one in seat.scheme.criteria}
    return [
        {"title": rows[one.criterion], "check": CHECKS[one.check], "passed": one.passed, "lacking": one.lacking}
        for one in check_all(seat)
    ]


def _begin(seat: Seat, filled: Filled) -> None:
    seat.act(evaluation.begin_evaluation, DESK)
    _check(seat, filled)


def _check(seat: Seat, _filled: Filled) -> None:
    """Run every automatic check again, and record what it came to."""
    for one in check_all(seat):
        facts = {"criterion": one.criterion, "passed": one.passed, "facts": one.facts, "findings": one.lacking}
        seat.act(application.record_check, first_role(seat, (DESK, Role.EVALUATOR)), None, **facts)


class LeaveForm(TaskForm):
    """Something was not put right in time."""

    nonconformity = one_of(_("What was not answered"))
    reason = public_reason()

    def prepare(self, seat: Seat) -> None:
        """What is open and due."""
        ones = [one.raised for one in seat.case.open_nonconformities]
        self.choose("nonconformity", [(one.nonconformity, f"{one.due}: {one.what[:80]}") for one in ones])


def _issue(seat: Seat, _filled: Filled) -> None:
    give = issue_certificate if seat.case.renews is None else renew_certificate
    give(Who(seat.person, DESK), seat.case.id, seat.now)


def _ready(seat: Seat) -> bool:
    fee = seat.case.fee is not None or not seat.scheme.fees
    return seat.case.has_agreement and fee and seat.case.frozen is not None


def _concluded(seat: Seat) -> bool:
    return seat.case.state is S.EVALUATING and not unsettled(seat.case, seat.scheme, seat.now)


TASKS = (
    Task(
        key="screen",
        title=_("See whether everything is there"),
        lead=_("You look whether it can be judged, not whether it is good."),
        role=DESK,
        form=ScreenForm,
        do=_screen,
        states=(S.SUBMITTED, S.SCREENING),
        template="workplaces/screen.html",
        shows=lambda seat: {"check_rows": _check_rows(seat)},
    ),
    Task(
        key="freeze",
        title=_("Freeze the evidence"),
        lead=_("What was handed in is what is judged. Whatever is changed later is another bundle."),
        role=DESK,
        form=NothingToSay,
        do=lambda seat, _filled: seat.act(application.freeze_evidence, DESK),
        states=(S.ACCEPTED,),
        offered=lambda seat: seat.case.frozen is None,
        button=_("Freeze"),
        done=_("The evidence is frozen."),
        saves=False,
    ),
    Task(
        key="begin",
        title=_("Begin the evaluation"),
        lead=_("Agreement, fee and evidence are settled. The automatic checks are recorded with it."),
        role=DESK,
        form=NothingToSay,
        do=_begin,
        states=(S.ACCEPTED,),
        offered=_ready,
        button=_("Begin"),
        done=_("The evaluation has begun."),
        saves=False,
        template="workplaces/screen.html",
        shows=lambda seat: {"check_rows": _check_rows(seat)},
    ),
    Task(
        key="check",
        title=_("Run the automatic checks again"),
        role=DESK,
        also=(Role.EVALUATOR,),
        form=NothingToSay,
        do=_check,
        states=JUDGED,
        offered=lambda seat: any(not one.needs_people for one in checklist(seat.case, seat.scheme)),
        button=_("Run and record them"),
        done=_("The checks are recorded."),
        saves=False,
        template="workplaces/screen.html",
        shows=lambda seat: {"check_rows": _check_rows(seat)},
    ),
    Task(
        key="leave",
        title=_("Nothing was put right in time"),
        role=DESK,
        form=LeaveForm,
        do=lambda seat, filled: seat.act(evaluation.leave_nonconformity, DESK, None, **filled),
        states=(S.NONCONFORMITY_OPEN,),
        offered=lambda seat: any(seat.now >= end_of(one.raised.due) for one in seat.case.open_nonconformities),
        button=_("Let the verdict stand"),
    ),
    Task(
        key="conclude",
        title=_("Conclude the evaluation"),
        lead=_("Every criterion has its result."),
        role=DESK,
        form=NothingToSay,
        do=lambda seat, _filled: seat.act(evaluation.conclude_evaluation, DESK),
        states=(S.EVALUATING,),
        offered=_concluded,
        button=_("Conclude"),
        done=_("The evaluation is concluded."),
        saves=False,
    ),
    Task(
        key="issue",
        title=_("Issue the certificate"),
        lead=_("The whole history is checked again from the record before it is issued."),
        role=DESK,
        form=NothingToSay,
        do=_issue,
        states=(S.GRANTED,),
        offered=lambda seat: seat.case.id not in seat.register.issued,
        button=_("Issue"),
        done=_("The certificate is issued."),
        saves=False,
    ),
    Task(
        key="lapse",
        title=_("Let the application lapse"),
        role=DESK,
        form=NothingToSay,
        do=lambda seat, _filled: seat.act(application.lapse, DESK),
        states=tuple(WITH_APPLICANT - {S.DRAFT}),
        offered=lambda seat: seat.now - seat.case.changed_at >= timedelta(days=seat.scheme.idle_days),
        button=_("Let it lapse"),
        saves=False,
    ),
)
