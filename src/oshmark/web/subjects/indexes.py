# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Lists of all licences, processes and languages that occur in the library, with how often."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import msgspec
from django.conf import settings
from django.db.models import Count
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from oshmark.adapters.published.facets import NOT_STATED
from oshmark.errors import StateError
from oshmark.library.subject_rdf import index_graph
from oshmark.manifest.tsdc import LABELS
from oshmark.ontology.graph import Term
from oshmark.values.iri import language_address, licence_address, process_address
from oshmark.values.language import primary
from oshmark.values.licence import read_licence, title
from oshmark.web import wiring
from oshmark.web.audit.actions import position
from oshmark.web.library.actions import allowed_licences
from oshmark.web.library.labels import LICENCE_CLASSES
from oshmark.web.library.models import Release
from oshmark.web.library.presentation import decent, one_line
from oshmark.web.library.resource_forms import links
from oshmark.web.linkeddata.answers import (
    data,
    etag_of,
    graph_text,
    json_text,
    kept_unless_known,
    with_forms,
    with_generation,
)
from oshmark.web.linkeddata.faults import fault, not_acceptable
from oshmark.web.linkeddata.negotiation import FORMS, HTML, JSON, Form
from oshmark.web.subjects import languages as of_language
from oshmark.web.subjects.answer import OFFERED, asked_form, not_available

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from django.http.response import HttpResponseBase

MAX_WITHHELD = 100
"""Licences of releases that wait which the page names."""


class Row(msgspec.Struct, frozen=True):
    """One line: its address, its key (an SPDX id, a TsDC identifier, a tag), its name, a short remark with the class of
    its badge, and how many modules have it."""

    href: str
    id: str
    name: str
    count: int
    remark: str = ""
    badge: str = ""
    level: int = 0


class Index(msgspec.Struct, frozen=True):
    """One of the lists."""

    path: str
    class_: Term
    template: str
    rows: Callable[[], list[Row]]
    withheld: Callable[[], list[dict[str, Any]]] = list


@require_safe
def licences(request: HttpRequest, ending: str | None = None) -> HttpResponseBase:
    """Every licence that occurs, and those for which releases are withheld."""
    index = Index("/licences", "dcterms:LicenseDocument", "licences", licence_rows, withheld_rows)
    return _answer(request, index, ending)


@require_safe
def processes(request: HttpRequest, ending: str | None = None) -> HttpResponseBase:
    """Every process that occurs."""
    return _answer(request, Index("/processes", "skos:Concept", "processes", process_rows), ending)


@require_safe
def languages(request: HttpRequest, ending: str | None = None) -> HttpResponseBase:
    """Every language that occurs."""
    return _answer(request, Index("/languages", "dcterms:LinguisticSystem", "languages", language_rows), ending)


def licence_rows() -> list[Row]:
    """The licences of the generation, the most frequent first."""
    allowed, rows = allowed_licences(), []
    for spdx_id, count in wiring.searcher().values("licence").counts:
        licence = read_licence(spdx_id, allowed)
        words = str(LICENCE_CLASSES[licence.licence_class][0])
        href = licence_address(spdx_id)
        rows.append(Row(href, one_line(spdx_id), title(spdx_id) or "", count, words, licence.licence_class.value))
    return rows


def process_rows() -> list[Row]:
    """The processes of the generation, the most frequent first."""
    return [
        Row(process_address(code), one_line(code), one_line(LABELS.get(code, code)), count)
        for code, count in wiring.searcher().values("tsdc").counts
        if code != NOT_STATED
    ]


def language_rows() -> list[Row]:
    """The languages of the generation, the most frequent first, each before its countries."""
    counts = {tag: count for tag, count in wiring.searcher().values("language").counts if tag != NOT_STATED}
    ordered = sorted(counts, key=lambda tag: (-counts.get(primary(tag), 0), primary(tag), tag))
    return [
        Row(
            language_address(tag),
            one_line(tag),
            of_language.heading(tag),
            counts[tag],
            remark=of_language.own_name(tag),
            level=int(primary(tag) != tag),
        )
        for tag in ordered
    ]


def withheld_rows() -> list[dict[str, Any]]:
    """The licences of releases that wait, as they are written or as SPDX writes them, with the reason."""
    waiting = Release.objects.filter(state=Release.WAITING).values_list("licence", "licence_written", "reason")
    counted = waiting.annotate(releases=Count("pk")).order_by("-releases", "licence", "licence_written")
    return [
        {
            "text": one_line(licence or written) or _("none"),
            "href": licence_address(licence) if title(licence) else "",
            "reason": decent(reason, 400),
            "count": releases,
        }
        for licence, written, reason, releases in counted[:MAX_WITHHELD]
    ]


def _answer(request: HttpRequest, index: Index, ending: str | None) -> HttpResponseBase:
    if ending is not None and ending not in FORMS:
        return fault(request, 404, _("This is not an address that the library could have given to something."))
    address = f"{settings.BASE_URL}{index.path}"
    form = asked_form(request, ending)
    if form is None:
        return not_acceptable(address, OFFERED)
    if form not in OFFERED:
        return fault(request, 404, _("Only releases have a manifest: ask for one of the modules."), form)
    generation = wiring.generation()
    etag = etag_of(index.path, form.name, wiring.code_version(), generation, position(), settings.IS_DEMO)
    try:
        response = kept_unless_known(request, etag, lambda: _made(request, index, form))
    except StateError:
        return not_available(request, form)
    return with_generation(with_forms(response, form, address, OFFERED), generation)


def _made(request: HttpRequest, index: Index, form: Form) -> HttpResponse:
    rows = index.rows()
    if form is HTML:
        context = {
            "rows": rows,
            "forms": links(index.path, OFFERED),
            "canonical": f"{settings.BASE_URL}{index.path}",
            "withheld": index.withheld(),
        }
        return render(request, f"subjects/{index.template}.html", context)
    if form is JSON:
        items = [_item(row) for row in rows]
        return data(json_text({"address": f"{settings.BASE_URL}{index.path}", "items": items}), form)
    named = [(f"{settings.BASE_URL}{row.href}", row.name or row.id) for row in rows]
    return data(graph_text(index_graph(f"{settings.BASE_URL}{index.path}", index.class_, named), form), form)


def _item(row: Row) -> dict[str, Any]:
    return {
        "address": f"{settings.BASE_URL}{row.href}",
        "id": row.id,
        "name": row.name or row.id,
        "modules": row.count,
    }
