# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is missing in a scheme before it may be published: of itself, and of what its body asks of all its schemes."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from oshmark.certification import scheme_rules as rules
from oshmark.certification.body_demands import check_demands
from oshmark.certification.criterion import Judgement, Occasion
from oshmark.certification.criterion_check import check_criterion
from oshmark.certification.scheme import ACTIVITIES, Scheme, SchemeType, SubjectKind, asked, criterion_of
from oshmark.certification.written import is_id
from oshmark.values.finding import Finding, Severity
from oshmark.values.language import read_language

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from oshmark.certification.body import Body
    from oshmark.certification.scheme import Gate, Level
    from oshmark.values.finding import KeyPath

_CURRENCY = re.compile(r"[A-Z]{3}")
_ACTIVE = frozenset(SubjectKind) - {SubjectKind.PRODUCT, SubjectKind.DOCUMENTATION_RELEASE, SubjectKind.OTHER}
"""Subjects that do something, so that a certificate says what it covers (C-13)."""


def check_scheme(scheme: Scheme, body: Body | None = None) -> list[Finding]:
    """Every fault, in the order of the file. Without a body nothing is said about what the body asks."""
    found = [*_head(scheme), *_ids(scheme), *_criteria(scheme), *_gates(scheme)]
    found += _score(scheme) if scheme.type is SchemeType.SCORE else [*_levels(scheme), *_papers(scheme)]
    found += [*_people(scheme), *_periods(scheme), *_external(scheme)]
    return found if body is None else [*found, *check_demands(scheme, body)]


def may_be_published(findings: Iterable[Finding]) -> bool:
    """Whether nothing of this keeps a scheme a draft."""
    return all(finding.severity is not Severity.ERROR for finding in findings)


def _missing(*path: str | int) -> Finding:
    return Finding(rules.TEXT_MISSING, path, {"key": str(path[-1])})


def _head(scheme: Scheme) -> Iterator[Finding]:
    for key in ("title", "summary", "scope"):
        if not getattr(scheme, key):
            yield _missing(key)
    if not scheme.certifies_not:
        yield _missing("certifies-not")
    if not scheme.version:
        yield _missing("version")
    if read_language(scheme.language).tag != scheme.language:
        yield Finding(rules.LANGUAGE_UNKNOWN, ("language",), {"was": scheme.language})


def _ids(scheme: Scheme) -> Iterator[Finding]:
    for key in ("id", "body"):
        if not is_id(getattr(scheme, key)):
            yield Finding(rules.ID_FORM, (key,), {"was": getattr(scheme, key)})
    for key, path, ids in (
        ("activities", ("activities",), [entry.id for entry in scheme.activities]),
        ("levels", ("levels",), [entry.id for entry in scheme.levels]),
        ("fees", ("fees",), [entry.id for entry in scheme.fees]),
        ("external", ("external",), [entry.id for entry in scheme.external]),
        ("gates", ("gates",), [entry.id for entry in scheme.gates]),
        ("groups", ("groups",), [entry.id for entry in scheme.groups]),
        ("duties", ("agreement", "duties"), [duty.id for duty in scheme.agreement.duties] if scheme.agreement else []),
    ):
        yield from _same_ids(key, [((*path, place), entry) for place, entry in enumerate(ids)])
    criteria: list[tuple[KeyPath, str]] = [
        (("groups", group, "criteria", place), criterion.id)
        for group, holder in enumerate(scheme.groups)
        for place, criterion in enumerate(holder.criteria)
    ]
    yield from _same_ids("criteria", criteria)


def _same_ids(what: str, listed: Sequence[tuple[KeyPath, str]]) -> Iterator[Finding]:
    seen: Counter[str] = Counter()
    for path, entry in listed:
        seen[entry] += 1
        if not is_id(entry):
            yield Finding(rules.ID_FORM, path, {"was": entry})
        if seen[entry] == len(("once", "twice")):
            yield Finding(rules.ID_TWICE, path, {"was": entry, "what": what})


