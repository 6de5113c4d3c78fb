# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""How each event changes a certificate, with the complaints about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from oshmark.certification.certificate import Certificate, ComplaintNote, Duty, End, Found, Step, Suspension
from oshmark.certification.event_data import certificate as said
from oshmark.certification.events import Kind
from oshmark.certification.lifecycle import CERTIFICATE, CertificateState
from oshmark.certification.roles import Role
from oshmark.errors import StateError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from oshmark.certification.event_data.form import Form
    from oshmark.certification.events import Entry

Change = dict[str, Any]
"""Fields of a certificate with their new values."""


def about(number: str, entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """The events that a certificate is folded from: those about it, and about the complaints about it."""
    subject = f"certificate:{number}"
    return tuple(one for one in entries if one.subject == subject or getattr(one.data, "certificate", None) == number)


def certificate_of(entries: Iterable[Entry]) -> Certificate:
    """The certificate that the events about it amount to; `StateError` where the first did not issue it."""
    found: Certificate | None = None
    for entry in entries:
        found = issued(entry) if found is None else after(found, entry)
    if found is None:
        raise StateError("There is no such certificate: the log has no event about it.")
    return found


def issued(entry: Entry) -> Certificate:
    """The certificate as it was issued."""
    data = entry.data
    if not isinstance(data, said.Issued):
        raise StateError(f"Event {entry.number} is about {entry.subject}, which was never issued. Restore the log.")
    return Certificate(
        number=entry.id,
        terms=data,
        issued_at=entry.at,
        granted_at=entry.at,
        active_since=entry.at,
        applications=(data.application,),
        external=data.external,
        history=(Step(entry.kind, entry.at, entry.actor),),
    )


def after(certificate: Certificate, entry: Entry) -> Certificate:
    """The certificate after one more event. One that cannot happen in its state is remembered as a stray, and changes
    nothing else."""
    state, _since = certificate.state(entry.at)
    if state not in CERTIFICATE.get(entry.kind, ()):
        return msgspec.structs.replace(certificate, strays=(*certificate.strays, entry.number))
    step = Step(entry.kind, entry.at, entry.actor, getattr(entry.data, "reason", ""))
    change = _CHANGES[entry.kind](certificate, entry, entry.data)
    return msgspec.structs.replace(certificate, history=(*certificate.history, step), **change)


def _renewal_opened(_certificate: Certificate, _entry: Entry, data: said.RenewalOpened) -> Change:
    return {"renewal": data.application}


def _renewed(certificate: Certificate, entry: Entry, data: said.Renewed) -> Change:
    return {
        "terms": data,
        "terms_before": (),
        "granted_at": entry.at,
        "active_since": entry.at,
        "applications": (*certificate.applications, data.application),
        "external": data.external,
        "suspension": None,
        "surveyed": {},
        "renewal": None,
    }


def _suspended(_certificate: Certificate, entry: Entry, data: said.Suspended) -> Change:
    suspension = Suspension(
        since=entry.at,
        until=data.until,
        why=data.why,
        reason=data.reason,
        ends_when=data.ends_when,
        confirmed=data.role is Role.DECISION_MAKER,
    )
    return {"suspension": suspension, "last_measure": entry.kind}


def _extended(certificate: Certificate, entry: Entry, data: said.SuspensionExtended) -> Change:
    if certificate.suspension is None:
        return {}
    suspension = msgspec.structs.replace(certificate.suspension, until=data.until, reason=data.reason, confirmed=True)
    return {"suspension": suspension, "last_measure": entry.kind}


def _reinstated(_certificate: Certificate, entry: Entry, _data: said.Reinstated) -> Change:
    return {"suspension": None, "active_since": entry.at, "last_measure": None}


def _reduced(certificate: Certificate, entry: Entry, data: said.Reduced) -> Change:
    terms = msgspec.structs.replace(certificate.terms, level=data.level, scope=data.scope)
    return {"terms": terms, "terms_before": (*certificate.terms_before, certificate.terms), "last_measure": entry.kind}


def _withdrawn(certificate: Certificate, entry: Entry, data: said.CertificateWithdrawn) -> Change:
    end = End(state=CertificateState.WITHDRAWN, at=entry.at, reason=data.reason, why=data.why)
    return {
        "end": end,
        "suspension_before": certificate.suspension,
        "last_measure": entry.kind,
    }


def _terminated(_certificate: Certificate, entry: Entry, data: said.Terminated) -> Change:
    return {"end": End(state=CertificateState.TERMINATED, at=entry.at, reason=data.reason)}


def _superseded(_certificate: Certificate, entry: Entry, data: said.Superseded) -> Change:
    return {"end": End(state=CertificateState.SUPERSEDED, at=entry.at, reason=data.reason, by=data.by)}


def _surveyed(certificate: Certificate, _entry: Entry, data: said.Surveyed) -> Change:
    return {"surveyed": {**certificate.surveyed, data.due: data}}


def _found(certificate: Certificate, entry: Entry, data: said.FindingOpened) -> Change:
    return {"findings": {**certificate.findings, data.finding: Found(data, entry.at)}}


def _settled(certificate: Certificate, entry: Entry, data: said.FindingClosed) -> Change:
    found = certificate.findings.get(data.finding)
    if found is None:
        return {}
    closed = msgspec.structs.replace(found, closed_at=entry.at)
    return {"findings": {**certificate.findings, data.finding: closed}}


def _asked(certificate: Certificate, _entry: Entry, data: said.TestDataAsked) -> Change:
    return {"duties": {**certificate.duties, data.duty: Duty(data)}}


def _given(certificate: Certificate, _entry: Entry, data: said.TestDataGiven) -> Change:
    duty = certificate.duties.get(data.duty)
    return {} if duty is None else {"duties": {**certificate.duties, data.duty: Duty(duty.asked, given=True)}}


def _external(certificate: Certificate, _entry: Entry, data: said.ExternalUpdated) -> Change:
    kept = (one for one in certificate.external if one.external != data.external)
    return {"external": (*kept, data)}


def _appealed(certificate: Certificate, _entry: Entry, _data: Form) -> Change:
    return {"appealed": certificate.last_measure}


def _upheld(_certificate: Certificate, _entry: Entry, _data: Form) -> Change:
    return {"appealed": None, "last_measure": None}


def _annulled(certificate: Certificate, entry: Entry, _data: Form) -> Change:
    """As if the measure had not been taken, from now on."""
    back: Change = {"appealed": None, "last_measure": None, "active_since": entry.at}
    match certificate.appealed:
        case Kind.CERTIFICATE_WITHDRAWN:
            return {**back, "end": None, "suspension": certificate.suspension_before}
        case Kind.REDUCED if certificate.terms_before:
            return {**back, "terms": certificate.terms_before[-1], "terms_before": certificate.terms_before[:-1]}
        case _:
            return {**back, "suspension": None}


def _complained(certificate: Certificate, entry: Entry, data: said.ComplaintLodged) -> Change:
    note = ComplaintNote(category=data.category, lodged_at=entry.at, by=entry.actor)
    return {"complaints": {**certificate.complaints, entry.id: note}}


def _noted(certificate: Certificate, entry: Entry, **change: bool) -> Change:
    note = certificate.complaints.get(entry.id)
    if note is None:
        return {}
    return {"complaints": {**certificate.complaints, entry.id: msgspec.structs.replace(note, **change)}}


def _admitted(certificate: Certificate, entry: Entry, _data: Form) -> Change:
    return _noted(certificate, entry, admitted=True)


def _dismissed(certificate: Certificate, entry: Entry, _data: Form) -> Change:
    return _noted(certificate, entry, admitted=False)


def _complaint_decided(certificate: Certificate, entry: Entry, data: said.ComplaintDecided) -> Change:
    return _noted(certificate, entry, upheld=data.upheld)


_CHANGES: dict[Kind, Callable[..., Change]] = {
    Kind.RENEWAL_OPENED: _renewal_opened,
    Kind.RENEWED: _renewed,
    Kind.SUSPENDED: _suspended,
    Kind.SUSPENSION_EXTENDED: _extended,
    Kind.REINSTATED: _reinstated,
    Kind.REDUCED: _reduced,
    Kind.CERTIFICATE_WITHDRAWN: _withdrawn,
    Kind.TERMINATED: _terminated,
    Kind.SUPERSEDED: _superseded,
    Kind.SURVEYED: _surveyed,
    Kind.FINDING_OPENED: _found,
    Kind.FINDING_CLOSED: _settled,
    Kind.TEST_DATA_ASKED: _asked,
    Kind.TEST_DATA_GIVEN: _given,
    Kind.EXTERNAL_UPDATED: _external,
    Kind.MEASURE_APPEALED: _appealed,
    Kind.MEASURE_UPHELD: _upheld,
    Kind.MEASURE_ANNULLED: _annulled,
    Kind.COMPLAINT_LODGED: _complained,
    Kind.COMPLAINT_ADMITTED: _admitted,
    Kind.COMPLAINT_DISMISSED: _dismissed,
    Kind.COMPLAINT_DECIDED: _complaint_decided,
}
