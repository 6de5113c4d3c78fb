# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Makers without a certificate. They need none, and lose nothing (C-14): they are listed as what they are."""

from __future__ import annotations

from typing import Any

from oshmark.web.accounts.models import Organisation
from oshmark.web.certification.models import CertificateRow
from oshmark.web.labels.models import Label
from oshmark.web.library.presentation import one_line

MOST = 100


def independent_makers() -> list[dict[str, Any]]:
    """Those who label what they make and hold no certificate, by name."""
    certified = set(CertificateRow.objects.values_list("holder", flat=True))
    producers = Label.objects.filter(ended_at__isnull=True).values_list("producer", flat=True).distinct()
    ids = {one.partition(":")[2] or one for one in producers} - certified
    rows = Organisation.objects.filter(public_id__in=ids, closed_at__isnull=True).order_by("name", "public_id")
    return [{"name": one_line(row.name, 120), "country": row.country, "place": row.place} for row in rows[:MOST]]
