# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Claiming a unit, giving it up, and the list of one's own: pages of one person, which nobody else sees.

They speak the languages of labels, as the page does that leads to them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponseNotAllowed, HttpResponseRedirect
from django.middleware.csrf import get_token
from django.views.decorators.http import require_safe

from oshmark.adapters import clock
from oshmark.errors import RefusedError, StateError
from oshmark.label.sections import Speaker
from oshmark.label.signs import Signs
from oshmark.label.words import words
from oshmark.web import wiring
from oshmark.web.accounts.guards import person_of, signed_in
from oshmark.web.labels.claiming import MOST, claim, claim_of, claims_of, give_up, is_first, unit_of
from oshmark.web.labels.models import Label
from oshmark.web.labels.page import frame
from oshmark.web.labels.page_views import leading, path_of, phone_language, standalone
from oshmark.web.labels.queries import open_label
from oshmark.web.library.presentation import one_line

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    from oshmark.label.words import Words
    from oshmark.web.accounts.models import Person
    from oshmark.web.labels.claiming import Unit
    from oshmark.web.labels.models import Claim

METHODS = ["GET", "HEAD", "POST"]


@leading
@signed_in
def claim_unit(request: HttpRequest, label: Label, *, serial: str, tail: str) -> HttpResponseBase:
    """What claiming means, with a button; and what came of it."""
    del tail
    if request.method not in METHODS:
        return HttpResponseNotAllowed(METHODS)
    person, unit = person_of(request), unit_of(label, serial)
    says = words(phone_language(request))
    act = f"{path_of(label, serial)}/-/claim?lang={says.language}"
    problem = ""
    if request.method == "POST":
        problem = _done(request, person, label, unit, says)
        if not problem:
            return HttpResponseRedirect(act, status=303)
    mine = claim_of(person, label, serial)
    context: dict[str, Any] = {
        **frame(says, label, serial),
        "tongue_path": "/-/claim",
        "product": product_of(label),
        "unit": unit,
        "claim": mine,
        "claimed_on": "" if mine is None else _claimed_on(mine, says),
        "is_first": mine is not None and is_first(mine),
        "problem": problem,
        "action": act,
        "csrf": get_token(request),
    }
    return _own("claim.html", context, says, status=400 if problem else 200)


def _done(request: HttpRequest, person: Person, label: Label, unit: Unit, says: Words) -> str:
    """Do what was asked for; why not, where it is refused."""
    now = clock.now()
    try:
        if request.POST.get("act") == "give-up":
            give_up(person, label, unit.serial, now=now)
        else:
            claim(person, label, unit.serial, now=now)
    except RefusedError:
        return says("claim_most", n=MOST) if unit.is_issued else says("unit_unknown")
    return ""


@require_safe
@signed_in
def units(request: HttpRequest) -> HttpResponseBase:
    """The units that somebody claims."""
    says = words(phone_language(request))
    claims = claims_of(person_of(request))
    labels = Label.objects.in_bulk([one.label for one in claims])
    names = {number: product_of(label) for number, label in labels.items()}
    rows = [
        {
            "serial": one.serial,
            "claimed_on": _claimed_on(one, says),
            "name": names.get(one.label, one.label),
            "has_ended": one.label in labels and labels[one.label].ended_at is not None,
            "page": f"/C/{one.label}/{one.serial}",
        }
        for one in claims
    ]
    return _own("units.html", {**frame(says), "path": request.path, "rows": rows}, says)


def _own(template: str, context: dict[str, Any], says: Words, *, status: int = 200) -> HttpResponseBase:
    response = standalone(template, context, status=status)
    response.headers["Content-Language"] = says.language
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _claimed_on(mine: Claim, says: Words) -> str:
    return says("claimed_on", date=Speaker(says, Signs()).on(mine.claimed_at.date()))


def product_of(label: Label) -> str:
    """What the labelled thing is called; its number where nothing of it is left."""
    try:
        return one_line(open_label(label, wiring.payloads(), site="").declaration.product)
    except StateError:
        return label.number
