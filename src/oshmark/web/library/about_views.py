# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the library is, for people and for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import render
from django.views.decorators.http import require_safe

from oshmark.library.dataset import about_graph
from oshmark.web import wiring
from oshmark.web.linkeddata.answers import data, graph_text, json_text
from oshmark.web.linkeddata.endings import answer, asked_form, links, no_such_form
from oshmark.web.linkeddata.negotiation import GRAPHS, HTML, JSON

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from django.http.response import HttpResponseBase

    from oshmark.library.dataset import Instance

PATH = "/about"
OFFERED = (HTML, *GRAPHS, JSON)


@require_safe
def about(request: HttpRequest, ending: str = "") -> HttpResponseBase:
    """What the library is, where its content comes from, who runs it, and how to use it with programs."""
    form = asked_form(request, ending, OFFERED)
    if form is None:
        return no_such_form(request, PATH, ending, OFFERED)
    instance, number = wiring.instance(), wiring.generation()

    def make() -> HttpResponse:
        if form is HTML:
            contact = instance.contact.removeprefix("mailto:")
            context = {"instance": instance, "contact_text": contact, "forms": links(PATH, OFFERED)}
            return render(request, "library/about.html", context)
        if form is JSON:
            return data(json_text(_plain(instance, number)), form)
        return data(graph_text(about_graph(instance, has_data=number > 0), form), form)

    return answer(request, form, PATH, OFFERED, number=number, facts=(), make=make)


def _plain(instance: Instance, number: int) -> dict[str, Any]:
    return {
        "address": f"{instance.site}/about",
        "name": instance.name,
        "contact": instance.contact or None,
        "software": {
            "name": "oshmark",
            "version": instance.version,
            "licence": "AGPL-3.0-or-later",
            "source_code": instance.source or None,
        },
        "generation": number or None,
        "data": f"{instance.site}/data",
        "sparql": f"{instance.site}/sparql",
        "vocabulary": f"{instance.site}/ns",
        "statistics": f"{instance.site}/statistics",
        "crawl": f"{instance.site}/crawl",
        "new": [f"{instance.site}/new.atom", f"{instance.site}/new.json"],
    }
