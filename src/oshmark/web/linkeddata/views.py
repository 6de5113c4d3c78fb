# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Our vocabulary as a page and as data, and the small files that machines ask a site for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from oshmark import __version__
from oshmark.ontology.document import ontology_graph
from oshmark.ontology.own import NAMESPACE, TERMS, Term
from oshmark.ontology.terms import PREFIXES
from oshmark.web.linkeddata.answers import data, etag_of, graph_text, unless_known, with_forms
from oshmark.web.linkeddata.faults import fault, not_acceptable
from oshmark.web.linkeddata.negotiation import FORMS, GRAPHS, HTML, Form, choose
from oshmark.web.wiring import code_version, generation

if TYPE_CHECKING:
    from django.http.response import HttpResponseBase

MARK = Path(__file__).parent.parent / "static" / "mark.svg"


@require_safe
def vocabulary(request: HttpRequest) -> HttpResponseBase:
    """Every term of our own, for people or for machines."""
    form = choose(request.headers.get("Accept", ""), (HTML, *GRAPHS))
    if form is None:
        return not_acceptable(f"{settings.BASE_URL}/ns", (HTML, *GRAPHS))
    return _vocabulary(request, form)


@require_safe
def vocabulary_form(request: HttpRequest, ending: str) -> HttpResponseBase:
    """The vocabulary in the form that its address names."""
    form = FORMS.get(ending)
    if form is None or form not in GRAPHS:
        return fault(request, 404, _("The vocabulary can be had as /ns.ttl, /ns.jsonld and /ns.nt."))
    return _vocabulary(request, form)


def _vocabulary(request: HttpRequest, form: Form) -> HttpResponseBase:
    address = f"{settings.BASE_URL}/ns"
    etag = etag_of("ns", form.name, code_version(), generation(), settings.IS_DEMO)

    def make() -> HttpResponse:
        if form is HTML:
            return render(request, "linkeddata/vocabulary.html", _vocabulary_context())
        return data(graph_text(ontology_graph(__version__), form), form)

    response = with_forms(unless_known(request, etag, make), form, address, ())
    links = [f'<{address}.{other.name}>; rel="alternate"; type="{other.media}"' for other in GRAPHS]
    response.headers["Link"] = ", ".join(links)
    return response


def _vocabulary_context() -> dict[str, object]:
    classes = [_row(term) for term in TERMS if term.kind == "owl:Class"]
    properties = [_row(term) for term in TERMS if term.kind != "owl:Class"]
    forms = [{"address": f"/ns.{form.name}", "label": form.label} for form in GRAPHS]
    return {"namespace": NAMESPACE, "classes": classes, "properties": properties, "forms": forms}


def _row(term: Term) -> dict[str, object]:
    return {
        "term": term,
        "domain": _linked(term.domain),
        "range": _linked(term.range),
        "is_link": term.kind == "owl:ObjectProperty",
    }


def _linked(compact: str) -> dict[str, str] | None:
    """A term with its address: on this page for ours, else where its vocabulary lies."""
    if not compact:
        return None
    prefix, _colon, name = compact.partition(":")
    own = prefix == "oshmark"
    return {"name": compact, "href": f"#{name}" if own else f"{PREFIXES[prefix]}{name}"}


@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """Whether the process answers and reaches its database."""
    del request
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8", headers={"Cache-Control": "no-store"})


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What search engines need not read: every combination of filters, and the raw texts."""
    del request
    lines = ("User-agent: *", "Disallow: /search", "Disallow: /sparql?", "Disallow: /*/-/raw", "")
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """Our mark, for browsers that ask without looking at the page."""
    del request
    return HttpResponse(MARK.read_bytes(), content_type="image/svg+xml", headers={"Cache-Control": "max-age=86400"})
