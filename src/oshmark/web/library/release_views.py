# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A release, or a part of one, in each of its forms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.shortcuts import render
from django.utils.translation import gettext as _

from oshmark.adapters import clock
from oshmark.library.file_states import add_file_states
from oshmark.library.privacy import without_emails
from oshmark.library.release_rdf import part_graph, release_graph
from oshmark.manifest.write import to_toml
from oshmark.values.iri import step
from oshmark.web import wiring
from oshmark.web.library import bills, queries
from oshmark.web.library.beside import certified, certified_state, labels_of, tell_certified
from oshmark.web.library.bill_list import bill_context
from oshmark.web.library.bill_views import bill_answer
from oshmark.web.library.checklist_page import misfit_rows
from oshmark.web.library.manifest_text import raw_bytes, raw_name
from oshmark.web.library.merging import merged_agents
from oshmark.web.library.models import Release
from oshmark.web.library.module_views import version_rows
from oshmark.web.library.noticed import noticed_changes
from oshmark.web.library.packaging import archived_of
from oshmark.web.library.part_list import MAX_PARTS, find_part, part_address
from oshmark.web.library.picture_list import picture_data, picture_of, rows_of
from oshmark.web.library.release_data import part_data, release_data
from oshmark.web.library.release_page import file_context, part_context, release_context
from oshmark.web.library.resource_forms import OF_PART, OF_RELEASE, asked, links
from oshmark.web.library.waiting import waiting_row
from oshmark.web.linkeddata.answers import data, etag_of, graph_text, json_text, kept_unless_known, with_forms
from oshmark.web.linkeddata.faults import fault, not_acceptable
from oshmark.web.linkeddata.negotiation import FORMS, HTML, JSON, RAW, TOML, Form
from oshmark.web.seen.files import file_data, files_of

NOT_FOUND = 404

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpRequest, HttpResponse
    from django.http.response import HttpResponseBase

    from oshmark.manifest.model import Part
    from oshmark.ontology.graph import Graph
    from oshmark.values.iri import Target
    from oshmark.web.library.queries import Opened


def release_answer(request: HttpRequest, target: Target) -> HttpResponseBase:
    """The release, or the part of it, that an address below an existing module means."""
    release = queries.find_release(target.module.release(target.version or ""))
    form = None if target.form is None else FORMS[target.form]
    if release is None or release.state == Release.WITHDRAWN:
        return fault(request, 404, _("This module has no such version in the library."), form)
    if release.state == Release.WAITING:
        return _waiting(request, release, target)
    if target.bill is not None:
        return bill_answer(request, release, target.bill)
    if form is RAW and target.part is None:
        return _raw(request, release)
    return _admitted(request, release, target)


def _raw(request: HttpRequest, release: Release) -> HttpResponseBase:
    """The manifest as it was found; nothing of it has to be understood for that."""
    provenance = queries.provenance_of(release)
    etag = etag_of("raw", release.digest, wiring.code_version())

    def make() -> HttpResponse:
        raw = wiring.payloads().get(release.digest)
        return data(raw_bytes(raw), RAW, filename=raw_name(provenance.name))

    offered = OF_RELEASE if release.state == Release.ADMITTED else (HTML,)
    return with_forms(kept_unless_known(request, etag, make), RAW, f"{settings.BASE_URL}{release.address}", offered)


def _waiting(request: HttpRequest, release: Release, target: Target) -> HttpResponseBase:
    """Of what waits, the public sees name, repository, reason and raw text."""
    if target.part is not None or target.bill is not None:
        return fault(request, 404, _("This release waits for its licence; its parts are not shown."))
    form = asked(request, target, (HTML,))
    if form is None:
        return not_acceptable(f"{settings.BASE_URL}{release.address}", (HTML, RAW))
    if form is RAW:
        return _raw(request, release)
    if form is not HTML:
        return fault(request, 404, _("This release waits for its licence and is not published as data."), form)
    row = waiting_row(release)
    return render(request, "library/waiting_release.html", {"row": row, "name": row["name"]})


