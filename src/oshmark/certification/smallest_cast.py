# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The smallest cast of people that can bring an application under a scheme to its end.

One person may hold several roles, but not two that the matrix keeps apart. Conflicts of interest come on top: a body
with exactly this many people can decide nothing about its own friends.
"""

from __future__ import annotations

from enum import Enum
from functools import cache
from itertools import combinations
from typing import TYPE_CHECKING

import msgspec

from oshmark.certification.events import Kind
from oshmark.certification.matrix import Bar, matrix
from oshmark.certification.roles import Role

if TYPE_CHECKING:
    from oshmark.certification.scheme import Scheme


class Case(Enum):
    """How far it goes: to a certificate, through a disagreement of the evaluators, an appeal, or a complaint."""

    DECISION = "decision"
    DISAGREEMENT = "disagreement"
    APPEAL = "appeal"
    COMPLAINT = "complaint"


class Seat(msgspec.Struct, frozen=True):
    """`people` persons, each of whom holds all of these roles."""

    roles: tuple[Role, ...]
    people: int


class Cast(msgspec.Struct, frozen=True):
    """Who is needed, the applicant among them."""

    seats: tuple[Seat, ...]

    @property
    def people(self) -> int:
        """How many persons, the applicant included."""
        return sum(seat.people for seat in self.seats)

    @property
    def staff(self) -> int:
        """How many persons of the body."""
        return sum(seat.people for seat in self.seats if Role.APPLICANT not in seat.roles)


_STANDS_FOR: dict[Bar, frozenset[Role]] = {
    Bar.OWN_CASE: frozenset({Role.APPLICANT}),
    Bar.OPEN_APPLICATION: frozenset({Role.APPLICANT}),
    Bar.EVALUATED: frozenset({Role.EVALUATOR}),
    Bar.DECIDED: frozenset({Role.DECISION_MAKER}),
    Bar.MEASURED: frozenset({Role.DECISION_MAKER, Role.COMPLAINTS_OFFICER}),
    Bar.HANDLED_FEE: frozenset({Role.TREASURER}),
}
"""The bars of the matrix that come from having acted under another role, and the roles that it may have been."""
_NAMES_ANOTHER: dict[Kind, Role] = {Kind.EVALUATOR_ASSIGNED: Role.EVALUATOR}
"""Acts that give somebody else work, and the role of whom they name: nobody gives it to themselves."""


@cache
def apart() -> frozenset[frozenset[Role]]:
    """The pairs of roles that the matrix lets nobody hold together about one application or certificate.

    They are those of the specification (§2d): who may not do what is said there of relations to the applicant, and of
    what somebody has done before; the latter is what two roles in one hand would lead to.
    """
    found = {
        frozenset({role, other})
        for row in matrix().values()
        for role in row.roles
        for bar in row.bars
        for other in _STANDS_FOR.get(bar, frozenset())
    }
    for kind, named in _NAMES_ANOTHER.items():
        found |= {frozenset({role, named}) for role in matrix()[kind].roles if Bar.SELF in matrix()[kind].bars}
    return frozenset(pair for pair in found if len(pair) > 1)


def smallest_cast(scheme: Scheme, case: Case = Case.DECISION) -> Cast:
    """The fewest people that can do it. A case includes all that comes before it, but for the complaint: it needs
    those who decided, and the complaints officer."""
    seats: list[Seat] = []
    for role, count in _needed(scheme, case).items():
        _place(seats, role, count)
    return Cast(tuple(seats))


def may_share(roles: tuple[Role, ...]) -> bool:
    """Whether one person may hold all of these."""
    return not any(frozenset(pair) in apart() for pair in combinations(roles, 2))


def in_words(cast: Cast) -> str:
    """`5 people: 1 applicant; 2 evaluators; 1 decision maker; 1 registrar and treasurer`."""
    seats = "; ".join(f"{seat.people} {_together(seat)}" for seat in cast.seats)
    return f"{cast.people} people: {seats}"


def _needed(scheme: Scheme, case: Case) -> dict[Role, int]:
    """How many of each role, the roles with the most to be kept apart from first."""
    by_people = any(criterion.needs_people for criterion in scheme.criteria)
    evaluators = scheme.evaluators_per_criterion if by_people else 0
    third = 1 if by_people and case in (Case.DISAGREEMENT, Case.APPEAL) else 0
    count = {
        Role.APPLICANT: 1,
        Role.EVALUATOR: evaluators + third,
        Role.DECISION_MAKER: scheme.deciders,
        Role.REGISTRAR: 1,
        Role.APPEAL_PANEL: int(case is Case.APPEAL),
        Role.COMPLAINTS_OFFICER: int(case is Case.COMPLAINT),
        Role.TREASURER: int(bool(scheme.fees)),
    }
    return {role: number for role, number in count.items() if number > 0}


def _place(seats: list[Seat], role: Role, count: int) -> None:
    """Give the role to people who are there already as far as they may hold it, and to new ones beyond."""
    for place, seat in enumerate(list(seats)):
        if count and may_share((*seat.roles, role)):
            taken = min(seat.people, count)
            seats[place] = Seat((*seat.roles, role), taken)
            if taken < seat.people:
                seats.append(Seat(seat.roles, seat.people - taken))
            count -= taken
    if count:
        seats.append(Seat((role,), count))


def _together(seat: Seat) -> str:
    names = [role.value.replace("-", " ") for role in seat.roles]
    if seat.people > 1:
        names = [name if name.endswith("panel") else f"{name}s" for name in names]
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
