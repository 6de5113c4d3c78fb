# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What somebody may see of an application, by allow-list: a field that is not on the list is not shown.

Evaluators see nothing of the fee (C-43), and nothing of each other before all verdicts on a criterion are open. The
public sees nothing before the application is accepted, and the evaluation when the scheme says so.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

import msgspec

from oshmark.certification.event_data.application import Evidence
from oshmark.certification.lifecycle import ApplicationState
from oshmark.certification.roles import Role
from oshmark.certification.scheme import Review

if TYPE_CHECKING:
    from oshmark.certification.application import Application
    from oshmark.certification.judging import Judging
    from oshmark.certification.roles import Who
    from oshmark.certification.scheme import Scheme


class Audience(Enum):
    """For whom a view is. A party is the applicant, or who acts for them."""

    PUBLIC = "public"
    PARTY = "party"
    EVALUATOR = "evaluator"
    STAFF = "staff"
    TREASURER = "treasurer"


P, A, E, S, T = Audience.PUBLIC, Audience.PARTY, Audience.EVALUATOR, Audience.STAFF, Audience.TREASURER

FIELDS: dict[str, frozenset[Audience]] = {
    "id": frozenset({P, A, E, S, T}),
    "body": frozenset({P, A, E, S, T}),
    "scheme": frozenset({P, A, E, S, T}),
    "version": frozenset({P, A, E, S, T}),
    "digest": frozenset({P, A, E, S, T}),
    "applicant": frozenset({P, A, E, S, T}),
    "about": frozenset({P, A, E, S, T}),
    "level": frozenset({P, A, E, S, T}),
    "scope": frozenset({P, A, E, S, T}),
    "renews": frozenset({P, A, E, S, T}),
    "state": frozenset({P, A, E, S, T}),
    "opened_at": frozenset({A, E, S, T}),
    "since": frozenset({P, A, E, S, T}),
    "changed_at": frozenset({A, S}),
    "plan": frozenset({A}),
    "challenges": frozenset({A, E, S}),
    "submitted": frozenset({P, A, E, S}),
    "missing": frozenset({A, S}),
    "agreement": frozenset({P, A, S}),
    "agreement_ended_at": frozenset({P, A, S}),
    "fee": frozenset({A, T}),
    "fee_settled": frozenset({A, S, T}),
    "frozen": frozenset({P, A, E, S}),
    "checks": frozenset({P, A, E, S}),
    "external": frozenset({P, A, E, S}),
    "evaluation_begun_at": frozenset({P, A, E, S}),
    "tasks": frozenset({E, S}),
    "judgings": frozenset({P, A, E, S}),
    "nonconformities": frozenset({P, A, E, S}),
    "results": frozenset({P, A, E, S}),
    "reviews": frozenset({P, A, S}),
    "decision": frozenset({P, A, E, S}),
    "decided_by": frozenset({P, A, E, S}),
    "decided_at": frozenset({P, A, E, S}),
    "appeal": frozenset({P, A, S}),
    "recused": frozenset({S}),
}
"""Who may see which field. What is not in here, such as who did what when, nobody sees through a view."""

THREAD = frozenset({"submitted", "checks", "external", "judgings", "nonconformities", "results"})
"""What the public sees while it is evaluated only where the scheme keeps a public thread."""
BEFORE_ACCEPTED = frozenset(
    {
        ApplicationState.DRAFT,
        ApplicationState.SUBMITTED,
        ApplicationState.SCREENING,
        ApplicationState.RETURNED,
        ApplicationState.WITHDRAWN,
        ApplicationState.LAPSED,
    }
)
DECIDED = frozenset(
    {ApplicationState.GRANTED, ApplicationState.REFUSED, ApplicationState.APPEALED, ApplicationState.UPHELD}
)


def audience_of(who: Who, case: Application, *, acts_for_applicant: bool) -> Audience:
    """For whom a view is made. An evaluator of the case is one, whatever other role they look under."""
    evaluates = who.role is Role.EVALUATOR or bool(case.tasks_of(who.person))
    if acts_for_applicant:
        return Audience.PARTY
    if evaluates:
        return Audience.EVALUATOR
    if who.role is Role.TREASURER:
        return Audience.TREASURER
    return Audience.PUBLIC if who.role in {Role.PUBLIC, Role.APPLICANT, Role.ADMINISTRATOR} else Audience.STAFF


def view(case: Application, scheme: Scheme, audience: Audience, person: str = "") -> dict[str, object]:
    """What an audience may see; `person` is who looks, whose own work they see. Empty where there is nothing to see."""
    if audience is Audience.PUBLIC and case.state in BEFORE_ACCEPTED:
        return {}
    shown = {name for name, audiences in FIELDS.items() if audience in audiences}
    if audience is Audience.PUBLIC and case.state not in DECIDED and scheme.openness.review is not Review.PUBLIC_THREAD:
        shown -= THREAD
    found = {name: getattr(case, name) for name in shown if name != "fee_settled"}
    if "fee_settled" in shown:
        found["fee_settled"] = case.fee is not None
    return _narrowed(found, case, scheme, audience, person)


def _narrowed(
    found: dict[str, object], case: Application, scheme: Scheme, audience: Audience, person: str
) -> dict[str, object]:
    if audience is Audience.EVALUATOR:
        found["tasks"] = case.tasks_of(person)
    if "judgings" in found:
        to_all = case.state in DECIDED or scheme.openness.review is Review.PUBLIC_THREAD
        # An applicant sees verdicts once they are final, and at once where everybody does.
        early = audience in {Audience.EVALUATOR, Audience.STAFF} or to_all
        found["judgings"] = {
            name: _blind(judging, person, audience)
            for name, judging in case.judgings.items()
            if early or judging.result
        }
    if audience is Audience.PUBLIC and case.submitted is not None and "submitted" in found:
        found["submitted"] = _public_points(case)
    return found


def _blind(judging: Judging, person: str, audience: Audience) -> Judging:
    """While verdicts are sealed, evaluators and the world see neither who judges nor whether they have."""
    if judging.verdicts or audience is Audience.STAFF:
        return judging
    return msgspec.structs.replace(
        judging,
        evaluators=tuple(one for one in judging.evaluators if one == person),
        seals={one: seal for one, seal in judging.seals.items() if one == person},
    )


def _public_points(case: Application) -> object:
    """The points; of evidence that is not for everybody the digest alone, so that it can be held against the bundle."""
    if case.submitted is None:
        return None
    points = tuple(
        msgspec.structs.replace(point, evidence=tuple(_closed(piece) for piece in point.evidence if _is_told(piece)))
        for point in case.submitted.points
    )
    return msgspec.structs.replace(case.submitted, points=points)


def _is_told(piece: Evidence) -> bool:
    return piece.public or piece.digest is not None


def _closed(piece: Evidence) -> Evidence:
    """A piece as everybody may see it."""
    return piece if piece.public else Evidence(id=piece.id, kind=piece.kind, digest=piece.digest, public=False)
