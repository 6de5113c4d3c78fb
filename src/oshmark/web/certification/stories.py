# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""How each criterion of an application came to its result, as the public may see it: what the applicant says beside
what was found (C-118)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from oshmark.certification.results import checklist, fulfilled_elsewhere, result_of
from oshmark.certification.views import Audience, view
from oshmark.web.certification.names import called
from oshmark.web.certification.open_files import open_files
from oshmark.web.certification.said_texts import answers, statements
from oshmark.web.certification.wording import OUTCOMES, WAYS
from oshmark.web.library.presentation import decent

if TYPE_CHECKING:
    from datetime import datetime

    from oshmark.certification.application import Application
    from oshmark.certification.criterion import Criterion
    from oshmark.certification.judging import Judging
    from oshmark.certification.scheme import Scheme
    from oshmark.web.certification.names import Called
    from oshmark.web.certification.open_files import OpenFile

REASON = 4_000


class Thread:
    """What the public may see of the evaluation of an application; `is_open` where that is anything."""

    def __init__(self, case: Application, scheme: Scheme, now: datetime) -> None:
        self.seen: dict[str, Any] = dict(view(case, scheme, Audience.PUBLIC))
        self._case, self._scheme = case, scheme
        self._at = case.decided_at or now
        self.is_open = "submitted" in self.seen and "judgings" in self.seen
        self._judgings: Any = self.seen.get("judgings", {})
        self._points: Any = {one.criterion: one for one in getattr(self.seen.get("submitted"), "points", ())}
        self._said = statements(case.id) if self.is_open else {}
        self._files = self._open_files() if self.is_open else {}
        people = {one for judging in self._judgings.values() for one in judging.judges}
        self._names = called(sorted(people)) if self.is_open else {}

    def groups(self) -> list[dict[str, Any]]:
        """The criteria that are asked for, in their groups; empty where nothing of it is public."""
        if not self.is_open:
            return []
        asked = {one.id for one in checklist(self._case, self._scheme)}
        found = []
        for group in self._scheme.groups:
            criteria = [self._criterion(one) for one in group.criteria if one.id in asked]
            if criteria:
                met = sum(one["outcome"] == "met" for one in criteria)
                found.append({"id": group.id, "title": group.title, "criteria": criteria, "met": met})
        return found

    def _criterion(self, criterion: Criterion) -> dict[str, Any]:
        judging: Judging | None = self._judgings.get(criterion.id)
        result = result_of(criterion, self._case, self._scheme, self._at)
        outcome = "" if result is None else result.outcome.value
        return {
            "id": criterion.id,
            "title": criterion.title,
            "requirement": criterion.requirement,
            "gate": criterion.gate,
            "outcome": outcome,
            "outcome_words": OUTCOMES.get(outcome, ""),
            "score": self._score(criterion, None if result is None else result.score),
            "how": WAYS[self._how(criterion, judging)],
            "rounds": 1 if judging is None else judging.round,
            "statement": self._said.get(criterion.id, ""),
            "evidence": self._evidence(criterion),
            "verdicts": [] if judging is None else self._verdicts(judging),
            "findings": self._found(criterion),
        }

    def _how(self, criterion: Criterion, judging: Judging | None) -> str:
        if criterion.id in fulfilled_elsewhere(self._case, self._scheme, self._at):
            return "elsewhere"
        if not criterion.needs_people:
            return "automatic" if criterion.id in self._case.checks else ""
        return "" if judging is None else judging.how

    def _score(self, criterion: Criterion, score: int | None) -> str:
        if score is None or criterion.rubric is None:
            return ""
        return next((f"{one.score}: {one.text}" for one in criterion.rubric.levels if one.score == score), str(score))

    def _evidence(self, criterion: Criterion) -> list[dict[str, Any]]:
        point = self._points.get(criterion.id)
        return [] if point is None else [piece_of(one, self._files.get(one.digest or "")) for one in point.evidence]

    def _open_files(self) -> dict[str, OpenFile]:
        pieces = [piece for point in self._points.values() for piece in point.evidence]
        return open_files(self._case.id, [one.digest for one in pieces if one.public and one.digest])

    def _found(self, criterion: Criterion) -> tuple[str, ...]:
        checked = self._case.checks.get(criterion.id)
        return () if checked is None else tuple(decent(one, 300) for one in checked.findings)

    def _verdicts(self, judging: Judging) -> list[dict[str, Any]]:
        every = [(person, one, False) for person, one in judging.verdicts.items()]
        if judging.third is not None and judging.third_verdict is not None:
            every.append((judging.third, judging.third_verdict, True))
        return [
            {
                "who": self._name(person),
                "outcome": OUTCOMES[one.outcome.value],
                "reason": decent(one.reason, REASON),
                "measured": one.measured,
                "third": third,
            }
            for person, one, third in every
        ]

    def _name(self, person: str) -> Called:
        return self._names.get(person) or called([person])[person]

    def nonconformities(self) -> list[dict[str, Any]]:
        """What had to be put right, and the answers."""
        if not self.is_open:
            return []
        said = answers(self._case.id)
        titles = {one.id: one.title for one in self._scheme.criteria}
        return [
            {
                "criterion": titles.get(one.raised.criterion, one.raised.criterion),
                "what": decent(one.raised.what, REASON),
                "due": one.raised.due,
                "answer": said.get(one.raised.nonconformity, ""),
                "is_open": one.is_open,
            }
            for one in self._case.nonconformities
        ]


def piece_of(piece: Any, file: OpenFile | None = None) -> dict[str, Any]:  # noqa: ANN401  a piece of evidence
    """A piece of evidence as the public sees it: its kind, its digest, its number where it is a measurement, and its
    file where that can be opened. Of one that is closed there is the digest alone."""
    measured = piece.measured
    return {
        "id": piece.id,
        "kind": piece.kind.value,
        "digest": piece.digest or "",
        "is_closed": not piece.public,
        "file": file,
        "measured": None
        if measured is None
        else {"value": measured.value, "unit": measured.unit, "method": measured.method, "count": measured.count},
    }
