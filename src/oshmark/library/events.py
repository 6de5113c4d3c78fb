# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every decision of the library as an event: a closed list of kinds, and the chain that makes a change visible.

An event is never edited or deleted. Each one carries the hash of the one before, so that whoever holds the last hash
can tell whether anything before it was altered. Kinds are `<area>:<subject>:<what happened>` and are never reused.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from enum import Enum
from typing import TYPE_CHECKING, Any

import msgspec

from oshmark.errors import BrokenChainError

if TYPE_CHECKING:
    from collections.abc import Iterable

SCHEMA = 1
"""Version of the form of events; a later form gets a later number, and old events stay readable."""

GENESIS = "0" * 64
"""What the first event names as the hash before it."""


class Kind(Enum):
    """What can happen to the library; certification adds kinds of its own."""

    ADMITTED = "library:release:admitted"
    QUARANTINED = "library:release:quarantined"
    REFUSED = "library:manifest:refused"
    CHANGE_NOTICED = "library:release:change-noticed"
    LICENCE_ALLOWED = "library:licence:allowed"
    OPTED_OUT = "library:module:opted-out"
    TAKEN_DOWN = "library:module:taken-down"
    WITHDRAWAL_LIFTED = "library:module:withdrawal-lifted"
    MOVED = "library:module:moved"
    GONE = "library:module:gone"
    BACK = "library:module:back"
    AGENTS_MERGED = "library:agent:merged"
    AGENT_SPLIT = "library:agent:split"


class Event(msgspec.Struct, frozen=True):
    """One decision. `subject` is the address or licence it is about, `actor` who decided, `at` when (UTC)."""

    number: int
    kind: Kind
    schema: int
    at: datetime
    actor: str
    subject: str
    data: dict[str, Any]
    before: str
    hash: str


def make_event(
    number: int, kind: Kind, *, at: datetime, actor: str, subject: str, data: dict[str, Any], before: str
) -> Event:
    """The event with its hash; `before` is the hash of event `number - 1`. The time is kept in UTC."""
    at = at.astimezone(UTC)
    digest = _digest(number, kind.value, SCHEMA, at, actor, subject, data, before)
    return Event(number, kind, SCHEMA, at, actor, subject, data, before, digest)


def _digest(*values: object) -> str:
    """SHA-256 over the values as JSON with sorted keys: the same bytes whoever writes it."""
    return hashlib.sha256(msgspec.json.encode(values, order="sorted")).hexdigest()


def verify_chain(events: Iterable[Event], before: str = GENESIS, first: int = 1) -> str:
    """The hash of the last event; raises `BrokenChainError` naming the first event that does not fit."""
    number = first
    for event in events:
        expected = _digest(
            event.number, event.kind.value, event.schema, event.at, event.actor, event.subject, event.data, event.before
        )
        if event.number != number or event.before != before or event.hash != expected:
            raise BrokenChainError(
                f"Event {number} of the log does not fit the one before it: it was changed, removed or put in later. "
                "Restore the log from a backup."
            )
        before, number = event.hash, number + 1
    return before
