# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The complaint form: for anybody, without an account and without a session."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponseNotAllowed, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from oshmark.adapters import clock
from oshmark.errors import NotAllowedError, NotPossibleError, RefusedError
from oshmark.web.asking.limits import client_of
from oshmark.web.authoring.posted import NotTakenError, fields_of
from oshmark.web.certification.complaining import MAX_TEXT, PERIOD, TooManyComplaintsError, complain
from oshmark.web.certification.form_token import comes_from_form, form_token
from oshmark.web.certification.queries import certificate_of_number
from oshmark.web.certification.wording import COMPLAINTS
from oshmark.web.library.presentation import one_line
from oshmark.web.linkeddata.faults import fault

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from django.http.response import HttpResponseBase

    from oshmark.web.certification.models import CertificateRow

METHODS = ["GET", "HEAD", "POST"]
TOKEN = "complaint about a certificate"  # noqa: S105  what the token is for


@csrf_exempt  # the token of the form takes its place, without a session
def complaint(request: HttpRequest, written: str) -> HttpResponseBase:
    """The form; and for one that is sent, thanks."""
    row = certificate_of_number(written)
    if row is None:
        return fault(request, 404, _("No certificate has this number, so nobody can complain about it here."))
    if request.method not in METHODS:
        return HttpResponseNotAllowed(METHODS)
    if request.method == "POST":
        return _sent(request, row)
    if row.number != written:
        return HttpResponsePermanentRedirect(f"/certificates/{row.number}/complaint")
    return _form(request, row, {})


def _sent(request: HttpRequest, row: CertificateRow) -> HttpResponse:
    try:
        fields = {key: str(value) for key, value in fields_of(request).items()}
    except NotTakenError as error:
        return _form(request, row, {}, problem=_("This cannot be read. Write it shorter."), status=error.status)
    now = clock.now()
    if not comes_from_form(fields.get("token", ""), TOKEN, row.number, request, now):
        problem = _("This form was open for too long, or comes from elsewhere. Please send it once more.")
        return _form(request, row, fields, problem=problem, status=403)
    said = (fields.get("category", ""), fields.get("text", ""), fields.get("contact", ""))
    try:
        name = complain(row.number, *said, client=client_of(request, now), now=now)
    except (RefusedError, NotPossibleError, NotAllowedError) as error:
        return _form(request, row, fields, problem=str(error), status=400)
    except TooManyComplaintsError as error:
        response = _form(request, row, fields, problem=str(error), status=429)
        response.headers["Retry-After"] = str(int(PERIOD.total_seconds()))
        return response
    return _form(request, row, {}, sent=name)


def _form(
    request: HttpRequest,
    row: CertificateRow,
    fields: dict[str, str],
    *,
    problem: str = "",
    sent: str = "",
    status: int = 200,
) -> HttpResponse:
    context: dict[str, Any] = {
        "number": row.number,
        "name": one_line(row.name, 200),
        "categories": [(value, words, value == fields.get("category")) for value, words in COMPLAINTS.items()],
        "text": fields.get("text", "")[:MAX_TEXT],
        "contact": fields.get("contact", "")[:254],
        "most": MAX_TEXT,
        "problem": problem,
        "sent": sent,
        "token": form_token(TOKEN, row.number, request, clock.now()),
    }
    response = render(request, "certification/complaint.html", context, status=status)
    response.headers["X-Robots-Tag"] = "noindex"
    add_never_cache_headers(response)
    return response
