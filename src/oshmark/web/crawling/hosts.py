# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""One budget for each host: how many requests at once, and how long it is left alone when it asks for that."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from oshmark.web.crawling.models import Pause

if TYPE_CHECKING:
    from datetime import datetime, timedelta

AT_ONCE = 6
"""Requests to one host at the same time; programs that follow the advice of forges stay far below a hundred."""


def host_of(url: str) -> str:
    """The host that a budget is for, with its port."""
    return urlsplit(url).netloc.lower()


class Hosts:
    """What this worker is asking at the moment, and which hosts are to be left alone, as all workers know it."""

    def __init__(self) -> None:
        self._busy: dict[str, int] = {}
        self._until: dict[str, datetime] = {}

    def load(self) -> None:
        """Look what other workers were told."""
        self._until = dict(Pause.objects.values_list("host", "until"))

    def free_at(self, host: str, now: datetime) -> datetime | None:
        """When the host may be asked, if that is not now; `now` itself when it only has enough to do."""
        until = self._until.get(host)
        if until is not None and until > now:
            return until
        return now if self._busy.get(host, 0) >= AT_ONCE else None

    def begin(self, host: str) -> None:
        """A request goes out."""
        self._busy[host] = self._busy.get(host, 0) + 1

    def end(self, host: str) -> None:
        """It is answered."""
        self._busy[host] -= 1

    def told(self, host: str, wait: timedelta, left: int | None, now: datetime) -> None:
        """The host asks to be left alone for a while, or says how much it will still answer."""
        if wait:
            self._until[host] = now + wait
        if wait or left is not None:
            defaults: dict[str, object] = {"requests_left": left}
            defaults["until"] = self._until.get(host, now)
            Pause.objects.update_or_create(host=host, defaults=defaults)
