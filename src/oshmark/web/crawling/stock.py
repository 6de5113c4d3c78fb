# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a worker has taken and not asked yet: taken many at a time, and put together to what is asked at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oshmark.web.crawling import frontier

if TYPE_CHECKING:
    from collections.abc import Container, Mapping
    from datetime import datetime

    from oshmark.web.crawling.models import Item, Run

TAKEN_AT_ONCE = 200
LOW = 100
"""With fewer than these, more are taken."""


class Stock:
    """Items of one run, by kind. `sizes` says how many of a kind may be asked together; it may change."""

    def __init__(self, run: Run, worker: str, sizes: Mapping[str, int]) -> None:
        self._run, self._worker, self._sizes = run, worker, sizes
        self._items: dict[str, list[Item]] = {}
        self._later: dict[datetime, list[Item]] = {}
        self._is_all = False

    def refill(self, now: datetime) -> None:
        """Take more, unless there are enough, or no more to be had before something is kept."""
        if self._is_all or sum(map(len, self._items.values())) >= LOW:
            return
        taken = frontier.take(self._run, TAKEN_AT_ONCE, self._worker, now)
        self._is_all = len(taken) < TAKEN_AT_ONCE
        self.put_back(taken)

    def look_again(self) -> None:
        """There may be more to take now."""
        self._is_all = False

    def batch(self, without: Container[str], *, may_be_small: bool) -> list[Item]:
        """What to ask next, what was found last first; a batch that could still grow only where it `may_be_small`."""
        chosen = [
            kind
            for kind, items in self._items.items()
            if kind not in without and (may_be_small or len(items) >= self._sizes.get(kind, 1))
        ]
        if not chosen:
            return []
        kind = max(chosen, key=lambda one: self._items[one][0].pk)
        items, size = self._items.pop(kind), self._sizes.get(kind, 1)
        if items[size:]:
            self._items[kind] = items[size:]
        return items[:size]

    def put_back(self, items: list[Item]) -> None:
        """These are still to be asked."""
        for item in items:
            self._items.setdefault(item.kind, []).append(item)

    def postpone(self, items: list[Item], when: datetime) -> None:
        """These are not asked before then, by nobody."""
        self._later.setdefault(when, []).extend(items)

    def save(self) -> None:
        """Give back what was postponed."""
        for when, items in self._later.items():
            frontier.again(items, when)
        self._later.clear()

    def give_back(self, now: datetime) -> None:
        """Leave everything to others."""
        for items in self._items.values():
            self.postpone(items, now)
        self._items.clear()
        self.save()
