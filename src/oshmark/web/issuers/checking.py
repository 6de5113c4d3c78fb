# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Claims are checked in the background, and again and again: a few in each pass, one request at a time.

What an issuer has said stays until it says something else. One that cannot be reached takes nothing back.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import msgspec
from django.db import transaction

from oshmark.certification.issuer_method import MethodKind
from oshmark.certification.worth import Judged, Why, Worth
from oshmark.web.certification.issuers import Issuer, issuer_of, issuers
from oshmark.web.crawling.archiving import Polite
from oshmark.web.crawling.equipment import equipped
from oshmark.web.crawling.sampling import named_places
from oshmark.web.issuers.asking import Asking, ask
from oshmark.web.issuers.claims import claim_of, scan
from oshmark.web.issuers.models import Claimed
from oshmark.web.seen.files import note_change

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from oshmark.web.crawling.crawling import Tools

A_PASS = 200
"""Claims of one pass; the next one goes on."""
AGAIN = timedelta(days=7)
FIRST_WAIT, LONGEST_WAIT = timedelta(hours=1), timedelta(days=7)
MOST_TRIES = 1_000
ASKED = frozenset({MethodKind.WIKI, MethodKind.OSHWA, MethodKind.BODY})


class Checked(msgspec.Struct):
    """What came of a pass: how many issuers' answers were asked for, how many confirmed, how many said nothing."""

    asked: int = 0
    confirmed: int = 0
    silent: int = 0

    def in_words(self) -> str:
        """A sentence for people."""
        return f"{self.asked} attestations asked for: {self.confirmed} confirmed, {self.silent} without an answer."


def with_each_tick(now: datetime, say: Callable[[str], None]) -> None:
    """See `crawling.also_due`. Nobody is asked, and nothing is opened for it, where nothing is due."""
    scan()
    if next(_due(now), None) is None:
        return
    with equipped() as tools:
        done = check_claims(tools)
    if done.asked:
        say(done.in_words())


def check_claims(tools: Tools, *, most: int = A_PASS) -> Checked:
    """Ask about claims that are due."""
    scan(tools.is_stopped)
    done, asking = Checked(), Asking(Polite(tools), named_places(tools), tools.signed)
    for row, issuer in list(_due(tools.now(), most)):
        if tools.is_stopped():
            break
        _check(row, issuer, asking, done, tools.now())
    return done


def _due(now: datetime, most: int = A_PASS) -> Iterator[tuple[Claimed, Issuer]]:
    """Claims that were not asked about by the method that holds now, or not for long; those never asked about first."""
    every, found = issuers(), 0
    if not any(one.way is not None and one.way.kind in ASKED for one in every):
        return
    for row in Claimed.objects.order_by("next_at", "pk").iterator(chunk_size=2000):
        issuer = issuer_of(row.address, every)
        if issuer is None or issuer.way is None or issuer.way.kind not in ASKED or found == most:
            continue
        if row.method != issuer.method or row.next_at is None or row.next_at <= now:
            found += 1
            yield row, issuer


def _check(row: Claimed, issuer: Issuer, asking: Asking, done: Checked, now: datetime) -> None:
    claim, way = claim_of(row), issuer.way
    if claim is None or way is None:
        return
    said = ask(claim, way, issuer.issuer, asking)
    done.asked += 1
    done.confirmed += said is not None and said.worth is Worth.CONFIRMED
    done.silent += said is None
    _keep(row, issuer.method, said, now)


def _keep(row: Claimed, method: str, said: Judged | None, now: datetime) -> None:
    row.asked_at = now
    if row.method != method:
        row.method, row.worth, row.why, row.checked_at, row.tries = method, "", Why.NOT_ASKED.value, None, 0
    if said is None:
        row.tries = min(row.tries + 1, MOST_TRIES)
        row.next_at = now + min(FIRST_WAIT * (1 << min(row.tries, 10)), LONGEST_WAIT)
        row.why = row.why if row.checked_at else Why.NO_ANSWER.value
    else:
        row.worth, row.why, row.checked_at = said.worth.value, said.why.value, now
        row.tries, row.next_at = 0, now + AGAIN
    with transaction.atomic():
        row.save()
        note_change()
