# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Resources whose forms have addresses of their own by an ending: `/data`, `/data.ttl`, `/data.json`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from oshmark.errors import StateError
from oshmark.web import wiring
from oshmark.web.linkeddata.answers import etag_of, kept_unless_known, with_forms, with_generation
from oshmark.web.linkeddata.faults import fault
from oshmark.web.linkeddata.negotiation import FORMS, Form, choose

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from django.http.response import HttpResponseBase


def asked_form(request: HttpRequest, ending: str, offered: Sequence[Form]) -> Form | None:
    """The form that the ending names, or that the client likes best; None when there is no such form."""
    if not ending:
        return choose(request.headers.get("Accept", ""), offered)
    return next((form for form in offered if form.name == ending), None)


def no_such_form(request: HttpRequest, path: str, ending: str, offered: Sequence[Form]) -> HttpResponse:
    """The address names a form that there is none of (404), or the client accepts none of ours (406)."""
    names = ", ".join((path, *(f"{path}.{form.name}" for form in offered if form.name)))
    message = _("This can be had in these forms: %(forms)s.") % {"forms": names}
    if ending:
        return fault(request, 404, message, FORMS.get(ending))
    response = HttpResponse(f"{message}\n", status=406, content_type="text/plain; charset=utf-8")
    response.headers["Access-Control-Allow-Origin"] = "*"
    patch_vary_headers(response, ["Accept"])
    return response


def links(path: str, offered: Sequence[Form]) -> list[dict[str, str]]:
    """The forms for programs, for a page."""
    return [
        {"address": f"{path}.{form.name}", "label": form.label, "media": form.media} for form in offered if form.name
    ]


def answer(
    request: HttpRequest,
    form: Form,
    path: str,
    offered: Sequence[Form],
    *,
    number: int,
    facts: object,
    make: Callable[[], HttpResponse],
) -> HttpResponseBase:
    """What `make` gives, with the headers of a resource at `path` that was made from generation `number`.

    `facts` are what else it depends on. What cannot be read at the moment is a fault in the same form.
    """
    state = (wiring.instance(), settings.IS_DEMO, settings.KEEP_GENERATIONS, wiring.code_version())
    try:
        response = kept_unless_known(request, etag_of(path, form.name, number, facts, state), make)
    except StateError:
        return fault(request, 503, _("The published data cannot be read at the moment. Try again later."), form)
    if response.status_code not in (200, 304):
        del response.headers["ETag"]
        return response
    address = f"{settings.BASE_URL}{path}"
    with_forms(response, form, address, ())
    others = [f'<{address}.{other.name}>; rel="alternate"; type="{other.media}"' for other in offered if other.name]
    response.headers["Link"] = ", ".join((*others, f'<{address}>; rel="canonical"'))
    response.headers["Cache-Control"] = "public, no-cache"
    return with_generation(response, number)
