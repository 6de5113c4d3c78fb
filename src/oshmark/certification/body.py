# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A certification body as a value: who it is, and what all of its schemes have in common.

Everything that is particular to one body stands here or in its schemes, never in the software: another body with
another name, language, gates and values needs no line of code.
"""

from __future__ import annotations

from decimal import Decimal
from enum import Enum

from oshmark.certification.roles import Role
from oshmark.certification.scheme import SubjectKind
from oshmark.certification.written import Written, digest_of


class NumberYear(Enum):
    """The year in a certificate's number: that of the decision, or none at all."""

    OF_DECISION = "of-decision"
    NONE = "none"


class EvaluatorNames(Enum):
    """How evaluators appear in public: by name, or under a pseudonym that stays the same."""

    NAME = "name"
    PSEUDONYM = "pseudonym"


class Value(Written, frozen=True, kw_only=True):
    """Something that a scheme of this body must have a group of criteria for (C-3)."""

    id: str
    title: str = ""
    meaning: str = ""


class RequiredGate(Written, frozen=True, kw_only=True):
    """A gate that a scheme of this body must have (C-59). `subjects`: the kinds of subject that it applies to;
    empty for all."""

    id: str
    title: str = ""
    meaning: str = ""
    subjects: tuple[SubjectKind, ...] = ()


class Mark(Written, frozen=True, kw_only=True):
    """A mark that may be shown while a certificate is active. `asset` names a drawing that ships with the software or
    that the rights holder puts into the instance; `text` is what stands for it where no picture can."""

    id: str
    title: str = ""
    text: str = ""
    asset: str = ""


class LegalPage(Written, frozen=True, kw_only=True):
    """A page that the body has to show: imprint, privacy, rules of complaint."""

    id: str
    title: str = ""
    text: str = ""


class Interest(Written, frozen=True, kw_only=True):
    """Something that the body itself has at stake, and shows on every certificate: it owns the scheme, designed the
    product, trains the applicants."""

    id: str
    text: str = ""


class Contribution(Written, frozen=True, kw_only=True):
    """What holders give back, as a share of `base` (C-55); never a condition for replicating a design."""

    base: str = ""
    suggested: Decimal = Decimal(0)
    at_most: Decimal = Decimal(0)


class Territories(Written, frozen=True, kw_only=True):
    """Where somebody leads the production (C-123): codes as `territory` reads them. `pairing`: whoever comes second to
    a territory leads it together with the first (C-75)."""

    codes: tuple[str, ...] = ()
    pairing: bool = False


class Body(Written, frozen=True, kw_only=True):
    """One certification body.

    `prefix` begins the number of each certificate. `needs_production_figure`: every scheme about production must
    measure something (C-6). `carries_and_promotes`: both have to be asked (C-4). `needs_acknowledged_goal`: applicants
    acknowledge a preamble (C-5). `longest_term_days`: of any certificate about a collaborator (C-42), no limit
    without it. `roles`: those that it gives to people. `colophon` says on every page whose rules these are, and whose
    not.
    """

    id: str
    version: str
    name: str = ""
    language: str = ""
    languages: tuple[str, ...] = ()
    address: tuple[str, ...] = ()
    country: str = ""
    contact: str = ""
    website: str = ""
    did: str | None = None
    prefix: str = ""
    number_year: NumberYear = NumberYear.OF_DECISION
    goal: str = ""
    vision: str = ""
    colophon: str = ""
    values: tuple[Value, ...] = ()
    gates: tuple[RequiredGate, ...] = ()
    needs_production_figure: bool = False
    needs_acknowledged_goal: bool = False
    carries_and_promotes: bool = False
    longest_term_days: int | None = None
    evaluator_names: EvaluatorNames = EvaluatorNames.NAME
    roles: tuple[Role, ...] = ()
    marks: tuple[Mark, ...] = ()
    contribution: Contribution | None = None
    territories: Territories | None = None
    interests: tuple[Interest, ...] = ()
    legal: tuple[LegalPage, ...] = ()


def digest(body: Body) -> str:
    """`sha256:` and 64 hexadecimal digits over everything that the profile says."""
    return digest_of(body)
