# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the log says of certification, folded once a process and kept up with the log.

Acts and pages ask here. It is a memory and no truth: it hears events in the order of the log and nothing else, and
begins anew where the last event that it has heard is not in the log any more, as after a transaction that was undone.
"""

from __future__ import annotations

import threading
from functools import lru_cache
from typing import TYPE_CHECKING

import msgspec

from oshmark.certification.complaint import complaint_of
from oshmark.certification.events import AREA, Entry, read
from oshmark.certification.moment import Moment
from oshmark.certification.replay import Replay
from oshmark.certification.scheme import Scheme, SchemeState
from oshmark.errors import StateError
from oshmark.web import wiring
from oshmark.web.audit.actions import event_of
from oshmark.web.audit.models import Event

if TYPE_CHECKING:
    from datetime import datetime

    from oshmark.certification.application import Application
    from oshmark.certification.certificate import Certificate
    from oshmark.certification.roles import Who


class About(msgspec.Struct, frozen=True, kw_only=True):
    """What an act is about: an application, a certificate, a complaint, by id; or a version of a scheme."""

    application: str = ""
    certificate: str = ""
    complaint: str = ""
    scheme: Scheme | None = None


NOTHING = About()


class Memory:
    """The log of certification, folded. Not for several threads at once: `memory()` gives each its own."""

    def __init__(self) -> None:
        self._start()

    def _start(self) -> None:
        self._number, self._hash = 0, ""
        self.replay = Replay(scheme_of)
        self.entries: list[Entry] = []

    def follow(self) -> Memory:
        """Hear what the log says beyond what was heard."""
        if self._number and not Event.objects.filter(number=self._number, hash=self._hash).exists():
            self._start()
        rows = Event.objects.filter(number__gt=self._number, kind__startswith=AREA).order_by("number")
        for row in rows.iterator(chunk_size=2000):
            (entry,) = read([event_of(row)])
            self.replay.hear(entry)
            self.entries.append(entry)
            self._number, self._hash = row.number, row.hash
        return self

    @property
    def heard(self) -> tuple[int, str]:
        """The last event that was heard: its number and its hash, which stands for all before it."""
        return self._number, self._hash

    def case(self, application: str) -> Application | None:
        """An application by its id."""
        return self.replay.cases.get(application)

    def certificate(self, number: str) -> Certificate | None:
        """A certificate by its number."""
        return self.replay.certificates.get(number)

    def scheme_under(self, case: Application) -> Scheme:
        """The version of the scheme that an application is under; `StateError` where its text is missing."""
        scheme = scheme_of(case.scheme, case.version, case.digest)
        if scheme is None:
            raise StateError(f"The text of scheme {case.scheme} {case.version} is missing: restore it from a backup.")
        return scheme

    def moment(self, who: Who, now: datetime, about: About = NOTHING) -> Moment:
        """What an act is handed."""
        certificate = self.certificate(about.certificate)
        case = self.case(about.application)
        if case is None and certificate is not None:
            case = self.case(certificate.applications[-1])
        if certificate is None and case is not None and case.renews:
            certificate = self.certificate(case.renews)
        heard = self.replay.complaints.get(about.complaint)
        scheme = about.scheme
        if scheme is None and case is not None:
            scheme = self.scheme_under(case)
        return Moment(
            who=who,
            now=now,
            register=self.replay.register,
            scheme=scheme,
            case=case,
            certificate=certificate,
            complaint=complaint_of(heard) if heard else None,
        )

    def events_about(self, subject: str) -> list[Entry]:
        """The events about one subject, such as `certificate:H-17`, in their order."""
        return [entry for entry in self.entries if entry.subject == subject]


@lru_cache(maxsize=256)
def _scheme(digest: str) -> Scheme | None:
    try:
        raw = wiring.payloads().get(digest.removeprefix("sha256:"))
    except StateError:
        return None
    # The state is no part of the text: whether it is adopted, and when, stands in the log.
    return msgspec.structs.replace(msgspec.json.decode(raw, type=Scheme), state=SchemeState.PUBLISHED)


def scheme_of(scheme: str, version: str, digest: str) -> Scheme | None:
    """The text of a version of a scheme, as it was proposed; `None` where it is not there."""
    found = _scheme(digest)
    return found if found is not None and (found.id, found.version) == (scheme, version) else None


_here = threading.local()


def memory() -> Memory:
    """The memory of this thread, up to date with the log."""
    found: Memory | None = getattr(_here, "memory", None)
    if found is None:
        found = _here.memory = Memory()
    return found.follow()


def forget() -> None:
    """Begin anew when it is asked for next, as after a change of the settings."""
    _here.__dict__.clear()
    _scheme.cache_clear()
