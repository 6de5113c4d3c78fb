# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The SPARQL endpoint: the SPARQL 1.1 Protocol for programs, and a page with an editor for people, at one address.

https://www.w3.org/TR/sparql11-protocol/
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from oshmark.adapters.published.sparql_fence import check_query
from oshmark.errors import QueryError, StateError
from oshmark.web.linkeddata.answers import DATA_POLICY, data, etag_of, unless_known
from oshmark.web.linkeddata.service_description import service_description
from oshmark.web.linkeddata.sparql_faults import fault
from oshmark.web.linkeddata.sparql_forms import PAGE, TRIPLES, asked_form, description_form, offered
from oshmark.web.linkeddata.sparql_page import page, page_with
from oshmark.web.linkeddata.sparql_request import Asked, ProtocolError, format_of, read_request
from oshmark.web.linkeddata.sparql_text import changes_by_itself, makes_graph, with_prefixes
from oshmark.web.linkeddata.sparql_time import timeout_s
from oshmark.web.wiring import code_version, generation
from oshmark.web.wiring import sparql as workers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http.response import HttpResponseBase

    from oshmark.adapters.published.sparql import QueryResult
    from oshmark.web.linkeddata.negotiation import Form

METHODS = ("GET", "HEAD", "POST", "OPTIONS")
PAGE_BYTES = 10_000_000
"""Most bytes of an answer that becomes a page; a file may have more."""


@csrf_exempt  # a query changes nothing and nobody is logged in, so there is nothing that a forged request could do
def sparql(request: HttpRequest) -> HttpResponseBase:
    """Answer a query, describe the service, or say why not."""
    if request.method == "OPTIONS":
        return _open(HttpResponse(status=204, headers={"Allow": ", ".join(METHODS)}))
    if request.method not in METHODS:
        return _open(HttpResponseNotAllowed(METHODS))
    asked: Asked | None = None
    try:
        asked = read_request(request)
        response = _service(request, asked) if asked.query is None else _answer(request, asked, asked.query)
    except (ProtocolError, QueryError) as exc:
        response = fault(request, exc, asked or Asked(None, format_of(request)))
    return _open(response)


def _open(response: HttpResponseBase) -> HttpResponseBase:
    """Let every page of the web ask, and read the answer: it carries no cookies, and all of it is public."""
    patch_vary_headers(response, ["Accept"])
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Allow-Methods"] = ", ".join(METHODS)
    response.headers["Access-Control-Allow-Headers"] = "Accept, Content-Type, If-None-Match"
    response.headers["Access-Control-Expose-Headers"] = "ETag, Retry-After, X-Oshmark-Generation"
    response.headers["Access-Control-Max-Age"] = "86400"
    return response


def _service(request: HttpRequest, asked: Asked) -> HttpResponseBase:
    form = description_form(request.headers.get("Accept", ""), asked.format)
    if form is None:
        raise _not_acceptable((PAGE, *TRIPLES), "")
    if form is PAGE:
        return page(request)
    text = service_description(f"{settings.BASE_URL}/sparql", form)
    response = unless_known(request, etag_of("sparql", text), lambda: data(text, form))
    response.headers["Cache-Control"] = "public, no-cache"
    return response


def _answer(request: HttpRequest, asked: Asked, query: str) -> HttpResponseBase:
    graph = makes_graph(query)
    accept = request.headers.get("Accept", "")
    # An example is a link for people; a program that follows it gets rows when it says so.
    form = PAGE if asked.example and not accept and not asked.format else asked_form(accept, asked.format, graph=graph)
    if form is None:
        raise _not_acceptable(offered(graph=graph), query)
    if request.method == "POST" or changes_by_itself(query):
        response: HttpResponseBase = _made(request, query, form, asked.example)
        response.headers["Cache-Control"] = "no-store"
        return response
    number = generation()
    response = unless_known(
        request, _etag(number, query, form, asked.example), lambda: _made(request, query, form, asked.example)
    )
    response.headers.setdefault("X-Oshmark-Generation", str(number))
    # A generation may have been published while the query waited; the name of the state is that of the one asked.
    response.headers["ETag"] = _etag(int(response.headers["X-Oshmark-Generation"]), query, form, asked.example)
    response.headers["Cache-Control"] = "public, no-cache"
    return response


def _etag(number: int, query: str, form: Form, example: str) -> str:
    page_facts = (code_version(), settings.IS_DEMO, example) if form is PAGE else ()
    return etag_of("sparql", number, settings.BASE_URL, query, form.name, *page_facts)


def _made(request: HttpRequest, query: str, form: Form, example: str) -> HttpResponse:
    result = _ask(query, form)
    if form is PAGE:
        response = page_with(request, query, result, example)
    else:
        response = HttpResponse(result.body, content_type=result.media_type)
        response.headers["Content-Security-Policy"] = DATA_POLICY
        response.headers["Content-Disposition"] = f'inline; filename="answer.{form.name}"'
    response.headers["X-Oshmark-Generation"] = str(result.generation)
    return response


def _ask(query: str, form: Form) -> QueryResult:
    """The answer of a worker; for a page, in the form that it is made from."""
    check_query(query)  # before the prefixes are put in front, so that it speaks of the right lines
    if not generation():
        raise QueryError(_("Nothing has been published yet, so there is nothing to ask."))
    try:
        text = with_prefixes(query)
        if form is not PAGE:
            return workers().query(text, accept=form.name, timeout_s=timeout_s())
        inside = "ttl" if makes_graph(query) else "json"
        return workers().query(text, accept=inside, timeout_s=timeout_s(), max_bytes=PAGE_BYTES)
    except StateError as exc:  # its message is for those who run the library
        raise QueryError(_("The published data cannot be read at the moment. Try again later.")) from exc


def _not_acceptable(forms: Sequence[Form], query: str) -> ProtocolError:
    names = ", ".join(f"{form.media} (format={form.name})" for form in forms)
    message = _("The answer cannot be had in this form. This query, or page, comes as: %(forms)s.") % {"forms": names}
    return ProtocolError(406, message, query)