def _criteria(scheme: Scheme) -> Iterator[Finding]:
    if not scheme.criteria:
        yield Finding(rules.NO_CRITERIA, ("groups",))
    levels = {level.id for level in scheme.levels}
    for number, group in enumerate(scheme.groups):
        if not group.title:
            yield _missing("groups", number, "title")
        if not group.criteria:
            yield Finding(rules.GROUP_EMPTY, ("groups", number), {"was": group.title or group.id})
        for place, criterion in enumerate(group.criteria):
            path = ("groups", number, "criteria", place)
            yield from check_criterion(criterion, scheme, path)
            if criterion.from_level is not None and criterion.from_level not in levels:
                facts = {"was": criterion.title or criterion.id, "level": criterion.from_level}
                yield Finding(rules.FROM_LEVEL_UNKNOWN, (*path, "from-level"), facts)
            for what in _never_asked(criterion.occasions, scheme):
                facts = {"was": criterion.title or criterion.id, "what": what}
                yield Finding(rules.NEVER_ASKED, (*path, "occasions"), facts)


def _never_asked(occasions: tuple[Occasion, ...], scheme: Scheme) -> Iterator[str]:
    if not occasions:
        yield "it has no occasion"
    elif set(occasions) <= {Occasion.SURVEILLANCE} and scheme.surveillance_days is None:
        yield "it belongs to the surveillance, and there is none"
    elif set(occasions) <= {Occasion.RENEWAL} and scheme.term_days is None:
        yield "it belongs to the renewal, and certificates have no end"


def _gates(scheme: Scheme) -> Iterator[Finding]:
    for place, gate in enumerate(scheme.gates):
        if not gate.title:
            yield _missing("gates", place, "title")
        if not gate.criteria:
            yield Finding(rules.GATE_EMPTY, ("gates", place), {"was": gate.title or gate.id})
        yield from _gate_criteria(scheme, gate, place)


def _gate_criteria(scheme: Scheme, gate: Gate, place: int) -> Iterator[Finding]:
    for number, named in enumerate(gate.criteria):
        path = ("gates", place, "criteria", number)
        criterion = criterion_of(scheme, named)
        if criterion is None:
            yield Finding(rules.CRITERION_UNKNOWN, path, {"was": named, "by": gate.title or gate.id})
            continue
        for soft, what in (
            (not criterion.gate, "which is no gate itself"),
            (criterion.from_level is not None, "which not every level asks for"),
            (not _each_time(scheme) <= set(criterion.occasions), "which is not asked each time"),
        ):
            if soft:
                facts = {"was": gate.title or gate.id, "criterion": named, "what": what}
                yield Finding(rules.GATE_SOFT, path, facts)


def _each_time(scheme: Scheme) -> set[Occasion]:
    """When gates have to be passed: a gate that a renewal does not ask for could not be passed then."""
    return {Occasion.APPLICATION} | ({Occasion.RENEWAL} if scheme.term_days is not None else set())


def _levels(scheme: Scheme) -> Iterator[Finding]:
    if not scheme.levels:
        yield Finding(rules.LEVEL_MISSING, ("levels",))
    for place, level in enumerate(scheme.levels):
        for key in ("title", "meaning"):
            if not getattr(level, key):
                yield _missing("levels", place, key)
        yield from _level(scheme, level, place)


def _level(scheme: Scheme, level: Level, place: int) -> Iterator[Finding]:
    path, name = ("levels", place), {"was": level.title or level.id}
    criteria = asked(scheme, level.id)
    if not 0 <= level.least_share <= 1:
        yield Finding(rules.LEVEL_SHARE, (*path, "least-share"), {**name, "share": f"{level.least_share:f}"})
    if level.least_share == 0 and not any(criterion.gate for criterion in criteria):
        yield Finding(rules.LEVEL_EMPTY, path, name)
    if level.least_share > 0 and sum(criterion.weight for criterion in criteria) <= 0:
        yield Finding(rules.LEVEL_OUT_OF_REACH, path, name)
    below = scheme.levels[place - 1] if place else None
    if below is not None:
        more = len(criteria) > len(asked(scheme, below.id))
        if level.least_share < below.least_share or (level.least_share == below.least_share and not more):
            yield Finding(rules.LEVEL_ORDER, path, {**name, "below": below.title or below.id})


def _score(scheme: Scheme) -> Iterator[Finding]:
    for key in ("levels", "gates"):
        if getattr(scheme, key):
            yield Finding(rules.SCORE_GATE, (key,), {"what": key})
    if any(criterion.gate for criterion in scheme.criteria):
        yield Finding(rules.SCORE_GATE, ("groups",), {"what": "criterion that is a gate"})


