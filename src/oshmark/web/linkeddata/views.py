# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Our vocabulary as a page and as data, and the small files that machines ask a site for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from oshmark import __version__
from oshmark.ontology.document import ontology_graph
from oshmark.ontology.own import NAMESPACE, TERMS, Term
from oshmark.ontology.terms import PREFIXES
from oshmark.web.linkeddata.documents import document, document_form

if TYPE_CHECKING:
    from django.http.response import HttpResponseBase

    from oshmark.ontology.graph import Graph

MARK = Path(__file__).parent.parent / "static" / "mark.svg"


@require_safe
def vocabulary(request: HttpRequest) -> HttpResponseBase:
    """Every term of our own, for people or for machines."""
    return document(request, "/ns", "linkeddata/vocabulary.html", _vocabulary_context, _vocabulary_graph)


@require_safe
def vocabulary_form(request: HttpRequest, ending: str) -> HttpResponseBase:
    """The vocabulary in the form that its address names."""
    unknown = _("The vocabulary can be had as /ns.ttl, /ns.jsonld and /ns.nt.")
    return document_form(request, "/ns", ending, _vocabulary_graph, unknown)


def _vocabulary_graph() -> Graph:
    return ontology_graph(__version__)


def _vocabulary_context() -> dict[str, object]:
    classes = [_row(term) for term in TERMS if term.kind == "owl:Class"]
    properties = [_row(term) for term in TERMS if term.kind != "owl:Class"]
    return {"namespace": NAMESPACE, "classes": classes, "properties": properties}


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
    """What search engines need not read: every combination of filters, raw texts and dumps; and where to begin."""
    del request
    refused = ("/search", "/sparql?", "/*/-/raw", "/data/*/dumps/")
    rules = (f"Disallow: {path}" for path in refused)
    lines = ("User-agent: *", *rules, f"Sitemap: {settings.BASE_URL}/sitemap.xml", "")
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """Our mark, for browsers that ask without looking at the page."""
    del request
    return HttpResponse(MARK.read_bytes(), content_type="image/svg+xml", headers={"Cache-Control": "max-age=86400"})
