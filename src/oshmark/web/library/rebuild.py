# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The library made anew from its two sources of truth: payloads and events."""

from __future__ import annotations

from itertools import islice

import msgspec

from oshmark.credential.events import Event, verify_chain
from oshmark.library.events import Kind
from oshmark.library.payload import Payloads, Provenance
from oshmark.library.withdrawal import covering, last_withdrawals
from oshmark.manifest.read import Reading, read
from oshmark.web.audit.actions import events_of, read_log
from oshmark.web.audit.writing import writing
from oshmark.web.library.actions import allowed_licences
from oshmark.web.library.models import AgentAlias, AllowedLicence, Module, Release, Withdrawal
from oshmark.web.library.projection import apply, identity_of
from oshmark.web.library.recorded_acts import WITHDRAWALS

BATCH = 500
TABLES = (Release, Module, AllowedLicence, AgentAlias, Withdrawal)
"""Every table of the library; credits go with their releases."""


def rebuild(payloads: Payloads) -> int:
    """Make every table of the library anew and give the number of its events. All or nothing: when an event does not
    fit or a payload is missing, the tables stay as they were."""
    verify_chain(read_log())
    with writing():
        for table in TABLES:
            table._default_manager.all().delete()  # noqa: SLF001  the documented name of what every model has
        withdrawn = _withdrawn()
        events = events_of(list(Kind))
        count = 0
        while batch := list(islice(events, BATCH)):
            for run in _runs(batch):
                apply(run, lambda event: _read_again(event, payloads, withdrawn))
            count += len(batch)
    return count


def _runs(events: list[Event]) -> list[list[Event]]:
    """Events in runs with equal licences: an allowed licence changes how the manifests after it are read."""
    runs: list[list[Event]] = [[]]
    for event in events:
        if event.kind == Kind.LICENCE_ALLOWED:
            runs += [[event], []]
        else:
            runs[-1].append(event)
    return [run for run in runs if run]


def _withdrawn() -> dict[str, int]:
    """The last event that withdrew each address, whether it was lifted later or not: it emptied what was there."""
    return last_withdrawals((event.subject, event.number) for event in events_of(list(WITHDRAWALS)))


def _read_again(event: Event, payloads: Payloads, withdrawn: dict[str, int]) -> Reading | None:
    """The manifest of a decision; `None` where it was withdrawn later, because its payload may be gone."""
    if any(withdrawn.get(address, 0) > event.number for address in covering(identity_of(event))):
        return None
    provenance = msgspec.convert(event.data["provenance"], Provenance)
    raw = payloads.get(event.data["digest"])
    return read(raw, name=provenance.name, folder=provenance.home, allowed_licences=allowed_licences())
