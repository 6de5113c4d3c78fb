# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The territories of a body for everybody: which are open, which are taken and by whom."""

from __future__ import annotations

import csv
import io
from collections import Counter
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from oshmark.adapters import clock
from oshmark.certification.territory import Slot
from oshmark.values.territory import name_of
from oshmark.web.certification.exports import cell
from oshmark.web.certification.registry_views import CSV
from oshmark.web.certification.territories import bodies_with_territories, rows_of, slot_words
from oshmark.web.linkeddata.answers import data, json_text
from oshmark.web.linkeddata.faults import fault
from oshmark.web.linkeddata.negotiation import JSON

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    from oshmark.certification.body import Body, Territories

COLUMNS = ("code", "name", "state", "led_by", "led_by_name", "asked")


@require_safe
def territories(request: HttpRequest) -> HttpResponseBase:
    """The bodies that have territories; the only one's own page where there is one."""
    found = bodies_with_territories()
    if len(found) == 1:
        response = HttpResponsePermanentRedirect(reverse("territories-of", args=[found[0][0].id]))
        response.status_code = 302  # there may be another tomorrow
        return response
    now = clock.now()
    rows = [{"body": body, "counts": _counts(rows_of(body.id, one, now))} for body, one in found]
    return render(request, "certification/territories.html", {"rows": rows})


@require_safe
def territories_of_body(request: HttpRequest, body_id: str) -> HttpResponseBase:
    """All territories of one body."""
    found = _found(body_id)
    if found is None:
        return fault(request, 404, _("No body with this name has territories here."))
    return render(request, "certification/territories_of.html", _context(*found, clock.now()))


@require_safe
def territories_file(request: HttpRequest, body_id: str, ending: str) -> HttpResponseBase:
    """The same as one file."""
    found, form = _found(body_id), CSV if ending == CSV.name else JSON
    if found is None:
        return fault(request, 404, _("No body with this name has territories here."))
    lines = [_line(one) for one in rows_of(body_id, found[1], clock.now())]
    response = data(
        _as_csv(lines) if form is CSV else json_text(lines), form, filename=f"territories-{body_id}.{ending}"
    )
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


def _found(body_id: str) -> tuple[Body, Territories] | None:
    return next((one for one in bodies_with_territories() if one[0].id == body_id), None)


def _context(body: Body, territories: Territories, now: datetime) -> dict[str, Any]:
    rows = rows_of(body.id, territories, now)
    divided = dict.fromkeys(one["country"] for one in rows if one["divided"])
    groups = [(name_of(country), [one for one in rows if one["country"] == country]) for country in divided]
    others = [one for one in rows if one["country"] not in divided]
    return {
        "body": body,
        "pairing": territories.pairing,
        "counts": _counts(rows),
        "led": [one for one in rows if one["leaders"]],
        "groups": [*groups, *([(_("Countries"), others)] if others else [])],
        "site": settings.BASE_URL,
    }


def _counts(rows: list[dict[str, Any]]) -> list[tuple[str, str, int]]:
    """How many territories stand where."""
    counts = Counter(one["slot"] for one in rows)
    return [(slot.value, slot_words(slot), counts[slot.value]) for slot in Slot]


def _line(row: dict[str, Any]) -> dict[str, Any]:
    leaders = row["leaders"]
    values = (
        *(row["code"], row["name"], row["slot"]),
        *([one.id for one in leaders], [one.text for one in leaders], row["asked"]),
    )
    return dict(zip(COLUMNS, values, strict=True))


def _as_csv(lines: list[dict[str, Any]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for line in lines:
        writer.writerow([cell("; ".join(one) if isinstance(one, list) else one) for one in line.values()])
    return text.getvalue()
