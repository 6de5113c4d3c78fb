# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Bodies, their schemes, and the bodies and issuers that they rely on (C-8, C-124, C-126)."""

from __future__ import annotations

from oshmark.certification.commitment import Commitment
from oshmark.certification.event_data.form import Digest, Form, Id, Name, Reason, Territory, When


class BodyRecorded(Form, frozen=True, kw_only=True):
    """A body's profile in a new version. The first one names the first `administrator`."""

    version: Name
    profile: Digest
    reason: Reason
    administrator: Id | None = None


class HostSucceeded(Form, frozen=True, kw_only=True):
    """The body's record is kept at another address from now on."""

    before: Name
    after: Name
    reason: Reason


class BodyRecognised(Form, frozen=True, kw_only=True):
    """Certificates of another body count here."""

    did: Name
    name: Name
    reason: Reason


class BodyNoLongerRecognised(Form, frozen=True, kw_only=True):
    """Certificates of another body count no more."""

    did: Name
    reason: Reason


class IssuerListed(Form, frozen=True, kw_only=True):
    """Attestations of this issuer are confirmed by this method."""

    issuer: Name
    method: Name
    reason: Reason


class IssuerStruckOff(Form, frozen=True, kw_only=True):
    """Attestations of this issuer are claims again."""

    issuer: Name
    reason: Reason


class LeadAsked(Form, frozen=True, kw_only=True):
    """A party asks to lead a territory of a body (C-123). What is decided about it, a later kind of event will say."""

    territory: Territory
    party: Id


class SchemeProposed(Form, frozen=True, kw_only=True):
    """A version of a scheme is open for comments until a time."""

    body: Id
    scheme: Id
    version: Name
    digest: Digest
    comments_until: When
    reason: Reason


class SchemeCommented(Form, frozen=True, kw_only=True):
    """Somebody said something about a proposed version."""

    version: Name
    comment: Commitment


class SchemeAdopted(Form, frozen=True, kw_only=True):
    """A proposed version can be applied for; `digest` is that of what was open for comments."""

    body: Id
    version: Name
    digest: Digest
    reason: Reason


class SchemeRetired(Form, frozen=True, kw_only=True):
    """A version cannot be applied for any longer. What was granted under it stays."""

    version: Name
    reason: Reason
