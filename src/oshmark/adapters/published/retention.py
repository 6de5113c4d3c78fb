# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which generations stay, and until when.

A generation stays for a stated time after the next one has come, so that whoever took its number yesterday still finds
it. Where many come in that time, those in between go first: the last one of each day stays its whole time, so that a
library which publishes every few minutes fills neither the disk nor the folder. A generation shares most of its files
with its neighbours, but has some 800 names of its own in the file system.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

MOST = 200
"""Generations that are kept at the same time, however short the time between them."""


class Retention(msgspec.Struct, frozen=True):
    """The newest `newest` stay in any case, the others for `time` after the next one was made; `most` altogether."""

    newest: int = 3
    time: timedelta = timedelta(0)
    most: int = MOST


def kept_until(made: Mapping[int, datetime | None], number: int, time: timedelta) -> datetime | None:
    """When the time of a generation is over; None for the newest one, whose time has not begun.

    `made` says when each generation was made that is there, None where that cannot be read.
    """
    following = min((other for other in made if other > number), default=None)
    if following is None:
        return None
    began = made[following] or made[number]
    return None if began is None else began + time


def outlived(
    made: Mapping[int, datetime | None], *, current: int | None, retention: Retention, now: datetime
) -> list[int]:
    """The numbers of those that may go, the oldest first; never the newest ones nor the current one."""
    safe = {*sorted(made)[-retention.newest :], *(() if current is None else (current,))}
    over = [number for number in sorted(made) if number not in safe and _is_over(made, number, retention.time, now)]
    rest = [number for number in sorted(made) if number not in over]
    surplus = len(rest) - max(retention.most, retention.newest)
    if surplus > 0:
        last_of_day = _last_of_day(made)
        candidates = [number for number in rest if number not in safe]
        over += sorted(candidates, key=lambda number: (number in last_of_day, number))[:surplus]
    return sorted(over)


def _is_over(made: Mapping[int, datetime | None], number: int, time: timedelta, now: datetime) -> bool:
    end = kept_until(made, number, time)
    # What is so damaged that its time is unknown is of no use to anybody.
    return end is None or end <= now


def _last_of_day(made: Mapping[int, datetime | None]) -> set[int]:
    last = {when.date(): number for number, when in sorted(made.items()) if when is not None}
    return set(last.values())
