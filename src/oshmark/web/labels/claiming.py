# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Units in the hands of people (C-125): the first owner binds a serial. Who that is, is shown to nobody.

Two owners of one serial, and more owners of a batch than it has units, mean that somebody copied a label; that is
public. How many have claimed anything otherwise is not.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Any

import msgspec
from django.db import IntegrityError, transaction

from oshmark.errors import RefusedError
from oshmark.web.labels.models import Claim, UnitRun
from oshmark.web.labels.telling import state_of
from oshmark.web.seen.files import note_change

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from oshmark.web.accounts.models import Person
    from oshmark.web.labels.models import Label

MOST = 500
"""Units that one person may claim."""


class Doubt(Enum):
    """What the claims of a unit say against its label."""

    NONE = "none"
    TWICE = "twice"
    TOO_MANY = "too-many"


class Unit(msgspec.Struct, frozen=True):
    """A unit as its page shows it: its serial or batch, the run it was issued with (`None` where it never was), and
    what its claims say."""

    serial: str
    run: UnitRun | None
    doubt: Doubt

    @property
    def is_issued(self) -> bool:
        """Whether the producer has issued it."""
        return self.run is not None

    @property
    def is_batch(self) -> bool:
        """Whether its code names a whole batch."""
        return self.run is not None and self.run.run.is_batch


def unit_of(label: Label, serial: str) -> Unit:
    """The unit of a label that bears a serial or the code of a batch."""
    run = next((row for row in label.runs.order_by("event") if row.run.holds(serial)), None)
    if run is None:
        return Unit(serial, None, Doubt.NONE)
    owners = _running(label.number, serial).count()
    if run.run.is_batch:
        return Unit(serial, run, Doubt.TOO_MANY if owners > run.count else Doubt.NONE)
    return Unit(serial, run, Doubt.TWICE if owners > 1 else Doubt.NONE)


def _running(number: str, serial: str) -> QuerySet[Claim]:
    """Claims that were not given up, by people who are still there."""
    return Claim.objects.filter(label=number, serial=serial, given_up_at__isnull=True, owner__erased_at__isnull=True)


def is_first(claim: Claim) -> bool:
    """Whether nobody claimed the unit before, of those who still do."""
    return not _running(claim.label, claim.serial).filter(pk__lt=claim.pk).exists()


def claim_of(person: Person, label: Label, serial: str) -> Claim | None:
    """The running claim of somebody on a unit."""
    return _running(label.number, serial).filter(owner=person).first()


def claim(person: Person, label: Label, serial: str, *, now: datetime) -> Claim:
    """Say that a unit is one's own; who has said so already gets the same claim.

    Raises `RefusedError` for a unit that was never issued, and for somebody who claims more than one person can own.
    """
    unit = unit_of(label, serial)
    if not unit.is_issued:
        raise RefusedError("The producer has not issued this serial, so it cannot be claimed. Report it as a copy.")
    found = claim_of(person, label, serial)
    if found is not None:
        return found
    if Claim.objects.filter(owner=person, given_up_at__isnull=True).count() >= MOST:
        raise RefusedError(f"You have claimed {MOST} units. Give up those that are not yours any more.")
    told: dict[str, Any] = state_of(label)
    try:
        with transaction.atomic():
            made = Claim.objects.create(label=label.number, serial=serial, owner=person, claimed_at=now, told=told)
            note_change()
    except IntegrityError:  # sent twice at the same moment
        return Claim.objects.get(label=label.number, serial=serial, owner=person, given_up_at__isnull=True)
    return made


def give_up(person: Person, label: Label, serial: str, *, now: datetime) -> bool:
    """Say that a unit is no longer one's own; False where it was not."""
    with transaction.atomic():
        running = Claim.objects.filter(label=label.number, serial=serial, owner=person, given_up_at__isnull=True)
        count = running.update(given_up_at=now)
        if count:
            note_change()
    return bool(count)


def claims_of(person: Person) -> list[Claim]:
    """The units that somebody claims, the newest first."""
    return list(Claim.objects.filter(owner=person, given_up_at__isnull=True).order_by("-claimed_at", "-pk"))


def forget_erased() -> int:
    """Delete the claims of people whose account was erased."""
    return Claim.objects.filter(owner__erased_at__isnull=False).delete()[0]
