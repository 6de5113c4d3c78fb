# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A certificate in each of its forms. One spelling of its address has an answer, all others lead to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from oshmark.adapters import clock
from oshmark.certification.certificate_rdf import Names, certificate_data, certificate_graph
from oshmark.errors import StateError
from oshmark.web.certification.certificate_page import Opened, certificate_context, open_certificate
from oshmark.web.certification.names import holders
from oshmark.web.certification.queries import certificate_of_number
from oshmark.web.library.models import Release
from oshmark.web.library.presentation import one_line
from oshmark.web.library.resource_forms import links
from oshmark.web.linkeddata.answers import data, graph_text, json_text, with_forms
from oshmark.web.linkeddata.faults import fault, not_acceptable
from oshmark.web.linkeddata.negotiation import FORMS, GRAPHS, HTML, JSON, choose

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

OFFERED = (HTML, *GRAPHS, JSON)


@require_safe
def certificate(request: HttpRequest, written: str, form: str = "") -> HttpResponseBase:
    """A certificate: the page explains it, the other forms are for programs."""
    row = certificate_of_number(written)
    asked = FORMS.get(form) if form else choose(request.headers.get("Accept", ""), OFFERED)
    if row is None:
        message = _("No certificate has this number. Look at it once more: it may be mistyped, or be that of a label.")
        return fault(request, 404, message, asked if form else None)
    address = f"{settings.BASE_URL}/certificates/{row.number}"
    if row.number != written:
        return HttpResponsePermanentRedirect(f"/certificates/{row.number}" + (f"/-/{form}" if form else ""))
    if asked is None or asked not in OFFERED:
        return fault(request, 404, _("A certificate has no such form.")) if form else not_acceptable(address, OFFERED)
    now = clock.now()
    try:
        opened = open_certificate(row, now)
    except StateError as error:
        return fault(request, 503, str(error), asked)
    if opened is None:
        return fault(
            request, 503, _("The registry does not agree with the log. Its operator has to rebuild it."), asked
        )
    if asked is HTML:
        context: dict[str, Any] = certificate_context(opened, now)
        context |= {"forms": links(f"/certificates/{row.number}", OFFERED), "canonical": address}
        response = render(request, "certification/certificate.html", context)
    elif asked is JSON:
        names, site = names_of(opened), settings.BASE_URL
        response = data(json_text(certificate_data(opened.certificate, opened.status, names, site=site)), asked)
    else:
        graph = certificate_graph(opened.certificate, opened.status, names_of(opened), site=settings.BASE_URL)
        response = data(graph_text(graph, asked), asked)
    return with_forms(response, asked, address, OFFERED)


def names_of(opened: Opened) -> Names:
    """What the room knows by id alone."""
    terms = opened.certificate.terms
    is_here = Release.objects.filter(address=terms.about.ref, state=Release.ADMITTED).exists()
    return Names(
        body=one_line(opened.body.name, 200) if opened.body else terms.body,
        scheme=one_line(opened.scheme.title, 300) or opened.scheme.name,
        holder=holders([terms.holder])[terms.holder].text,
        release=terms.about.ref if is_here else "",
    )
