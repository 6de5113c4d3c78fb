# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The form for a fault, a copied label or a remark: without an account, and without a session.

The form has a token that only its own page gives, and that is good for one label and for whom it was given: no other
site can have it, so none can send reports in a visitor's name.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.http import HttpResponseNotAllowed
from django.utils.cache import add_never_cache_headers
from django.views.decorators.csrf import csrf_exempt

from oshmark.adapters import clock
from oshmark.errors import RefusedError
from oshmark.label.address import read_serial
from oshmark.label.words import LANGUAGES, words
from oshmark.web.asking.limits import client_of
from oshmark.web.authoring.posted import NotTakenError, fields_of
from oshmark.web.labels.models import Report
from oshmark.web.labels.page import frame
from oshmark.web.labels.page_views import leading, phone_language, standalone
from oshmark.web.labels.reporting import KINDS, MAX_TEXT, PERIOD, TooManyReportsError, send_report

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from django.http.response import HttpResponseBase

    from oshmark.web.labels.models import Label

METHODS = ["GET", "HEAD", "POST"]
GOOD_FOR = timedelta(hours=12)
OTHER_SITES = ("cross-site", "same-site")


@csrf_exempt  # the token of the form takes its place, without a session
@leading
def report(request: HttpRequest, label: Label, *, serial: str, tail: str) -> HttpResponseBase:
    """The form; and for one that is sent, thanks."""
    del serial, tail
    if request.method not in METHODS:
        return HttpResponseNotAllowed(METHODS)
    if request.method == "POST":
        return _sent(request, label)
    return _form(request, label, {"unit": request.GET.get("unit", ""), "kind": request.GET.get("kind", "")})


def _sent(request: HttpRequest, label: Label) -> HttpResponse:
    try:
        fields = {key: str(value) for key, value in fields_of(request).items()}
    except NotTakenError as error:
        return _form(request, label, {}, problem="report_empty", status=error.status)
    now = clock.now()
    if request.headers.get("Sec-Fetch-Site") in OTHER_SITES or not _is_good(
        fields.get("token", ""), label, request, now
    ):
        return _form(request, label, fields, problem="report_stale", status=403)
    try:
        send_report(
            label,
            kind=fields.get("kind", ""),
            text=fields.get("text", ""),
            reply_to=fields.get("reply_to", ""),
            serial=_serial(fields.get("unit", "")),
            client=client_of(request, now),
            now=now,
        )
    except RefusedError:
        return _form(request, label, fields, problem="report_empty", status=400)
    except TooManyReportsError:
        response = _form(request, label, fields, problem="report_too_often", status=429)
        response.headers["Retry-After"] = str(int(PERIOD.total_seconds()))
        return response
    return _form(request, label, {"unit": fields.get("unit", "")}, is_sent=True)


def _form(
    request: HttpRequest,
    label: Label,
    fields: dict[str, str],
    *,
    problem: str = "",
    is_sent: bool = False,
    status: int = 200,
) -> HttpResponse:
    chosen = fields.get("lang", "")
    says = words(chosen if chosen in LANGUAGES else phone_language(request))
    unit = _serial(fields.get("unit", ""))
    kind = fields.get("kind", "") if fields.get("kind", "") in KINDS else Report.FAULT
    context: dict[str, Any] = {
        **frame(says, label, unit),
        "tongue_path": "/-/report" if not unit else "",
        "kinds": [{"value": one, "text": says(f"kind_{one}"), "here": one == kind} for one in KINDS],
        "unit": unit,
        "text": fields.get("text", "")[:MAX_TEXT],
        "reply_to": fields.get("reply_to", "")[:254],
        "problem": (says(problem, n=MAX_TEXT) if problem == "report_empty" else says(problem)) if problem else "",
        "is_sent": is_sent,
        "most": MAX_TEXT,
        "token": _token(label, request, clock.now()),
        "action": f"/C/{label.number}/-/report",
    }
    response = standalone("report.html", context, status=status)
    response.headers["Content-Language"] = says.language
    response.headers["X-Robots-Tag"] = "noindex"
    add_never_cache_headers(response)
    return response


def _serial(written: str) -> str:
    try:
        return read_serial(written)
    except RefusedError:
        return ""


def _signer() -> Signer:
    return Signer(key=settings.SECRET_KEY, salt="report about a label")


def _token(label: Label, request: HttpRequest, now: datetime) -> str:
    """A token for this label and this network, good for some hours."""
    signed: str = _signer().sign_object([label.number, now.isoformat(), client_of(request, now)[:24]])
    return signed


def _is_good(token: str, label: Label, request: HttpRequest, now: datetime) -> bool:
    try:
        number, written, client = _signer().unsign_object(token)
        given = datetime.fromisoformat(written)
    except (BadSignature, ValueError, TypeError):
        return False
    is_fresh = given <= now <= given + GOOD_FOR
    return bool(is_fresh and number == label.number and client == client_of(request, given)[:24])
