# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The smallest cast of people that can decide anything under a scheme."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from oshmark.certification.roles import Role
from oshmark.certification.scheme import Fee
from oshmark.certification.smallest_cast import Case, apart, in_words, may_share, smallest_cast
from tests.certification.schemes import AUTOMATIC, SCHEME, changed, with_groups

if TYPE_CHECKING:
    from oshmark.certification.scheme import Scheme

PAID = changed(fees=(Fee(id="f", title="F", currency="USD"),))


def fewest(seats: list[Role], held: tuple[tuple[Role, ...], ...] = ()) -> int:
    """By trying everything: the fewest people among whom the seats can be shared out."""
    if not seats:
        return len(held)
    role, *others = seats
    best = fewest(others, (*held, (role,)))
    for place, roles in enumerate(held):
        if role not in roles and may_share((*roles, role)):
            best = min(best, fewest(others, (*held[:place], (*roles, role), *held[place + 1 :])))
    return best


def test_a_certificate_takes_the_applicant_two_evaluators_one_who_decides_and_one_who_issues() -> None:
    assert in_words(smallest_cast(SCHEME)) == "5 people: 1 applicant; 2 evaluators; 1 decision maker; 1 registrar"
    assert smallest_cast(SCHEME).staff == 4


def test_a_treasurer_may_decide_but_not_evaluate() -> None:
    cast = smallest_cast(PAID)
    assert cast.people == 5
    assert not [seat for seat in cast.seats if {Role.TREASURER, Role.EVALUATOR} <= set(seat.roles)]
    assert may_share((Role.TREASURER, Role.DECISION_MAKER))


SPECIFIED = {
    "screen, accept: not the applicant's relations": {(Role.APPLICANT, Role.REGISTRAR)},
    "assign evaluators: not the applicant, not the evaluators": {(Role.REGISTRAR, Role.EVALUATOR)},
    "evaluate: none of the applicant's": {(Role.APPLICANT, Role.EVALUATOR)},
    "review and decide: not any evaluator": {
        (Role.EVALUATOR, Role.DECISION_MAKER),
        (Role.APPLICANT, Role.DECISION_MAKER),
    },
    "sign and issue: not the decision maker alone": {(Role.DECISION_MAKER, Role.REGISTRAR)},
    "suspend: not by whom it concerns": {(Role.APPLICANT, Role.COMPLAINTS_OFFICER)},
    "hear an appeal: not who evaluated, decided, or took the measure": {
        (Role.APPEAL_PANEL, Role.EVALUATOR),
        (Role.APPEAL_PANEL, Role.DECISION_MAKER),
        (Role.APPEAL_PANEL, Role.COMPLAINTS_OFFICER),
        (Role.APPEAL_PANEL, Role.APPLICANT),
    },
    "decide a complaint: not who evaluated or decided (ISO/IEC 17065, 7.13)": {
        (Role.COMPLAINTS_OFFICER, Role.EVALUATOR),
        (Role.COMPLAINTS_OFFICER, Role.DECISION_MAKER),
    },
    "change a standard: not with an open application under it": {(Role.STANDARDS_EDITOR, Role.APPLICANT)},
    "set a fee: evaluators do not see it": {
        (Role.TREASURER, Role.EVALUATOR),
        (Role.TREASURER, Role.APPLICANT),
    },
}
"""§2d, line by line: what it keeps apart about one application or certificate."""


def test_the_matrix_keeps_apart_exactly_what_the_specification_does() -> None:
    """§2d; a change of the matrix that goes further or less far fails here."""
    assert apart() == {frozenset(pair) for pairs in SPECIFIED.values() for pair in pairs}


@pytest.mark.parametrize(
    "pair",
    [
        (Role.APPLICANT, Role.EVALUATOR),
        (Role.APPLICANT, Role.DECISION_MAKER),
        (Role.APPLICANT, Role.REGISTRAR),
        (Role.APPLICANT, Role.APPEAL_PANEL),
        (Role.EVALUATOR, Role.DECISION_MAKER),
        (Role.EVALUATOR, Role.REGISTRAR),
        (Role.EVALUATOR, Role.TREASURER),
        (Role.EVALUATOR, Role.APPEAL_PANEL),
        (Role.DECISION_MAKER, Role.APPEAL_PANEL),
        (Role.DECISION_MAKER, Role.COMPLAINTS_OFFICER),
    ],
)
def test_the_matrix_keeps_these_roles_apart(pair: tuple[Role, Role]) -> None:
    assert frozenset(pair) in apart()


@pytest.mark.parametrize(
    ("case", "people"), [(Case.DECISION, 5), (Case.DISAGREEMENT, 6), (Case.APPEAL, 6), (Case.COMPLAINT, 5)]
)
def test_each_case_states_its_people(case: Case, people: int) -> None:
    assert smallest_cast(SCHEME, case).people == people


@pytest.mark.parametrize("case", list(Case))
@pytest.mark.parametrize("scheme", [SCHEME, PAID, changed(deciders=2), changed(evaluators_per_criterion=3)])
def test_nobody_could_do_with_fewer_people(scheme: Scheme, case: Case) -> None:
    cast = smallest_cast(scheme, case)
    seats = [role for seat in cast.seats for _ in range(seat.people) for role in seat.roles]
    assert cast.people == fewest(seats)


@pytest.mark.parametrize("case", list(Case))
def test_nobody_holds_two_roles_that_have_to_be_apart(case: Case) -> None:
    for seat in smallest_cast(changed(PAID, deciders=3), case).seats:
        assert may_share(seat.roles)
        assert not [pair for pair in apart() if pair <= set(seat.roles)]


def test_a_scheme_that_programs_judge_alone_still_needs_somebody_to_decide() -> None:
    automatic = with_groups([SCHEME.groups[1].__class__(id="g", title="G", criteria=(AUTOMATIC,))])
    assert in_words(smallest_cast(automatic)) == "3 people: 1 applicant; 1 decision maker; 1 registrar"


def test_very_many_evaluators_are_counted_and_not_listed() -> None:
    assert smallest_cast(changed(evaluators_per_criterion=10**9)).people == 10**9 + 3
