# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Certificates of somebody else (C-9): the holder hands one in, a registrar looks at it and records it.

While an application is judged it may stand for criteria, as the scheme says; beside a certificate its end raises a
finding, and a newer one that is recorded in its place lays that to rest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _

from oshmark.certification.acts import application, certificate
from oshmark.certification.calendar_days import day_of
from oshmark.certification.lifecycle import ApplicationState
from oshmark.certification.roles import Role
from oshmark.errors import NotPossibleError
from oshmark.web.workplaces.at_certificate import LIVING, in_state, the_certificate
from oshmark.web.workplaces.evidence.handed_in import Offered, file_rows, hand_in, offered_in, waiting
from oshmark.web.workplaces.evidence.uploads import uploads_of
from oshmark.web.workplaces.models import HandedIn
from oshmark.web.workplaces.tasks.task import Task, TaskForm, day, line, one_of

if TYPE_CHECKING:
    from oshmark.web.workplaces.seat import Seat
    from oshmark.web.workplaces.tasks.task import Filled

S = ApplicationState
DESK = Role.REGISTRAR
USUAL = (("ul", "UL"), ("ce", "CE"), ("oshwa", "OSHWA"))
"""Kinds that holders have most often, beside those that the scheme relies on."""
OTHER = "other"
"""A kind that has no name of its own here."""


def kinds(seat: Seat) -> list[tuple[str, Any]]:
    """Which kinds of certificates can be named: those of the scheme, the usual ones, others."""
    own = [(one.id, one.title or one.id) for one in seat.scheme.external]
    taken = {name for name, _title in own}
    return [*own, *(one for one in USUAL if one[0] not in taken), (OTHER, _("something else"))]


class ExternalForm(TaskForm):
    """What a certificate of somebody else says."""

    standard = one_of(_("Which kind of certificate"))
    issuer = line(_("Who issued it"))
    number = line(_("Its number"))
    scope = line(_("What it covers"))
    valid_until = day(_("Valid until"), _("Leave it empty where it has no end."), required=False)


class CaseExternalForm(ExternalForm):
    """One that may stand for criteria of the application."""

    proof = one_of(_("The file that shows it"))

    def prepare(self, seat: Seat) -> None:
        """What the scheme relies on, and the files that were handed in."""
        files = uploads_of(seat.case.id)
        self.choose("standard", [(one.id, one.title or one.id) for one in seat.scheme.external])
        self.choose("proof", [(one, files[one].name if one in files else one[7:23]) for one in seat.case.evidence])


def _record(seat: Seat, filled: Filled) -> None:
    external = f"x{len(seat.case.external) + 1}"
    seat.act(application.record_external, DESK, None, external=external, **filled)


class OfferForm(ExternalForm):
    """One that the holder hands in: new here, or in the place of one that is recorded."""

    replaces = one_of(_("It takes the place of"), required=False)
    file = forms.FileField(label=_("The file that shows it"), max_length=200)
    field_order = ("replaces",)

    def prepare(self, seat: Seat) -> None:
        """What is recorded so far."""
        self.choose("standard", kinds(seat))
        known = [(one.external, f"{one.issuer} {one.number}") for one in the_certificate(seat).external]
        self.choose("replaces", [("", _("none: it is new here")), *known])
        self.fields["replaces"].initial = ""
        if not known:
            del self.fields["replaces"]


def _offer(seat: Seat, filled: Filled) -> None:
    said = {name: filled[name] for name in ("standard", "issuer", "number", "scope", "valid_until")}
    offered = Offered(**said, replaces=filled.get("replaces", ""))
    hand_in(seat, HandedIn.EXTERNAL, filled["file"], offered=offered)


class LookForm(TaskForm):
    """What a registrar finds of a certificate that was handed in."""

    which = one_of(_("Which of them"))
    verdict = one_of(_("Is it as the holder says?"))

    def prepare(self, seat: Seat) -> None:
        """Those that nobody has looked at."""
        rows = waiting(the_certificate(seat).number, HandedIn.EXTERNAL)
        self.choose("which", [(str(row.pk), _said(row)) for row in rows])
        self.choose("verdict", [("yes", _("Yes: record it")), ("no", _("No: leave it out"))])
        if len(rows) == 1:
            self.fields["which"].initial = str(rows[0].pk)


def _said(row: HandedIn) -> str:
    offered = offered_in(row)
    end = now_("without an end") if offered.valid_until is None else now_("until %s") % offered.valid_until
    return f"{offered.issuer} {offered.number}: {offered.scope} ({end})"


def _look(seat: Seat, filled: Filled) -> None:
    row = HandedIn.objects.select_for_update().get(pk=int(filled["which"]))
    if row.settled_at is not None:
        raise NotPossibleError((now_("Somebody has looked at it already."),), ("settled",))
    HandedIn.objects.filter(pk=row.pk).update(settled_at=seat.now)
    if filled["verdict"] == "no":
        return
    offered = offered_in(row)
    if offered.valid_until is not None and offered.valid_until < day_of(seat.now):
        raise NotPossibleError((now_("It has run out already."),), ("expired",))
    facts = {name: getattr(offered, name) for name in ("standard", "issuer", "number", "scope", "valid_until")}
    external = offered.replaces or f"x{_next(seat)}"
    seat.act(certificate.update_external, DESK, None, external=external, proof=f"sha256:{row.sha256}", **facts)


def _next(seat: Seat) -> int:
    """A number that no certificate of somebody else has here."""
    names = {one.external for one in the_certificate(seat).external}
    return next(number for number in range(1, len(names) + 2) if f"x{number}" not in names)


def _look_page(seat: Seat) -> dict[str, Any]:
    unseen = {f"sha256:{row.sha256}" for row in waiting(the_certificate(seat).number, HandedIn.EXTERNAL)}
    return {"files": [one for one in file_rows(seat, HandedIn.EXTERNAL) if one["digest"] in unseen]}


CASE_TASKS = (
    Task(
        key="external",
        title=_("Record a certificate of somebody else"),
        role=DESK,
        form=CaseExternalForm,
        do=_record,
        states=(S.ACCEPTED, S.EVALUATING, S.NONCONFORMITY_OPEN),
        offered=lambda seat: bool(seat.scheme.external),
    ),
)
TASKS = (
    Task(
        key="certificate-offer-external",
        title=_("Hand in a certificate of somebody else"),
        lead=_("Such as a safety mark, or an attestation of openness. A registrar looks at it; then it is shown here."),
        role=Role.APPLICANT,
        form=OfferForm,
        do=_offer,
        offered=in_state(*LIVING),
        button=_("Hand in"),
        done=_("A registrar looks at it now."),
    ),
    Task(
        key="certificate-external",
        title=_("Look at a certificate of somebody else"),
        role=DESK,
        form=LookForm,
        do=_look,
        offered=lambda seat: bool(waiting(the_certificate(seat).number, HandedIn.EXTERNAL)),
        template="workplaces/with_files.html",
        shows=_look_page,
        saves=False,
    ),
)
