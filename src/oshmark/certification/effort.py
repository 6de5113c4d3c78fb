# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What certification costs in hours and money, published in sum (C-11), and how soon it can be decided (C-114)."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import msgspec

from oshmark.certification.calendar_days import day_of
from oshmark.certification.scheme import asked

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from oshmark.certification.acts.application import Settlement
    from oshmark.certification.application import Application
    from oshmark.certification.scheme import Scheme

FEWEST = 3
"""A sum over fewer applications would tell the fee of one."""


class Effort(msgspec.Struct, frozen=True, kw_only=True):
    """Of so many applications under one scheme: hours in all, and fees by currency. `fees` is None for too few."""

    applications: int
    hours: Decimal
    fees: dict[str, Decimal] | None
    waived: int | None


def effort(cases: Iterable[Application], settlements: Iterable[Settlement]) -> Effort:
    """The sum over applications and over what became of their fees."""
    every, settled = tuple(cases), tuple(settlements)
    fees: Counter[str] = Counter()
    for one in settled:
        if not one.waived:
            fees[one.currency] += one.amount  # type: ignore[assignment]  # a counter adds whatever can be added
    enough = len(settled) >= FEWEST
    return Effort(
        applications=len(every),
        hours=(Decimal(sum(case.minutes for case in every)) / 60).quantize(Decimal("0.1")),
        fees={currency: Decimal(amount) for currency, amount in fees.items()} if enough else None,
        waived=sum(one.waived for one in settled) if enough else None,
    )


def earliest_decision(
    scheme: Scheme, level: str, ready: date, now: datetime, *, minutes_a_week: int = 60, screening_days: int = 14
) -> date:
    """The first day on which an application could be decided whose evidence is ready on a day.

    Evaluators judge side by side, each with so many minutes a week; a public thread stays open for its days.
    """
    minutes = sum(criterion.minutes for criterion in asked(scheme, level) if criterion.needs_people)
    weeks = -(-minutes // max(1, minutes_a_week))
    judged = timedelta(days=max(7 * weeks, scheme.openness.least_days))
    return max(ready, day_of(now)) + timedelta(days=screening_days) + judged
