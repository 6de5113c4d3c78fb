# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""One budget for each host: how many requests at once, and how long it is left alone when it asks for that."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from oshmark.web.crawling.models import Pause

if TYPE_CHECKING:
    from datetime import datetime, timedelta

AT_ONCE = 6
"""Requests to one host at the same time; programs that follow the advice of forges stay far below a hundred."""
AHEAD = 20
"""Requests to one host that are out or wait for their turn: it has something to do while answers are kept."""


def host_of(url: str) -> str:
    """The host that a budget is for, with its port."""
    return urlsplit(url).netloc.lower()


class Turns:
    """Who may ask a host now: so many at the same time, whichever pass they belong to. Threads share one."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._turns: dict[str, threading.Semaphore] = {}

    def of(self, host: str) -> threading.Semaphore:
        """Within it, a request to the host is out."""
        with self._lock:
            return self._turns.setdefault(host, threading.Semaphore(AT_ONCE))


class Hosts:
    """What this worker is asking at the moment, and which hosts are to be left alone, as all workers know it.

    Threads that ask use `turn`, `pause` and `free_at`; everything else belongs to the thread that keeps.
    """

    def __init__(self, turns: Turns | None = None) -> None:
        self._out: dict[str, int] = {}
        self._turns = turns or Turns()
        self._until: dict[str, datetime] = {}

    def load(self) -> None:
        """Look what other workers were told."""
        for host, until in Pause.objects.values_list("host", "until"):
            self._until[host] = max(until, self._until.get(host, until))

    def has_enough(self, host: str) -> bool:
        """Whether so much is asked of the host that more has to wait."""
        return self._out.get(host, 0) >= AHEAD

    def begin(self, host: str) -> None:
        """A request is to go out."""
        self._out[host] = self._out.get(host, 0) + 1

    def end(self, host: str) -> None:
        """It is answered."""
        self._out[host] -= 1

    def turn(self, host: str) -> threading.Semaphore:
        """Within it, a request is out."""
        return self._turns.of(host)

    def free_at(self, host: str, now: datetime) -> datetime | None:
        """When the host may be asked again, if it asked to be left alone."""
        until = self._until.get(host)
        return until if until is not None and until > now else None

    def pause(self, host: str, wait: timedelta, now: datetime) -> None:
        """The host asks to be left alone for a while."""
        if wait:
            self._until[host] = max(now + wait, self._until.get(host, now))

    def told(self, host: str, wait: timedelta, left: int | None, now: datetime) -> None:
        """The host asks to be left alone, or says how much it will still answer: all workers are to know."""
        self.pause(host, wait, now)
        if wait or left is not None:
            defaults: dict[str, object] = {"requests_left": left, "until": self._until.get(host, now)}
            Pause.objects.update_or_create(host=host, defaults=defaults)
