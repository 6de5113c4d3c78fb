# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is done about bodies and their schemes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oshmark.certification.event_data import standards as said
from oshmark.certification.events import Kind
from oshmark.certification.guards.needs import the_scheme
from oshmark.certification.happening import happens
from oshmark.certification.scheme_digest import known_digest

if TYPE_CHECKING:
    from datetime import datetime

    from oshmark.certification.commitment import Said
    from oshmark.certification.events import Happened
    from oshmark.certification.moment import Moment


def record_body(
    moment: Moment, *, body: str, version: str, profile: str, reason: str, administrator: str | None = None
) -> tuple[Happened, ...]:
    """A body's profile (`profile` is its digest); the first names its administrator, who records it."""
    data = said.BodyRecorded(
        role=moment.who.role, version=version, profile=profile, reason=reason, administrator=administrator
    )
    return (happens(moment, Kind.BODY_RECORDED, f"body:{body}", data),)


def succeed_host(moment: Moment, *, body: str, before: str, after: str, reason: str) -> tuple[Happened, ...]:
    """The record of a body moves to another address (C-126)."""
    data = said.HostSucceeded(role=moment.who.role, before=before, after=after, reason=reason)
    return (happens(moment, Kind.HOST_SUCCEEDED, f"body:{body}", data),)


def recognise_body(moment: Moment, *, body: str, did: str, name: str, reason: str) -> tuple[Happened, ...]:
    """Certificates of another body count from now on (C-124)."""
    data = said.BodyRecognised(role=moment.who.role, did=did, name=name, reason=reason)
    return (happens(moment, Kind.BODY_RECOGNISED, f"body:{body}", data),)


def drop_recognition(moment: Moment, *, body: str, did: str, reason: str) -> tuple[Happened, ...]:
    """Certificates of another body count no longer."""
    data = said.BodyNoLongerRecognised(role=moment.who.role, did=did, reason=reason)
    return (happens(moment, Kind.BODY_NO_LONGER_RECOGNISED, f"body:{body}", data),)


def list_issuer(moment: Moment, *, body: str, issuer: str, method: str, reason: str) -> tuple[Happened, ...]:
    """Attestations of an issuer are confirmed by a method."""
    data = said.IssuerListed(role=moment.who.role, issuer=issuer, method=method, reason=reason)
    return (happens(moment, Kind.ISSUER_LISTED, f"body:{body}", data),)


def strike_off_issuer(moment: Moment, *, body: str, issuer: str, reason: str) -> tuple[Happened, ...]:
    """Attestations of an issuer are claims again."""
    data = said.IssuerStruckOff(role=moment.who.role, issuer=issuer, reason=reason)
    return (happens(moment, Kind.ISSUER_STRUCK_OFF, f"body:{body}", data),)


def ask_for_lead(moment: Moment, *, body: str, territory: str, party: str) -> tuple[Happened, ...]:
    """Somebody asks that a party may lead a territory of a body (C-123)."""
    data = said.LeadAsked(role=moment.who.role, territory=territory, party=party)
    return (happens(moment, Kind.LEAD_ASKED, f"body:{body}", data),)


def propose_scheme(moment: Moment, *, comments_until: datetime, reason: str) -> tuple[Happened, ...]:
    """The scheme of the moment is open for comments."""
    scheme = the_scheme(moment)
    data = said.SchemeProposed(
        role=moment.who.role,
        body=scheme.body,
        scheme=scheme.id,
        version=scheme.version,
        digest=known_digest(scheme),
        comments_until=comments_until,
        reason=reason,
    )
    return (happens(moment, Kind.SCHEME_PROPOSED, f"scheme:{scheme.id}", data),)


def comment_on_scheme(moment: Moment, *, scheme: str, version: str, comment: Said) -> tuple[Happened, ...]:
    """Somebody says something about a proposed version."""
    data = said.SchemeCommented(role=moment.who.role, version=version, comment=comment.committed("comment"))
    return (happens(moment, Kind.SCHEME_COMMENTED, f"scheme:{scheme}", data),)


def adopt_scheme(moment: Moment, *, reason: str) -> tuple[Happened, ...]:
    """The scheme of the moment can be applied for, exactly as it was proposed. `scheme_check` comes before."""
    scheme = the_scheme(moment)
    data = said.SchemeAdopted(
        role=moment.who.role, body=scheme.body, version=scheme.version, digest=known_digest(scheme), reason=reason
    )
    return (happens(moment, Kind.SCHEME_ADOPTED, f"scheme:{scheme.id}", data),)


def retire_scheme(moment: Moment, *, scheme: str, version: str, reason: str) -> tuple[Happened, ...]:
    """A version cannot be applied for any longer."""
    data = said.SchemeRetired(role=moment.who.role, version=version, reason=reason)
    return (happens(moment, Kind.SCHEME_RETIRED, f"scheme:{scheme}", data),)
