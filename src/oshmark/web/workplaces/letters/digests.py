# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The letter of the week: what waits for somebody, to everybody who has something to do and wants it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from oshmark.web.accounts.models import Person
from oshmark.web.certification.memory import memory
from oshmark.web.posting import Fate, Letter, post
from oshmark.web.workplaces.letters.subscriptions import DIGEST, off_address
from oshmark.web.workplaces.models import Habits
from oshmark.web.workplaces.steps import my_rows

if TYPE_CHECKING:
    from datetime import datetime

    from oshmark.web.workplaces.steps import Row

WEEK, DAY = timedelta(days=7), timedelta(days=1)
MOST_ROWS = 30


def send_digests(now: datetime) -> int:
    """Send everybody who has something to do what waits for them, once a week, and give the number of letters. Whoever
    takes none is tried again the next day; where no letter can leave, everybody is tried again with the next tick."""
    people = memory().replay.register.people
    sent = 0
    for reader in Person.objects.filter(public_id__in=people, is_active=True, email__isnull=False).order_by("pk"):
        habits, _is_new = Habits.objects.get_or_create(person=reader.public_id)
        if habits.no_digest or (habits.digest_at is not None and habits.digest_at + WEEK > now):
            continue
        fate = _digest(reader, habits, now)
        if fate is Fate.DOWN:
            break
        sent += fate is Fate.SENT
        at = now - WEEK + DAY if fate is Fate.REFUSED else now
        Habits.objects.filter(person=reader.public_id).update(digest_at=at)
    return sent


def _digest(reader: Person, habits: Habits, now: datetime) -> Fate | None:
    """`None` where there is nothing to say. The name of the letter is the same until the week is over."""
    rows = [row for found in my_rows(reader.public_id, now).values() for row in found]
    if not rows:
        return None
    off = off_address(reader.public_id, DIGEST)
    name = f"digest {reader.public_id} {habits.digest_at.isoformat() if habits.digest_at else ''}"
    with override(reader.language or None):
        rows = [row for found in my_rows(reader.public_id, now).values() for row in found]
        letter = Letter(name=name, to=str(reader.email), subject=_("Your week"), lines=_lines(rows, off), off=off)
    return post(letter)


def _lines(rows: list[Row], off: str) -> list[str]:
    late = sum(row.late for row in rows)
    said = [_("%(count)d things wait for you, %(late)d of them are late.") % {"count": len(rows), "late": late}, ""]
    said += [f"- {row.title}: {settings.BASE_URL}{row.href}" for row in rows[:MOST_ROWS]]
    said += ["", settings.BASE_URL + reverse("work_home")]
    return [*said, "", _("To get no more letters of this kind: %(address)s") % {"address": off}]
