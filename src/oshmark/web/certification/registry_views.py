# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The public registry: lists, bodies, schemes, parties, applications that are public. Nothing knows the visitor."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpResponse, HttpResponsePermanentRedirect, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from oshmark.adapters import clock
from oshmark.errors import StateError
from oshmark.web import wiring
from oshmark.web.certification.application_page import application_context, case_rows
from oshmark.web.certification.body_page import body_context
from oshmark.web.certification.changes import atom, json_feed, newest_changes
from oshmark.web.certification.exports import as_csv, as_json
from oshmark.web.certification.founding import bodies_here, body_of
from oshmark.web.certification.independent import independent_makers
from oshmark.web.certification.memory import memory
from oshmark.web.certification.models import CertificateRow
from oshmark.web.certification.names import holders
from oshmark.web.certification.party_page import party_context
from oshmark.web.certification.queries import STATUSES, Asked, choices, find, listed, parties_named, public_cases
from oshmark.web.certification.scheme_page import scheme_context, scheme_rows, versions
from oshmark.web.certification.statistics import figures
from oshmark.web.certification.wording import STATES, STATUS_WORDS, SUBJECTS
from oshmark.web.library.paging import Paging, page_number
from oshmark.web.linkeddata.answers import DATA_POLICY, data, json_text
from oshmark.web.linkeddata.faults import fault
from oshmark.web.linkeddata.negotiation import JSON, Form

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

SIZE = 25
LONGEST = 300
"""Letters of one filter."""
FILTERS = ("status", "body", "scheme", "kind", "country")
ATOM = Form("atom", "application/atom+xml", "Atom")
FEED = Form("json", "application/feed+json", "JSON Feed")
CSV = Form("csv", "text/csv", "CSV")


@require_safe
def certificates(request: HttpRequest) -> HttpResponseBase:
    """Find certificates, and the parties that hold them."""
    now, number = clock.now(), page_number(request.GET.get("page", ""))
    if number is None:
        return fault(request, 400, _("Pages of the list are counted from 1."))
    asked = Asked(
        words=request.GET.get("q", "").replace("\x00", " ")[:LONGEST],
        **{name: request.GET.get(name, "").replace("\x00", "")[:LONGEST] for name in FILTERS},
    )
    rows = find(asked, now.date())
    total = rows.count()
    paging = Paging.of(number, total, SIZE)
    if paging is None:
        return fault(request, 404, _("The list has not so many pages."))
    shown = listed(rows[paging.offset : paging.offset + SIZE], now)
    return render(request, "certification/certificates.html", _found(asked, shown, total, paging))


def _found(asked: Asked, shown: list[Any], total: int, paging: Paging) -> dict[str, Any]:
    pairs = {"q": asked.words, **{name: getattr(asked, name) for name in FILTERS}}
    query = urlencode({key: value for key, value in pairs.items() if value}, errors="replace")
    return {
        "asked": asked,
        "rows": [(one, STATES[one.status.state.value], SUBJECTS.get(one.row.kind, one.row.kind)) for one in shown],
        "total": total,
        "paging": paging,
        "query": f"{query}&" if query else "",
        "is_filtered": bool(query),
        "filters": _filters(asked),
        "parties": list(holders(parties_named(asked.words)).values()) if asked.words.strip() else [],
        "bodies": bodies_here(),
        "independent": independent_makers(asked.words) if asked.words.strip() or not query else [],
        "case_count": public_cases().count(),
    }


def _filters(asked: Asked) -> list[dict[str, Any]]:
    """The lists to choose from, each with what is chosen."""
    there = choices()
    options: dict[str, list[tuple[str, Any]]] = {
        "status": [(one, STATUS_WORDS[one]) for one in STATUSES],
        "body": [(one, one) for one in there["body"]],
        "scheme": [(one, one) for one in there["scheme"]],
        "kind": [(one, SUBJECTS.get(one, one)) for one in there["kind"]],
        "country": [(one, one) for one in there["country"]],
    }
    headings = {
        "status": _("Status"),
        "body": _("Body"),
        "scheme": _("Scheme"),
        "kind": _("What it is about"),
        "country": _("Country"),
    }
    return [
        {"name": name, "heading": headings[name], "options": options[name], "chosen": getattr(asked, name)}
        for name in FILTERS
    ]


