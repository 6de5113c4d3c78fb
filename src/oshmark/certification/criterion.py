# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""One criterion of a scheme: what is asked, what shows it, and how it is judged.

Texts that are not written yet are empty and lists that are not filled yet are empty, so that a scheme can be read and
kept while it is being written; `scheme_check` says what is missing before it may be published.
"""

from __future__ import annotations

from decimal import Decimal
from enum import Enum

from oshmark.certification.written import Written


class EvidenceKind(Enum):
    """What an applicant can hand in. A `measurement` is a number with its unit and method, `video` one with the
    challenge code of the application in it, `library` what the library knows of the release."""

    FILE = "file"
    LINK = "link"
    STATEMENT = "statement"
    MEASUREMENT = "measurement"
    VIDEO = "video"
    LIBRARY = "library"


class Judgement(Enum):
    """How a criterion is judged: by a check of ours, by people who read the statement and look at the evidence, by
    people who choose a level of a rubric, or by people who hold a number against bounds."""

    AUTOMATIC = "automatic"
    STATEMENT = "statement"
    RUBRIC = "rubric"
    MEASUREMENT = "measurement"


class AutomaticCheck(Enum):
    """The checks that the library can run on a release at once. An id is stable for ever."""

    MANIFEST = "manifest"
    LICENCE = "licence"
    BOM = "bom"
    SOURCES = "sources"
    EXPORTS = "exports"
    INSTRUCTIONS = "instructions"
    FIVE_TOPICS = "five-topics"


class Aspect(Enum):
    """A value can be carried by the thing itself, and promoted by what its maker does (C-4)."""

    CARRIES = "carries"
    PROMOTES = "promotes"


class Occasion(Enum):
    """When a criterion is looked at. At a renewal always with fresh evidence (C-42)."""

    APPLICATION = "application"
    SURVEILLANCE = "surveillance"
    RENEWAL = "renewal"


class Figure(Enum):
    """What a measurement is about. The first four are production data (C-6)."""

    TIME = "time"
    YIELD = "yield"
    QUALITY = "quality"
    COST = "cost"
    PERFORMANCE = "performance"
    OTHER = "other"


PRODUCTION_FIGURES = frozenset({Figure.TIME, Figure.YIELD, Figure.QUALITY, Figure.COST})


class EvidenceAsked(Written, frozen=True, kw_only=True):
    """Something that has to be handed in: `least` pieces, each of one of these kinds. All that a criterion lists is
    needed; kinds within one entry are alternatives."""

    kinds: tuple[EvidenceKind, ...]
    what: str = ""
    least: int = 1


class RubricLevel(Written, frozen=True, kw_only=True):
    """One level of a rubric, described so that two people who do not talk choose the same."""

    score: int
    text: str = ""


class Rubric(Written, frozen=True, kw_only=True):
    """Levels, lowest first; from `pass_at` on the criterion is met."""

    levels: tuple[RubricLevel, ...] = ()
    pass_at: int = 1

    @property
    def top(self) -> int:
        """The highest score; 0 without levels."""
        return max((level.score for level in self.levels), default=0)


class Measure(Written, frozen=True, kw_only=True):
    """A number that is asked for. Without bounds it has to be measured and published, whatever it is. `per` says for
    what each number stands: a part, a batch, an operation."""

    what: str = ""
    unit: str = ""
    figure: Figure = Figure.OTHER
    at_least: Decimal | None = None
    at_most: Decimal | None = None
    per: str = ""
    method: str = ""


class Criterion(Written, frozen=True, kw_only=True):
    """One thing that is asked, judged for itself.

    `gate`: it has to be met, whatever the others say, and no sum can make up for it. `weight`: its share in the sum,
    0 for what is not weighed. `source`: documents, or requirements by their ids. `least_words`: of the statement.
    `safety`: somebody could be hurt, so part of it is not enough. `from_level`: the lowest level of the scheme that
    asks for it; without it every level does. `minutes`: an evaluator's, as estimated.
    """

    id: str
    title: str = ""
    requirement: str = ""
    why: str = ""
    evidence: tuple[EvidenceAsked, ...] = ()
    judgement: Judgement | None = None
    gate: bool = False
    weight: int = 0
    source: tuple[str, ...] = ()
    check: AutomaticCheck | None = None
    rubric: Rubric | None = None
    measure: Measure | None = None
    least_words: int = 0
    safety: bool = False
    aspect: Aspect | None = None
    from_level: str | None = None
    occasions: tuple[Occasion, ...] = (Occasion.APPLICATION, Occasion.RENEWAL)
    minutes: int = 20
    pass_example: str = ""
    fail_example: str = ""

    @property
    def kinds(self) -> frozenset[EvidenceKind]:
        """Every kind of evidence that can be handed in for it."""
        return frozenset(kind for asked in self.evidence for kind in asked.kinds)

    @property
    def needs_people(self) -> bool:
        """Whether evaluators judge it; a check of ours needs none."""
        return self.judgement is not Judgement.AUTOMATIC
