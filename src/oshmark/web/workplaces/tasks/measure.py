# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the body does to a certificate, from a suspension to its end, and the appeal against it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from oshmark.certification.acts import certificate, decision
from oshmark.certification.calendar_days import day_of
from oshmark.certification.event_data.certificate import ReasonClass
from oshmark.certification.guards.certificate import URGENT_DAYS
from oshmark.certification.lifecycle import CertificateState
from oshmark.certification.roles import Role
from oshmark.web.certification.spoken import Spoken
from oshmark.web.workplaces.at_certificate import LIVING, VALID, in_state
from oshmark.web.workplaces.case_page import grounds_of
from oshmark.web.workplaces.tasks.applicant import GroundsForm, ReasonForm
from oshmark.web.workplaces.tasks.decision import HearForm, hearing
from oshmark.web.workplaces.tasks.task import Task, TaskForm, day, first_role, line, one_of, public_reason, several
from oshmark.web.workplaces.words import REASONS, choices

if TYPE_CHECKING:
    from oshmark.web.workplaces.seat import Seat
    from oshmark.web.workplaces.tasks.task import Filled

C = CertificateState
DECIDES, OFFICER = Role.DECISION_MAKER, Role.COMPLAINTS_OFFICER


class SuspendForm(TaskForm):
    """Why, until when, and what would end it."""

    until = day(_("Until the end of"), _("A complaints officer can suspend for at most 30 days."))
    why = one_of(_("Because of"))
    reason = public_reason()
    ends_when = public_reason(_("What would end it"))

    def prepare(self, seat: Seat) -> None:
        """Thirty days, if nothing else is said; a decision maker is not held to them."""
        self.choose("why", choices(REASONS))
        self.fields["until"].initial = day_of(seat.now) + timedelta(days=URGENT_DAYS)
        if DECIDES in seat.roles:
            self.fields["until"].help_text = ""


def _suspend(seat: Seat, filled: Filled) -> None:
    seat.act(
        certificate.suspend, first_role(seat, (DECIDES, OFFICER)), None, **{**filled, "why": ReasonClass(filled["why"])}
    )


class ExtendForm(TaskForm):
    """Until another day."""

    until = day(_("Until the end of"))
    reason = public_reason()


class ReduceForm(TaskForm):
    """Less than before."""

    level = one_of(_("The level from now on"))
    scope = several(_("What it covers from now on"), required=False)
    why = one_of(_("Because of"))
    reason = public_reason()

    def prepare(self, seat: Seat) -> None:
        """At most what it has."""
        self.choose("level", [(one.id, one.title or one.id) for one in seat.scheme.levels])
        self.choose("why", choices(REASONS))
        self.choose("scope", [(one.id, one.title or one.id) for one in seat.scheme.activities])
        if not seat.scheme.activities:
            del self.fields["scope"]


def _reduce(seat: Seat, filled: Filled) -> None:
    facts = {"level": filled["level"], "scope": tuple(filled.get("scope", ())), "reason": filled["reason"]}
    seat.act(certificate.reduce, DECIDES, None, **facts, why=ReasonClass(filled["why"]))


class WithdrawForm(TaskForm):
    """Why it is taken from the holder."""

    why = one_of(_("Because of"))
    reason = public_reason()

    def prepare(self, seat: Seat) -> None:
        """The closed list of reasons."""
        del seat
        self.choose("why", choices(REASONS))


def _withdraw(seat: Seat, filled: Filled) -> None:
    facts = {"why": ReasonClass(filled["why"]), "reason": filled["reason"]}
    seat.act(certificate.withdraw_certificate, DECIDES, None, **facts)


class SupersedeForm(TaskForm):
    """By which newer certificate."""

    by = line(_("The number of the newer certificate"), longest=20)
    reason = public_reason()


def _appeal(seat: Seat, filled: Filled) -> None:
    spoken = Spoken()
    seat.act(decision.appeal_measure, Role.APPLICANT, spoken, grounds=spoken.say("grounds", filled["grounds"]))


class MeasureForm(HearForm):
    """The result of an appeal against a measure; nothing is judged anew."""

    def prepare(self, seat: Seat) -> None:
        """As for an application, without criteria."""
        super().prepare(seat)
        del self.fields["criteria"]


def _hear(seat: Seat, filled: Filled) -> None:
    act = decision.annul_measure if filled["result"] == "allow" else decision.uphold_measure
    seat.act(act, Role.APPEAL_PANEL, None, **hearing(seat, filled))


TASKS = (
    Task(
        key="certificate-suspend",
        title=_("Suspend it"),
        role=OFFICER,
        also=(DECIDES,),
        form=SuspendForm,
        do=_suspend,
        offered=in_state(*VALID),
        done=_("The certificate is suspended."),
    ),
    Task(
        key="certificate-extend",
        title=_("Confirm the suspension"),
        role=DECIDES,
        form=ExtendForm,
        do=lambda seat, filled: seat.act(certificate.extend_suspension, DECIDES, None, **filled),
        offered=in_state(C.SUSPENDED),
    ),
    Task(
        key="certificate-reinstate",
        title=_("Reinstate it"),
        role=DECIDES,
        form=ReasonForm,
        do=lambda seat, filled: seat.act(certificate.reinstate, DECIDES, None, **filled),
        offered=in_state(C.SUSPENDED),
        done=_("The certificate is valid again."),
    ),
    Task(
        key="certificate-reduce",
        title=_("Reduce its level or scope"),
        role=DECIDES,
        form=ReduceForm,
        do=_reduce,
        offered=in_state(*LIVING),
    ),
    Task(
        key="certificate-withdraw",
        title=_("Withdraw it"),
        role=DECIDES,
        form=WithdrawForm,
        do=_withdraw,
        offered=in_state(*LIVING),
        done=_("The certificate is withdrawn."),
    ),
    Task(
        key="certificate-supersede",
        title=_("A newer one takes its place"),
        role=Role.REGISTRAR,
        form=SupersedeForm,
        do=lambda seat, filled: seat.act(certificate.supersede, Role.REGISTRAR, None, **filled),
        offered=in_state(*VALID),
    ),
    Task(
        key="certificate-appeal",
        title=_("Appeal against the last measure"),
        role=Role.APPLICANT,
        form=GroundsForm,
        do=_appeal,
        offered=lambda seat: (
            seat.certificate is not None
            and seat.certificate.last_measure is not None
            and seat.certificate.appealed is None
        ),
        done=_("Your appeal is with the panel."),
    ),
    Task(
        key="certificate-hear",
        title=_("Hear the appeal against the measure"),
        role=Role.APPEAL_PANEL,
        form=MeasureForm,
        do=_hear,
        offered=lambda seat: seat.certificate is not None and seat.certificate.appealed is not None,
        shows=lambda seat: {"grounds": grounds_of(seat)},
    ),
)