@require_safe
def registry_file(request: HttpRequest, ending: str) -> HttpResponseBase:
    """The whole registry as one file."""
    del request
    form, now = CSV if ending == CSV.name else JSON, clock.now()
    lines = as_csv(now) if form is CSV else as_json(now)
    response = StreamingHttpResponse(lines, content_type=form.content_type)
    response.headers["Content-Security-Policy"] = DATA_POLICY
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Content-Disposition"] = f'inline; filename="certificates.{ending}"'
    return response


@require_safe
def feed(request: HttpRequest, ending: str) -> HttpResponseBase:
    """What has changed in the status of certificates."""
    del request
    form, changes, instance = (ATOM if ending == ATOM.name else FEED), newest_changes(clock.now()), wiring.instance()
    response = data(atom(changes, instance) if form is ATOM else json_text(json_feed(changes, instance)), form)
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cache-Control"] = "public, no-cache"
    return response


@require_safe
def statistics(request: HttpRequest) -> HttpResponseBase:
    """The registry in numbers."""
    return render(request, "certification/statistics.html", figures(clock.now()))


@require_safe
def bodies(request: HttpRequest) -> HttpResponseBase:
    """The bodies that were founded here."""
    counts = {one.id: CertificateRow.objects.filter(body=one.id).count() for one in bodies_here()}
    return render(request, "certification/bodies.html", {"bodies": [(one, counts[one.id]) for one in bodies_here()]})


@require_safe
def body(request: HttpRequest, body_id: str) -> HttpResponseBase:
    """One body."""
    try:
        found = body_of(body_id)
    except StateError as error:
        return fault(request, 503, str(error))
    if found is None:
        return fault(request, 404, _("No body with this name was founded here."))
    return render(request, "certification/body.html", body_context(found, clock.now()))


@require_safe
def schemes(request: HttpRequest) -> HttpResponseBase:
    """All schemes, by what they are about."""
    return render(request, "certification/schemes.html", {"schemes": scheme_rows(clock.now())})


@require_safe
def scheme_newest(request: HttpRequest, scheme: str) -> HttpResponseBase:
    """Lead to the version of a scheme that can be applied for, or else to the newest."""
    row = next((one for one in scheme_rows(clock.now()) if one["id"] == scheme), None)
    if row is None:
        return fault(request, 404, _("There is no scheme with this name here."))
    response = HttpResponsePermanentRedirect(row["href"])
    response.status_code = 302  # tomorrow there may be a newer one
    return response


@require_safe
def scheme(request: HttpRequest, scheme: str, version: str, form: str = "") -> HttpResponseBase:
    """One version of a scheme, for reading or as the text that its digest is of."""
    found = next((one for one in versions(scheme) if one.version == version), None)
    if found is None:
        return fault(request, 404, _("There is no such version of a scheme here."))
    if found.text is None:
        return fault(request, 503, _("The text of this scheme is missing. It has to be restored from a backup."))
    if form:
        raw = wiring.payloads().get(found.log.digest.removeprefix("sha256:"))
        response: HttpResponse = data(raw, JSON, filename=f"{scheme}.json")
        response.headers["Access-Control-Allow-Origin"] = "*"
        return response
    return render(request, "certification/scheme.html", scheme_context(found, found.text, clock.now()))


@require_safe
def party(request: HttpRequest, party_id: str) -> HttpResponseBase:
    """A party that holds or has held something, has applied in public, or has a role."""
    context = party_context(party_id, clock.now())
    if not context:
        return fault(request, 404, _("The registry has no page about a party with this name."))
    return render(request, "certification/party.html", context)


@require_safe
def applications(request: HttpRequest) -> HttpResponseBase:
    """Applications that are public."""
    number = page_number(request.GET.get("page", ""))
    rows = public_cases()
    paging = None if number is None else Paging.of(number, rows.count(), SIZE)
    if paging is None:
        return fault(request, 404, _("The list has not so many pages."))
    shown = case_rows(list(rows[paging.offset : paging.offset + SIZE]))
    context = {"rows": shown, "paging": paging, "query": "", "total": rows.count()}
    return render(request, "certification/applications.html", context)


@require_safe
def application(request: HttpRequest, case: str) -> HttpResponseBase:
    """One application, as far as it is public."""
    found = memory().case(case)
    try:
        context = {} if found is None else application_context(found, clock.now())
    except StateError as error:
        return fault(request, 503, str(error))
    if not context:
        return fault(request, 404, _("There is no public application with this name."))
    return render(request, "certification/application.html", {**context, "site": settings.BASE_URL})
