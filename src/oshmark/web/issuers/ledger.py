# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What issuers have said, for the pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count, Max

from oshmark.certification.worth import Judged, Why, Worth
from oshmark.web.issuers.models import Claimed

if TYPE_CHECKING:
    from datetime import datetime


def looked(release: str, address: str, method: str) -> tuple[Judged, datetime | None] | None:
    """What was found of a claim by this method, and when; `None` where nobody has looked by it."""
    row = Claimed.objects.filter(release=release, address=address, method=method).first()
    return None if row is None else (judged(row), row.checked_at)


def judged(row: Claimed) -> Judged:
    """What a row says."""
    return Judged(Worth(row.worth) if row.worth else Worth.CLAIMED, Why(row.why))


def state_of(release: str) -> object:
    """What changes whenever something else is found of a release."""
    return tuple(Claimed.objects.filter(release=release).order_by("pk").values_list("worth", "why", "checked_at"))


def last_checked() -> datetime | None:
    """When an issuer last said something."""
    found: datetime | None = Claimed.objects.aggregate(last=Max("checked_at"))["last"]
    return found


def counts(method: str, below: str) -> dict[str, int]:
    """How many claims of one issuer are worth what, by the method that was followed."""
    rows = Claimed.objects.filter(method=method, address__icontains=below).values_list("worth").annotate(n=Count("pk"))
    return {worth or Worth.CLAIMED.value: count for worth, count in rows}
