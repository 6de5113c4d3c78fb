# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What of an application a page shows, for whom it is. It is taken from the view of the room, and from nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from django.urls import reverse
from django.utils.translation import gettext as _

from oshmark.certification.criterion import EvidenceKind, Judgement
from oshmark.certification.event_data.evaluation import ExchangeSaid
from oshmark.certification.events import Kind
from oshmark.certification.results import checklist, fulfilled_elsewhere, occasion_of
from oshmark.certification.roles import Role
from oshmark.web.certification.memory import memory
from oshmark.web.workplaces.evidence.pieces import PieceRows
from oshmark.web.workplaces.naming import names_of
from oshmark.web.workplaces.texts import texts_of
from oshmark.web.workplaces.words import CHECKS, EVIDENCE, OUTCOMES, ROLES, STAGES, STATES, SUBJECTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from oshmark.certification.commitment import Commitment
    from oshmark.certification.criterion import Criterion
    from oshmark.certification.event_data.evaluation import Verdict
    from oshmark.certification.judging import Judging
    from oshmark.certification.scheme import Scheme
    from oshmark.web.workplaces.seat import Seat

Plain = dict[str, Any]


def head(seat: Seat) -> Plain:
    """What stands at the top of every page of an application."""
    case, scheme = seat.case, seat.scheme
    names = names_of([case.applicant])
    return {
        "application": case.id,
        "address": reverse("work_application", args=[case.id]),
        "scheme": scheme,
        "scheme_language": scheme.language,
        "title": case.about.name or names_of([case.about.ref])[case.about.ref],
        "version": case.about.version or "",
        "kind": SUBJECTS[case.about.kind],
        "applicant": names[case.applicant],
        "state": STATES[case.state],
        "state_key": case.state.value,
        "since": case.since,
        "level": next((one.title or one.id for one in scheme.levels if one.id == case.level), case.level),
        "roles": [ROLES[role] for role in seat.roles],
        "certificate": None if seat.certificate is None else seat.certificate.number,
    }


class CriterionRow(msgspec.Struct, frozen=True, kw_only=True):
    """A criterion in the list of an application. `outcome` is empty while it is open, or not for this reader."""

    id: str
    title: str
    group: str
    minutes: int
    automatic: bool
    gate: bool
    state: str
    outcome: str
    said: bool


def criterion_rows(seat: Seat) -> list[CriterionRow]:
    """Every criterion that the application is held against, with its state."""
    shown = seat.shown
    groups = {one.id: group.title for group in seat.scheme.groups for one in group.criteria}
    elsewhere = fulfilled_elsewhere(seat.case, seat.scheme, seat.now) if "external" in shown else frozenset()
    points = shown.get("submitted").points if shown.get("submitted") else ()  # type: ignore[union-attr]  # looked at before
    said = {one.criterion for one in points}
    return [
        CriterionRow(
            id=one.id,
            title=one.title or one.id,
            group=groups[one.id],
            minutes=one.minutes,
            automatic=not one.needs_people,
            gate=one.gate,
            said=one.id in said,
            **_state(one, shown, is_elsewhere=one.id in elsewhere),
        )
        for one in checklist(seat.case, seat.scheme)
    ]


def _state(criterion: Criterion, shown: Mapping[str, Any], *, is_elsewhere: bool) -> dict[str, str]:
    if is_elsewhere:
        return {"state": _("shown by a certificate of others"), "outcome": "met"}
    checked = shown.get("checks", {}).get(criterion.id)
    if not criterion.needs_people:
        if checked is None:
            return {"state": _("checked by the library"), "outcome": ""}
        return {
            "state": str(_("passed") if checked.passed else _("not passed")),
            "outcome": "met" if checked.passed else "not-met",
        }
    judging: Judging | None = shown.get("judgings", {}).get(criterion.id)
    if judging is None:
        return {"state": "", "outcome": ""}
    if judging.result is not None:
        return {"state": str(OUTCOMES[judging.result.outcome]), "outcome": judging.result.outcome.value}
    return {"state": str(STAGES[judging.stage]), "outcome": ""}


def criterion_context(criterion: Criterion) -> Plain:
    """A criterion with everything that whoever answers or judges it has to know."""
    measure = criterion.measure
    return {
        "id": criterion.id,
        "title": criterion.title or criterion.id,
        "requirement": criterion.requirement,
        "why": criterion.why,
        "pass_example": criterion.pass_example,
        "fail_example": criterion.fail_example,
        "least_words": criterion.least_words,
        "minutes": criterion.minutes,
        "gate": criterion.gate,
        "safety": criterion.safety,
        "check": CHECKS[criterion.check] if criterion.check else "",
        "measure": measure,
        "rubric": criterion.rubric.levels if criterion.rubric and criterion.judgement is Judgement.RUBRIC else (),
        "pass_at": criterion.rubric.pass_at if criterion.rubric else 0,
        "asked": [
            {"what": one.what, "least": one.least, "kinds": [EVIDENCE[kind] for kind in one.kinds]}
            for one in criterion.evidence
        ],
    }


