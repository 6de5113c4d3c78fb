# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Documents that come with the software, as a page and as graphs: `/ns`, `/ns.ttl`, `/ns.jsonld`, `/ns.nt`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.shortcuts import render

from oshmark.web.linkeddata.answers import data, etag_of, graph_text, kept_unless_known, with_forms
from oshmark.web.linkeddata.endings import no_such_form
from oshmark.web.linkeddata.faults import fault
from oshmark.web.linkeddata.negotiation import FORMS, GRAPHS, HTML, Form, choose
from oshmark.web.wiring import code_version, generation

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse
    from django.http.response import HttpResponseBase

    from oshmark.ontology.graph import Graph


def document(
    request: HttpRequest,
    path: str,
    template: str,
    context: Callable[[], dict[str, object]],
    graph: Callable[[], Graph],
) -> HttpResponseBase:
    """The document at `path` in the form that the client likes best."""
    form = choose(request.headers.get("Accept", ""), (HTML, *GRAPHS))
    if form is None:
        return no_such_form(request, path, "", (HTML, *GRAPHS))
    address = f"{settings.BASE_URL}{path}"

    def make() -> HttpResponse:
        if form is HTML:
            return render(request, template, {**context(), "forms": form_rows(path)})
        return data(graph_text(graph(), form), form)

    return _with_links(kept_unless_known(request, _etag(path, form), make), form, address)


def document_form(
    request: HttpRequest, path: str, ending: str, graph: Callable[[], Graph], unknown: str
) -> HttpResponseBase:
    """The document at `path` in the form that the ending of its address names; `unknown` says which there are."""
    form = FORMS.get(ending)
    if form is None or form not in GRAPHS:
        return fault(request, 404, unknown, form)
    answer = kept_unless_known(request, _etag(path, form), lambda: data(graph_text(graph(), form), form))
    return _with_links(answer, form, f"{settings.BASE_URL}{path}")


def form_rows(path: str) -> list[dict[str, str]]:
    """The addresses of the forms, for the page."""
    return [{"address": f"{path}.{form.name}", "label": form.label} for form in GRAPHS]


def _etag(path: str, form: Form) -> str:
    return etag_of(path, form.name, code_version(), generation(), settings.IS_DEMO)


def _with_links(answer: HttpResponseBase, form: Form, address: str) -> HttpResponseBase:
    response = with_forms(answer, form, address, ())
    links = [f'<{address}.{other.name}>; rel="alternate"; type="{other.media}"' for other in GRAPHS]
    response.headers["Link"] = ", ".join(links)
    return response
