# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A certification scheme as a value: whom or what it is for, what it asks, who judges, and what follows.

A scheme is written as TOML, read by `scheme_read`, looked through by `scheme_check`. A published one never changes; a
new version does. What differs between two versions says `scheme_diff`. An application names the version and digest
that it is made under (C-8).
"""

from __future__ import annotations

from decimal import Decimal
from enum import Enum

import msgspec

from oshmark.certification.criterion import Criterion, Occasion
from oshmark.certification.written import Written, digest_of


class SubjectKind(Enum):
    """What can be certified (C-2)."""

    PRODUCT = "product"
    PRODUCER = "producer"
    PERSON = "person"
    WORKSHOP = "workshop"
    KIT = "kit"
    EDUCATION_PROGRAMME = "education-programme"
    BRAND_LICENCE = "brand-licence"
    DOCUMENTATION_RELEASE = "documentation-release"
    OTHER = "other"


class SchemeType(Enum):
    """What comes out of it: a certificate, a protocol that production is held against (C-10), an attestation about
    documents only, or a score that is shown and certifies nothing."""

    CERTIFICATION = "certification"
    DISTRIBUTED_PRODUCTION_PROTOCOL = "distributed-production-protocol"
    ATTESTATION = "attestation"
    SCORE = "score"


class SchemeState(Enum):
    """A `draft` cannot be applied for (C-112); what is `published` never changes."""

    DRAFT = "draft"
    PUBLISHED = "published"


class Review(Enum):
    """Who can follow the evaluation: everybody as it goes on, or everybody once it is decided."""

    PUBLIC_THREAD = "public-thread"
    AFTER_DECISION = "after-decision"


class Openness(Written, frozen=True, kw_only=True):
    """How open the review is. `anonymous`: evaluators may appear under a stable pseudonym. `least_days`: how long a
    public thread stays open before anything is decided."""

    review: Review = Review.AFTER_DECISION
    anonymous: bool = False
    least_days: int = 0


class Level(Written, frozen=True, kw_only=True):
    """A level that can be granted (C-1). `least_share`: of the weighted points, from 0 to 1."""

    id: str
    title: str = ""
    meaning: str = ""
    least_share: Decimal = Decimal(0)


ACTIVITIES = frozenset(
    {
        "brand-use",
        "product-selling",
        "kit-selling",
        "immersion-education",
        "education-programme",
        "workshop",
        "service",
        "repair",
    }
)
"""Activities that mean the same in every scheme (C-13)."""


class Activity(Written, frozen=True, kw_only=True):
    """Something that a certificate can cover, a scope for itself (C-13). A scheme may name others than `ACTIVITIES`."""

    id: str
    title: str = ""


class Group(Written, frozen=True, kw_only=True):
    """Criteria that belong together. `value`: the id of the body's value that they are about, if they are (C-3)."""

    id: str
    title: str = ""
    intro: str = ""
    value: str | None = None
    criteria: tuple[Criterion, ...] = ()


class Gate(Written, frozen=True, kw_only=True):
    """A named gate, such as one that the body requires (C-59): it is passed when every one of these criteria is met.
    One without criteria is never passed."""

    id: str
    title: str = ""
    criteria: tuple[str, ...] = ()


class Training(Written, frozen=True, kw_only=True):
    """What has to be learnt before applying (C-90): a record of one of these kinds, or an equivalent from elsewhere."""

    kinds: tuple[str, ...] = ()
    equivalent: str = ""


class Duty(Written, frozen=True, kw_only=True):
    """One duty of the agreement, in words."""

    id: str
    text: str = ""


class Agreement(Written, frozen=True, kw_only=True):
    """What both sides sign before the evaluation begins (C-48)."""

    id: str
    version: str = "1"
    title: str = ""
    text: str = ""
    duties: tuple[Duty, ...] = ()


class Fee(Written, frozen=True, kw_only=True):
    """One line of the public fee table (C-43). The software records fees, it never collects them."""

    id: str
    title: str = ""
    amount: Decimal = Decimal(0)
    currency: str = ""
    waivable: bool = True


class ExternalStandard(Written, frozen=True, kw_only=True):
    """A certificate of somebody else that may stand for criteria (C-9), as long as it is valid."""

    id: str
    title: str = ""
    issuer: str = ""
    satisfies: tuple[str, ...] = ()


class Scheme(Written, frozen=True, kw_only=True):
    """One version of a scheme.

    Times are days; `term_days` is left out for what has no yearly end. `body` is the id of the body that owns it;
    `version` counts up in the body's own way (`1`, `1.1`, `2027-03`).
    """

    id: str
    version: str
    body: str
    title: str = ""
    language: str = ""
    subject: SubjectKind = SubjectKind.OTHER
    type: SchemeType = SchemeType.CERTIFICATION
    state: SchemeState = SchemeState.DRAFT
    summary: str = ""
    goal: str = ""
    """The preamble that every applicant acknowledges (C-5)."""
    scope: str = ""
    certifies_not: str = ""
    """What a certificate under this scheme says nothing about."""
    example: str = ""
    notice: str = ""
    """What a reader of a draft must know: where its facts come from and what is not settled."""
    sources: tuple[str, ...] = ()
    activities: tuple[Activity, ...] = ()
    levels: tuple[Level, ...] = ()
    term_days: int | None = None
    surveillance_days: int | None = None
    grace_days: int = 0
    idle_days: int = 180
    appeal_days: int = 30
    comment_days: int = 30
    """How long a proposed version is open for comments before it can be adopted (C-8)."""
    evaluators_per_criterion: int = 2
    deciders: int = 1
    openness: Openness = Openness()
    training: Training | None = None
    agreement: Agreement | None = None
    fees: tuple[Fee, ...] = ()
    external: tuple[ExternalStandard, ...] = ()
    gates: tuple[Gate, ...] = ()
    groups: tuple[Group, ...] = ()

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        """All criteria, in the order of their groups."""
        return tuple(criterion for group in self.groups for criterion in group.criteria)

    @property
    def requires_training(self) -> bool:
        """Whether an application needs a training record or an equivalent (C-90)."""
        return self.training is not None

    @property
    def name(self) -> str:
        """How an event or a certificate names this version: `printer-producer@1`."""
        return f"{self.id}@{self.version}"


def criterion_of(scheme: Scheme, criterion_id: str) -> Criterion | None:
    """The criterion with this id."""
    return next((criterion for criterion in scheme.criteria if criterion.id == criterion_id), None)


def level_of(scheme: Scheme, level_id: str) -> Level | None:
    """The level with this id."""
    return next((level for level in scheme.levels if level.id == level_id), None)


def asked(scheme: Scheme, level_id: str, occasion: Occasion = Occasion.APPLICATION) -> tuple[Criterion, ...]:
    """The criteria that a level asks for on this occasion, in order; none for a level that the scheme does not have.
    Two applicants under one version get the same list (C-8)."""
    order = {level.id: place for place, level in enumerate(scheme.levels)}
    if level_id not in order:
        return ()
    reached = order[level_id]
    return tuple(
        criterion
        for criterion in scheme.criteria
        if occasion in criterion.occasions
        and (criterion.from_level is None or order.get(criterion.from_level, len(order)) <= reached)
    )


def digest(scheme: Scheme) -> str:
    """`sha256:` and 64 hexadecimal digits over everything that the scheme says.

    The state is no part of it: adopting a draft publishes exactly the text that was open for comments.
    """
    return digest_of(msgspec.structs.replace(scheme, state=SchemeState.DRAFT))
