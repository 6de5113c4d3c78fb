# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What an applicant does about an application, beside writing it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from django import forms
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _

from oshmark.certification.acts import application, decision, evaluation
from oshmark.certification.effort import earliest_decision
from oshmark.certification.lifecycle import UNDECIDED, ApplicationState
from oshmark.certification.roles import Role
from oshmark.errors import NotPossibleError
from oshmark.web.certification.spoken import Spoken
from oshmark.web.workplaces import draft
from oshmark.web.workplaces.applying.lacking_page import lacking_rows
from oshmark.web.workplaces.draft import lacking, written_for
from oshmark.web.workplaces.tasks.task import NothingToSay, Task, TaskForm, day, private_text, public_reason

if TYPE_CHECKING:
    from oshmark.web.workplaces.seat import Seat
    from oshmark.web.workplaces.tasks.task import Filled

S = ApplicationState
ME = Role.APPLICANT
WRITING = (S.DRAFT, S.RETURNED)


class PlanForm(TaskForm):
    """The applicant's own plan (C-114)."""

    text = private_text(_("What you will do until it is ready"))
    ready = day(_("When everything is ready"))


def _plan(seat: Seat, filled: Filled) -> None:
    spoken = Spoken()
    earliest = earliest_decision(seat.scheme, seat.case.level, filled["ready"], seat.now)
    facts = {"text": spoken.say("plan", filled["text"]), "earliest_decision": earliest}
    seat.act(application.plan, ME, spoken, **facts)


class SubmitForm(TaskForm):
    """What is said once, when everything is handed in."""

    acknowledged = forms.BooleanField(label=_("I have read the goal of this scheme, in this version."), required=True)
    changes = private_text(_("What has changed since the last certificate"))

    def prepare(self, seat: Seat) -> None:
        """Only a renewal has changes to tell."""
        if seat.case.renews is None:
            del self.fields["changes"]
        else:
            self.fields["changes"].required = False


def _submit(seat: Seat, filled: Filled) -> None:
    """Hand in what is written. The written goal is part of it, so it is kept with the draft as well."""

    def said(written: draft.Written) -> draft.Written:
        more = {"acknowledged": filled["acknowledged"], "changes": filled.get("changes", "")}
        return msgspec.structs.replace(written, **more)

    written, spoken = draft.change(seat, said), Spoken()
    facts: dict[str, Any] = {
        "answers": draft.answers_of(seat, written, spoken),
        "acknowledged": seat.case.digest,
        "training": draft.training_of(written),
    }
    if written.changes.strip():
        facts["changes"] = spoken.say("changes", written.changes)
    seat.act(application.submit, ME, spoken, **facts)


def _missing_page(seat: Seat) -> dict[str, Any]:
    written = msgspec.structs.replace(written_for(seat.case.id), acknowledged=True)
    found = [one for one in lacking(seat, written) if one.code != "changes"]
    return {"lacking": lacking_rows(seat, found), "goal": seat.scheme.goal or seat.scheme.summary}


class SignForm(TaskForm):
    """A signature under the agreement."""

    agreed = forms.BooleanField(label=_("I sign this agreement for the applicant."), required=True)


def _sign(seat: Seat, _filled: Filled) -> None:
    agreement = seat.scheme.agreement
    if agreement is None:
        raise NotPossibleError((now_("This scheme has no agreement."),), ("no-agreement",))
    seat.act(application.sign_agreement, ME, None, agreement=agreement.id, version=agreement.version)


class ReasonForm(TaskForm):
    """A reason that everybody may read."""

    reason = public_reason()


class GroundsForm(TaskForm):
    """What is brought forward in an appeal."""

    grounds = private_text(_("Why the decision is wrong"), _("The appeal panel reads it."))


def _appeal(seat: Seat, filled: Filled) -> None:
    spoken = Spoken()
    seat.act(decision.appeal, ME, spoken, grounds=spoken.say("grounds", filled["grounds"]))


def _answer(seat: Seat, _filled: Filled) -> None:
    key = f"nonconformity:{seat.nonconformity}"
    point, spoken = written_for(seat.case.id).point(key), Spoken()
    if not point.statement.strip():
        raise NotPossibleError((now_("Say what you have put right."),), ("statement",))
    facts: dict[str, Any] = {
        "nonconformity": seat.nonconformity,
        "statement": spoken.say("statement", point.statement),
        "evidence": tuple(
            msgspec.structs.replace(one.evidence, id=f"{seat.nonconformity}-{one.id}") for one in point.pieces
        ),
    }
    seat.act(evaluation.answer_nonconformity, ME, spoken, **facts)


TASKS = (
    Task(
        key="plan",
        title=_("Your plan"),
        lead=_("Say when everything will be ready. From that day on it is counted how soon a decision is possible."),
        role=ME,
        form=PlanForm,
        do=_plan,
        states=WRITING,
        done=_("Your plan is kept."),
        shows=lambda seat: {"plan": seat.shown.get("plan")},
    ),
    Task(
        key="submit",
        title=_("Hand in the application"),
        role=ME,
        form=SubmitForm,
        do=_submit,
        states=WRITING,
        button=_("Hand in"),
        done=_("Handed in. A registrar sees now whether everything is there."),
        template="workplaces/submit.html",
        shows=_missing_page,
    ),
    Task(
        key="sign",
        title=_("Sign the agreement"),
        role=ME,
        form=SignForm,
        do=_sign,
        states=(S.ACCEPTED,),
        offered=lambda seat: not seat.case.has_agreement,
        button=_("Sign"),
        done=_("Signed."),
        template="workplaces/sign.html",
        saves=False,
    ),
    Task(
        key="withdraw",
        title=_("Withdraw the application"),
        role=ME,
        form=ReasonForm,
        do=lambda seat, filled: seat.act(application.withdraw_application, ME, None, **filled),
        states=UNDECIDED,
        button=_("Withdraw"),
        done=_("The application is withdrawn."),
    ),
    Task(
        key="appeal",
        title=_("Appeal"),
        lead=_("People who had no part in the decision look at it again."),
        role=ME,
        form=GroundsForm,
        do=_appeal,
        states=(S.REFUSED,),
        button=_("Appeal"),
        done=_("Your appeal is with the panel."),
    ),
    Task(
        key="answer",
        title=_("Send your answer"),
        role=ME,
        at="nonconformity",
        form=NothingToSay,
        do=_answer,
        states=(S.NONCONFORMITY_OPEN,),
        done=_("Sent. The evaluators judge it again."),
        saves=False,
    ),
)
