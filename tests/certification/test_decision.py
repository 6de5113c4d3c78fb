# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Review, decision and appeal: by others than who evaluated, with reasons, and looked at again by the uninvolved."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest

from oshmark.certification.acts import decision
from oshmark.certification.event_data.decision import Recommendation
from oshmark.certification.lifecycle import ApplicationState
from oshmark.certification.roles import Role
from oshmark.certification.scheme import Openness, Review
from oshmark.errors import NotAllowedError, NotPossibleError
from tests.certification.world import APPLICANT, NOT_MET, World, said, small_scheme

ELI, KIM = ("eli", Role.DECISION_MAKER), (APPLICANT, Role.APPLICANT)


def evaluated(world: World) -> World:
    world.to_evaluating()
    world.judge_all()
    world.conclude()
    return world


@pytest.fixture
def refused() -> World:
    world = World()
    world.to_refused()
    return world


def test_nothing_is_decided_that_nobody_has_reviewed() -> None:
    world = evaluated(World())
    with pytest.raises(NotPossibleError) as refusal:
        world.grant()
    assert refusal.value.codes == ("state",)


def test_a_decision_has_a_reason() -> None:
    world = evaluated(World())
    world.review()
    for reason in ("", " \n", "x" * 4001):
        with pytest.raises(NotPossibleError) as refusal:
            world.do(decision.refuse, *ELI, case="a1", unmet=(), reason=reason)
        assert refusal.value.codes == ("form",)


def test_as_many_decide_as_the_scheme_says() -> None:
    world = evaluated(World(small_scheme(deciders=2)))
    world.assign("fay", Role.DECISION_MAKER)
    world.review()
    with pytest.raises(NotPossibleError) as refusal:
        world.grant()
    assert refusal.value.codes == ("deciders",)
    against = {"recommends": Recommendation.REFUSE, "reason": "I am not sure."}
    world.do(decision.review, "fay", Role.DECISION_MAKER, case="a1", **against)
    with pytest.raises(NotPossibleError):
        world.grant()
    # Fay has thought it over: who decides may come to another view than in the review, and says why.
    agreed = {"level": "certified", "scope": ("selling",), "reason": "So be it."}
    world.do(decision.grant, "fay", Role.DECISION_MAKER, case="a1", **agreed)
    assert world.case().decided_by == "fay"


def test_nobody_reviews_twice() -> None:
    world = evaluated(World())
    world.review()
    with pytest.raises(NotPossibleError) as refusal:
        world.review()
    assert refusal.value.codes == ("reviewed",)


def test_nothing_is_granted_that_was_not_applied_for() -> None:
    world = evaluated(World())
    world.review()
    for level, scope, code in (("certified", ("selling", "teaching"), "scope"), ("certified", (), "scope")):
        with pytest.raises(NotPossibleError) as refusal:
            world.do(decision.grant, *ELI, case="a1", level=level, scope=scope, reason="Generous.")
        assert refusal.value.codes == (code,)
    world.do(decision.grant, *ELI, case="a1", level="listed", scope=("selling",), reason="Careful.")


def test_a_public_thread_stays_open_for_its_days() -> None:
    world = evaluated(World(small_scheme(openness=Openness(review=Review.PUBLIC_THREAD, least_days=14))))
    world.review()
    with pytest.raises(NotPossibleError) as refusal:
        world.grant()
    assert refusal.value.codes == ("thread",)
    world.now += timedelta(days=14)
    world.grant()


def test_a_refusal_can_be_appealed_for_so_many_days(refused: World) -> None:
    refused.now += timedelta(days=30)
    with pytest.raises(NotPossibleError) as refusal:
        refused.do(decision.appeal, *KIM, case="a1", grounds=said("No."))
    assert refusal.value.codes == ("too-late",)


def test_an_appeal_is_heard_by_the_uninvolved(refused: World) -> None:
    """Spec §2c 7.13: the whole panel is held to it, not only who writes it down."""
    refused.do(decision.appeal, *KIM, case="a1", grounds=said("You overlooked page 3."))
    for person in ("eli", "ben"):
        refused.assign(person, Role.APPEAL_PANEL)
        dismiss = partial(decision.dismiss_appeal, reason="We were right.")
        with pytest.raises(NotAllowedError) as refusal:
            refused.do(dismiss, person, Role.APPEAL_PANEL, case="a1", panel=(person,))
        assert set(refusal.value.codes) & {"evaluated", "decided"}
        with pytest.raises(NotPossibleError) as hidden:
            refused.do(dismiss, "gus", Role.APPEAL_PANEL, case="a1", panel=("gus", person))
        assert set(hidden.value.codes) & {"evaluated", "decided"}
    with pytest.raises(NotPossibleError) as absent:
        refused.do(dismiss, "gus", Role.APPEAL_PANEL, case="a1", panel=("hal",))
    assert "panel" in absent.value.codes
    refused.do(dismiss, "gus", Role.APPEAL_PANEL, case="a1", panel=("gus",))
    assert refused.case().state is ApplicationState.UPHELD


def test_an_appeal_that_is_allowed_opens_what_it_names_and_nothing_else(refused: World) -> None:
    refused.do(decision.appeal, *KIM, case="a1", grounds=said("You overlooked page 3."))
    allowed = {"panel": ("gus",), "criteria": ("files",), "reason": "Page 3."}
    refused.do(decision.allow_appeal, "gus", Role.APPEAL_PANEL, case="a1", **allowed)
    case = refused.case()
    assert (case.state, case.decision, case.reviews) == (ApplicationState.EVALUATING, None, {})
    assert case.judging("files").round == 2
    assert case.judging("skill").result is not None
    with pytest.raises(NotPossibleError):
        refused.conclude()


def test_a_refused_application_gives_no_certificate(refused: World) -> None:
    with pytest.raises(NotPossibleError) as refusal:
        refused.issue()
    assert refusal.value.codes == ("not-granted",)
    assert refused.case().judging("files").result == NOT_MET
