# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Writing to the event log. There is no function that changes or deletes an event."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

import msgspec
from django.db import connection, transaction

from oshmark.credential.commitments import SALT_SIZE, commit
from oshmark.credential.events import GENESIS, SCHEMA, Event, kind_name, make_event
from oshmark.errors import BrokenChainError
from oshmark.web.audit import models, tree
from oshmark.web.audit.kinds import KNOWN, known_kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime
    from enum import Enum


class Log:
    """The end of the log within one transaction (see `writing.writing`): events are made in memory, and written
    together by `write`, with the tree over them and the personal parts that they speak of."""

    def __init__(self, *, actor: str, now: datetime) -> None:
        last = models.Event.objects.order_by("-number").values_list("number", "hash").first()
        self._number, self._hash = last or (0, GENESIS)
        self._actor, self._now = actor, now
        self._new: list[Event] = []
        self._parts: list[models.PersonalPart] = []

    def append(self, kind: Enum, subject: str, data: dict[str, Any], schema: int = SCHEMA) -> Event:
        """Add one event, whose data has this version of its form; raises `ValueError` for a kind that none of the
        closed lists has."""
        event = make_event(
            self._number + 1,
            known_kind(kind),
            at=self._now,
            actor=self._actor,
            subject=subject,
            data=data,
            before=self._hash,
            schema=schema,
        )
        self._number, self._hash = event.number, event.hash
        self._new.append(event)
        return event

    def personal(self, purpose: str, content: object, *, person: str) -> str:
        """Keep a content (JSON) that is personal beside the log, and give its commitment: `commitments.committed` makes
        of it what stands in an event's data. `person` is an opaque name, under which it can be erased."""
        return self.keep(purpose, content, secrets.token_bytes(SALT_SIZE), person=person)

    def keep(self, purpose: str, content: object, salt: bytes, *, person: str) -> str:
        """As `personal`, under a salt that was drawn before."""
        commitment = commit(purpose, content, salt)
        written = msgspec.json.encode(content, order="sorted").decode()
        part = models.PersonalPart(commitment=commitment, person=person, purpose=purpose, salt=salt, content=written)
        self._parts.append(part)
        return commitment

    def write(self) -> None:
        """Write the new events; it fails if somebody else wrote in between."""
        if self._new:
            write_events(self._new, self._parts)
        self._new, self._parts = [], []


def write_events(events: list[Event], parts: Iterable[models.PersonalPart] = ()) -> None:
    """Write events that follow those that are there, with the tree and their personal parts: all or nothing."""
    with transaction.atomic():
        _insert(events)
        models.PersonalPart.objects.bulk_create(parts)
        tree.grow(events[0].number - 1, [tree.leaf_of(event.hash) for event in events])


_COLUMNS = ("number", "kind", "schema", "at", "actor", "subject", "data", "before", "hash")
_INSERT = f"INSERT INTO audit_event ({', '.join(_COLUMNS)}) VALUES ({', '.join(['%s'] * len(_COLUMNS))})"  # noqa: S608


def _insert(events: list[Event]) -> None:
    """Write the rows as they are. Going through models costs three times as much, and the log is in every act's way."""
    rows = [
        (
            event.number,
            event.kind,
            event.schema,
            connection.ops.adapt_datetimefield_value(event.at),
            event.actor,
            event.subject,
            msgspec.json.encode(event.data, order="sorted").decode(),
            event.before,
            event.hash,
        )
        for event in events
    ]
    with connection.cursor() as cursor:
        cursor.executemany(_INSERT, rows)


def read_log(after: int = 0) -> Iterator[Event]:
    """The events after number `after`, in order; a row that is no event raises `BrokenChainError`."""
    rows = models.Event.objects.filter(number__gt=after).order_by("number").values_list(*_COLUMNS)
    for row in rows.iterator(chunk_size=2000):
        yield _event(*row)


def event_of(row: models.Event) -> Event:
    """The event that a row is; raises `BrokenChainError` for one that is none."""
    return _event(row.number, row.kind, row.schema, row.at, row.actor, row.subject, row.data, row.before, row.hash)


def _event(number: int, kind: str, schema: int, at: datetime, *rest: str) -> Event:
    actor, subject, written, before, hashed = rest
    try:
        data = _DATA.decode(written)
    except msgspec.DecodeError as exc:
        raise _unreadable(number) from exc
    if kind not in KNOWN:
        raise _unreadable(number)
    return Event(number, kind, schema, at, actor, subject, data, before, hashed)


_DATA = msgspec.json.Decoder(dict[str, Any])


def _unreadable(number: int) -> BrokenChainError:
    message = f"Event {number} of the log cannot be read: it was changed after it was written."
    return BrokenChainError(f"{message} Restore the log from a backup.")


def events_about(kind: Enum, subjects: list[str]) -> Iterator[Event]:
    """The events of one kind about any of these subjects, in order."""
    rows = models.Event.objects.filter(kind=kind_name(kind), subject__in=subjects)
    for row in rows.order_by("number"):
        yield event_of(row)


def events_of(kinds: Iterable[Enum]) -> Iterator[Event]:
    """The events of these kinds, in order."""
    rows = models.Event.objects.filter(kind__in=[kind_name(kind) for kind in kinds]).order_by("number")
    for row in rows.iterator(chunk_size=2000):
        yield event_of(row)


def latest_events(kinds: Iterable[Enum], most: int) -> list[Event]:
    """The newest events of these kinds, the last one first."""
    rows = models.Event.objects.filter(kind__in=[kind_name(kind) for kind in kinds]).order_by("-number")
    return [event_of(row) for row in rows[:most]]


def position() -> int:
    """The number of the last event; 0 for an empty log."""
    return models.Event.objects.order_by("-number").values_list("number", flat=True).first() or 0
