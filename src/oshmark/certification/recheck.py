# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The history of an application checked again from the log alone, at issue and whenever somebody asks.

Two ways that do not share code: every event is asked what should have been asked of whoever acted (`replay`), and the
four things without which there is no certificate are counted in the plain events (`essentials`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from oshmark.certification.event_data import application, decision, evaluation, parties
from oshmark.certification.events import Kind
from oshmark.certification.objection import Objection, objection
from oshmark.certification.register import ENDS, JUDGES, register_of
from oshmark.certification.replay import Fault, Replay

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from oshmark.certification.events import Entry
    from oshmark.certification.replay import Schemes
    from oshmark.certification.scheme import Scheme

REGISTER_KINDS = frozenset(
    kind
    for kind in Kind
    if kind.value.split(":")[1]
    in {"body", "scheme", "person", "organisation", "role", "relation", "training", "mandate"}
)
"""What a recheck needs of the log beside the events about the application and its certificate, and about what others
judged: who is who."""

WHO_JUDGED_WHOM = JUDGES | ENDS | {Kind.OPENED, Kind.APPEAL_ALLOWED, Kind.ISSUED, Kind.RENEWED}
"""What it needs of the applications of others: whose they are, who judged them, and when they were open."""


def is_needed(kind: Kind, subject: str, application_id: str, renews: str | None = None) -> bool:
    """Whether a recheck of an application needs an event of this kind about this subject; `renews` is the certificate
    that it renews. So that of a long log only this has to be read."""
    return (
        kind in REGISTER_KINDS
        or kind in WHO_JUDGED_WHOM
        or subject == f"application:{application_id}"
        or (renews is not None and subject.partition(":")[0] in {"certificate", "complaint"})
    )


def recheck(log: Iterable[Entry], application_id: str, schemes: Schemes) -> tuple[Fault, ...]:
    """Everything that is wrong in the history of one application; empty where all is as it should be.

    `log` is the whole log in order, or what of it `is_needed`. Checked are the events about the application, those that
    gave their roles to the people who acted, and those that made the scheme what it is.
    """
    entries = tuple(log)
    concerned = _concerned(entries, f"application:{application_id}")
    found = audit(entries, schemes, concerned.__contains__)
    mine = [entry for entry in entries if entry.subject == f"application:{application_id}"]
    return (*found, *essentials(mine, schemes))


def audit(
    log: Iterable[Entry], schemes: Schemes, which: Callable[[int], bool] = lambda _number: True
) -> tuple[Fault, ...]:
    """Everything that is wrong in a log, or with the events whose numbers are asked for."""
    entries = tuple(log)
    whole, replay = register_of(entries), Replay(schemes)
    found: list[Fault] = []
    before: Entry | None = None
    for entry in entries:
        if which(entry.number):
            found += replay.faults(entry, whole)
            if before is not None and entry.at < before.at:
                backwards = objection("time", "It says that it happened before event {before}.", before=before.number)
                found.append(Fault(entry.number, entry.kind, backwards))
        replay.hear(entry)
        before = entry
    return tuple(found)


def _concerned(entries: Sequence[Entry], subject: str) -> frozenset[int]:
    """The numbers of the events that an application rests on."""
    mine = [entry for entry in entries if entry.subject == subject]
    people = {entry.actor for entry in mine}
    standards = {f"scheme:{e.data.scheme}" for e in mine if isinstance(e.data, application.Opened)}
    standards |= {f"body:{e.data.body}" for e in mine if isinstance(e.data, application.Opened)}
    parties_of = {f"organisation:{e.data.applicant}" for e in mine if isinstance(e.data, application.Opened)}
    named = {f"person:{e.data.applicant}" for e in mine if isinstance(e.data, application.Opened)}
    # Backwards, so that whoever gave a role is found before what made them somebody who could.
    numbers = {entry.number for entry in mine}
    for entry in reversed(entries):
        gives = isinstance(entry.data, parties.RoleAssigned) and entry.data.person in people
        mandate = entry.subject in named | parties_of and isinstance(entry.data, parties.MandateGiven)
        if gives or mandate or entry.subject in standards | parties_of:
            people.add(entry.actor)
            numbers.add(entry.number)
    return frozenset(numbers)


def essentials(entries: Sequence[Entry], schemes: Schemes) -> tuple[Fault, ...]:
    """No certificate without agreement, frozen evidence, two evaluators for each criterion and another decider: counted
    in the events about one application, without the state that they were folded into."""
    opened = next((entry.data for entry in entries if isinstance(entry.data, application.Opened)), None)
    granted = [entry for entry in entries if entry.kind is Kind.GRANTED]
    if opened is None or not granted:
        last = entries[-1].number if entries else 0
        return (Fault(last, Kind.GRANTED, objection("not-granted", "Nothing was granted here.")),)
    scheme = schemes(opened.scheme, opened.version, opened.digest)
    if scheme is None:
        return (Fault(entries[0].number, Kind.OPENED, objection("no-scheme", "The text of the scheme is missing.")),)
    last_grant = granted[-1]
    before = [entry for entry in entries if entry.number < last_grant.number]
    found = (*_agreement(before), *_frozen(before), *_evaluators(before, scheme), *_decider(before, last_grant))
    return tuple(Fault(last_grant.number, last_grant.kind, one) for one in found)


def _agreement(entries: Sequence[Entry]) -> Iterator[Objection]:
    signed = [entry.kind for entry in entries if entry.kind in {Kind.AGREEMENT_SIGNED, Kind.AGREEMENT_ENDED}]
    if not signed or signed[-1] is Kind.AGREEMENT_ENDED:
        yield objection("no-agreement", "No agreement was signed that held at the decision.")


def _frozen(entries: Sequence[Entry]) -> Iterator[Objection]:
    places = {kind: _last(entries, kind) for kind in (Kind.SUBMITTED, Kind.EVIDENCE_FROZEN, Kind.EVALUATION_BEGUN)}
    submitted, frozen, begun = places.values()
    if not 0 < submitted < frozen < begun:
        yield objection("not-frozen", "The evidence was not frozen between submission and evaluation.")


def _last(entries: Sequence[Entry], kind: Kind) -> int:
    return max((entry.number for entry in entries if entry.kind is kind), default=0)


def _evaluators(entries: Sequence[Entry], scheme: Scheme) -> Iterator[Objection]:
    """Each criterion that has a verdict has one from enough people, each of whom sealed theirs before."""
    results = next((e.data for e in reversed(entries) if isinstance(e.data, evaluation.EvaluationConcluded)), None)
    if results is None:
        yield objection("not-evaluated", "The evaluation was not concluded.")
        return
    elsewhere = {e.data.standard for e in entries if isinstance(e.data, application.ExternalRecorded)}
    excused = {one for external in scheme.external if external.id in elsewhere for one in external.satisfies}
    by_people = {one.id for one in scheme.criteria if one.needs_people}
    judges: set[str] = set()
    for result in results.results:
        if result.criterion in by_people:
            sealed = _sealed_and_opened(entries, result.criterion)
            judges |= sealed
            if len(sealed) < _needed(scheme) and result.criterion not in excused:
                message = "“{criterion}” was not judged by {needed} people."
                yield objection("evaluators", message, criterion=result.criterion, needed=_needed(scheme))
    if len(judges) < _needed(scheme):
        yield objection("evaluators", "Fewer than {needed} people judged anything.", needed=_needed(scheme))


def _needed(scheme: Scheme) -> int:
    """Never fewer than two, whatever a scheme says."""
    return max(2, scheme.evaluators_per_criterion)


def _sealed_and_opened(entries: Sequence[Entry], criterion: str) -> set[str]:
    """Who judged a criterion in its last round that was opened."""
    opened = [
        entry
        for entry in entries
        if isinstance(entry.data, evaluation.VerdictsOpened) and entry.data.criterion == criterion
    ]
    if not opened or not isinstance(opened[-1].data, evaluation.VerdictsOpened):
        return set()
    last = opened[-1].data
    sealed = {
        entry.actor
        for entry in entries
        if isinstance(entry.data, evaluation.VerdictSealed)
        and (entry.data.criterion, entry.data.round) == (criterion, last.round)
        and entry.number < opened[-1].number
    }
    return sealed & {one.evaluator for one in last.verdicts}


def _decider(entries: Sequence[Entry], granted: Entry) -> Iterator[Objection]:
    judged = {Kind.VERDICT_SEALED, Kind.EXCHANGE_SAID, Kind.THIRD_DECIDED}
    reviewers = {entry.actor for entry in entries if isinstance(entry.data, decision.Reviewed)}
    evaluators = {entry.actor for entry in entries if entry.kind in judged}
    for person in sorted({granted.actor, *reviewers} & evaluators):
        yield objection("decider", "{person} evaluated, and had a part in the decision.", person=person)
    if not reviewers:
        yield objection("no-review", "Nobody reviewed the evaluation.")
