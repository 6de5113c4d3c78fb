# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What changes the library: adding manifests and allowing licences. Each is one transaction with its events."""

from __future__ import annotations

from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from oshmark.errors import RefusedError, UnreadableError
from oshmark.library.admission import Candidate, Decision, Known, Outcome, State, candidate_of, decide
from oshmark.library.events import Kind
from oshmark.library.payload import Payloads, Provenance, digest_of
from oshmark.library.withdrawal import covering
from oshmark.manifest.read import Reading, read
from oshmark.values.licence import Openness, read_licence
from oshmark.web.audit.actions import Log, events_about
from oshmark.web.audit.writing import writing
from oshmark.web.library.models import AllowedLicence, Release, Withdrawal
from oshmark.web.library.projection import apply

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from oshmark.credential.events import Event

BATCH = 200
"""Manifests in one transaction: enough to be quick, few enough to lose nothing much when the machine stops."""


class Submission(msgspec.Struct, frozen=True):
    """A manifest that somebody wants to have in the library: the bytes, and how they were found.

    `root` is the folder of this machine that holds its repository, where there is one.
    """

    raw: bytes
    provenance: Provenance
    root: Path | None = None


class Result(msgspec.Struct, frozen=True):
    """What came of a submission; `address` is the release's, where it could be placed."""

    origin: str
    outcome: Outcome
    reason: str
    address: str | None = None
    name: str | None = None


class _Prepared(msgspec.Struct, frozen=True):
    submission: Submission
    digest: str
    reading: Reading | None
    candidate: Candidate | None
    fault: str
    withdrawn: bool = False


def add(submissions: Iterable[Submission], *, payloads: Payloads, actor: str, now: datetime) -> list[Result]:
    """Add manifests, batch by batch; a batch is in the library whole or not at all."""
    results: list[Result] = []
    pending = iter(submissions)
    while batch := list(islice(pending, BATCH)):
        results += _add_batch(batch, payloads=payloads, actor=actor, now=now)
    return results


def _add_batch(batch: Sequence[Submission], *, payloads: Payloads, actor: str, now: datetime) -> list[Result]:
    with writing():
        allowed = allowed_licences()
        prepared = [_prepare(one, digest_of(one.raw), allowed) for one in batch]
        prepared = _without_withdrawn(prepared)
        # The bytes come first, so that whatever the log speaks of is there; of what is withdrawn nothing is kept.
        payloads.put_many([one.submission.raw for one in prepared if not one.withdrawn])
        known = _known(one.candidate.address for one in prepared if one.candidate is not None)
        said = _said_before(prepared)
        log = Log(actor=actor, now=now)
        events: list[Event] = []
        readings: dict[int, Reading] = {}
        results: list[Result] = []
        for one in prepared:
            decision = _decide(one, known)
            event = None if one.withdrawn or _is_said(one, decision, said) else _record(log, one, decision)
            if event is not None:
                events.append(event)
                if one.reading is not None:
                    readings[event.number] = one.reading
            results.append(_result(one, decision))
        log.write()
        apply(events, lambda event: readings[event.number])
    return results


def _prepare(submission: Submission, digest: str, allowed: frozenset[str]) -> _Prepared:
    provenance = submission.provenance
    try:
        reading = read(submission.raw, name=provenance.name, folder=provenance.home, allowed_licences=allowed)
    except UnreadableError as error:
        return _Prepared(submission, digest, None, None, str(error))
    candidate = candidate_of(reading, digest, provenance.folder)
    if isinstance(candidate, str):
        return _Prepared(submission, digest, reading, None, candidate)
    return _Prepared(submission, digest, reading, candidate, "")


def _without_withdrawn(prepared: Sequence[_Prepared]) -> list[_Prepared]:
    """What was withdrawn is refused, and its manifest forgotten at once."""
    above = {one.candidate.address: covering(one.candidate.module) for one in prepared if one.candidate is not None}
    rows = Withdrawal.objects.filter(address__in={address for addresses in above.values() for address in addresses})
    reasons = {row.address: row.reason for row in rows}
    return [_refused_if_withdrawn(one, above, reasons) for one in prepared] if reasons else list(prepared)


def _refused_if_withdrawn(one: _Prepared, above: dict[str, list[str]], reasons: dict[str, str]) -> _Prepared:
    addresses = above[one.candidate.address] if one.candidate is not None else []
    reason = next((reasons[address] for address in addresses if address in reasons), None)
    if reason is None:
        return one
    fault = f"it is to be left out of the library: {reason}"
    return _Prepared(one.submission, one.digest, None, None, fault, withdrawn=True)


def _known(addresses: Iterable[str]) -> dict[str, Known]:
    there = Release.objects.filter(address__in=list(addresses)).exclude(state=Release.WITHDRAWN)
    rows = there.values_list("address", "state", "digest", "noticed")
    return {address: Known(State(state), digest, noticed or None) for address, state, digest, noticed in rows}


Said = set[tuple[str, str, str]]
"""What the log says already: kind, subject and digest."""


