# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Events of whatever room, and the chain that makes a change visible.

An event is never edited or deleted. Each one carries the hash of the one before, so that whoever holds the last hash
can tell whether anything before it was altered. Which kinds there are is said by the rooms, each in a closed list of
its own (`library.events.Kind` and so on); kinds are `<area>:<subject>:<what happened>` and are never reused.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from enum import Enum, StrEnum
from typing import TYPE_CHECKING, Any

import msgspec

from oshmark.errors import BrokenChainError

if TYPE_CHECKING:
    from collections.abc import Iterable

SCHEMA = 1
"""Version of the form of events; a later form gets a later number, and old events stay readable."""

GENESIS = "0" * 64
"""What the first event names as the hash before it."""

_ENCODER = msgspec.json.Encoder(order="sorted")


class Kind(StrEnum):
    """What can happen to the log itself."""

    ERASED = "log:personal:erased"


class Event(msgspec.Struct, frozen=True):
    """One decision. `subject` is the address or licence it is about, `actor` who decided, `at` when (UTC)."""

    number: int
    kind: str
    schema: int
    at: datetime
    actor: str
    subject: str
    data: dict[str, Any]
    before: str
    hash: str


def make_event(
    number: int,
    kind: Enum | str,
    *,
    at: datetime,
    actor: str,
    subject: str,
    data: dict[str, Any],
    before: str,
    schema: int = SCHEMA,
) -> Event:
    """The event with its hash; `before` is the hash of event `number - 1`, `schema` the version of the form of its
    data. The time is kept in UTC."""
    at = at.astimezone(UTC)
    name = kind_name(kind)
    written = _ENCODER.encode((number, name, schema, at, actor, subject, data, before))
    return Event(number, name, schema, at, actor, subject, data, before, hashlib.sha256(written).hexdigest())


def kind_name(kind: Enum | str) -> str:
    """The name of a kind as it is kept and hashed."""
    return str(kind.value if isinstance(kind, Enum) else kind)


def written_event(event: Event) -> bytes:
    """What is hashed of an event: its values as one JSON list with sorted keys, the same bytes whoever writes it."""
    return _ENCODER.encode(
        (event.number, event.kind, event.schema, event.at, event.actor, event.subject, event.data, event.before)
    )


def verify_chain(events: Iterable[Event], before: str = GENESIS, first: int = 1) -> str:
    """The hash of the last event; raises `BrokenChainError` naming the first event that does not fit."""
    number = first
    for event in events:
        check_event(event, number, before)
        before, number = event.hash, number + 1
    return before


def check_event(event: Event, number: int, before: str) -> None:
    """Raise `BrokenChainError` unless this is event `number`, follows the hash `before`, and has the hash it says."""
    expected = hashlib.sha256(written_event(event)).hexdigest()
    if event.number != number or event.before != before or event.hash != expected:
        raise BrokenChainError(
            f"Event {number} of the log does not fit the one before it: it was changed, removed or put in later. "
            "Restore the log from a backup."
        )
