# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is still missing in an application before it can be submitted, point by point (C-118).

One empty point is enough to keep it back. The same list is what the applicant sees while writing.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from oshmark.certification.criterion import EvidenceKind
from oshmark.certification.evidence_shares import shares
from oshmark.certification.objection import Objection, objection
from oshmark.certification.results import checklist

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from oshmark.certification.application import Application
    from oshmark.certification.certificate import Certificate
    from oshmark.certification.criterion import Criterion
    from oshmark.certification.event_data.application import Evidence, Point, Submitted
    from oshmark.certification.scheme import Scheme

WITH_DIGEST = frozenset({EvidenceKind.FILE, EvidenceKind.LINK, EvidenceKind.VIDEO})
"""Kinds that are kept as bytes; a link is archived."""


def submission_objections(
    data: Submitted, case: Application, scheme: Scheme, certificate: Certificate | None
) -> tuple[Objection, ...]:
    """Everything that keeps an application from being submitted."""
    return (
        *point_objections(data.points, case, scheme),
        *_head(data, case, scheme),
        *(_renewal(data, certificate) if case.renews is not None else ()),
    )


def point_objections(points: Iterable[Point], case: Application, scheme: Scheme) -> tuple[Objection, ...]:
    """What is missing in each point; `facts["criterion"]` says where."""
    given = list(points)
    counts = Counter(point.criterion for point in given)
    by_id = {point.criterion: point for point in given}
    criteria = checklist(case, scheme)
    found: list[Objection] = []
    for criterion in criteria:
        point = by_id.get(criterion.id)
        found += _empty(criterion) if point is None else _point(point, criterion, case)
    known = {criterion.id for criterion in criteria}
    found += [
        objection("point-unknown", "Nobody asks for “{criterion}”.", criterion=one)
        for one in counts
        if one not in known
    ]
    found += [
        objection("point-twice", "“{criterion}” is answered twice.", criterion=one)
        for one, count in counts.items()
        if count > 1
    ]
    return tuple(found)


def _empty(criterion: Criterion) -> list[Objection]:
    if not criterion.needs_people:
        return []
    return [objection("point-empty", "Say something about “{criterion}”.", criterion=criterion.id)]


def _point(point: Point, criterion: Criterion, case: Application) -> Iterator[Objection]:
    if criterion.needs_people and point.words == 0:
        yield from _empty(criterion)
    elif point.words < criterion.least_words:
        facts = {"criterion": criterion.id, "least": criterion.least_words, "words": point.words}
        yield objection("point-short", "“{criterion}” needs {least} words, there are {words}.", **facts)
    for asked, given in zip(criterion.evidence, _given(criterion, point, case), strict=True):
        if given < asked.least:
            facts = {"criterion": criterion.id, "what": asked.what, "given": given, "least": asked.least}
            message = "For “{criterion}” something is missing: {what} ({given} of {least})."
            yield objection("evidence-missing", message, **facts)
    for piece in point.evidence:
        yield from piece_objections(piece, criterion, case)


def _given(criterion: Criterion, point: Point, case: Application) -> list[int]:
    """How many pieces there are of each thing that is asked."""
    there = {EvidenceKind.STATEMENT: point.words > 0, EvidenceKind.LIBRARY: case.about.digest is not None}
    kinds = [piece.kind for piece in point.evidence]
    return shares(criterion.evidence, kinds, frozenset(kind for kind, is_there in there.items() if is_there))


def piece_objections(piece: Evidence, criterion: Criterion, case: Application) -> Iterator[Objection]:
    """What is wrong with one piece of evidence."""
    facts = {"criterion": criterion.id, "piece": piece.id}
    if piece.kind in WITH_DIGEST and piece.digest is None:
        yield objection("evidence-digest", "“{piece}” for “{criterion}” was not stored. Upload it again.", **facts)
    if piece.kind is EvidenceKind.MEASUREMENT:
        unit = None if criterion.measure is None else criterion.measure.unit
        if piece.measured is None:
            yield objection("measured", "“{piece}” for “{criterion}” has no number.", **facts)
        elif unit and piece.measured.unit != unit:
            yield objection("unit", "“{piece}” for “{criterion}” has to be in {unit}.", unit=unit, **facts)
    if piece.kind is EvidenceKind.VIDEO:
        codes = {one.code for one in case.challenges if one.criterion == criterion.id}
        if piece.challenge not in codes:
            message = "“{piece}” for “{criterion}” has to show the code that was given for it."
            yield objection("challenge", message, **facts)


def _head(data: Submitted, case: Application, scheme: Scheme) -> Iterator[Objection]:
    if data.acknowledged != case.digest:
        yield objection("acknowledged", "Read the goal of the scheme in this version, and say that you did.")
    if scheme.training is None:
        return
    if not data.training:
        yield objection("training", "Add a record of your training, or proof of the same from elsewhere.")
    kinds = set(scheme.training.kinds)
    for one in data.training:
        if one.form is not None and kinds and one.form not in kinds:
            yield objection("training", "The scheme does not name “{form}” as a training.", form=one.form)


def _renewal(data: Submitted, certificate: Certificate | None) -> Iterator[Objection]:
    """C-42: what changed comes first, and the evidence is fresh."""
    if data.changes is None:
        yield objection("changes", "Say what has changed since the last certificate.")
    old = set() if certificate is None else set(certificate.terms.evidence)
    given = [piece for point in data.points for piece in point.evidence if piece.digest is not None]
    for piece in given:
        if piece.digest in old:
            yield objection("stale", "“{piece}” was handed in before: a renewal needs fresh evidence.", piece=piece.id)
