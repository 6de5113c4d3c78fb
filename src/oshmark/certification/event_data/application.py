# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The way of an application to the beginning of its evaluation."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated

import msgspec

from oshmark.certification.commitment import Commitment
from oshmark.certification.criterion import EvidenceKind
from oshmark.certification.event_data.form import Country, Digest, Form, Id, Minutes, Name, Reason, State, When
from oshmark.certification.scheme import SubjectKind


class About(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be certified. `ref`: the address of a library release, a party, an event; `digest`: of the release's
    manifest. `name` stays empty for a person. `state`: in ISO 3166-2, where it is said. `release`: of the
    library, where a producer is certified for making it; `digest` is its then. `replication`: the how many-th of its
    product this is (C-114)."""

    kind: SubjectKind
    ref: Name
    name: Annotated[str, msgspec.Meta(max_length=300)] = ""
    version: Name | None = None
    digest: Digest | None = None
    producer: Id | None = None
    municipality: Name | None = None
    country: Country | None = None
    state: State | msgspec.UnsetType = msgspec.UNSET
    release: Name | msgspec.UnsetType = msgspec.UNSET
    market: Country | None = None
    replication: Annotated[int, msgspec.Meta(ge=1)] | None = None


class Measured(msgspec.Struct, frozen=True, kw_only=True):
    """A number with its unit, and how it was found."""

    value: Decimal
    unit: Name
    method: Name
    count: Annotated[int, msgspec.Meta(ge=1)] = 1


class Evidence(msgspec.Struct, frozen=True, kw_only=True):
    """One piece of evidence. `digest` is that of the file, of the archived page, or of what the library said.

    A statement has none; its text is the point's. `challenge`: the code that a video shows. `public`: whether everybody
    may open it.
    """

    id: Id
    kind: EvidenceKind
    digest: Digest | None = None
    measured: Measured | None = None
    challenge: Id | None = None
    public: bool = True


class Point(msgspec.Struct, frozen=True, kw_only=True):
    """What an applicant says to one criterion (C-118): a statement of so many words, and evidence."""

    criterion: Id
    statement: Commitment
    words: Annotated[int, msgspec.Meta(ge=0)]
    evidence: Annotated[tuple[Evidence, ...], msgspec.Meta(max_length=500)] = ()


class TrainingProof(msgspec.Struct, frozen=True, kw_only=True):
    """A training of a kind that the scheme names (C-91), or what shows as much without one (C-90): then there is no
    `form`."""

    form: Name | None
    proof: Digest
    what: Commitment | None = None


class Opened(Form, frozen=True, kw_only=True):
    """Somebody has begun an application under one version of a scheme. `renews`: the certificate to be renewed."""

    body: Id
    scheme: Id
    version: Name
    digest: Digest
    applicant: Id
    about: About
    level: Id
    scope: tuple[Id, ...] = ()
    renews: Id | None = None


class Planned(Form, frozen=True, kw_only=True):
    """The applicant's own plan: until then nothing can be decided (C-114)."""

    plan: Commitment
    earliest_decision: date


class ChallengeGiven(Form, frozen=True, kw_only=True):
    """A code that a video has to show, so that it cannot be older than this."""

    criterion: Id
    code: Id


class Submitted(Form, frozen=True, kw_only=True):
    """Everything that the applicant says, to each point. `acknowledged`: the version of the scheme whose goal they have
    read (C-5). `changes`: what is different since the last certificate, at a renewal."""

    points: Annotated[tuple[Point, ...], msgspec.Meta(max_length=1000)]
    acknowledged: Digest
    training: tuple[TrainingProof, ...] = ()
    changes: Commitment | None = None


class ScreeningBegun(Form, frozen=True, kw_only=True):
    """A registrar looks whether everything is there."""


class Missing(msgspec.Struct, frozen=True, kw_only=True):
    """What has to be put right before the application can be accepted; without a criterion: the application itself."""

    criterion: Id | None
    what: Reason


class Returned(Form, frozen=True, kw_only=True):
    """The applicant has to add or change something first."""

    missing: Annotated[tuple[Missing, ...], msgspec.Meta(min_length=1, max_length=1000)]
    minutes: Minutes = 0


class Accepted(Form, frozen=True, kw_only=True):
    """Everything is there; agreement, fee and frozen evidence come next."""

    reason: Reason
    minutes: Minutes = 0


class AgreementSigned(Form, frozen=True, kw_only=True):
    """The applicant has signed the agreement of the scheme (C-48)."""

    agreement: Id
    version: Name
    scheme: Digest


class AgreementEnded(Form, frozen=True, kw_only=True):
    """The agreement holds no longer."""

    reason: Reason


class FeeSettled(Form, frozen=True, kw_only=True):
    """The fee was paid, elsewhere, or waived. Which of the two and how much is kept outside the log: evaluators read
    the log as everybody does, and must not know (C-43). `payer`: who bears it; the applicant where nobody does."""

    settlement: Commitment
    payer: Id


class EvidenceFrozen(Form, frozen=True, kw_only=True):
    """The evidence as it is judged; whatever is changed later is another bundle."""

    bundle: Digest
    pieces: Annotated[int, msgspec.Meta(ge=1)]


class Checked(Form, frozen=True, kw_only=True):
    """What an automatic check found in the facts of this digest, by the rules it names."""

    criterion: Id
    passed: bool
    facts: Digest
    findings: tuple[Name, ...] = ()


class ExternalRecorded(Form, frozen=True, kw_only=True):
    """A certificate of somebody else, looked at by us (C-9). It stands for the criteria that the scheme names, until
    the last day on which it is valid; without a day it has no end."""

    external: Id
    standard: Id
    issuer: Name
    number: Name
    scope: Name
    valid_until: date | None
    proof: Digest


class ApplicationWithdrawn(Form, frozen=True, kw_only=True):
    """The applicant does not want it any longer."""

    reason: Reason


class Lapsed(Form, frozen=True, kw_only=True):
    """The applicant has not answered for longer than the scheme waits."""

    last: When
