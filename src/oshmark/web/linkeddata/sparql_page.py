# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The page with the editor: empty, with an answer, or with the reason why there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.conf import settings
from django.shortcuts import render
from django.urls import reverse

from oshmark.ontology.terms import PREFIXES
from oshmark.web.linkeddata.examples import BY_KEY, EXAMPLES
from oshmark.web.linkeddata.sparql_forms import ROWS, TRIPLES
from oshmark.web.linkeddata.sparql_table import SHOWN_ROWS, shown
from oshmark.web.linkeddata.sparql_text import makes_graph
from oshmark.web.linkeddata.sparql_time import timeout_s

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from oshmark.adapters.published.sparql import QueryResult
    from oshmark.web.linkeddata.sparql_text import Place

MAX_ADDRESS = 6_000
"""Most characters of an address; servers refuse a request whose first line is longer than 8 kB."""
EDITOR_LINES = (8, 24)


def page(request: HttpRequest) -> HttpResponse:
    """The editor with an example in it, not yet asked."""
    return render(request, "linkeddata/sparql.html", _context(EXAMPLES[0].query))


def page_with(request: HttpRequest, query: str, result: QueryResult, example: str) -> HttpResponse:
    """The editor with the query, and its answer."""
    answer = {"answered": True, "example": BY_KEY.get(example), **shown(result, settings.BASE_URL)}
    return render(request, "linkeddata/sparql.html", _context(query) | _links(query) | answer)


def page_without(request: HttpRequest, query: str, *, message: str, place: Place | None, status: int) -> HttpResponse:
    """The editor with the query, and what is wrong with it."""
    wrong = {"message": message, "place": place}
    return render(request, "linkeddata/sparql.html", _context(query) | wrong, status=status)


def _context(query: str) -> dict[str, Any]:
    fewest, most = EDITOR_LINES
    return {
        "query": query,
        "lines": min(max(query.count("\n") + 2, fewest), most),
        "prefixes": PREFIXES,
        "forms": (*ROWS, *TRIPLES),
        "examples": EXAMPLES,
        "limit_s": f"{timeout_s():g}",
        "shown_rows": SHOWN_ROWS,
    }


def _links(query: str) -> dict[str, Any]:
    """The addresses of this answer, where they are short enough to be one."""
    address = reverse("sparql")
    own = f"{address}?{urlencode({'query': query, 'format': 'html'})}"
    if len(own) > MAX_ADDRESS:
        return {}
    forms = TRIPLES if makes_graph(query) else ROWS
    links = [
        {
            "label": form.label,
            "href": f"{address}?{urlencode({'query': query, 'format': form.name})}",
            "name": form.name,
        }
        for form in forms
    ]
    return {"own_address": own, "answer_forms": links}
