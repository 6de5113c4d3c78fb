# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""From events to rows: the only code that writes the tables of labels and their units."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oshmark.label.events import Kind
from oshmark.web.audit.actions import events_of
from oshmark.web.labels.models import Label, UnitRun

if TYPE_CHECKING:
    from oshmark.credential.events import Event

TABLES = (UnitRun, Label)
"""Every table that is made from the log, in the order in which they are emptied."""


def rebuild() -> int:
    """Make the tables anew from the log, within the caller's transaction, and give the number of events read."""
    for table in TABLES:
        table.objects.all().delete()
    events = list(events_of(list(Kind)))
    for event in events:
        apply(event)
    return len(events)


def apply(event: Event) -> None:
    """Bring the tables to the state after this event, which follows those that are applied already."""
    match Kind(event.kind):
        case Kind.ISSUED:
            _issue(event)
        case Kind.DECLARED:
            _declare(event)
        case Kind.ENDED:
            Label.objects.filter(number=event.subject).update(
                ended_at=event.at, ended_why=event.data["reason"], touched=event.number
            )
        case Kind.UNITS_ISSUED:
            UnitRun.objects.create(label_id=event.subject, issued_at=event.at, event=event.number, **event.data["run"])
            Label.objects.filter(number=event.subject).update(touched=event.number)


def _issue(event: Event) -> None:
    data = event.data
    Label.objects.create(
        number=event.subject,
        release=data["release"],
        version=data["version"],
        producer=data["producer"],
        municipality=data["municipality"],
        country=data["country"],
        manifest=data["manifest"],
        declaration=data["declaration"],
        bill=data["bill"],
        gtin=data["gtin"],
        issued_at=event.at,
        touched=event.number,
    )


def _declare(event: Event) -> None:
    Label.objects.filter(number=event.subject).update(
        declaration=event.data["declaration"], gtin=event.data["gtin"], touched=event.number
    )
