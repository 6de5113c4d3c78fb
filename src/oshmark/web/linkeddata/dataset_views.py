# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The dataset and each of its generations, as pages and as data in VoID and DCAT."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from oshmark.adapters.published import history
from oshmark.adapters.published.generation import numbers
from oshmark.adapters.published.retention import MOST
from oshmark.library.dataset import RIGHTS, bibtex, citation, dataset_graph, title, version_graph
from oshmark.ontology.terms import COMPACT
from oshmark.web import wiring
from oshmark.web.linkeddata.answers import data, graph_text, json_text
from oshmark.web.linkeddata.dataset import current_version, dataset_data, ends, version, version_data
from oshmark.web.linkeddata.endings import answer, asked_form, links, no_such_form
from oshmark.web.linkeddata.faults import fault
from oshmark.web.linkeddata.negotiation import FORMS, GRAPHS, HTML, JSON, Form

if TYPE_CHECKING:
    from django.http.response import HttpResponseBase

    from oshmark.library.dataset import Version

OFFERED = (HTML, *GRAPHS, JSON)
LISTED = 30
"""Older generations on the page; the data has them all."""


@require_safe
def the_dataset(request: HttpRequest, ending: str = "") -> HttpResponseBase:
    """What is published, how to get all of it, and which generations can be had."""
    form = asked_form(request, ending, OFFERED)
    if form is None:
        return no_such_form(request, "/data", ending, OFFERED)
    number, instance = wiring.generation(), wiring.instance()
    there = numbers(settings.PUBLISHED)

    def make() -> HttpResponse:
        one = current_version()
        if form is HTML:
            return render(request, "linkeddata/dataset.html", _dataset_context(one, there))
        if form is JSON:
            return data(json_text(dataset_data(instance, one)), form)
        return data(graph_text(dataset_graph(instance, one, there), form), form)

    return answer(request, form, "/data", OFFERED, number=number, facts=there, make=make)


@require_safe
def generation(request: HttpRequest, number: str, ending: str = "") -> HttpResponseBase:
    """One generation: what it holds, how to cite it, and its files."""
    at, root, instance = int(number), settings.PUBLISHED, wiring.instance()
    path = f"/data/gen-{at}"
    form = asked_form(request, ending, OFFERED)
    if form is None:
        return no_such_form(request, path, ending, OFFERED)
    there = numbers(root)
    if at not in there:
        return not_there(request, at, form)

    def make() -> HttpResponse:
        one = version(root, at)
        if one is None:  # it went between the two looks
            return not_there(request, at, form)
        end = ends(root).get(at)
        if form is HTML:
            return render(request, "linkeddata/generation.html", _generation_context(one, at))
        if form is JSON:
            return data(json_text(version_data(instance, one, end)), form)
        return data(graph_text(version_graph(instance, one), form), form)

    # The page says whether this is the current one, the data does not.
    beside = (there[max(0, there.index(at) - 1) : there.index(at) + 2], wiring.generation() if form is HTML else 0)
    return answer(request, form, path, OFFERED, number=at, facts=beside, make=make)


@require_safe
def current(request: HttpRequest, rest: str) -> HttpResponse:
    """What `/data/current` stands for today."""
    number = wiring.generation()
    if not number:
        return fault(request, 404, _("Nothing has been published yet."), FORMS.get(rest.removeprefix(".")))
    return HttpResponseRedirect(
        f"/data/gen-{number}{rest}",
        status=307,
        headers={"Cache-Control": "no-cache", "Access-Control-Allow-Origin": "*"},
    )


def not_there(request: HttpRequest, number: int, form: Form) -> HttpResponse:
    """A generation that is gone, or never was: in the form that was asked for."""
    made = history.noted(settings.PUBLISHED, number)
    if made is None:
        return fault(request, 404, _("No generation has this number."), form)
    if made.made_at is None or made.digest is None:
        message = _("Generation %(number)s was published, and is not kept any more.") % {"number": number}
    else:
        facts = {"number": number, "day": date_format(made.made_at, "j F Y"), "digest": made.digest}
        message = _(
            "Generation %(number)s was published on %(day)s, and is not kept any more. "
            "The SHA-256 of its checksums was %(digest)s."
        )
        message %= facts
    return fault(request, 410, f"{message} {_('The current one is at /data.')}", form)


def _dataset_context(one: Version | None, there: list[int]) -> dict[str, Any]:
    instance, until = wiring.instance(), ends(settings.PUBLISHED)
    others = [number for number in reversed(there) if one is None or number != one.number]
    made = {line.number: line for line in history.history(settings.PUBLISHED)} if others else {}
    return {
        "dataset_title": title(instance),
        "rights": RIGHTS,
        "one": one,
        "size": sum(dump.size for dump in one.dumps) if one else 0,
        "classes": _rows(one.classes) if one else [],
        "properties": _rows(one.properties) if one else [],
        "older": [{"number": n, "made": made.get(n), "until": until.get(n)} for n in others[:LISTED]],
        "older_count": len(others),
        "forms": links("/data", OFFERED),
        "keep_days": settings.KEEP_GENERATIONS.days,
        "most": MOST,
    }


def _generation_context(one: Version, number: int) -> dict[str, Any]:
    instance = wiring.instance()
    end = ends(settings.PUBLISHED).get(number)
    return {
        "one": one,
        "end": end,
        "is_current": number == wiring.generation(),
        "size": sum(dump.size for dump in one.dumps),
        "citation": citation(instance, one),
        "bibtex": bibtex(instance, one),
        "rights": RIGHTS,
        "forms": links(f"/data/gen-{number}", OFFERED),
        "keep_days": settings.KEEP_GENERATIONS.days,
        "most": MOST,
    }


def _rows(counts: dict[str, int]) -> list[dict[str, Any]]:
    """Terms with their counts, the most frequent first."""
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return [{"href": name, "name": COMPACT.get(name, name), "count": count} for name, count in ordered]
