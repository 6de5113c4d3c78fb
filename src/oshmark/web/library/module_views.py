# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A module in each of its forms: an overview of its latest release, and the list of all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.shortcuts import render
from django.utils.translation import gettext as _

from oshmark.adapters import clock
from oshmark.library.release_rdf import module_graph
from oshmark.web import wiring
from oshmark.web.library import queries
from oshmark.web.library.beside import certified, certified_state
from oshmark.web.library.labels import licence_class_label
from oshmark.web.library.models import Module, Release
from oshmark.web.library.noticed import noticed_changes
from oshmark.web.library.picture_list import picture_of, rows_of
from oshmark.web.library.presentation import version_text
from oshmark.web.library.release_data import module_data
from oshmark.web.library.release_page import release_context
from oshmark.web.library.resource_forms import OF_MODULE, asked, links
from oshmark.web.library.waiting import waiting_row
from oshmark.web.linkeddata.answers import data, etag_of, graph_text, json_text, kept_unless_known, with_forms
from oshmark.web.linkeddata.faults import fault, not_acceptable
from oshmark.web.linkeddata.negotiation import HTML, JSON, Form
from oshmark.web.seen.files import perma_urls

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpRequest, HttpResponse
    from django.http.response import HttpResponseBase

    from oshmark.values.iri import Target


def module_answer(request: HttpRequest, target: Target) -> HttpResponseBase:
    """The module at an address that exists."""
    module = queries.find_module(target.module.address)
    if module is None:
        raise ValueError(target.module.address)
    releases = queries.releases_of(module)
    latest = queries.shown_release(releases)
    address = f"{settings.BASE_URL}{module.address}"
    form = asked(request, target, OF_MODULE)
    if form is None:
        return not_acceptable(address, OF_MODULE)
    if form not in OF_MODULE:
        return fault(request, 404, _("A module has no manifest of its own: ask for one of its releases."), form)
    if latest is None and form is not HTML:
        return fault(request, 404, _("This module waits for its licence and is not published as data."), form)
    etag = etag_of(
        form.name,
        *queries.state_of(module),
        wiring.code_version(),
        wiring.generation(),
        settings.IS_DEMO,
        rows_of(latest.address) if latest else (),
        perma_urls(latest.address) if latest else (),
        certified_state(latest.address, clock.now()) if latest else (),
    )

    def make() -> HttpResponse:
        if form is HTML:
            return _page(request, module, releases, latest)
        return _data(module, [one for one in releases if one.state == Release.ADMITTED], form)

    return with_forms(kept_unless_known(request, etag, make), form, address, OF_MODULE if latest else (HTML,))


def _data(module: Module, admitted: Sequence[Release], form: Form) -> HttpResponse:
    identity = queries.module_id(module)
    name = admitted[0].name
    if form is JSON:
        return data(json_text(module_data(module, name, admitted, site=settings.BASE_URL)), form)
    rows = [(release.address, release.version) for release in admitted]
    graph = module_graph(identity, name, rows, site=settings.BASE_URL, gone_at=module.gone_at, moved_to=module.moved_to)
    return data(graph_text(graph, form), form)


def _page(request: HttpRequest, module: Module, releases: Sequence[Release], latest: Release | None) -> HttpResponse:
    if latest is None:
        rows = [waiting_row(release) for release in releases]
        return render(request, "library/waiting_module.html", {"rows": rows, "name": rows[0]["name"]})
    opened = queries.open_release(latest, wiring.payloads())
    context = {
        **release_context(opened),
        "module": module,
        "noticed": noticed_changes(latest, wiring.payloads()),
        "picture": picture_of(opened.reading.manifest.image, opened, rows_of(latest.address)),
        "versions": version_rows(releases),
        "waiting": [waiting_row(release) for release in releases if release.state == Release.WAITING],
        "more_versions": queries.release_count(module) - len(releases),
        "certified": certified(latest.address, opened.reading.manifest.attestation, clock.now()),
        "forms": links(module.address, OF_MODULE),
        "canonical": f"{settings.BASE_URL}{module.address}",
    }
    return render(request, "library/module.html", context)


def version_rows(releases: Sequence[Release]) -> list[dict[str, Any]]:
    """The admitted releases of a module, for a list."""
    return [
        {
            "href": release.address,
            "version": version_text(release.version, 80),
            "latest": release.latest,
            "decided_at": release.decided_at,
            "licence": release.licence,
            "licence_class": licence_class_label(release.licence_class),
            "percent": release.completeness,
        }
        for release in releases
        if release.state == Release.ADMITTED
    ]
