# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pages of those who watch by e-mail: the form, and where the links of the letters lead. Without an account or session.

A link does nothing by being opened: programs of mail servers open every link. A button does, and for the end the
mail program itself (RFC 8058).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponseNotAllowed, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from oshmark.adapters import clock
from oshmark.errors import RefusedError
from oshmark.web.asking.limits import client_of
from oshmark.web.authoring.posted import NotTakenError, fields_of
from oshmark.web.certification import watching
from oshmark.web.certification.form_token import comes_from_form, form_token
from oshmark.web.certification.watched import find_watched
from oshmark.web.certification.watching import PERIOD, TooManyWatchesError
from oshmark.web.linkeddata.faults import fault

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from django.http.response import HttpResponseBase

    from oshmark.web.certification.models import Watch
    from oshmark.web.certification.watched import Watched

METHODS = ["GET", "HEAD", "POST"]
TOKEN = "watching by e-mail"  # noqa: S105  what the token is for


@csrf_exempt  # the token of the form takes its place, without a session
def watch(request: HttpRequest, kind: str, written: str) -> HttpResponseBase:
    """The form; and for one that is sent, where to look next."""
    watched = find_watched(kind, written)
    if watched is None:
        return fault(request, 404, _("There is nothing of this name to be watched."))
    if request.method not in METHODS:
        return HttpResponseNotAllowed(METHODS)
    if request.method == "POST":
        return _sent(request, watched)
    if watched.ref != written:
        return HttpResponsePermanentRedirect(f"/watch/{kind}/{watched.ref}")
    return _form(request, watched)


def _sent(request: HttpRequest, watched: Watched) -> HttpResponse:
    try:
        fields = {key: str(value) for key, value in fields_of(request).items()}
    except NotTakenError as error:
        return _form(request, watched, problem=_("This cannot be read. Write it shorter."), status=error.status)
    now, address = clock.now(), fields.get("address", "")
    if not comes_from_form(fields.get("token", ""), TOKEN, _place(watched), request, now):
        problem = _("This form was open for too long, or comes from elsewhere. Please send it once more.")
        return _form(request, watched, address, problem=problem, status=403)
    try:
        watching.ask(watched, address, client=client_of(request, now), now=now)
    except RefusedError as error:
        return _form(request, watched, address, problem=str(error), status=400)
    except TooManyWatchesError as error:
        response = _form(request, watched, address, problem=str(error), status=429)
        response.headers["Retry-After"] = str(int(PERIOD.total_seconds()))
        return response
    return _form(request, watched, is_sent=True)


def _place(watched: Watched) -> str:
    return f"{watched.kind} {watched.ref}"


def _form(
    request: HttpRequest,
    watched: Watched,
    address: str = "",
    *,
    problem: str = "",
    is_sent: bool = False,
    status: int = 200,
) -> HttpResponse:
    context: dict[str, Any] = {
        "watched": watched,
        "address": address[:254],
        "problem": problem,
        "is_sent": is_sent,
        "here": request.path,
        "token": form_token(TOKEN, _place(watched), request, clock.now()),
    }
    return _page(request, "certification/watch.html", context, status)


def _page(request: HttpRequest, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    response = render(request, template, context, status=status)
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["Referrer-Policy"] = "no-referrer"
    add_never_cache_headers(response)
    return response


@csrf_exempt  # whoever has the link of the letter may
def begin(request: HttpRequest, token: str) -> HttpResponseBase:
    """Where the link of the first letter leads: one button, and watching begins."""
    if request.method not in METHODS:
        return HttpResponseNotAllowed(METHODS)
    found = watching.find(token)
    if found is None:
        return fault(request, 404, _("This link is over: it was good for two days. Ask for another one."))
    if request.method == "POST":
        watching.begin(found, clock.now())
        found.refresh_from_db()
    state = "waiting" if found.confirmed_at is None else "begun"
    return _link_page(request, found, state)


@csrf_exempt  # as above; mail programs send it without having seen a page
def end(request: HttpRequest, token: str) -> HttpResponseBase:
    """Where every letter can be ended. A second time it is over already, which is no fault."""
    if request.method not in METHODS:
        return HttpResponseNotAllowed(METHODS)
    found = watching.find(token)
    if request.method == "POST" and found is not None:
        watching.end(found)
        found = None
    return _link_page(request, found, "ended" if found is None else "ending")


def _link_page(request: HttpRequest, found: Watch | None, state: str) -> HttpResponse:
    watched = None if found is None else find_watched(found.kind, found.ref)
    return _page(request, "certification/watch_link.html", {"watched": watched, "state": state, "here": request.path})
