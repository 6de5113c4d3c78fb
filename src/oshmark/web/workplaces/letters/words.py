# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What letters say of each thing, and where it leads. Nothing of what it is about: an e-mail may be read on its way.

A notice names what it is by its sort and a value: `judge`, `chore survey`, `remind end`, `news granted`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _

from oshmark.certification.events import Kind
from oshmark.certification.lifecycle import ApplicationState
from oshmark.certification.next_step import Todo
from oshmark.certification.reminders import Why
from oshmark.web.workplaces.chores import CHORES, ChoreKind
from oshmark.web.workplaces.words import TODOS

if TYPE_CHECKING:
    from datetime import date

    from django.utils.functional import Promise

    from oshmark.web.workplaces.models import Notice

CHORE, REMIND, NEWS = "chore", "remind", "news"
REMINDERS: dict[Why, str | Promise] = {
    Why.END: _("A certificate of yours ends on %(day)s. Apply for another term in time"),
    Why.SURVEILLANCE: _("A certificate of yours is looked at again from %(day)s on. Show that all is well"),
    Why.SUSPENSION: _("The suspension of a certificate ends on %(day)s"),
    Why.TEST_DATA: _("Test data is owed by %(day)s"),
    Why.EXTERNAL: _("A certificate of somebody else, beside one of yours, ends on %(day)s. Hand in the newer one"),
}
DECIDED = {
    ApplicationState.GRANTED: _("Your application is granted. The certificate is issued next"),
    ApplicationState.REFUSED: _("Your application is refused. The page says why, and how to appeal"),
    ApplicationState.UPHELD: _("Your appeal is dismissed. The page says why"),
    ApplicationState.LAPSED: _("Your application has lapsed, because nothing happened for long"),
}
HAPPENED = {
    Kind.ISSUED: _("Your certificate is issued"),
    Kind.RENEWED: _("Your certificate is good for another term"),
    Kind.SUSPENDED: _("Your certificate is suspended. The page says why, and what would end it"),
    Kind.SUSPENSION_EXTENDED: _("The suspension of your certificate is confirmed. The page says why"),
    Kind.REINSTATED: _("Your certificate is valid again"),
    Kind.REDUCED: _("Your certificate covers less than before. The page says why"),
    Kind.CERTIFICATE_WITHDRAWN: _("Your certificate is withdrawn. The page says why, and how to appeal"),
    Kind.SUPERSEDED: _("A newer certificate has taken the place of yours"),
    Kind.FINDING_OPENED: _("Something was found about your certificate"),
    Kind.FINDING_CLOSED: _("A finding about your certificate is closed"),
    Kind.TEST_DATA_ASKED: _("Test data of your product is asked for"),
    Kind.SURVEYED: _("Your certificate was looked at again"),
    Kind.MEASURE_UPHELD: _("The appeal panel finds that the measure was right"),
    Kind.MEASURE_ANNULLED: _("The appeal panel has taken the measure back"),
}
"""What others do to a certificate, and its holder hears of."""
_ENDINGS = {kind.value.rpartition(":")[2]: said for kind, said in HAPPENED.items()}
_STATES = {state.value: said for state, said in DECIDED.items()}


def says(todo: str, day: date | None = None) -> str:
    """The line of a letter, in the language that is active."""
    sort, _space, value = todo.partition(" ")
    if not value:
        return str(TODOS[Todo(todo)])
    if sort == CHORE:
        return str(CHORES[ChoreKind(value)])
    if sort == REMIND:
        return str(REMINDERS[Why(value)]) % {"day": day}
    return str(_ENDINGS.get(value) or _STATES.get(value) or now_("Something has happened"))


def news_of(kind: Kind) -> str:
    """How a notice names something that has happened to a certificate."""
    return f"{NEWS} {kind.value.rpartition(':')[2]}"


def leads_to(notice: Notice) -> str:
    """The whole address of the page that a line is about."""
    sort, _space, value = notice.todo.partition(" ")
    about_case = not value or (sort == NEWS and value in _STATES)
    if "complaint" in value or value == ChoreKind.LET_IN.value:
        return settings.BASE_URL + reverse("work_home")
    page = "work_application" if about_case else "work_certificate"
    return settings.BASE_URL + reverse(page, args=[notice.application])
