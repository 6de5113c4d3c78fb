# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a holder does about a certificate: have it renewed, hand in what is owed, give it back, end the agreement."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from oshmark.certification.acts import application, certificate
from oshmark.certification.events import Kind
from oshmark.certification.lifecycle import APPLICATION, CERTIFICATE
from oshmark.certification.roles import Role
from oshmark.web.workplaces.at_certificate import LIVING, in_state, the_certificate
from oshmark.web.workplaces.evidence.handed_in import file_rows, hand_in
from oshmark.web.workplaces.models import HandedIn
from oshmark.web.workplaces.tasks.applicant import ReasonForm
from oshmark.web.workplaces.tasks.task import Task, TaskForm, first_role, line, one_of
from oshmark.web.workplaces.tasks.upkeep import surveyed_criteria

if TYPE_CHECKING:
    from oshmark.web.workplaces.seat import Seat
    from oshmark.web.workplaces.tasks.task import Filled

ME = Role.APPLICANT
LONGEST_NOTE = 2_000


def file_field() -> forms.FileField:
    """A file to be handed in."""
    return forms.FileField(label=_("File"), max_length=200)


class GiveDataForm(TaskForm):
    """Test data that is owed, with its raw file (C-46)."""

    duty = one_of(_("Of which component"))
    method = line(_("How it was tested: protocol and instrument"), _("This is public."))
    file = file_field()

    def prepare(self, seat: Seat) -> None:
        """What is owed."""
        owed = {name: one.asked for name, one in the_certificate(seat).duties.items() if not one.given}
        self.choose("duty", [(name, f"{one.component} ({one.due})") for name, one in owed.items()])
        if len(owed) == 1:
            self.fields["duty"].initial = next(iter(owed))


def _give_data(seat: Seat, filled: Filled) -> None:
    row = hand_in(seat, HandedIn.TEST_DATA, filled["file"], note=filled["method"])
    facts = {"duty": filled["duty"], "digest": f"sha256:{row.sha256}", "method": filled["method"]}
    seat.act(certificate.give_test_data, ME, None, **facts)


def _owes_data(seat: Seat) -> bool:
    here = in_state(*CERTIFICATE[Kind.TEST_DATA_GIVEN])(seat)
    return here and any(not one.given for one in the_certificate(seat).duties.values())


class ShowForm(TaskForm):
    """Something for whoever looks at the certificate again."""

    file = file_field()
    note = forms.CharField(
        label=_("What it shows"),
        help_text=_("For those who look at it; not public."),
        max_length=LONGEST_NOTE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


def _show(seat: Seat, filled: Filled) -> None:
    hand_in(seat, HandedIn.SURVEILLANCE, filled["file"], note=filled["note"])


def _show_page(seat: Seat) -> dict[str, Any]:
    return {"criteria": surveyed_criteria(seat), "files": file_rows(seat, HandedIn.SURVEILLANCE)}


def _end(seat: Seat, filled: Filled) -> None:
    seat.act(application.end_agreement, first_role(seat, (ME, Role.DECISION_MAKER)), None, reason=filled["reason"])


CASE_TASKS = (
    Task(
        key="end-agreement",
        title=_("End the agreement"),
        lead=_("With the agreement goes the right to the mark. The certificate stays until it is given back or ends."),
        role=ME,
        also=(Role.DECISION_MAKER,),
        form=ReasonForm,
        do=_end,
        states=tuple(APPLICATION[Kind.AGREEMENT_ENDED]),
        offered=lambda seat: seat.case.has_agreement,
        button=_("End it"),
        done=_("The agreement is ended."),
    ),
)
TASKS = (
    Task(
        key="certificate-show",
        title=_("Hand in something for the surveillance"),
        lead=_("Show that it still is as the certificate says. Several files are handed in one after the other."),
        role=ME,
        form=ShowForm,
        do=_show,
        offered=lambda seat: bool(the_certificate(seat).terms.surveillance) and in_state(*LIVING)(seat),
        button=_("Hand in"),
        done=_("Handed in."),
        template="workplaces/with_files.html",
        shows=_show_page,
    ),
    Task(
        key="certificate-give-data",
        title=_("Hand in test data"),
        lead=_("The file is for everybody, under the name that you give it."),
        role=ME,
        form=GiveDataForm,
        do=_give_data,
        offered=_owes_data,
        button=_("Hand in"),
        done=_("Handed in."),
    ),
    Task(
        key="certificate-give-back",
        title=_("Give the certificate back"),
        role=ME,
        form=ReasonForm,
        do=lambda seat, filled: seat.act(certificate.terminate, ME, None, **filled),
        offered=in_state(*LIVING),
        done=_("The certificate is given back."),
    ),
)
