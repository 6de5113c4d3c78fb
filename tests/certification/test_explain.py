# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A certificate says why there is one (C-127), and what all of them cost together (C-11)."""

from __future__ import annotations

from decimal import Decimal

import msgspec
import pytest

from oshmark.certification.acts import parties
from oshmark.certification.acts.application import Settlement
from oshmark.certification.effort import effort
from oshmark.certification.event_data.parties import RelationKind
from oshmark.certification.explain import Explanation, explain
from oshmark.certification.roles import Role
from tests.certification.story import judging, life, paperwork, people
from tests.certification.world import ORGANISATION, World, hashed


@pytest.fixture(scope="module")
def told() -> Explanation:
    world = World()
    people(world)
    paperwork(world)
    asked = {"one": "hal", "other": ORGANISATION, "relation": RelationKind.FAMILY, "since": world.today}
    world.assign("hal", Role.EVALUATOR)
    world.do(parties.declare_relation, "hal", Role.PUBLIC, **asked)
    judging(world)
    life(world)
    return explain(world.certificate(), world.case(), world.scheme, world.register, world.now)


def test_it_says_who_evaluated_reviewed_decided_and_issued(told: Explanation) -> None:
    """C-127."""
    assert told.evaluated_by == ("ben", "cleo", "dora")
    assert (told.reviewed_by, told.decided_by, told.issued_by) == (("eli",), "eli", "ada")
    assert told.reason == "All of it is met."
    assert told.agreement == "pact@2"


def test_it_says_who_was_barred_and_why(told: Explanation) -> None:
    """C-127."""
    [barred] = told.barred_from_evaluating
    assert barred.person == "hal"
    assert barred.objections[0].sentence == "hal has declared a relation to the applicant: family."


def test_it_says_how_each_criterion_was_settled_and_what_was_seen(told: Explanation) -> None:
    """C-127, C-9."""
    ways = {one.criterion: (one.how, one.rounds) for one in told.criteria}
    assert ways == {
        "files": ("reconciled", 1),
        "wiring": ("elsewhere", 1),
        "pace": ("agreed", 2),
        "skill": ("third", 1),
        "manifest": ("automatic", 1),
    }
    [skill] = [one for one in told.criteria if one.criterion == "skill"]
    assert [(one.evaluator, one.third) for one in skill.verdicts] == [("ben", False), ("cleo", False), ("dora", True)]
    [wiring] = [one for one in told.criteria if one.criterion == "wiring"]
    assert wiring.handed_in == (hashed("wiringe0-0"),)


def test_it_says_what_would_end_it(told: Explanation) -> None:
    """C-127."""
    sentences = " ".join(one.sentence for one in told.would_end)
    assert "It ends with 2027-12-" in sentences
    assert "Lab 18, which is valid until 2028-" in sentences
    assert [one.code for one in told.would_end][:2] == ["expired", "surveillance"]
    assert told.status.is_valid


def test_hours_and_fees_are_published_in_sum_and_never_so_that_one_can_be_told() -> None:
    """C-11, C-43."""
    world = World()
    world.to_granted()
    paid = Settlement(waived=False, amount=Decimal(100), currency="EUR")
    waived = Settlement(waived=True, reason="Small.")
    cases = [world.case()] * 3
    whole = effort(cases, (paid, paid, waived))
    # Screening 30 minutes, eight verdicts of 20, a review of 40: 230 minutes each.
    assert (whole.applications, whole.hours) == (3, Decimal("11.5"))
    assert (whole.fees, whole.waived) == ({"EUR": Decimal(200)}, 1)
    few = effort(cases[:2], (paid, waived))
    assert (few.fees, few.waived) == (None, None)
    assert effort((), ()).hours == 0


def test_an_explanation_can_be_written_as_data(told: Explanation) -> None:
    written = msgspec.json.encode(told)
    assert msgspec.json.decode(written, type=Explanation) == told
