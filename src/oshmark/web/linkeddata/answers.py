# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Answers that carry a resource in one of its forms, with the headers that go along."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import msgspec
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers

from oshmark.ontology.write import to_jsonld, to_ntriples, to_turtle
from oshmark.web.kept import ANSWERS
from oshmark.web.linkeddata.negotiation import HTML, JSONLD, NTRIPLES, TURTLE, Form

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from django.http.response import HttpResponseBase

    from oshmark.ontology.graph import Graph

GENERATION = "X-Oshmark-Generation"
DATA_POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox"


def graph_text(graph: Graph, form: Form) -> str:
    """A graph in one of the forms for graphs."""
    if form is TURTLE:
        return to_turtle(graph)
    if form is NTRIPLES:
        return to_ntriples(graph)
    if form is JSONLD:
        return json_text(to_jsonld(graph))
    raise ValueError(form.name)


def json_text(value: object) -> str:
    """JSON that people can read too; numbers that are exact stay so, as texts."""
    return msgspec.json.format(msgspec.json.encode(value), indent=2).decode() + "\n"


def etag_of(*facts: object) -> str:
    """The name of a state: equal facts give an equal one."""
    return f'"{hashlib.sha256(repr(facts).encode("utf-8", "replace")).hexdigest()[:32]}"'


def unless_known(request: HttpRequest, etag: str, make: Callable[[], HttpResponse]) -> HttpResponseBase:
    """304 for a client that has this state already, else what `make` gives."""
    response = get_conditional_response(request, etag=etag) or make()
    response.headers["ETag"] = etag
    return response


def kept_unless_known(request: HttpRequest, etag: str, make: Callable[[], HttpResponse]) -> HttpResponseBase:
    """As `unless_known`; what `make` gives is kept in memory for those who ask for the same state."""

    def find_or_make() -> HttpResponse:
        response = ANSWERS.find(request, etag)
        if response is None:
            response = make()
            ANSWERS.keep(request, etag, response)
        return response

    return unless_known(request, etag, find_or_make)


def data(text: str | bytes, form: Form, *, filename: str = "") -> HttpResponse:
    """A form for programs: any page may read it, and no browser takes it for a page."""
    response = HttpResponse(text, content_type=form.content_type)
    response.headers["Content-Security-Policy"] = DATA_POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    if filename:
        response.headers["Content-Disposition"] = f'inline; filename="{filename}"'
    return response


def with_forms(response: HttpResponseBase, form: Form, address: str, offered: Sequence[Form]) -> HttpResponseBase:
    """Name the other forms of the resource at `address` (a full one) in the headers."""
    patch_vary_headers(response, ["Accept"])
    links = [f'<{form_address(address, other)}>; rel="alternate"; type="{other.media}"' for other in offered]
    response.headers["Link"] = ", ".join((*links, f'<{address}>; rel="canonical"'))
    if form is not HTML:
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Access-Control-Expose-Headers"] = f"ETag, Link, {GENERATION}"
    return response


def with_generation(response: HttpResponseBase, number: int) -> HttpResponseBase:
    """Say from which published generation an answer was made; 0 where there is none yet."""
    response.headers[GENERATION] = str(number)
    return response


def form_address(address: str, form: Form) -> str:
    """The address of a form of the resource at `address`."""
    return address if form is HTML else f"{address}/-/{form.name}"
