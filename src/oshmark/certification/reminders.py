# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the holder and the body are told before something runs out. What is sent is nobody's decision and no event."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from enum import Enum
from typing import TYPE_CHECKING

import msgspec

from oshmark.certification.calendar_days import begin_of, day_of
from oshmark.certification.status import VALID

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oshmark.certification.certificate import Certificate


class Why(Enum):
    """What runs out."""

    END = "end"
    SURVEILLANCE = "surveillance"
    SUSPENSION = "suspension"
    TEST_DATA = "test-data"
    EXTERNAL = "external"


DAYS: dict[Why, tuple[int, ...]] = {
    Why.END: (90, 30, 7),
    Why.SURVEILLANCE: (30, 0),
    Why.SUSPENSION: (7,),
    Why.TEST_DATA: (14, 0),
    Why.EXTERNAL: (60, 14),
}
"""How many days before; 0 is the day itself."""


class Reminder(msgspec.Struct, frozen=True, kw_only=True):
    """Something runs out on a day; it is time to say so since `since`. `name`: which duty or external certificate."""

    why: Why
    day: date
    days_left: int
    since: datetime
    name: str = ""


def reminders(certificate: Certificate, after: datetime, now: datetime) -> tuple[Reminder, ...]:
    """What became due to be said after a moment, up to now. Who asks each day with the moment of the last answer hears
    everything once."""
    state, _since = certificate.state(now)
    if certificate.end is not None:
        return ()
    found: list[Reminder] = []
    for why, day, name in _days(certificate):
        if why is Why.END and state not in VALID:
            continue
        for before in DAYS[why]:
            since = begin_of(day - timedelta(days=before))
            if after < since <= now:
                left = (day - day_of(now)).days
                found.append(Reminder(why=why, day=day, days_left=left, since=since, name=name))
    return tuple(sorted(found, key=lambda one: (one.since, one.why.value, one.name)))


def _days(certificate: Certificate) -> Iterator[tuple[Why, date, str]]:
    if certificate.terms.valid_until is not None:
        yield Why.END, certificate.terms.valid_until, ""
    for day in certificate.terms.surveillance:
        if day not in certificate.surveyed:
            yield Why.SURVEILLANCE, day, ""
    if certificate.suspension is not None:
        yield Why.SUSPENSION, certificate.suspension.until, ""
    for name, duty in certificate.duties.items():
        if not duty.given:
            yield Why.TEST_DATA, duty.asked.due, name
    for one in certificate.external:
        if one.valid_until is not None:
            yield Why.EXTERNAL, one.valid_until, one.external
