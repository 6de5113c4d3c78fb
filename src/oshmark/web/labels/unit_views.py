# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Claiming a unit, giving it up, and the list of one's own: pages of one person, which nobody else sees."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from oshmark.adapters import clock
from oshmark.errors import RefusedError, StateError
from oshmark.web import wiring
from oshmark.web.accounts.guards import person_of, signed_in
from oshmark.web.labels.claiming import claim, claim_of, claims_of, give_up, is_first, unit_of
from oshmark.web.labels.models import Label
from oshmark.web.labels.page_views import leading, path_of
from oshmark.web.labels.queries import open_label
from oshmark.web.library.presentation import one_line

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

METHODS = ["GET", "HEAD", "POST"]


@leading
@signed_in
def claim_unit(request: HttpRequest, label: Label, *, serial: str, tail: str) -> HttpResponseBase:
    """What claiming means, with a button; and what came of it."""
    del tail
    if request.method not in METHODS:
        return HttpResponseNotAllowed(METHODS)
    person, now, problem = person_of(request), clock.now(), ""
    if request.method == "POST":
        try:
            if request.POST.get("act") == "give-up":
                give_up(person, label, serial, now=now)
            else:
                claim(person, label, serial, now=now)
            return HttpResponseRedirect(f"{path_of(label, serial)}/-/claim", status=303)
        except RefusedError as error:
            problem = str(error)
    mine = claim_of(person, label, serial)
    context: dict[str, Any] = {
        "label": label,
        "product": product_of(label),
        "unit": unit_of(label, serial),
        "claim": mine,
        "is_first": mine is not None and is_first(mine),
        "problem": problem,
        "page": path_of(label, serial),
    }
    return render(request, "labels/claim.html", context, status=400 if problem else 200)


@require_safe
@signed_in
def units(request: HttpRequest) -> HttpResponseBase:
    """The units that somebody claims."""
    claims = claims_of(person_of(request))
    labels = Label.objects.in_bulk([one.label for one in claims])
    names = {number: product_of(label) for number, label in labels.items()}
    rows = [
        {
            "claim": one,
            "name": names.get(one.label, ""),
            "ended": labels[one.label].ended_at if one.label in labels else None,
            "page": f"/C/{one.label}/{one.serial}",
            "act": f"/C/{one.label}/{one.serial}/-/claim",
        }
        for one in claims
    ]
    return render(request, "labels/units.html", {"rows": rows})


def product_of(label: Label) -> str:
    """What the labelled thing is called; its number where nothing of it is left."""
    try:
        return one_line(open_label(label, wiring.payloads(), site="").declaration.product)
    except StateError:
        return label.number