def _admitted(request: HttpRequest, release: Release, target: Target) -> HttpResponseBase:
    offered = OF_RELEASE if target.part is None else OF_PART
    part = "" if target.part is None else f"/-/part/{step(target.part)}"
    address = f"{settings.BASE_URL}{release.address}{part}"
    form = asked(request, target, offered)
    if form is None:
        return not_acceptable(address, offered)
    if form not in offered:
        return fault(request, 404, _("A part has no manifest of its own: ask for that of its release."), form)
    etag = etag_of(
        form.name,
        target.part,
        release.digest,
        *queries.state_of(release.module),
        wiring.code_version(),
        wiring.generation(),
        settings.IS_DEMO,
        rows_of(release.address),
        files_of(release.address),
        bills.state_of(release.address),
        labels_of(release.address),
        archived_of(release.address),
        queries.moved_to(release.module),
        certified_state(release.address, clock.now()),
    )

    def make() -> HttpResponse:
        opened = queries.open_release(release, wiring.payloads())
        if target.part is None:
            return _release(request, opened, form)
        part = find_part(opened.reading.manifest.part, target.part)
        if part is None:
            return fault(request, 404, _("This release has no such part."), form)
        return _part(request, opened, part, f"{settings.BASE_URL}{part_address(opened, target.part)}", form)

    response = kept_unless_known(request, etag, make)
    return response if response.status_code == NOT_FOUND else with_forms(response, form, address, offered)


def _graph(opened: Opened) -> Graph:
    return release_graph(
        opened.reading,
        opened.candidate,
        opened.provenance,
        digest=opened.release.digest,
        site=settings.BASE_URL,
        mail_key=wiring.mail_key(),
        merged=merged_agents(),
    )


def _fresh_graph(opened: Opened) -> Graph:
    """The graph with what the ledger of files says at the moment."""
    graph = _graph(opened)
    add_file_states(graph, files_of(opened.release.address))
    tell_certified(graph, opened.release.address, opened.reading.manifest.attestation, clock.now())
    return graph


def _release(request: HttpRequest, opened: Opened, form: Form) -> HttpResponse:
    if form is HTML:
        return _page(request, opened)
    if form is JSON:
        pictures = picture_data(rows_of(opened.release.address), site=settings.BASE_URL)
        files = file_data(files_of(opened.release.address))
        claims = opened.reading.manifest.attestation
        attested = [one.facts for one in certified(opened.release.address, claims, clock.now()).attestations]
        found = release_data(opened, pictures=pictures, files=files, attestations=attested, site=settings.BASE_URL)
        return data(json_text(found), form)
    if form is TOML:
        text = to_toml(opened.reading.manifest, opened.reading.licence, with_emails=False)
        return data(without_emails(text), form)
    return data(graph_text(_fresh_graph(opened), form), form)


def _page(request: HttpRequest, opened: Opened) -> HttpResponse:
    release = opened.release
    releases: Sequence[Release] = queries.releases_of(release.module)
    latest = queries.shown_release(releases)
    context = {
        **release_context(opened),
        **file_context(files_of(release.address)),
        **bill_context(opened, bills.bill_of(opened)),
        "module": release.module,
        "labels": labels_of(release.address),
        "archived": archived_of(release.address),
        "noticed": noticed_changes(release, wiring.payloads()),
        "moved_to": queries.moved_to(release.module),
        "picture": picture_of(opened.reading.manifest.image, opened, rows_of(release.address)),
        "latest": None if latest is None or latest.pk == release.pk else version_rows([latest])[0],
        "versions": version_rows(releases),
        "waiting": [waiting_row(one) for one in releases if one.state == Release.WAITING],
        "more_versions": queries.release_count(release.module) - len(releases),
        "more_parts": max(0, len(opened.reading.manifest.part) - MAX_PARTS),
        "misfits": misfit_rows(_graph(opened)),
        "certified": certified(release.address, opened.reading.manifest.attestation, clock.now()),
        "forms": links(release.address, OF_RELEASE, raw=True),
        "canonical": f"{settings.BASE_URL}{release.address}",
    }
    return render(request, "library/release.html", context)


def _part(request: HttpRequest, opened: Opened, part: Part, address: str, form: Form) -> HttpResponse:
    if form is JSON:
        return data(json_text(part_data(opened, part, address=address, site=settings.BASE_URL)), form)
    if form is not HTML:
        return data(graph_text(part_graph(_fresh_graph(opened), address), form), form)
    path = address.removeprefix(settings.BASE_URL)
    context = {**part_context(opened, part), "module": opened.release.module, "forms": links(path, OF_PART)}
    picture = picture_of(part.image, opened, rows_of(opened.release.address)) if part.image else None
    return render(request, "library/part.html", {**context, "picture": picture, "canonical": address})
