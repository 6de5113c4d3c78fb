# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is deleted of people whose account was erased, wherever a room has kept it: drafts, claims, saved input, habits.

It is done with every tick and by the workers' tidying, so that an instance without workers forgets as well.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from oshmark.web.accounts.models import Person
from oshmark.web.labels import claiming, reporting
from oshmark.web.labels.desk import drafts
from oshmark.web.workplaces.models import Habits, HandedIn, Notice, SavedInput

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

AT_ONCE = 500


def forget_erased_people(now: datetime) -> int:
    """Delete all of it, and what is over, and give the number of rows."""
    ids = list(Person.objects.filter(erased_at__isnull=False).values_list("public_id", flat=True))
    count = claiming.forget_erased() + drafts.forget_erased() + reporting.forget_addresses(now)
    for at in range(0, len(ids), AT_ONCE):
        for table in (SavedInput, Habits, Notice):
            count += table.objects.filter(person__in=ids[at : at + AT_ONCE]).delete()[0]
        count += _notes_beside_certificates(ids[at : at + AT_ONCE])
    return count


def _notes_beside_certificates(ids: list[str]) -> int:
    """What they wrote to files that they handed in; the files belong to the certificate."""
    rows = HandedIn.objects.filter(handed_in_by__in=ids).exclude(note="")
    return rows.exclude(kind=HandedIn.TEST_DATA).update(note="")


def with_each_tick(now: datetime, say: Callable[[str], None]) -> None:
    """Forget, and say how much, as `crawling.also_due` wants it."""
    count = forget_erased_people(now)
    if count:
        say(f"{count} {'row' if count == 1 else 'rows'} of erased accounts deleted.")
