# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The registry in numbers: how many certificates in which state, of whom and where, and what they took (C-11)."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from django.db.models import Count

from oshmark.certification.lifecycle import ApplicationState
from oshmark.web.certification.memory import memory
from oshmark.web.certification.models import CertificateRow
from oshmark.web.certification.queries import STATUSES, Asked, find
from oshmark.web.certification.scheme_page import effort_of
from oshmark.web.certification.wording import STATUS_WORDS

if TYPE_CHECKING:
    from datetime import datetime

    from oshmark.certification.application import Application


def figures(now: datetime) -> dict[str, Any]:
    """Everything that the page of statistics shows."""
    decided = [one for one in memory().replay.cases.values() if one.decided_at is not None]
    return {
        "states": [(STATUS_WORDS[one], one, _count(one, now)) for one in STATUSES],
        "total": CertificateRow.objects.count(),
        "countries": list(
            CertificateRow.objects.exclude(country="").values_list("country").annotate(n=Count("number")).order_by("-n")
        ),
        "schemes": [(name, _row(name, decided)) for name in sorted({one.scheme for one in decided})],
    }


def _count(status: str, now: datetime) -> int:
    return find(Asked(status=status), now.date()).count()


def _row(scheme: str, decided: list[Application]) -> dict[str, Any]:
    """One scheme: applications that were decided, how, in how many days, hours and fees in sum."""
    mine = [one for one in decided if one.scheme == scheme]
    states = Counter(one.state for one in mine)
    days = sorted((one.decided_at - one.opened_at).days for one in mine if one.decided_at is not None)
    spent = effort_of(scheme)
    return {
        "decided": len(mine),
        "granted": states[ApplicationState.GRANTED],
        "refused": len(mine) - states[ApplicationState.GRANTED],
        "median_days": days[len(days) // 2] if days else None,
        "hours": spent.hours,
        "fees": None if spent.fees is None else sorted(spent.fees.items()),
        "waived": spent.waived,
    }
