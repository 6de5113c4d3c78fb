# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The life of a certificate, and complaints."""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import Annotated

import msgspec

from oshmark.certification.commitment import Commitment
from oshmark.certification.event_data.application import About, ExternalRecorded
from oshmark.certification.event_data.evaluation import CriterionResult
from oshmark.certification.event_data.form import Digest, Form, Id, Minutes, Name, Reason


class ReasonClass(Enum):
    """Why a certificate is suspended, reduced or withdrawn, for whoever counts such things."""

    NONCONFORMITY = "nonconformity"
    COMPLAINT = "complaint"
    MISSION_DRIFT = "mission-drift"
    SURVEILLANCE_MISSED = "surveillance-missed"
    DUTIES_NEGLECTED = "duties-neglected"
    AGREEMENT_ENDED = "agreement-ended"
    MISUSE_OF_MARK = "misuse-of-mark"
    SAFETY = "safety"
    OTHER = "other"


class FindingCategory(Enum):
    """What was found about a certificate after it was issued."""

    MISSION_DRIFT = "mission-drift"
    EXTERNAL_EXPIRED = "external-expired"
    EVIDENCE_UNREACHABLE = "evidence-unreachable"
    LICENCE_CHANGED = "licence-changed"
    PRODUCTION = "production"
    MISUSE_OF_MARK = "misuse-of-mark"
    SAFETY = "safety"
    OTHER = "other"


class ComplaintCategory(Enum):
    """What a complaint is about."""

    MISSION_DRIFT = "mission-drift"
    PRODUCT = "product"
    SAFETY = "safety"
    DOCUMENTATION = "documentation"
    MISUSE_OF_MARK = "misuse-of-mark"
    CONDUCT = "conduct"
    IMPARTIALITY = "impartiality"
    OTHER = "other"


class Terms(Form, frozen=True, kw_only=True):
    """What a certificate says and rests on. `surveillance`: the days from which it has to be looked at again.

    `valid_until` is the last day, in UTC; None for no end. `evidence`: the digests of everything that was judged.
    """

    application: Id
    body: Id
    holder: Id
    scheme: Id
    version: Name
    digest: Digest
    about: About
    level: Id
    scope: tuple[Id, ...]
    valid_from: date
    valid_until: date | None
    grace_days: int = 0
    surveillance: tuple[date, ...] = ()
    bundle: Digest
    evidence: tuple[Digest, ...] = ()
    evaluators: tuple[Id, ...]
    decided_by: Id
    external: tuple[ExternalRecorded, ...] = ()


class Issued(Terms, frozen=True, kw_only=True):
    """A certificate, under the number that is on its labels."""


class Renewed(Terms, frozen=True, kw_only=True):
    """The same number for another term, after a new evaluation."""


class RenewalOpened(Form, frozen=True, kw_only=True):
    """The holder has applied for another term."""

    application: Id


class Suspended(Form, frozen=True, kw_only=True):
    """Not valid for a time. `until`: the last day; `ends_when`: what has to happen for it to end."""

    until: date
    why: ReasonClass
    reason: Reason
    ends_when: Reason


class SuspensionExtended(Form, frozen=True, kw_only=True):
    """The decision maker keeps a certificate suspended, until a last day."""

    until: date
    reason: Reason


class Reinstated(Form, frozen=True, kw_only=True):
    """Valid again."""

    reason: Reason


class Reduced(Form, frozen=True, kw_only=True):
    """Valid for less than before."""

    level: Id
    scope: tuple[Id, ...]
    why: ReasonClass
    reason: Reason


class CertificateWithdrawn(Form, frozen=True, kw_only=True):
    """Taken from the holder, for good."""

    why: ReasonClass
    reason: Reason


class Terminated(Form, frozen=True, kw_only=True):
    """Given back by the holder."""

    reason: Reason


class Superseded(Form, frozen=True, kw_only=True):
    """Another certificate has taken its place, for a newer version of the product."""

    by: Id
    reason: Reason


class Surveyed(Form, frozen=True, kw_only=True):
    """The certificate was looked at again, as it was due on a day. `results`: of the criteria that belong to it."""

    due: date
    passed: bool
    results: tuple[CriterionResult, ...] = ()
    evidence: tuple[Digest, ...]
    reason: Reason
    minutes: Minutes = 0


class FindingOpened(Form, frozen=True, kw_only=True):
    """Something is not as the certificate says."""

    finding: Id
    category: FindingCategory
    what: Reason
    complaint: Id | None = None


class FindingClosed(Form, frozen=True, kw_only=True):
    """It has been put right, or was none."""

    finding: Id
    reason: Reason


class TestDataAsked(Form, frozen=True, kw_only=True):
    """The holder owes test data of a component (C-46)."""

    duty: Id
    component: Name
    due: date


class TestDataGiven(Form, frozen=True, kw_only=True):
    """The holder has given it, with the raw data."""

    duty: Id
    digest: Digest
    method: Name


class ExternalUpdated(ExternalRecorded, frozen=True, kw_only=True):
    """A certificate of somebody else that this one relies on, in its newest form."""


class ComplaintLodged(Form, frozen=True, kw_only=True):
    """Somebody says that something is wrong. Nothing is shown until it was screened."""

    certificate: Id
    category: ComplaintCategory
    text: Commitment
    contact: Commitment | None = None
    evidence: Annotated[tuple[Digest, ...], msgspec.Meta(max_length=100)] = ()


class ComplaintAdmitted(Form, frozen=True, kw_only=True):
    """There may be something to it: from now on the certificate shows that there is a complaint."""

    certificate: Id
    reason: Reason


class ComplaintDismissed(Form, frozen=True, kw_only=True):
    """There is nothing to it, or it is no matter of ours."""

    certificate: Id
    reason: Reason


class ComplaintDecided(Form, frozen=True, kw_only=True):
    """What was said is so (`upheld`), or is not."""

    certificate: Id
    upheld: bool
    reason: Reason
    minutes: Minutes = 0
