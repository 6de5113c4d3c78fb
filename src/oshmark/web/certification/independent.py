# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Makers without a certificate. They need none, and lose nothing (C-14): they are listed as what they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from oshmark.web.accounts.models import Organisation
from oshmark.web.certification.models import CertificateRow
from oshmark.web.labels.models import Label
from oshmark.web.library.models import Release
from oshmark.web.library.presentation import one_line

if TYPE_CHECKING:
    from django.db.models import QuerySet

MOST = 100
AREAS = ("", "organisation:", "person:")
"""How the producer of a label may be written before the public id."""


def independent_makers(words: str = "") -> list[dict[str, Any]]:
    """Those who label what they make and hold no certificate, by name; with `words`, whose name or place has them."""
    rows = _independent()
    for word in words.split()[:8]:
        rows = rows.filter(name__icontains=word) | rows.filter(place__icontains=word)
    found = rows.order_by("name", "public_id")[:MOST]
    return [
        {
            "name": one_line(row.name, 120),
            "country": row.country,
            "place": row.place,
            "href": f"/parties/{row.public_id}",
        }
        for row in found
    ]


def _independent() -> QuerySet[Organisation]:
    certified = set(CertificateRow.objects.values_list("holder", flat=True).distinct())
    producers = Label.objects.filter(ended_at__isnull=True).values_list("producer", flat=True).distinct()
    ids = {one.partition(":")[2] or one for one in producers} - certified
    return Organisation.objects.filter(public_id__in=ids, closed_at__isnull=True)


def is_labelling(party: str) -> bool:
    """Whether an organisation labels what it makes, which is public whatever else is known of it."""
    there = Organisation.objects.filter(public_id=party, closed_at__isnull=True).exists()
    return there and _labels(party).filter(ended_at__isnull=True).exists()


def labels_by(party: str) -> list[dict[str, Any]]:
    """The labels that a party has given to what it makes, running ones first, then the newest."""
    rows = list(_labels(party).order_by("-issued_at", "number")[:MOST])
    names = dict(Release.objects.filter(address__in=[row.release for row in rows]).values_list("address", "name"))
    return [
        {
            "number": row.number,
            "href": f"/C/{row.number}",
            "name": one_line(names.get(row.release, row.release), 200),
            "version": row.version,
            "place": ", ".join(filter(None, (row.municipality, row.country))),
            "ended": row.ended_at is not None,
        }
        for row in sorted(rows, key=lambda row: row.ended_at is not None)
    ]


def _labels(party: str) -> QuerySet[Label]:
    return Label.objects.filter(producer__in=[f"{area}{party}" for area in AREAS])
