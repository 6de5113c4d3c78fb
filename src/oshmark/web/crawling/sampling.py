# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whether files are still there: a few are asked for every day, those first that were not asked for longest.

The budget is public (`/crawl`), and holds for all hosts together. One request goes out at a time.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import msgspec
from django.db import transaction
from django.db.models import F

from oshmark.crawl.connectors import CONNECTORS
from oshmark.crawl.exchange import NoResponse, Request, Response, Trouble
from oshmark.crawl.place import Place
from oshmark.crawl.politeness import Meaning, Verdict, budget_left, judge
from oshmark.web.crawling.crawling import place_of, wanted
from oshmark.web.crawling.hosts import Hosts, host_of
from oshmark.web.crawling.models import Source
from oshmark.web.seen.files import note_change
from oshmark.web.seen.models import FileSeen

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from oshmark.web.crawling.crawling import Tools

DAY = timedelta(days=1)
KEPT_AT_ONCE = 20
LOOKED_AT = 5_000
"""Further files that are looked at, because some hosts are to be left alone."""
PATIENCE = 2
"""A host that has not answered so often is left alone until the next time."""
FIRST_BYTE = {"range": "bytes=0-0"}
MOST_BYTES = 100_000
"""A host that sends the whole file instead of its first byte is not listened to for longer."""
NO_HEAD = frozenset({400, 403, 404, 405, 501})
"""Answers that hosts give to HEAD where they would give the file to GET."""
OK, BAD, EMPTY_FILE = 200, 400, 416
ANYWHERE = Place(api="", web="")


class Sampled(msgspec.Struct):
    """What came of it: how many files were asked for, how many were there and were not, how many gave no answer that
    tells, and how many may still be asked for today."""

    asked: int = 0
    there: int = 0
    dead: int = 0
    unknown: int = 0
    left: int = 0


def left_today(budget: int, now: datetime) -> int:
    """How many files may still be asked for: the budget, without what the last 24 hours used."""
    return max(0, budget - FileSeen.objects.filter(sampled_at__gt=now - DAY).count())


def sample(tools: Tools, *, budget: int, most: int | None = None) -> Sampled:
    """Ask for files that were not asked for longest, within the budget of a day; `most` of them at most."""
    left = left_today(budget, tools.now())
    most = left if most is None else max(0, min(most, left))
    pass_ = _Pass(tools)
    asked: list[FileSeen] = []
    for row in _longest_ago(most):
        if pass_.result.asked == most or tools.is_stopped():
            break
        if pass_.ask(row):
            asked.append(row)
        if len(asked) == KEPT_AT_ONCE:
            _keep(asked)
            asked = []
    _keep(asked)
    pass_.result.left = left - pass_.result.asked
    return pass_.result


def _longest_ago(most: int) -> list[FileSeen]:
    rows = FileSeen.objects.filter(perma_url__startswith="http")
    return list(rows.order_by(F("requested_at").asc(nulls_first=True), "pk")[: most + LOOKED_AT if most else 0])


def _keep(rows: list[FileSeen]) -> None:
    if rows:
        with transaction.atomic():
            FileSeen.objects.bulk_update(rows, ["requested_at", "sampled_at", "seen_at", "status"])
            note_change()


class _Pass:
    def __init__(self, tools: Tools) -> None:
        self._tools = tools
        self._hosts = Hosts()
        self._hosts.load()
        self._silent: dict[str, int] = {}
        self._places = named_places(tools)
        self.result = Sampled()

    def ask(self, row: FileSeen) -> bool:
        """Ask for one file, and say in its row what came of it. False where its host is to be left alone."""
        host = host_of(row.perma_url)
        if self._hosts.free_at(host, self._tools.now()) is not None or self._silent.get(host, 0) >= PATIENCE:
            return False
        self.result.asked += 1
        request = Request(row.perma_url, "HEAD", conditional=False)
        answer, verdict = self._answer(request, host)
        if isinstance(answer, Response) and answer.status in NO_HEAD and not verdict.host_wait:
            request = Request(row.perma_url, headers=FIRST_BYTE, limit=MOST_BYTES, conditional=False)
            answer, verdict = self._answer(request, host)
        row.requested_at = row.sampled_at = answer.asked_at
        self._tell(row, answer, verdict)
        return True

    def _answer(self, request: Request, host: str) -> tuple[Response | NoResponse, Verdict]:
        answer = self._tools.fetch(request, self._places.get(host, ANYWHERE))
        verdict = judge(request, answer, 0)
        left = budget_left(answer) if isinstance(answer, Response) else None
        self._hosts.told(host, verdict.host_wait, left, self._tools.now())
        if isinstance(answer, NoResponse) and answer.trouble is not Trouble.TOO_LARGE:
            self._silent[host] = self._silent.get(host, 0) + 1
        return answer, verdict

    def _tell(self, row: FileSeen, answer: Response | NoResponse, verdict: Verdict) -> None:
        """What the answer says of the file; one that may be better another time says nothing of it."""
        status = _status(answer)
        if status == 0 or verdict.meaning is Meaning.LATER:
            self.result.unknown += 1
            return
        row.status = status
        if status < BAD:
            row.seen_at = answer.asked_at
            self.result.there += 1
        else:
            self.result.dead += 1


def _status(answer: Response | NoResponse) -> int:
    if isinstance(answer, NoResponse):
        # Nobody says so much to tell that there is nothing.
        return OK if answer.trouble is Trouble.TOO_LARGE else 0
    return OK if answer.status == EMPTY_FILE else answer.status


def named_places(tools: Tools) -> Mapping[str, Place]:
    """The hosts that the operator has named, which may lie in a private network."""
    found: dict[str, Place] = {}
    for row in Source.objects.exclude(base=""):
        source = wanted(row.name)
        connector = CONNECTORS[source.connector]
        place = place_of(connector, source, row.base, "", signed=tools.signed)
        found |= {host_of(address): place for address in (place.api, place.raw) if address}
    return found
