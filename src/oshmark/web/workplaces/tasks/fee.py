# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a treasurer does about an application. Nobody who evaluates ever sees it (C-43)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from django import forms
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _

from oshmark.certification.acts import application
from oshmark.certification.lifecycle import ApplicationState
from oshmark.certification.roles import Role
from oshmark.errors import NotPossibleError
from oshmark.web.certification.spoken import Spoken
from oshmark.web.workplaces.tasks.task import (
    Task,
    TaskForm,
    line,
    one_of,
)

if TYPE_CHECKING:
    from oshmark.web.workplaces.seat import Seat
    from oshmark.web.workplaces.tasks.task import Filled

S = ApplicationState


class FeeForm(TaskForm):
    """What became of the fee."""

    settled = one_of(_("The fee"))
    amount = forms.DecimalField(label=_("Amount"), min_value=0, max_digits=12, decimal_places=2, required=False)
    currency = line(_("Currency"), longest=3, required=False)
    reason = forms.CharField(
        label=_("Why it is waived"),
        help_text=_("Kept beside the record, and seen by nobody who evaluates."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def prepare(self, seat: Seat) -> None:
        """The first fee of the scheme is what is usually paid."""
        self.choose("settled", [("paid", _("was paid, elsewhere")), ("waived", _("is waived"))])
        if seat.scheme.fees:
            self.fields["amount"].initial = seat.scheme.fees[0].amount
            self.fields["currency"].initial = seat.scheme.fees[0].currency


def _settle(seat: Seat, filled: Filled) -> None:
    spoken = Spoken()
    if filled["settled"] == "waived":
        settlement = application.Settlement(waived=True, reason=filled["reason"])
        salt = spoken.salt("fee", _plain(settlement))
        seat.act(application.waive_fee, Role.TREASURER, spoken, reason=filled["reason"], salt=salt)
        return
    amount, currency = filled["amount"], filled["currency"]
    if amount is None or not currency:
        raise NotPossibleError((now_("Say how much was paid, and in which currency."),), ("amount",))
    salt = spoken.salt("fee", _plain(application.Settlement(waived=False, amount=amount, currency=currency)))
    facts = {"amount": amount, "currency": currency, "payer": seat.case.applicant}
    seat.act(application.record_fee, Role.TREASURER, spoken, **facts, salt=salt)


def _plain(settlement: application.Settlement) -> Any:  # noqa: ANN401  plain data
    return msgspec.to_builtins(settlement)


TASKS = (
    Task(
        key="fee",
        title=_("Record or waive the fee"),
        lead=_("We collect no money. Evaluators never see what you write here."),
        role=Role.TREASURER,
        form=FeeForm,
        do=_settle,
        states=(S.ACCEPTED,),
        offered=lambda seat: seat.case.fee is None,
        done=_("The fee is settled."),
    ),
)