def _said_before(prepared: Sequence[_Prepared]) -> Said:
    """Refusals and changes that were noticed before: the same bytes at the same place are no new decision."""
    origins = [one.submission.provenance.origin for one in prepared if one.candidate is None]
    addresses = [one.candidate.address for one in prepared if one.candidate is not None]
    events = chain(events_about(Kind.REFUSED, origins), events_about(Kind.CHANGE_NOTICED, addresses))
    return {(event.kind, event.subject, event.data["digest"]) for event in events}


def _is_said(one: _Prepared, decision: Decision, said: Said) -> bool:
    kind = KINDS.get(decision.outcome)
    subject = decision.candidate.address if decision.candidate else one.submission.provenance.origin
    return kind is not None and (kind, subject, one.digest) in said


def _decide(one: _Prepared, known: dict[str, Known]) -> Decision:
    if one.candidate is None or one.reading is None:
        return Decision(Outcome.REFUSE, one.fault)
    address = one.candidate.address
    decision = decide(one.reading, one.digest, one.candidate, known.get(address))
    match decision.outcome:
        case Outcome.ADMIT:
            known[address] = Known(State.ADMITTED, one.digest)
        case Outcome.QUARANTINE:
            known[address] = Known(State.WAITING, one.digest)
        case Outcome.NOTICE_CHANGE:
            known[address] = msgspec.structs.replace(known[address], noticed=one.digest)
        case Outcome.UNCHANGED | Outcome.REFUSE:
            pass
    return decision


KINDS: dict[Outcome, Kind] = {
    Outcome.ADMIT: Kind.ADMITTED,
    Outcome.QUARANTINE: Kind.QUARANTINED,
    Outcome.REFUSE: Kind.REFUSED,
    Outcome.NOTICE_CHANGE: Kind.CHANGE_NOTICED,
}


def _record(log: Log, one: _Prepared, decision: Decision) -> Event | None:
    kind = KINDS.get(decision.outcome)
    if kind is None:
        return None
    provenance = one.submission.provenance
    subject = decision.candidate.address if decision.candidate else provenance.origin
    return log.append(kind, subject, event_data(one.digest, decision, provenance))


def event_data(digest: str, decision: Decision, provenance: Provenance) -> dict[str, Any]:
    """What an event says of a manifest: enough to make the release again from its payload."""
    data: dict[str, Any] = {
        "digest": digest,
        "reason": decision.reason,
        "provenance": msgspec.to_builtins(provenance),
    }
    if decision.candidate is not None:
        data["module"] = msgspec.to_builtins(decision.candidate.module)
        data["version"] = decision.candidate.version
        data["name"] = decision.candidate.name
    return data


def _result(one: _Prepared, decision: Decision) -> Result:
    candidate = decision.candidate
    return Result(
        origin=one.submission.provenance.origin,
        outcome=decision.outcome,
        reason=decision.reason,
        address=candidate.address if candidate else None,
        name=candidate.name if candidate else None,
    )


def allowed_licences() -> frozenset[str]:
    """What maintainers have declared to be open."""
    return frozenset(AllowedLicence.objects.values_list("licence", flat=True))


def allow_licence(licence: str, *, reason: str, payloads: Payloads, actor: str, now: datetime) -> list[Result]:
    """Declare a licence to be open: every release that waits for it is admitted in the same act.

    Raises `RefusedError` for a licence that is open already, or that can never be.
    """
    _check_allowable(licence, reason)
    with writing():
        if AllowedLicence.objects.filter(licence=licence).exists():
            raise RefusedError(f"“{licence}” has been allowed already.")
        log = Log(actor=actor, now=now)
        events = [log.append(Kind.LICENCE_ALLOWED, licence, {"reason": reason})]
        allowed = allowed_licences() | {licence}
        readings: dict[int, Reading] = {}
        results: list[Result] = []
        for release in Release.objects.select_related("module").filter(state=Release.WAITING).order_by("decided_by"):
            one = _prepare_waiting(release, payloads, allowed)
            if one.reading is None or one.reading.licence.openness is not Openness.OPEN:
                continue
            decision = Decision(Outcome.ADMIT, f"its licence was allowed: {reason}", one.candidate)
            event = log.append(
                Kind.ADMITTED, release.address, event_data(one.digest, decision, one.submission.provenance)
            )
            events.append(event)
            readings[event.number] = one.reading
            results.append(_result(one, decision))
        log.write()
        apply(events, lambda event: readings[event.number])
    return results


def _check_allowable(licence: str, reason: str) -> None:
    if not licence.strip():
        raise RefusedError("Name the licence that is to be allowed, as the manifests that wait for it write it.")
    if not reason.strip():
        raise RefusedError("Allowing a licence needs a reason that others can check.")
    found = read_licence(licence)
    if found.openness is Openness.OPEN:
        raise RefusedError(f"“{licence}” is open already: {found.reason}")
    if found.openness is Openness.NOT_OPEN:
        raise RefusedError(f"“{licence}” can not be allowed, because it is not open: {found.reason}")


def _prepare_waiting(release: Release, payloads: Payloads, allowed: frozenset[str]) -> _Prepared:
    provenance = msgspec.json.decode(release.provenance, type=Provenance)
    return _prepare(Submission(payloads.get(release.digest), provenance), release.digest, allowed)
