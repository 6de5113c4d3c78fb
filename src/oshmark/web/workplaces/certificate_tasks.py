# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is done about a certificate, and about a complaint."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from oshmark.certification.acts import certificate, complaints, decision
from oshmark.certification.calendar_days import day_of
from oshmark.certification.complaint import ComplaintState
from oshmark.certification.event_data.certificate import ComplaintLodged, FindingCategory, ReasonClass
from oshmark.certification.lifecycle import CertificateState
from oshmark.certification.roles import Role
from oshmark.certification.status import status_of
from oshmark.web.certification.memory import memory
from oshmark.web.certification.spoken import Spoken
from oshmark.web.workplaces.applicant_tasks import GroundsForm, ReasonForm
from oshmark.web.workplaces.case_page import grounds_of
from oshmark.web.workplaces.decision_tasks import HearForm, hearing
from oshmark.web.workplaces.task import Task, TaskForm, day, line, minutes_spent, one_of, public_reason, several
from oshmark.web.workplaces.texts import texts_of
from oshmark.web.workplaces.words import COMPLAINTS, FINDINGS, REASONS, choices

if TYPE_CHECKING:
    from oshmark.certification.status import Status
    from oshmark.web.workplaces.seat import Seat
    from oshmark.web.workplaces.task import Filled

C = CertificateState
DECIDES, OFFICER = Role.DECISION_MAKER, Role.COMPLAINTS_OFFICER
VALID = (C.ACTIVE, C.SURVEILLANCE_DUE)
LIVING = (*VALID, C.SUSPENDED)


def status_at(seat: Seat) -> Status:
    """The status of the certificate now."""
    if seat.certificate is None:
        raise LookupError(seat.case.id)
    return status_of(seat.certificate, seat.now)


def _in(*states: CertificateState) -> Any:  # noqa: ANN401  a function of a seat
    return lambda seat: status_at(seat).state in states


class SuspendForm(TaskForm):
    """Why, until when, and what would end it."""

    until = day(_("Until the end of"), _("A complaints officer can suspend for at most 30 days."))
    why = one_of(_("Because of"))
    reason = public_reason()
    ends_when = public_reason(_("What would end it"))

    def prepare(self, seat: Seat) -> None:
        """Thirty days, if nothing else is said."""
        self.choose("why", choices(REASONS))
        self.fields["until"].initial = day_of(seat.now) + timedelta(days=29)


def _suspend(seat: Seat, filled: Filled) -> None:
    role = OFFICER if OFFICER in seat.roles else DECIDES
    seat.act(certificate.suspend, role, None, **{**filled, "why": ReasonClass(filled["why"])})


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


class FindingForm(TaskForm):
    """What is not as the certificate says."""

    category = one_of(_("What it is about"))
    what = public_reason(_("What you found"))

    def prepare(self, seat: Seat) -> None:
        """The closed list of categories."""
        del seat
        self.choose("category", choices(FINDINGS))


def _find(seat: Seat, filled: Filled) -> None:
    number = 1 if seat.certificate is None else len(seat.certificate.findings) + 1
    facts = {"finding": f"f{number}", "category": FindingCategory(filled["category"]), "what": filled["what"]}
    complaint = None if seat.complaint is None else seat.complaint.id
    role = next(one for one in (OFFICER, Role.REGISTRAR, Role.EVALUATOR) if one in seat.roles)
    seat.act(certificate.open_finding, role, None, **facts, complaint=complaint)


class CloseForm(TaskForm):
    """Why a finding is over."""

    finding = one_of(_("Which finding"))
    reason = public_reason()

    def prepare(self, seat: Seat) -> None:
        """Those that are open."""
        found = {} if seat.certificate is None else seat.certificate.findings
        self.choose("finding", [(name, one.opened.what[:100]) for name, one in found.items() if one.closed_at is None])


class TestDataForm(TaskForm):
    """Which data the holder owes (C-46)."""

    __test__ = False
    component = line(_("Of which component"))
    due = day(_("Until when"))


def _ask_data(seat: Seat, filled: Filled) -> None:
    number = 1 if seat.certificate is None else len(seat.certificate.duties) + 1
    seat.act(certificate.ask_test_data, Role.REGISTRAR, None, duty=f"d{number}", **filled)


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


CERTIFICATE_TASKS = (
    Task(
        key="certificate-suspend",
        title=_("Suspend it"),
        role=OFFICER,
        form=SuspendForm,
        do=_suspend,
        offered=_in(*VALID),
        done=_("The certificate is suspended."),
    ),
    Task(
        key="certificate-extend",
        title=_("Confirm the suspension"),
        role=DECIDES,
        form=ExtendForm,
        do=lambda seat, filled: seat.act(certificate.extend_suspension, DECIDES, None, **filled),
        offered=_in(C.SUSPENDED),
    ),
    Task(
        key="certificate-reinstate",
        title=_("Reinstate it"),
        role=DECIDES,
        form=ReasonForm,
        do=lambda seat, filled: seat.act(certificate.reinstate, DECIDES, None, **filled),
        offered=_in(C.SUSPENDED),
        done=_("The certificate is valid again."),
    ),
    Task(
        key="certificate-reduce",
        title=_("Reduce its level or scope"),
        role=DECIDES,
        form=ReduceForm,
        do=_reduce,
        offered=_in(*LIVING),
    ),
    Task(
        key="certificate-withdraw",
        title=_("Withdraw it"),
        role=DECIDES,
        form=WithdrawForm,
        do=_withdraw,
        offered=_in(*LIVING),
        done=_("The certificate is withdrawn."),
    ),
    Task(
        key="certificate-find",
        title=_("Open a finding"),
        role=OFFICER,
        form=FindingForm,
        do=_find,
        offered=_in(*LIVING),
    ),
    Task(
        key="certificate-close-finding",
        title=_("Close a finding"),
        role=DECIDES,
        form=CloseForm,
        do=lambda seat, filled: seat.act(certificate.close_finding, DECIDES, None, **filled),
        offered=lambda seat: (
            seat.certificate is not None and any(one.closed_at is None for one in seat.certificate.findings.values())
        ),
    ),
    Task(
        key="certificate-ask-data",
        title=_("Ask for test data"),
        role=Role.REGISTRAR,
        form=TestDataForm,
        do=_ask_data,
        offered=_in(*LIVING),
    ),
    Task(
        key="certificate-supersede",
        title=_("A newer one takes its place"),
        role=Role.REGISTRAR,
        form=SupersedeForm,
        do=lambda seat, filled: seat.act(certificate.supersede, Role.REGISTRAR, None, **filled),
        offered=_in(*VALID),
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
    Task(
        key="certificate-give-back",
        title=_("Give the certificate back"),
        role=Role.APPLICANT,
        form=ReasonForm,
        do=lambda seat, filled: seat.act(certificate.terminate, Role.APPLICANT, None, **filled),
        offered=_in(*LIVING),
        done=_("The certificate is given back."),
    ),
)


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


COMPLAINT_TASKS = (
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
