# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Checking a manifest in the browser, and for programs at the same address. Nothing that is sent is stored."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from oshmark.errors import BusyError, UnreadableError
from oshmark.manifest.report import report
from oshmark.web.authoring.checked import check_context, checked, corrected_name, mended
from oshmark.web.authoring.posted import NotTakenError, sent_manifest
from oshmark.web.authoring.scripts import with_scripts
from oshmark.web.linkeddata.answers import data, json_text
from oshmark.web.linkeddata.negotiation import HTML, JSON, choose

if TYPE_CHECKING:
    from django.http.response import HttpResponseBase

METHODS = ("GET", "HEAD", "POST", "OPTIONS")


@csrf_exempt  # checking changes nothing and nobody is logged in, so there is nothing that a forged request could do
def check(request: HttpRequest) -> HttpResponseBase:
    """The form; and for what is sent, everything that is found in it: as a page, or as JSON."""
    if request.method not in METHODS:
        return HttpResponseNotAllowed(METHODS)
    if request.method == "OPTIONS":
        return _open(HttpResponse(status=204, headers={"Allow": ", ".join(METHODS)}))
    if request.method != "POST":
        return _page(request, {})
    as_json = choose(request.headers.get("Accept", ""), (HTML, JSON)) is JSON
    try:
        one = checked(sent_manifest(request))
    except NotTakenError as error:
        return _open(_refusal(error)) if as_json else _page(request, {"problem": str(error)}, status=error.status)
    if as_json:
        found = report(one.sent.name or "-", one.reading, one.findings)
        return _open(data(json_text([found]), JSON))
    return _page(request, check_context(one))


@csrf_exempt  # the answer is made of nothing but what is sent
def corrected(request: HttpRequest) -> HttpResponseBase:
    """The corrected text of the manifest that is sent, as a file."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    try:
        sent = sent_manifest(request)
        result = mended(sent)
    except NotTakenError as error:
        return _page(request, {"problem": str(error)}, status=error.status)
    except UnreadableError as error:
        return _page(request, {"problem": _("This cannot be corrected: %s") % error}, status=422)
    except BusyError as error:
        return _page(request, {"problem": str(error)}, status=503)
    return attachment(result.text, corrected_name(sent, result))


def attachment(text: str, name: str) -> HttpResponse:
    """A text as a file to save; no browser takes it for a page."""
    response = HttpResponse(text.encode(), content_type="text/plain; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "no-store"
    return response


def _page(request: HttpRequest, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    response = render(request, "authoring/check.html", context, status=status)
    patch_vary_headers(response, ["Accept"])
    return with_scripts(response)


def _refusal(error: NotTakenError) -> HttpResponse:
    response = data(json_text({"status": error.status, "detail": str(error)}), JSON)
    response.status_code = error.status
    return response


def _open(response: HttpResponseBase) -> HttpResponseBase:
    """Let every page of the web ask, and read the answer: it carries no cookies and says only what was sent."""
    patch_vary_headers(response, ["Accept"])
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Allow-Methods"] = ", ".join(METHODS)
    response.headers["Access-Control-Allow-Headers"] = "Accept, Content-Type"
    response.headers["Access-Control-Max-Age"] = "86400"
    return response
