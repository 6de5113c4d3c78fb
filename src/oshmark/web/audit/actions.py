# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Writing to the event log. There is no function that changes or deletes an event."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from oshmark.errors import BrokenChainError
from oshmark.library.events import GENESIS, Event, Kind, make_event
from oshmark.web.audit import models

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime


class Log:
    """The end of the log within one transaction: events are made in memory, and written together by `write`."""

    def __init__(self, *, actor: str, now: datetime) -> None:
        last = models.Event.objects.order_by("-number").values_list("number", "hash").first()
        self._number, self._hash = last or (0, GENESIS)
        self._actor, self._now = actor, now
        self._new: list[Event] = []

    def append(self, kind: Kind, subject: str, data: dict[str, Any]) -> Event:
        """Add one event."""
        event = make_event(
            self._number + 1, kind, at=self._now, actor=self._actor, subject=subject, data=data, before=self._hash
        )
        self._number, self._hash = event.number, event.hash
        self._new.append(event)
        return event

    def write(self) -> None:
        """Write the new events; it fails if somebody else wrote in between."""
        models.Event.objects.bulk_create(
            models.Event(
                number=event.number,
                kind=event.kind.value,
                schema=event.schema,
                at=event.at,
                actor=event.actor,
                subject=event.subject,
                data=msgspec.json.encode(event.data, order="sorted").decode(),
                before=event.before,
                hash=event.hash,
            )
            for event in self._new
        )
        self._new = []


def read_log(after: int = 0) -> Iterator[Event]:
    """The events after number `after`, in order; a row that is no event raises `BrokenChainError`."""
    rows = models.Event.objects.filter(number__gt=after).order_by("number")
    for row in rows.iterator(chunk_size=2000):
        yield _event(row)


def _event(row: models.Event) -> Event:
    try:
        data = msgspec.json.decode(row.data, type=dict[str, Any])
        kind = Kind(row.kind)
    except (msgspec.DecodeError, ValueError) as exc:
        message = f"Event {row.number} of the log cannot be read: it was changed after it was written."
        raise BrokenChainError(f"{message} Restore the log from a backup.") from exc
    return Event(row.number, kind, row.schema, row.at, row.actor, row.subject, data, row.before, row.hash)


def events_about(kind: Kind, subjects: list[str]) -> Iterator[Event]:
    """The events of one kind about any of these subjects, in order."""
    for row in models.Event.objects.filter(kind=kind.value, subject__in=subjects).order_by("number"):
        yield _event(row)


def events_of(kinds: list[Kind]) -> Iterator[Event]:
    """The events of these kinds, in order."""
    rows = models.Event.objects.filter(kind__in=[kind.value for kind in kinds]).order_by("number")
    for row in rows.iterator(chunk_size=2000):
        yield _event(row)


def latest_events(kinds: list[Kind], most: int) -> list[Event]:
    """The newest events of these kinds, the last one first."""
    rows = models.Event.objects.filter(kind__in=[kind.value for kind in kinds]).order_by("-number")
    return [_event(row) for row in rows[:most]]


def position() -> int:
    """The number of the last event; 0 for an empty log."""
    return models.Event.objects.order_by("-number").values_list("number", flat=True).first() or 0
