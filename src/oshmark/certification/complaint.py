# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""One complaint, as the events about it say."""

from __future__ import annotations

from datetime import datetime
from enum import Enum
from typing import TYPE_CHECKING

import msgspec

from oshmark.certification.event_data.certificate import ComplaintCategory, ComplaintDecided, ComplaintLodged
from oshmark.certification.events import Kind
from oshmark.errors import StateError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from oshmark.certification.events import Entry


class ComplaintState(Enum):
    """Where a complaint stands. Nothing is shown of one that was not admitted."""

    LODGED = "lodged"
    ADMITTED = "admitted"
    DISMISSED = "dismissed"
    DECIDED = "decided"


COMPLAINT: dict[Kind, dict[ComplaintState, ComplaintState]] = {
    Kind.COMPLAINT_ADMITTED: {ComplaintState.LODGED: ComplaintState.ADMITTED},
    Kind.COMPLAINT_DISMISSED: {ComplaintState.LODGED: ComplaintState.DISMISSED},
    Kind.COMPLAINT_DECIDED: {ComplaintState.ADMITTED: ComplaintState.DECIDED},
}
"""What leads from which state to which; a complaint begins as lodged."""


class Complaint(msgspec.Struct, frozen=True, kw_only=True):
    """A complaint about a certificate. `by` is `public` where nobody said who they are."""

    id: str
    certificate: str
    category: ComplaintCategory
    by: str
    state: ComplaintState
    lodged_at: datetime
    changed_at: datetime
    reason: str = ""
    upheld: bool | None = None
    strays: tuple[int, ...] = ()


def complaint_of(entries: Iterable[Entry]) -> Complaint:
    """The complaint that the events about it amount to; `StateError` where the first did not lodge it."""
    found: Complaint | None = None
    for entry in entries:
        found = _lodged(entry) if found is None else _after(found, entry)
    if found is None:
        raise StateError("There is no such complaint: the log has no event about it.")
    return found


def _lodged(entry: Entry) -> Complaint:
    data = entry.data
    if not isinstance(data, ComplaintLodged):
        raise StateError(f"Event {entry.number} is about {entry.subject}, which was never lodged. Restore the log.")
    return Complaint(
        id=entry.id,
        certificate=data.certificate,
        category=data.category,
        by=entry.actor,
        state=ComplaintState.LODGED,
        lodged_at=entry.at,
        changed_at=entry.at,
    )


def _after(complaint: Complaint, entry: Entry) -> Complaint:
    state = COMPLAINT.get(entry.kind, {}).get(complaint.state)
    if state is None:
        return msgspec.structs.replace(complaint, strays=(*complaint.strays, entry.number))
    return msgspec.structs.replace(
        complaint,
        state=state,
        changed_at=entry.at,
        reason=getattr(entry.data, "reason", ""),
        upheld=entry.data.upheld if isinstance(entry.data, ComplaintDecided) else None,
    )
