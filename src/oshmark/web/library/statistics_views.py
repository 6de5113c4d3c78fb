# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The statistics of the current generation: a page with plots, and the same numbers as JSON and CSV."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from oshmark.adapters.published.history import history
from oshmark.errors import StateError
from oshmark.web import wiring
from oshmark.web.library.statistics import as_csv, as_data, figures, growth
from oshmark.web.linkeddata.answers import data, json_text
from oshmark.web.linkeddata.endings import answer, asked_form, links, no_such_form
from oshmark.web.linkeddata.faults import fault
from oshmark.web.linkeddata.negotiation import HTML, JSON, Form

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from django.http.response import HttpResponseBase

PATH = "/statistics"
OFFERED = (HTML, JSON, Form("csv", "text/csv", "CSV"))


@require_safe
def statistics(request: HttpRequest, ending: str = "") -> HttpResponseBase:
    """What the published library is made of."""
    form = asked_form(request, ending, OFFERED)
    if form is None:
        return no_such_form(request, PATH, ending, OFFERED)
    try:
        found = wiring.searcher().search("", size=1)
    except StateError:
        return fault(request, 503, _("The published data cannot be read at the moment. Try again later."), form)

    def make() -> HttpResponse:
        shown, columns = figures(found.facets, found.total), growth(history(settings.PUBLISHED))
        if form is JSON:
            return data(json_text(as_data(shown, columns, generation=found.generation, total=found.total)), form)
        if form is not HTML:
            return data(as_csv(shown, columns), form, filename="statistics.csv")
        context = {
            "figures": shown,
            "columns": columns,
            "most": max((column.modules for column in columns), default=0),
            "total": found.total,
            "number": found.generation,
            "forms": links(PATH, OFFERED),
        }
        return render(request, "library/statistics.html", context)

    return answer(request, form, PATH, OFFERED, number=found.generation, facts=(), make=make)
