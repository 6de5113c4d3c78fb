# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Answers that say why there is nothing to see: in the form that was asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from oshmark.web.linkeddata.answers import data, form_address, json_text
from oshmark.web.linkeddata.negotiation import FORMS, HTML, JSON, JSONLD, NEGOTIATED, RAW, Form, choose

if TYPE_CHECKING:
    from collections.abc import Sequence


def fault(request: HttpRequest, status: int, message: str, form: Form | None = None, *, look: str = "") -> HttpResponse:
    """An answer with this status: a page, or data that says the same. Without a form, the request chooses. `look`
    is an address that the page offers to look for."""
    asked = form or _named(request.path) or choose(request.headers.get("Accept", ""), NEGOTIATED) or HTML
    if asked is HTML:
        context = {"status": status, "title": _title(status), "message": message, "look": look}
        response = render(request, "fault.html", context, status=status)
    else:
        response = data(_text(status, message, asked), asked)
        response.status_code = status
        response.headers["Access-Control-Allow-Origin"] = "*"
    patch_vary_headers(response, ["Accept"])
    if status == 503:  # noqa: PLR2004  the number is its own name
        response.headers["Retry-After"] = "300"
    return response


def _named(path: str) -> Form | None:
    """The form that the end of an address names, even where nothing can have such an address."""
    _before, reserved, name = path.rpartition("/-/")
    return FORMS.get(name) if reserved else None


def _title(status: int) -> str:
    titles = {
        400: _("This address cannot be understood"),
        403: _("Not for you"),
        404: _("There is nothing here"),
        406: _("Not in this form"),
        410: _("No longer here"),
        429: _("Too often"),
        500: _("Something went wrong with us"),
        503: _("Not available at the moment"),
    }
    return titles[status]


def _text(status: int, message: str, form: Form) -> str:
    """The message so that a reader of the form can still read it: JSON, or a remark, which all the others know."""
    if form in (JSON, JSONLD):
        return json_text({"status": status, "title": _title(status), "detail": message})
    line = " ".join(message.split())
    return f"{line}\n" if form is RAW else f"# {status}: {line}\n"


def not_acceptable(address: str, offered: Sequence[Form]) -> HttpResponse:
    """The client accepts none of our forms: a list of them, with their addresses."""
    lines = [_("This can be had in these forms:"), ""]
    lines += [f"{form.media}  {form_address(address, form)}" for form in offered]
    response = HttpResponse("\n".join(lines) + "\n", status=406, content_type="text/plain; charset=utf-8")
    response.headers["Access-Control-Allow-Origin"] = "*"
    patch_vary_headers(response, ["Accept"])
    return response


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Handle what Django refuses to look at."""
    del exception
    return fault(request, 400, _("The address or its parameters are not well formed. Start again from the search."))


def not_allowed(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Handle what somebody may not see or do."""
    del exception
    return fault(request, 403, _("This page is for other people. If it should be for you, ask who runs it."))


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Handle a form that does not come from a page of ours, or whose visitor has signed in or out since."""
    del reason
    message = _(
        "This form is too old, or comes from another site. Go back, load the page again, and send it once more."
    )
    return fault(request, 403, message)


def too_often(request: HttpRequest) -> HttpResponse:
    """Handle who asks too often."""
    response = fault(request, 429, _("This was tried too often. Please wait some minutes, and try again then."))
    response.headers["Retry-After"] = "300"
    return response


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Handle an address that means nothing here."""
    del exception
    message = _("No page has this address. It may have been mistyped; the search finds what the library holds.")
    return fault(request, 404, message)


def server_error(request: HttpRequest) -> HttpResponse:
    """Handle a fault of our own."""
    return fault(request, 500, _("The page could not be made. The fault is noted in our log; please try again later."))
