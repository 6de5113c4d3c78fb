# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who is away, and is not offered new work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oshmark.web.workplaces.models import Habits

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date


def away(people: Iterable[str], today: date) -> dict[str, date]:
    """Those of the people who are away, and until when."""
    rows = Habits.objects.filter(person__in=list(people), away_until__gte=today)
    return {row.person: row.away_until for row in rows if row.away_until is not None}


def go_away(person: str, until: date | None) -> None:
    """Be away to the end of a day, or back."""
    Habits.objects.update_or_create(person=person, defaults={"away_until": until})