def answer_context(seat: Seat, criterion: Criterion) -> Plain:
    """What the applicant says to a criterion and hands in for it, first and later."""
    shown, rows = seat.shown, PieceRows(seat.case.id, seat.now)
    submitted = shown.get("submitted")
    points = [one for one in (submitted.points if submitted else ()) if one.criterion == criterion.id]
    later = [
        one.answered
        for one in shown.get("nonconformities", ())
        if one.raised.criterion == criterion.id and one.answered is not None
    ]
    texts = texts_of(one.statement for one in (*points, *later))
    return {
        "library": seat.case.about.ref if EvidenceKind.LIBRARY in criterion.kinds else "",
        "statements": [
            {
                "text": texts[one.statement.commitment],
                "later": one in later,
                "pieces": [rows.row(piece) for piece in one.evidence],
            }
            for one in (*points, *later)
        ],
    }


def verdict_rows(judging: Judging, scheme: Scheme) -> list[Plain]:
    """The opened verdicts on a criterion."""
    verdicts = dict(judging.verdicts)
    if judging.third is not None and judging.third_verdict is not None:
        verdicts[judging.third] = judging.third_verdict
    names = evaluator_names(verdicts, scheme)
    return [{"who": names[who], "third": who == judging.third, **verdict_row(one)} for who, one in verdicts.items()]


def verdict_row(verdict: Verdict) -> Plain:
    """One verdict."""
    return {
        "outcome": OUTCOMES[verdict.outcome],
        "key": verdict.outcome.value,
        "score": verdict.score,
        "measured": verdict.measured,
        "reason": verdict.reason,
    }


def evaluator_names(people: Iterable[str], scheme: Scheme) -> dict[str, str]:
    """What evaluators are called: by their public ids alone, where the scheme lets them be anonymous."""
    wanted = tuple(people)
    return {one: one for one in wanted} if scheme.openness.anonymous else names_of(wanted)


def exchange_rows(seat: Seat, criterion: str) -> list[Plain]:
    """What evaluators said to each other about a criterion in this round, for those who may see the verdicts."""
    judging = seat.shown.get("judgings", {}).get(criterion)
    if judging is None or not judging.verdicts:
        return []
    said = [
        (entry, entry.data)
        for entry in memory().events_about(f"application:{seat.case.id}")
        if entry.kind is Kind.EXCHANGE_SAID
        and isinstance(entry.data, ExchangeSaid)
        and (entry.data.criterion, entry.data.round) == (criterion, judging.round)
    ]
    texts = texts_of(data.message for _entry, data in said)
    names = evaluator_names((entry.actor for entry, _data in said), seat.scheme)
    return [
        {
            "who": names[entry.actor],
            "at": entry.at,
            "text": texts[data.message.commitment],
            "proposal": None if data.proposal is None else verdict_row(data.proposal),
        }
        for entry, data in said
    ]


def grounds_of(seat: Seat) -> str:
    """What the applicant brings forward in the last appeal."""
    subject = f"application:{seat.case.id}" if seat.certificate is None else f"certificate:{seat.certificate.number}"
    kinds = {Kind.APPEAL_LODGED, Kind.MEASURE_APPEALED}
    said: list[Commitment] = [
        entry.data.grounds  # type: ignore[attr-defined]  # an appeal has grounds
        for entry in memory().events_about(subject)
        if entry.kind in kinds
    ]
    return "" if not said else texts_of(said[-1:])[said[-1].commitment]


def changes_text(seat: Seat) -> str:
    """What the holder says has changed since the last certificate; nothing before that is handed in."""
    submitted = seat.shown.get("submitted")
    changes = getattr(submitted, "changes", None)
    return "" if changes is None else texts_of([changes])[changes.commitment]


def occasion_words(seat: Seat) -> str:
    """Whether it is a renewal, in words."""
    renewal = occasion_of(seat.case).value == "renewal"
    return _("Renewal of %(number)s") % {"number": seat.case.renews} if renewal else ""


def is_applicant(seat: Seat) -> bool:
    """Whether this person acts for the applicant."""
    return Role.APPLICANT in seat.roles
