# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A log played from its beginning: before each event, what was known then.

A forged event is one that could not have happened there. `Replay.faults` finds it, because it asks of every event what
was asked, or should have been asked, of whoever acted.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import msgspec

from oshmark.certification import application_events, certificate_events
from oshmark.certification.complaint import Complaint, complaint_of
from oshmark.certification.conflicts import conflicts
from oshmark.certification.event_data import application, certificate, standards
from oshmark.certification.events import Kind
from oshmark.certification.guards import what_objections
from oshmark.certification.moment import Moment
from oshmark.certification.objection import Objection, objection
from oshmark.certification.permission import question, who_objections
from oshmark.certification.register import Register
from oshmark.certification.roles import Who
from oshmark.errors import NotPossibleError, StateError

if TYPE_CHECKING:
    from oshmark.certification.application import Application
    from oshmark.certification.certificate import Certificate
    from oshmark.certification.events import Entry
    from oshmark.certification.scheme import Scheme

Schemes = Callable[[str, str, str], "Scheme | None"]
"""From id, version and digest to the scheme; None where its text is not there."""


class Fault(msgspec.Struct, frozen=True):
    """An event that should not be where it is: its number, its kind, and one reason."""

    number: int
    kind: Kind
    objection: Objection

    @property
    def sentence(self) -> str:
        """The event by number and name, with the reason."""
        return f"Event {self.number} ({self.kind.value}) should not be there. {self.objection.sentence}"


class Replay:
    """What the log says up to an event. `hear` takes in the next one."""

    def __init__(self, schemes: Schemes) -> None:
        self.schemes = schemes
        self.register = Register()
        self.cases: dict[str, Application] = {}
        self.certificates: dict[str, Certificate] = {}
        self.complaints: dict[str, list[Entry]] = {}

    def hear(self, entry: Entry) -> None:
        """Take in the next event; one that makes no sense at all leaves everything as it is."""
        self.register.hear(entry)
        area = entry.subject.partition(":")[0]
        try:
            self._fold(area, entry)
        except StateError:
            return

    def _fold(self, area: str, entry: Entry) -> None:
        if area == "application":
            case = self.cases.get(entry.id)
            folded = application_events.opened(entry) if case is None else application_events.after(case, entry)
            self.cases[entry.id] = folded
        elif area == "complaint":
            self.complaints.setdefault(entry.id, []).append(entry)
        number = entry.id if area == "certificate" else getattr(entry.data, "certificate", None)
        if isinstance(number, str):
            known = self.certificates.get(number)
            now = certificate_events.issued(entry) if known is None else certificate_events.after(known, entry)
            self.certificates[number] = now

    def moment(self, entry: Entry) -> Moment:
        """What was known when an event happened, which has not been heard yet."""
        certificate = self._certificate(entry)
        case = self._case(entry, certificate)
        return Moment(
            who=Who(entry.actor, entry.data.role),
            now=entry.at,
            register=self.register,
            scheme=self._scheme(entry, case),
            case=case,
            certificate=certificate,
            complaint=self._complaint(entry),
        )

    def _certificate(self, entry: Entry) -> Certificate | None:
        area = entry.subject.partition(":")[0]
        if area == "certificate":
            return self.certificates.get(entry.id)
        if area == "application":
            case = self.cases.get(entry.id)
            renews = entry.data.renews if isinstance(entry.data, application.Opened) else case.renews if case else None
            return None if renews is None else self.certificates.get(renews)
        number = getattr(entry.data, "certificate", None)
        return self.certificates.get(number) if isinstance(number, str) else None

    def _case(self, entry: Entry, known: Certificate | None) -> Application | None:
        if entry.subject.startswith("application:"):
            return self.cases.get(entry.id)
        if isinstance(entry.data, certificate.Terms | certificate.RenewalOpened):
            return self.cases.get(entry.data.application)
        return None if known is None else self.cases.get(known.applications[-1])

    def _complaint(self, entry: Entry) -> Complaint | None:
        heard = self.complaints.get(entry.id) if entry.subject.startswith("complaint:") else None
        return None if not heard else complaint_of(heard)

    def _scheme(self, entry: Entry, case: Application | None) -> Scheme | None:
        data = entry.data
        if isinstance(data, application.Opened | standards.SchemeProposed):
            return self.schemes(data.scheme, data.version, data.digest)
        return None if case is None else self.schemes(case.scheme, case.version, case.digest)

    def faults(self, entry: Entry, whole: Register) -> tuple[Fault, ...]:
        """What is wrong with an event that has not been heard yet. `whole` is the register of the whole log: a relation
        that was declared later counts as well, where it held at the time."""
        moment = self.moment(entry)
        try:
            found = [*who_objections(entry.kind, entry.subject, entry.data, moment)]
            then = msgspec.structs.replace(moment, register=whole)
            asked = question(entry.kind, entry.subject, entry.data, then)
            found += [one for one in conflicts(entry.kind, entry.actor, asked) if one not in found]
            found = found or [*what_objections(entry.kind, entry.subject, entry.data, moment)]
        except NotPossibleError as fault:
            found = [objection("missing", "{what}", what=str(fault))]
        return tuple(Fault(entry.number, entry.kind, one) for one in found)
