# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Growth as columns to be drawn: a number at the end of each day, or of each month where there are too many days."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, TypeVar

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

T = TypeVar("T")
MOST_COLUMNS = 60
FEWEST_COLUMNS = 12
"""A plot has room for so many columns, so that a single one does not fill it."""
DAY, MONTH = 10, 7
"""Letters of a date in ISO 8601 that name a day, and a month."""


class Drawn(msgspec.Struct, frozen=True):
    """A number at the end of a day or month. Places and sizes are in per cent."""

    time: str
    value: int
    x: Decimal
    width: Decimal
    height: Decimal

    @property
    def y(self) -> Decimal:
        """Where it begins, from above."""
        return 100 - self.height


def last_of_each(points: Iterable[tuple[str, T]]) -> list[tuple[str, T]]:
    """The last point of every day, or of every month where there are too many days; the newest ones. The points come in
    the order of their times, which are in ISO 8601."""
    by_day = {time[:DAY]: one for time, one in points}
    by_time = by_day if len(by_day) <= MOST_COLUMNS else {time[:MONTH]: one for time, one in by_day.items()}
    return list(by_time.items())[-MOST_COLUMNS:]


def drawn(points: Sequence[tuple[str, int]]) -> list[Drawn]:
    """One column for each point."""
    most = max((value for _time, value in points), default=0)
    step = Decimal(100) / max(len(points), FEWEST_COLUMNS)
    return [
        Drawn(
            time=time,
            value=value,
            x=(step * place).quantize(Decimal("0.01")),
            width=(step * Decimal("0.8")).quantize(Decimal("0.01")),
            height=per_cent(value, most),
        )
        for place, (time, value) in enumerate(points)
    ]


def per_cent(count: int, total: int) -> Decimal:
    """A share, with one decimal place; nothing of nothing is 0."""
    return (Decimal(100 * count) / total).quantize(Decimal("0.1")) if total else Decimal(0)
