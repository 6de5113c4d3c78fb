# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The answer about a subject in each of its forms.

A page lists 30 modules, a data form 1,000; `?page=` asks for the next ones, up to the 10,000th. Whoever needs more asks
in SPARQL, or takes the dumps.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.conf import settings
from django.shortcuts import render
from django.utils.translation import gettext as _

from oshmark.adapters.published.search import MAX_HITS, MAX_RECORDS
from oshmark.library.privacy import without_emails_in
from oshmark.library.subject_rdf import Listed, add_members
from oshmark.web import wiring
from oshmark.web.audit.actions import position
from oshmark.web.library.paging import Paging, page_number
from oshmark.web.library.resource_forms import links
from oshmark.web.library.search_page import hit_rows
from oshmark.web.linkeddata.answers import (
    data,
    etag_of,
    form_address,
    graph_text,
    json_text,
    kept_unless_known,
    with_forms,
    with_generation,
)
from oshmark.web.linkeddata.faults import fault, not_acceptable
from oshmark.web.linkeddata.negotiation import FORMS, GRAPHS, HTML, JSON, Form, choose
from oshmark.web.subjects.subject import published

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from django.http.response import HttpResponseBase

    from oshmark.adapters.published.search import Records
    from oshmark.library.record import SearchRecord
    from oshmark.web.subjects.subject import Subject

OFFERED = (HTML, *GRAPHS, JSON)
PAGE_SIZE = 30


def asked_form(request: HttpRequest, ending: str | None) -> Form | None:
    """The form that the address names, else the one that the client likes best; `None` if it accepts none."""
    return FORMS[ending] if ending is not None else choose(request.headers.get("Accept", ""), OFFERED)


def subject_answer(request: HttpRequest, subject: Subject, ending: str | None) -> HttpResponseBase:
    """The subject in the form that is asked for."""
    address = f"{settings.BASE_URL}{subject.address}"
    form = asked_form(request, ending)
    if form is None:
        return not_acceptable(address, OFFERED)
    if form not in OFFERED:
        return fault(request, 404, _("Only releases have a manifest: ask for one of the modules."), form)
    number = page_number(request.GET.get("page", ""))
    if number is None:
        return fault(request, 400, _("Pages are counted from 1."), form)
    generation = wiring.generation()
    etag = etag_of(subject.address, form.name, number, wiring.code_version(), generation, position(), settings.IS_DEMO)

    def make() -> HttpResponse:
        return _page(request, subject, number) if form is HTML else _data(request, subject, form, number)

    response = with_forms(kept_unless_known(request, etag, make), form, address, OFFERED)
    return with_generation(response, generation)


def not_available(request: HttpRequest, form: Form | None) -> HttpResponse:
    """There is a published generation, and it cannot be opened."""
    message = _("The published data cannot be used at the moment: its index has to be made anew.")
    return fault(request, 503, message, form)


def _page(request: HttpRequest, subject: Subject, number: int) -> HttpResponse:
    if number * PAGE_SIZE > MAX_HITS:
        return _no_such_page(request, HTML)
    filters = {subject.facet: [subject.value]}
    found = wiring.searcher().search("", filters=filters, page=number, size=PAGE_SIZE, sort="name")
    paging = Paging.of(number, found.total, PAGE_SIZE, most=MAX_HITS - MAX_HITS % PAGE_SIZE)
    if paging is None:
        return _no_such_page(request, HTML)
    context = {
        **subject.context,
        "name": subject.name,
        "hits": hit_rows(found.hits),
        "total": found.total,
        "paging": paging,
        "query": "",
        "search_address": f"/search?{urlencode({subject.facet: subject.value}, errors='replace')}",
        "forms": links(subject.address, OFFERED),
        "canonical": f"{settings.BASE_URL}{subject.address}",
    }
    return render(request, f"subjects/{subject.template}.html", context)


def _no_such_page(request: HttpRequest, form: Form) -> HttpResponse:
    return fault(request, 404, _("The list has no such page."), form)


def _data(request: HttpRequest, subject: Subject, form: Form, number: int) -> HttpResponse:
    if number * MAX_RECORDS > MAX_HITS:
        return _no_such_page(request, form)
    found = published(subject.facet, subject.value, page=number, size=MAX_RECORDS)
    if number > 1 and not found.records:
        return _no_such_page(request, form)
    following = _following(subject, form, found, number)
    if form is JSON:
        return data(json_text(_json(subject, found, following)), form)
    graph = subject.graph(f"{settings.BASE_URL}{subject.address}")
    listed = Listed(tuple(subject.members(found.records)), found.total, following)
    add_members(graph, listed, subject.term, settings.BASE_URL)
    return data(graph_text(graph, form), form)


def _following(subject: Subject, form: Form, found: Records, number: int) -> str:
    """The full address of the next page of the same form; empty behind the last one that can be had."""
    if number * MAX_RECORDS >= min(found.total, MAX_HITS):
        return ""
    return f"{settings.BASE_URL}{form_address(subject.address, form)}?page={number + 1}"


def _json(subject: Subject, found: Records, following: str) -> dict[str, Any]:
    whole = {
        "address": f"{settings.BASE_URL}{subject.address}",
        **subject.data,
        "modules": {
            "total": found.total,
            "next": following or None,
            "items": [_item(record) for record in found.records],
        },
    }
    plain: dict[str, Any] = without_emails_in(whole)
    return plain


def _item(record: SearchRecord) -> dict[str, Any]:
    return {
        "address": f"{settings.BASE_URL}{record.module}",
        "release": f"{settings.BASE_URL}{record.address}",
        "name": record.name,
        "version": record.version,
        "licence": record.licence,
        "completeness": record.completeness,
    }
