# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the log says of persons: kept beside it, found by its commitment, and erased without a change of the log."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any

import msgspec
from django.db import connection

from oshmark.credential.commitments import CommitmentError, check_commitment, commitments_in, opened
from oshmark.credential.events import Event, Kind
from oshmark.errors import BrokenChainError, RefusedError
from oshmark.web.audit.actions import Log
from oshmark.web.audit.models import PersonalPart
from oshmark.web.audit.writing import writing

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

AT_ONCE = 500


class Absent(StrEnum):
    """What stands where a content is not there."""

    ERASED = "erased"
    NOT_HERE = "not here"
    """The log was imported without its personal parts."""


def open_events(events: Sequence[Event]) -> list[dict[str, Any]]:
    """The data of events with the personal parts in their places, or `Absent` where they are gone.

    Raises `BrokenChainError` for a part that is not what the log has committed to.
    """
    wanted = [one for event in events for one in commitments_in(event.data)]
    found = _contents(wanted)
    return [opened(event.data, lambda one: found.get(one, Absent.NOT_HERE)) for event in events]


def _contents(commitments: Sequence[str]) -> dict[str, object]:
    found: dict[str, object] = {}
    for start in range(0, len(commitments), AT_ONCE):
        for row in PersonalPart.objects.filter(commitment__in=commitments[start : start + AT_ONCE]):
            found[row.commitment] = _content(row)
    return found


def _content(row: PersonalPart) -> object:
    if row.salt is None or row.content is None:
        return Absent.ERASED
    try:
        content = msgspec.json.decode(row.content)
        check_commitment(row.commitment, row.purpose, content, bytes(row.salt))
    except (msgspec.DecodeError, CommitmentError) as exc:
        message = f"The personal part {row.commitment} is not what the log has committed to."
        raise BrokenChainError(f"{message} Restore it from a backup, or erase it.") from exc
    return content


def erase(person: str, *, reason: str, actor: str, now: datetime) -> int:
    """Erase all that the log holds of a person, and give the number of parts. The act itself is an event, and public:
    the reason must name nobody. Raises `RefusedError` where there is nothing, and without a reason."""
    if not reason.strip():
        raise RefusedError("Erasing needs a reason. It is recorded and public, so it must not say who the person is.")
    with writing():
        parts = PersonalPart.objects.filter(person=person, erased_at=None).order_by("commitment")
        commitments = list(parts.values_list("commitment", flat=True))
        if not commitments:
            raise RefusedError("The log holds nothing of a person by this name, or it was erased already.")
        log = Log(actor=actor, now=now)
        log.append(Kind.ERASED, person, {"commitments": commitments, "reason": reason})
        log.write()
        _overwrite_what_is_deleted()
        parts.update(salt=None, content=None, erased_at=now, erased_reason=reason)
    _empty_the_journal()
    return len(commitments)


def _overwrite_what_is_deleted() -> None:
    """SQLite leaves deleted bytes in its file unless it is told otherwise. PostgreSQL's VACUUM is the operator's."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete=ON")


def _empty_the_journal() -> None:
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
