# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Complaints: from anybody, screened before anything shows, decided by the uninvolved."""

from __future__ import annotations

from functools import partial

import pytest

from oshmark.certification.acts import certificate, complaints
from oshmark.certification.certificate_events import about
from oshmark.certification.event_data.certificate import ComplaintCategory, FindingCategory, ReasonClass
from oshmark.certification.roles import ANYBODY, Role
from oshmark.certification.status import Status, status
from oshmark.errors import NotAllowedError, NotPossibleError
from tests.certification.world import NUMBER, World, said

FAY = ("fay", Role.COMPLAINTS_OFFICER)
ONE = {"number": NUMBER, "complaint": "c1"}


@pytest.fixture
def world() -> World:
    world = World()
    world.to_issued()
    return world


def now(world: World) -> Status:
    return status(about(NUMBER, world.entries), world.now)


def test_nothing_shows_of_a_complaint_before_it_was_screened(world: World) -> None:
    """C-4: anybody may complain of mission drift, without an account."""
    world.complain(ANYBODY, category=ComplaintCategory.MISSION_DRIFT)
    assert not now(world).under_complaint
    world.do(complaints.admit_complaint, *FAY, **ONE, reason="The files are gone indeed.")
    assert now(world).under_complaint
    world.do(complaints.decide_complaint, *FAY, **ONE, upheld=True, reason="They are gone.")
    assert not now(world).under_complaint
    assert world.certificate().complaints["c1"].upheld is True


def test_a_dismissed_complaint_never_shows(world: World) -> None:
    world.complain()
    world.do(complaints.dismiss_complaint, *FAY, **ONE, reason="That is another firm.")
    assert not now(world).under_complaint
    with pytest.raises(NotPossibleError):
        world.do(complaints.admit_complaint, *FAY, **ONE, reason="After all.")


def test_the_words_of_a_complaint_are_not_in_the_log(world: World) -> None:
    world.complain(text=said("Mr Heron of Zwolle sold me this."))
    assert "Heron" not in str(world.events[-1])


def test_who_complained_neither_screens_nor_takes_measures(world: World) -> None:
    """Spec §2d."""
    world.complain("fay")
    with pytest.raises(NotAllowedError) as refusal:
        world.do(complaints.admit_complaint, *FAY, **ONE, reason="I am right.")
    assert refusal.value.codes == ("complained",)
    world.complain("eli", "c2")
    withdraw = partial(certificate.withdraw_certificate, why=ReasonClass.COMPLAINT, reason="I am right.")
    with pytest.raises(NotAllowedError) as refusal:
        world.do(withdraw, "eli", Role.DECISION_MAKER, number=NUMBER)
    assert refusal.value.codes == ("complained",)


def test_who_evaluated_does_not_decide_a_complaint(world: World) -> None:
    world.assign("ben", Role.COMPLAINTS_OFFICER)
    world.complain()
    world.do(complaints.admit_complaint, *FAY, **ONE, reason="It may be.")
    decide = partial(complaints.decide_complaint, upheld=False, reason="I looked at it then.")
    with pytest.raises(NotAllowedError) as refusal:
        world.do(decide, "ben", Role.COMPLAINTS_OFFICER, **ONE)
    assert "evaluated" in refusal.value.codes


def test_a_complaint_that_is_upheld_can_become_a_finding(world: World) -> None:
    """C-4."""
    world.complain(category=ComplaintCategory.MISSION_DRIFT)
    world.do(complaints.admit_complaint, *FAY, **ONE, reason="It may be.")
    world.do(complaints.decide_complaint, *FAY, **ONE, upheld=True, reason="It is so.")
    happened = certificate.open_finding(
        world.moment(*FAY, number=NUMBER),
        finding="f1",
        category=FindingCategory.MISSION_DRIFT,
        what="The files are gone.",
        complaint="c1",
    )
    world.append("fay", *happened)
    assert [one.id for one in now(world).findings] == ["f1"]


def test_a_name_is_given_to_one_complaint(world: World) -> None:
    world.complain()
    with pytest.raises(NotPossibleError) as refusal:
        world.complain()
    assert "exists" in refusal.value.codes
