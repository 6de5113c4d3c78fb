# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Days and years, in UTC, with what happens on a leap day said once.

A term is counted in days: the day of issue is the first, and a certificate is valid to the end of its last day. A term
of 365 days that begins on 1 March 2027 ends with 28 February 2028, a day before the anniversary, because 2028 has a
29 February; so no certificate of a year is ever valid for longer than a year. Looking back, two years before a
29 February is the 28th: the longer time counts, where it is about keeping people apart.
"""

from __future__ import annotations

from calendar import isleap
from datetime import UTC, date, datetime, time, timedelta

FEBRUARY = 2
LEAP_DAY = 29


def day_of(at: datetime) -> date:
    """The day in UTC."""
    return at.astimezone(UTC).date()


def begin_of(day: date) -> datetime:
    """The first moment of a day."""
    return datetime.combine(day, time.min, UTC)


def end_of(day: date) -> datetime:
    """The first moment after a day."""
    return begin_of(day) + timedelta(days=1)


def last_day(first: date, days: int) -> date:
    """The last day of a term that begins on `first`, which is counted."""
    return first + timedelta(days=days - 1)


def years_before(day: date, years: int) -> date:
    """The same day so many years ago; for 29 February where there is none, the day before."""
    if (day.month, day.day) == (FEBRUARY, LEAP_DAY):
        day = day if isleap(day.year - years) else day - timedelta(days=1)
    return day.replace(year=day.year - years)
