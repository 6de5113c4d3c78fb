# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Triangles: A judged B, B judged C, C judged A. No single act is barred, but somebody should look at it (§7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from oshmark.certification.calendar_days import day_of, years_before
from oshmark.certification.conflicts import RECIPROCAL_YEARS, people_of

if TYPE_CHECKING:
    from datetime import datetime

    from oshmark.certification.register import Register


class Ring(msgspec.Struct, frozen=True):
    """Three people, each of whom judged the next within 24 months, beginning with the first by name."""

    people: tuple[str, str, str]
    applications: tuple[str, str, str]


def rings(register: Register, at: datetime) -> tuple[Ring, ...]:
    """All triangles of the 24 months before a moment."""
    judged = _judged(register, at)
    found: dict[tuple[str, str, str], Ring] = {}
    for (one, two), first in judged.items():
        for three in {to for source, to in judged if source == two}:
            last = judged.get((three, one))
            if last is not None and one not in {two, three} and one == min(one, two, three):
                found[(one, two, three)] = Ring((one, two, three), (first, judged[(two, three)], last))
    return tuple(found[key] for key in sorted(found))


def _judged(register: Register, at: datetime) -> dict[tuple[str, str], str]:
    """Who judged whom, with the application."""
    since = years_before(day_of(at), RECIPROCAL_YEARS)
    recent = (one for one in register.services if one.at <= at and day_of(one.at) > since)
    return {
        (one.person, other): one.application
        for one in recent
        for other in people_of(register, (one.party,), at)
        if other != one.person
    }
