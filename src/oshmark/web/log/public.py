# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Events as everybody may see them, and in a sentence each."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import msgspec
from django.utils.translation import gettext as _

from oshmark.credential import events as log_events
from oshmark.library.events import Kind
from oshmark.library.public_event import Shown, addresses_over, shown
from oshmark.web.audit.actions import event_of
from oshmark.web.audit.models import Event as Row
from oshmark.web.certification.public_event import is_hidden
from oshmark.web.library.models import Withdrawal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from oshmark.credential.events import Event

MAX_TEXT = 300


class Entry(msgspec.Struct, frozen=True):
    """An event for people. `link` is the address below the site that it is about, where there is one."""

    number: int
    at: datetime
    actor: str
    says: str
    subject: str
    link: str
    reason: str
    hash: str


def events_between(after: int, limit: int) -> list[Event]:
    """The events after a number, in order."""
    return [event_of(row) for row in Row.objects.filter(number__gt=after).order_by("number")[:limit]]


def newest_events(before: int, limit: int) -> list[Event]:
    """The events up to a number, the last one first."""
    return [event_of(row) for row in Row.objects.filter(number__lte=before).order_by("-number")[:limit]]


def public_entries(events: Sequence[Event]) -> list[dict[str, Any]]:
    """Events as JSON. `withheld` names what is left out of one, whose hash cannot be worked out from the rest then."""
    return [_plain(event, seen) for event, seen in zip(events, _seen(events), strict=True)]


def _plain(event: Event, seen: Shown) -> dict[str, Any]:
    found: dict[str, Any] = msgspec.to_builtins(event) | {"subject": seen.subject, "data": seen.data}
    return found | ({"withheld": list(seen.withheld)} if seen.withheld else {})


def _seen(events: Sequence[Event]) -> list[Shown]:
    over = [addresses_over(event) for event in events]
    rows = Withdrawal.objects.filter(address__in={address for addresses in over for address in addresses})
    gone = set(rows.values_list("address", flat=True))
    return [
        _hidden(event) if is_hidden(event) else shown(event, withdrawn=not gone.isdisjoint(addresses))
        for event, addresses in zip(events, over, strict=True)
    ]


def _hidden(event: Event) -> Shown:
    """An event of which everybody sees that it was, and nothing more."""
    return Shown(None, dict.fromkeys(event.data), ("subject", *(f"data.{name}" for name in event.data)))


def entries(events: Sequence[Event]) -> list[Entry]:
    """Events in plain words."""
    return [_entry(event, seen) for event, seen in zip(events, _seen(events), strict=True)]


def _entry(event: Event, seen: Shown) -> Entry:
    subject = _short(seen.subject or "")
    reason = seen.data.get("reason")
    return Entry(
        number=event.number,
        at=event.at,
        actor=_short(event.actor),
        says=sentence(event.kind),
        subject=subject,
        link=subject if subject.startswith("/") and subject == (seen.subject or "") else "",
        reason=_short(reason) if isinstance(reason, str) else "",
        hash=event.hash,
    )


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= MAX_TEXT else f"{line[: MAX_TEXT - 1]}…"


def sentence(kind: str) -> str:
    """What an event of a kind means, in words. A kind without words of its own is shown as it is written."""
    said = {
        log_events.Kind.ERASED.value: _("Personal data was erased"),
        Kind.ADMITTED.value: _("A release was admitted to the library"),
        Kind.QUARANTINED.value: _("A release waits, because its licence is not known to be open"),
        Kind.REFUSED.value: _("A manifest was refused"),
        Kind.CHANGE_NOTICED.value: _("A manifest has changed under the same version"),
        Kind.LICENCE_ALLOWED.value: _("A licence was declared to be open"),
        Kind.OPTED_OUT.value: _("Something was left out, as its maker asked for"),
        Kind.TAKEN_DOWN.value: _("Something was taken down"),
        Kind.WITHDRAWAL_LIFTED.value: _("Something that was left out may come in again"),
        Kind.MOVED.value: _("A module has another address now"),
        Kind.GONE.value: _("A repository is no longer at its place"),
        Kind.BACK.value: _("A repository is at its place again"),
        Kind.AGENTS_MERGED.value: _("Two agents are one"),
        Kind.AGENT_SPLIT.value: _("A merged agent is another one after all"),
    }
    return said.get(kind) or kind.replace(":", " · ").replace("-", " ")
