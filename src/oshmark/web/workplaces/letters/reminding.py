# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What time makes due is noted for those who have to hear it: what runs out, and chores that nobody's act began.

`certification.reminders` says when. It is looked once an hour, and the moment of the last look is kept together with
what was noted, so that everything is noted once, whenever a process is killed.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from oshmark.certification.conflicts import Question, eligible, people_of
from oshmark.certification.events import Kind
from oshmark.certification.reminders import Why, reminders
from oshmark.certification.roles import Role
from oshmark.web.certification.memory import memory
from oshmark.web.workplaces import guests
from oshmark.web.workplaces.chores import ChoreKind, all_chores, who_does
from oshmark.web.workplaces.letters.mailing import note
from oshmark.web.workplaces.letters.words import CHORE, REMIND
from oshmark.web.workplaces.models import LookedAt

if TYPE_CHECKING:
    from datetime import datetime

    from oshmark.certification.certificate import Certificate
    from oshmark.certification.reminders import Reminder
    from oshmark.web.certification.memory import Memory

WHAT = "what is due"
EVERY = timedelta(hours=1)
FIRST_LOOK = timedelta(days=1)
"""So far back goes the first look of an instance: what became due before is a chore, and stands in the lists."""


def note_what_is_due(now: datetime) -> int:
    """Note it, if that was not done within the hour, and give the number of reminders and chores that were there."""
    row = LookedAt.objects.filter(what=WHAT).first()
    if row is not None and now < row.at + EVERY:
        return 0
    after = now - FIRST_LOOK if row is None else row.at
    with transaction.atomic():
        seen = _note(memory(), after, now)
        LookedAt.objects.update_or_create(what=WHAT, defaults={"at": now})
    return seen


def _note(known: Memory, after: datetime, now: datetime) -> int:
    seen = 0
    for certificate in known.replay.certificates.values():
        for one in _newest(reminders(certificate, after, now)):
            key = f"{REMIND} {certificate.number} {one.why.value} {one.name} {one.day} {one.since.date()}"
            people = _hears(one, certificate, known, now)
            note(people, key, f"{REMIND} {one.why.value}", certificate.number, now, day=one.day)
            seen += 1
    for chore in all_chores(known, now):
        note(who_does(chore, known, now), chore.key, f"{CHORE} {chore.todo.value}", chore.certificate, now)
        seen += 1
    return seen + note_guests(known, now)


def note_guests(known: Memory, now: datetime) -> int:
    """Guests who have accepted, for the administrators who can let them in."""
    rows = list(guests.all_waiting())
    for row in rows:
        case = known.case(row.application)
        if case is not None:
            todo = f"{CHORE} {ChoreKind.LET_IN.value}"
            rulers = known.replay.register.holders(Role.ADMINISTRATOR, case.body, now)
            note(rulers, f"{todo} {row.pk}", todo, row.application, now)
    return len(rows)


def _newest(found: tuple[Reminder, ...]) -> list[Reminder]:
    """Of several that became due since the last look, as after a long rest, the last one about each thing."""
    return list({(one.why, one.name, one.day): one for one in found}.values())


def _hears(reminder: Reminder, certificate: Certificate, known: Memory, now: datetime) -> tuple[str, ...]:
    """The holder; of the end of a suspension those who decide on it as well."""
    register = known.replay.register
    people = people_of(register, [certificate.terms.holder], now) & frozenset(register.people)
    if reminder.why is Why.SUSPENSION:
        case = known.case(certificate.applications[-1])
        asked = Question(register=register, at=now, case=case, certificate=certificate)
        people |= frozenset(eligible(Kind.SUSPENSION_EXTENDED, Role.DECISION_MAKER, asked).can)
    return tuple(sorted(people))
