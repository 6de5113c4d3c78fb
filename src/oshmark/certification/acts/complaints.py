# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is done about complaints. Nothing of one is public before it was screened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oshmark.certification.event_data import certificate as said
from oshmark.certification.events import Kind
from oshmark.certification.guards.needs import the_certificate
from oshmark.certification.happening import happens
from oshmark.errors import NotPossibleError

if TYPE_CHECKING:
    from oshmark.certification.commitment import Said
    from oshmark.certification.event_data.form import Form
    from oshmark.certification.events import Happened
    from oshmark.certification.moment import Moment


def lodge_complaint(
    moment: Moment,
    *,
    complaint: str,
    category: said.ComplaintCategory,
    text: Said,
    contact: Said | None = None,
    evidence: tuple[str, ...] = (),
) -> tuple[Happened, ...]:
    """Anybody says that something is wrong about a certificate."""
    data = said.ComplaintLodged(
        role=moment.who.role,
        certificate=the_certificate(moment).number,
        category=category,
        text=text.committed("complaint"),
        contact=None if contact is None else contact.committed("contact"),
        evidence=evidence,
    )
    return (happens(moment, Kind.COMPLAINT_LODGED, f"complaint:{complaint}", data),)


def admit_complaint(moment: Moment, *, reason: str) -> tuple[Happened, ...]:
    """There may be something to it; from now on the certificate shows that there is a complaint."""
    data = said.ComplaintAdmitted(role=moment.who.role, certificate=the_certificate(moment).number, reason=reason)
    return _about_complaint(moment, Kind.COMPLAINT_ADMITTED, data)


def dismiss_complaint(moment: Moment, *, reason: str) -> tuple[Happened, ...]:
    """There is nothing to it."""
    data = said.ComplaintDismissed(role=moment.who.role, certificate=the_certificate(moment).number, reason=reason)
    return _about_complaint(moment, Kind.COMPLAINT_DISMISSED, data)


def decide_complaint(moment: Moment, *, upheld: bool, reason: str, minutes: int = 0) -> tuple[Happened, ...]:
    """What was said is so, or is not. What follows from it is a finding or a measure, for itself."""
    data = said.ComplaintDecided(
        role=moment.who.role,
        certificate=the_certificate(moment).number,
        upheld=upheld,
        reason=reason,
        minutes=minutes,
    )
    return _about_complaint(moment, Kind.COMPLAINT_DECIDED, data)


def _about_complaint(moment: Moment, kind: Kind, data: Form) -> tuple[Happened, ...]:
    if moment.complaint is None:
        raise NotPossibleError(("This is about no complaint. Name it.",), ("no-complaint",))
    return (happens(moment, kind, f"complaint:{moment.complaint.id}", data),)
