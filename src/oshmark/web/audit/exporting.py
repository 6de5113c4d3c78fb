# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The whole log as one file, and back into an instance that has none yet; see `credential.exported`."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

import msgspec

from oshmark.credential.events import Event, Kind
from oshmark.credential.exported import FORMAT, Head, Line, Personal, Verified, Verifier, read_lines
from oshmark.errors import BrokenChainError, RefusedError
from oshmark.web import wiring
from oshmark.web.audit.actions import position, read_log, write_events
from oshmark.web.audit.checkpoints import sign_checkpoint, written
from oshmark.web.audit.kinds import KNOWN
from oshmark.web.audit.models import Checkpoint, PersonalPart
from oshmark.web.audit.writing import writing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from oshmark.credential.notes import PublicKey

AT_ONCE = 2_000


def export_log(*, with_personal: bool, now: datetime) -> Iterator[bytes]:
    """The lines of the file: the same for the same log, whenever it is asked for."""
    checkpoint = sign_checkpoint(now=now)
    yield Line(log=Head(FORMAT, checkpoint.origin, checkpoint.size)).written()
    for key in wiring.log_keys().published():
        yield Line(key=key).written()
    for event in islice(read_log(), checkpoint.size):
        yield Line(event=event).written()
    if with_personal:
        yield from (Line(personal=_personal(row)).written() for row in _whole_parts())
    yield Line(checkpoint=written(checkpoint)).written()


def _whole_parts() -> Iterator[PersonalPart]:
    return PersonalPart.objects.filter(erased_at=None).order_by("commitment").iterator(chunk_size=AT_ONCE)


def _personal(row: PersonalPart) -> Personal:
    content = msgspec.json.decode(row.content or "null")
    return Personal(row.commitment, row.person, row.purpose, bytes(row.salt or b"").hex(), content)


def import_log(lines: Iterable[bytes], *, now: datetime, trusted: Sequence[PublicKey] = ()) -> Verified:
    """Read an exported log into an instance without events: all of it, or nothing where it does not verify.

    Raises `RefusedError` where there are events already, and what `Verifier` raises.
    """
    verifier = Verifier(trusted)
    with writing():
        if position():
            raise RefusedError(
                "This instance has a log already, and two logs cannot become one. Take an empty instance."
            )
        importing = _Importing()
        for line in read_lines(lines):
            verifier.take(line)
            importing.take(line)
        return importing.end(verifier.end(), now)


class _Importing:
    """Writes what a verifier has seen, some events at a time; the transaction around it takes all back if it fails."""

    def __init__(self) -> None:
        self._events: list[Event] = []
        self._parts: list[PersonalPart] = []
        self._note = ""
        self._erased: dict[str, Event] = {}

    def take(self, line: Line) -> None:
        if line.event is not None:
            self._take_event(line.event)
        elif line.shown is not None:
            raise RefusedError(
                "This is a copy for everybody, in which parts of events are left out. Nothing can be made of it again: "
                "take a file that oshmark log export has written."
            )
        elif line.personal is not None:
            self._parts.append(_row(line.personal))
        elif line.checkpoint is not None:
            self._note = line.checkpoint

    def _take_event(self, event: Event) -> None:
        if event.kind not in KNOWN:
            message = (
                f"Event {event.number} is of a kind that this version of oshmark does not know, “{event.kind[:80]}”."
            )
            raise BrokenChainError(f"{message} Use the version that has written it, or a later one.")
        if event.kind == Kind.ERASED:
            self._erased |= dict.fromkeys(event.data["commitments"], event)
        self._events.append(event)
        if len(self._events) == AT_ONCE:
            self._write()

    def _write(self) -> None:
        if self._events:
            write_events(self._events)
        self._events = []

    def end(self, verified: Verified, now: datetime) -> Verified:
        self._write()
        gone = [_erased(commitment, event) for commitment, event in self._erased.items()]
        there = [part for part in self._parts if part.commitment not in self._erased]
        PersonalPart.objects.bulk_create([*there, *gone], batch_size=AT_ONCE)
        Checkpoint.objects.create(
            origin=verified.origin,
            size=verified.size,
            root=verified.root.hex(),
            note=self._note,
            made_at=now,
        )
        return verified


def _row(part: Personal) -> PersonalPart:
    content = msgspec.json.encode(part.content, order="sorted").decode()
    salt = bytes.fromhex(part.salt)
    return PersonalPart(
        commitment=part.commitment, person=part.person, purpose=part.purpose, salt=salt, content=content
    )


def _erased(commitment: str, event: Event) -> PersonalPart:
    reason = str(event.data.get("reason", ""))
    return PersonalPart(commitment=commitment, person=event.subject, erased_at=event.at, erased_reason=reason)
