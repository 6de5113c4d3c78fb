# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A small scheme and a small body that nothing is wrong with, to change one thing of."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import msgspec

from oshmark.certification.body import Body, Interest, LegalPage, RequiredGate, Value
from oshmark.certification.criterion import (
    Aspect,
    AutomaticCheck,
    Criterion,
    EvidenceAsked,
    EvidenceKind,
    Figure,
    Judgement,
    Measure,
    Rubric,
    RubricLevel,
)
from oshmark.certification.roles import ASSIGNED
from oshmark.certification.scheme import Activity, Agreement, Duty, Gate, Group, Level, Scheme, SubjectKind

if TYPE_CHECKING:
    from collections.abc import Sequence

STATEMENT = EvidenceAsked(kinds=(EvidenceKind.STATEMENT,), what="how it is")
FILE = EvidenceAsked(kinds=(EvidenceKind.FILE, EvidenceKind.LINK), what="what shows it")
NUMBER = EvidenceAsked(kinds=(EvidenceKind.MEASUREMENT,), what="the number")
LIBRARY = EvidenceAsked(kinds=(EvidenceKind.LIBRARY,), what="the release")
HOURS = Measure(what="hours for one", unit="hours", figure=Figure.TIME, at_most=Decimal(40), method="Stop watch.")
LEVELS = (RubricLevel(score=0, text="Nothing."), RubricLevel(score=1, text="Some."), RubricLevel(score=2, text="All."))


def criterion(name: str, **changes: Any) -> Criterion:
    """One that is judged by its statement, and weighs 1."""
    whole = Criterion(
        id=name,
        title=name.title(),
        requirement="Say how it is.",
        evidence=(STATEMENT,),
        judgement=Judgement.STATEMENT,
        weight=1,
        source=("C-1",),
        pass_example="It is so.",  # noqa: S106  no password
        fail_example="Yes.",
    )
    return msgspec.structs.replace(whole, **changes)


AUTOMATIC = criterion(
    "licence", evidence=(LIBRARY,), judgement=Judgement.AUTOMATIC, check=AutomaticCheck.LICENCE, gate=True, weight=0
)
RATED = criterion("repair", evidence=(FILE,), judgement=Judgement.RUBRIC, rubric=Rubric(levels=LEVELS, pass_at=1))
MEASURED = criterion(
    "hours",
    evidence=(NUMBER,),
    judgement=Judgement.MEASUREMENT,
    measure=HOURS,
    gate=True,
)
SAID = criterion("purpose", aspect=Aspect.CARRIES)
PROMOTED = criterion("invitation", aspect=Aspect.PROMOTES, gate=True)

SCHEME = Scheme(
    id="stool-maker",
    version="1",
    body="mill",
    title="Makers of stools",
    language="en",
    subject=SubjectKind.PRODUCER,
    summary="For those who make stools.",
    goal="Everybody can sit.",
    scope="One workshop.",
    certifies_not="Tables.",
    term_days=365,
    surveillance_days=180,
    activities=(Activity(id="product-selling", title="Selling stools"),),
    levels=(Level(id="certified", title="Certified", meaning="All of it.", least_share=Decimal("0.5")),),
    agreement=Agreement(id="duties", title="Duties", text="Both agree.", duties=(Duty(id="tell", text="Tell."),)),
    gates=(Gate(id="open", title="Open", criteria=("licence", "invitation")),),
    groups=(
        Group(id="use", title="Use", value="mission", criteria=(SAID, PROMOTED)),
        Group(id="making", title="Making", criteria=(AUTOMATIC, RATED, MEASURED)),
    ),
)
BODY = Body(
    id="mill",
    version="1",
    name="The Mill",
    language="en",
    languages=("en", "de"),
    address=("1 Mill Lane",),
    country="KE",
    contact="office@mill.example",
    prefix="MILL",
    goal="Everybody can sit.",
    colophon="Invented for tests.",
    values=(Value(id="mission", title="Mission", meaning="What it is for."),),
    gates=(RequiredGate(id="open", title="Open", meaning="Everybody may."),),
    needs_production_figure=True,
    needs_acknowledged_goal=True,
    carries_and_promotes=True,
    longest_term_days=365,
    roles=tuple(sorted(ASSIGNED, key=lambda role: role.value)),
    interests=(Interest(id="none", text="None."),),
    legal=tuple(LegalPage(id=name, title=name, text="Here.") for name in ("imprint", "privacy", "complaints")),
)


def changed(scheme: Scheme = SCHEME, **changes: Any) -> Scheme:
    """The scheme with other values."""
    return msgspec.structs.replace(scheme, **changes)


def with_criteria(*criteria: Criterion, scheme: Scheme = SCHEME, **changes: Any) -> Scheme:
    """The scheme with criteria in the place of those with the same id, and further ones in the last group."""
    new = {one.id: one for one in criteria}
    groups = [
        msgspec.structs.replace(group, criteria=tuple(new.pop(old.id, old) for old in group.criteria))
        for group in scheme.groups
    ]
    groups[-1] = msgspec.structs.replace(groups[-1], criteria=(*groups[-1].criteria, *new.values()))
    return changed(scheme, groups=tuple(groups), **changes)


def with_criterion(name: str, **changes: Any) -> Scheme:
    """The scheme with one criterion that says something else."""
    (old,) = [one for one in SCHEME.criteria if one.id == name]
    return with_criteria(msgspec.structs.replace(old, **changes))


def without_criterion(name: str) -> Scheme:
    """The scheme, lacking a criterion."""
    return with_groups(
        [msgspec.structs.replace(g, criteria=tuple(c for c in g.criteria if c.id != name)) for g in SCHEME.groups]
    )


def with_groups(groups: Sequence[Group]) -> Scheme:
    """The scheme with these groups."""
    return changed(groups=tuple(groups))