def _people(scheme: Scheme) -> Iterator[Finding]:
    by_people = any(criterion.judgement is not Judgement.AUTOMATIC for criterion in scheme.criteria)
    if scheme.evaluators_per_criterion < len(("one", "another")) and (by_people or not scheme.criteria):
        yield Finding(rules.EVALUATORS, ("evaluators-per-criterion",), {"was": str(scheme.evaluators_per_criterion)})
    if scheme.deciders < 1:
        yield Finding(rules.DECIDERS, ("deciders",), {"was": str(scheme.deciders)})
    if scheme.training is not None:
        if not scheme.training.kinds:
            yield Finding(rules.TRAINING, ("training",), {"what": "names no kind"})
        if not scheme.training.equivalent:
            yield Finding(rules.TRAINING, ("training",), {"what": "does not say what counts as an equivalent"})


def _papers(scheme: Scheme) -> Iterator[Finding]:
    """What a certificate says and rests on: activities, agreement, fees."""
    if scheme.subject in _ACTIVE and not scheme.activities:
        yield Finding(rules.ACTIVITY_MISSING, ("activities",))
    for place, activity in enumerate(scheme.activities):
        if not activity.title:
            yield _missing("activities", place, "title")
        if activity.id not in ACTIVITIES:
            facts = {"was": activity.id, "known": ", ".join(sorted(ACTIVITIES))}
            yield Finding(rules.ACTIVITY_OWN, ("activities", place), facts)
    for what in _agreement_lacks(scheme):
        yield Finding(rules.AGREEMENT_MISSING, ("agreement",), {"what": what})
    for place, fee in enumerate(scheme.fees):
        for wrong, what in (
            (not fee.title, "has no title"),
            (fee.amount < 0, "is below zero"),
            (not _CURRENCY.fullmatch(fee.currency), "has no currency such as USD or EUR"),
        ):
            if wrong:
                yield Finding(rules.FEE, ("fees", place), {"was": fee.title or fee.id, "what": what})


def _agreement_lacks(scheme: Scheme) -> Iterator[str]:
    agreement = scheme.agreement
    if agreement is None:
        yield "is missing"
        return
    for key in ("title", "text", "version"):
        if not getattr(agreement, key):
            yield f"has no {key}"
    if not agreement.duties or not all(duty.text for duty in agreement.duties):
        yield "has no duties, or one without words"


def _periods(scheme: Scheme) -> Iterator[Finding]:
    for key, days in (("term-days", scheme.term_days), ("surveillance-days", scheme.surveillance_days)):
        if days is not None and days < 1:
            yield _period(key, days, "leave it out where there is none")
    for key, days in (("idle-days", scheme.idle_days), ("appeal-days", scheme.appeal_days)):
        if days < 1:
            yield _period(key, days, "people need a day at least")
    for key, days in (("grace-days", scheme.grace_days), ("least-days", scheme.openness.least_days)):
        if days < 0:
            yield _period(key, days, "0 means none")
    if scheme.term_days is not None and (scheme.surveillance_days or 0) >= max(scheme.term_days, 1):
        yield _period("surveillance-days", scheme.surveillance_days or 0, "it has to come before the end of the term")
    if scheme.comment_days < 1:
        yield Finding(rules.COMMENTS_TOO_SHORT, ("comment-days",))


def _period(key: str, days: int, wanted: str) -> Finding:
    return Finding(rules.PERIOD, (key,), {"key": key, "was": str(days), "wanted": wanted})


def _external(scheme: Scheme) -> Iterator[Finding]:
    for place, standard in enumerate(scheme.external):
        for key in ("title", "issuer"):
            if not getattr(standard, key):
                yield _missing("external", place, key)
        if not standard.satisfies:
            yield Finding(rules.EXTERNAL_EMPTY, ("external", place), {"was": standard.title or standard.id})
        for number, named in enumerate(standard.satisfies):
            if criterion_of(scheme, named) is None:
                facts = {"was": named, "by": standard.title or standard.id}
                yield Finding(rules.CRITERION_UNKNOWN, ("external", place, "satisfies", number), facts)
