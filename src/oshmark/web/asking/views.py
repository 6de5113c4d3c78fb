# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Looking for an address: the question, the page of a look, and the draft with its short form; without any script."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from oshmark.adapters import clock
from oshmark.crawl.connectors import CONNECTORS
from oshmark.errors import RefusedError
from oshmark.library.identity import module_of
from oshmark.web.asking.actions import ask, is_open, is_orphaned, meant
from oshmark.web.asking.crew import CREW
from oshmark.web.asking.limits import PERIOD, TooOftenError, client_of
from oshmark.web.asking.models import Visit
from oshmark.web.asking.short_form import filled_in
from oshmark.web.asking.visit_page import report_of, visit_context
from oshmark.web.authoring.check_views import attachment
from oshmark.web.authoring.posted import NotTakenError, fields_of
from oshmark.web.jobs.presence import count_workers
from oshmark.web.library import queries
from oshmark.web.library.presentation import one_line
from oshmark.web.linkeddata.faults import fault

if TYPE_CHECKING:
    from django.http.response import HttpResponseBase

METHODS = ["GET", "HEAD", "POST"]
REFRESH_S = 2
MAX_SHOWN = 300


@csrf_exempt  # it fetches what is public anyway, for anybody who asks; nobody is logged in
def look(request: HttpRequest) -> HttpResponseBase:
    """What would be looked for, with a button; and for a form that is sent, the look."""
    if request.method not in METHODS:
        return HttpResponseNotAllowed(METHODS)
    if request.method == "POST":
        return _begin(request)
    written = request.GET.get("address", "")
    if not written.strip():
        return _question(request, {})
    try:
        source = meant(written)
    except RefusedError as error:
        return _question(request, {"problem": str(error), "written": written}, status=400)
    module = module_of(source.value)
    known = None if module is None else queries.find_module(module.address)
    return _question(
        request,
        {
            "written": written,
            "address": one_line(source.value, MAX_SHOWN),
            "platform": CONNECTORS[source.connector].title,
            "known": known.address if known is not None and queries.release_count(known) else "",
        },
    )


def _begin(request: HttpRequest) -> HttpResponseBase:
    written = ""
    try:
        written = fields_of(request).get("address", "")
        if not settings.LOOK_WORKERS:
            problem = _("This library does not look for addresses that visitors ask for.")
            return _question(request, {"problem": problem}, status=403)
        now = clock.now()
        worker = "" if count_workers(now) else CREW.name()
        visit, is_new = ask(written, client=client_of(request, now), worker=worker, now=now)
    except NotTakenError as error:
        return _question(request, {"problem": str(error)}, status=error.status)
    except RefusedError as error:
        return _question(request, {"problem": str(error), "written": written}, status=400)
    except TooOftenError as error:
        response = _question(request, {"problem": str(error), "written": written}, status=429)
        response.headers["Retry-After"] = str(int(PERIOD.total_seconds()))
        return response
    if is_new and worker:
        CREW.start(visit.pk)
    CREW.resume()
    return HttpResponseRedirect(reverse("visit", args=[visit.token]), status=303)


def _question(request: HttpRequest, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    written = " ".join(context.get("written", "").split())[:MAX_SHOWN]
    offered = {**context, "written": written, "works": bool(settings.LOOK_WORKERS)}
    return _private(render(request, "asking/look.html", offered, status=status))


@csrf_exempt  # the answer to the short form is made of nothing but what is sent and the draft
def visit(request: HttpRequest, token: str) -> HttpResponseBase:
    """The page of a look; and for the short form, the same with what was filled in."""
    if request.method not in METHODS:
        return HttpResponseNotAllowed(METHODS)
    row = Visit.objects.filter(token=token).first()
    if row is None:
        return _gone(request)
    if settings.LOOK_WORKERS and is_orphaned(row, clock.now()):
        CREW.resume()
        row.refresh_from_db()
    running = is_open(row, clock.now())
    context = visit_context(row)
    if request.method == "POST":
        try:
            context |= filled_in(report_of(row), fields_of(request))
        except NotTakenError as error:
            return _private(
                render(request, "asking/visit.html", {**context, "problem": str(error)}, status=error.status)
            )
    response = _private(render(request, "asking/visit.html", context))
    if running or context.get("publishing"):
        # A header and no element of the page: it works without a script, and whoever reads on loses no place.
        response.headers["Refresh"] = str(REFRESH_S)
    return response


@require_safe
def draft_file(request: HttpRequest, token: str) -> HttpResponseBase:
    """The draft as a file."""
    row = Visit.objects.filter(token=token).first()
    report = None if row is None else report_of(row)
    if report is None or report.draft is None:
        return _gone(request)
    return attachment(report.draft.text, "okh.toml")


def _gone(request: HttpRequest) -> HttpResponse:
    return fault(request, 404, _("There is no such look, or it is too long ago: each is kept for three months."))


def _private(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = "no-store"
    return response
