# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which letters somebody wants: chosen with an account, or stopped by the link in a letter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from oshmark.web.accounts.guards import person_of, signed_in
from oshmark.web.accounts.pages import private
from oshmark.web.workplaces.letters import subscriptions

if TYPE_CHECKING:
    from django.http.response import HttpResponseBase

FORM = ("GET", "HEAD", "POST")


@require_http_methods(FORM)
@signed_in
def letters(request: HttpRequest) -> HttpResponseBase:
    """The sorts of letters, to be chosen."""
    person = person_of(request).public_id
    if request.method == "POST":
        subscriptions.choose(person, request.POST.getlist("sort"))
        messages.success(request, _("Saved."))
        return HttpResponseRedirect(reverse("work_letters"), status=303)
    sorts = [
        (subscriptions.TURNS, _("when it is your turn, when something of yours is decided or runs out")),
        (subscriptions.DIGEST, _("once a week, what waits for you")),
    ]
    context = {"sorts": [(sort, says, subscriptions.wants(person, sort)) for sort, says in sorts]}
    return render(request, "workplaces/letters.html", context)


@csrf_exempt  # mail programs send this without having seen a page (RFC 8058); the signed token says who
@require_http_methods(FORM)
@private
def letters_stop(request: HttpRequest, token: str) -> HttpResponseBase:
    """Stop letters of one sort: a program sends it at once, for people there is a button, since links are looked at by
    programs that click on everything."""
    found = subscriptions.read_token(token)
    if found is None:
        raise Http404
    person, sort = found
    if request.method == "POST":
        subscriptions.stop(person, sort)
    context = {"is_digest": sort == subscriptions.DIGEST, "is_stopped": request.method == "POST", "here": request.path}
    return render(request, "workplaces/letters_off.html", context)
