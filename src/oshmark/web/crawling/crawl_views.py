# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The page of the crawl, and the same as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from oshmark.adapters import clock
from oshmark.web import wiring
from oshmark.web.crawling.crawl_page import SOURCES_A_PAGE, as_data, growth, passes, samples
from oshmark.web.crawling.models import Source
from oshmark.web.library.paging import Paging, page_number
from oshmark.web.linkeddata.answers import data, json_text
from oshmark.web.linkeddata.endings import answer, asked_form, links, no_such_form
from oshmark.web.linkeddata.faults import fault
from oshmark.web.linkeddata.negotiation import HTML, JSON

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from django.http.response import HttpResponseBase

PATH = "/crawl"
OFFERED = (HTML, JSON)


@require_safe
def crawl(request: HttpRequest, ending: str = "") -> HttpResponseBase:
    """Where the crawl looks, what came of it, and what it costs the hosts."""
    form = asked_form(request, ending, OFFERED)
    if form is None:
        return no_such_form(request, PATH, ending, OFFERED)
    known, number = Source.objects.count(), page_number(request.GET.get("page", ""))
    paging = None if number is None else Paging.of(number, known, SOURCES_A_PAGE)
    if paging is None:
        return fault(request, 404, _("There is no such page of the sources."), form)
    found = passes(paging.offset)
    sampled, columns = samples(settings.SAMPLES_A_DAY, clock.now()), growth()

    def make() -> HttpResponse:
        if form is JSON:
            return data(json_text(as_data(found, sampled, columns, sources=known, paging=paging)), form)
        context = {
            "passes": found,
            "paging": paging,
            "query": "",
            "samples": sampled,
            "columns": columns,
            "most": max((column.value for column in columns), default=0),
            "forms": links(PATH, OFFERED),
        }
        return render(request, "crawling/crawl.html", context)

    facts = (found, known, sampled, columns, paging)
    return answer(request, form, PATH, OFFERED, number=wiring.generation(), facts=facts, make=make)
