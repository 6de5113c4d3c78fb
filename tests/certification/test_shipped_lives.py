# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Each scheme that ships published is walked from its proposal to a certificate, by five people of the body."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

import oshmark.certification
from oshmark.certification.acts import application
from oshmark.certification.criterion import EvidenceKind
from oshmark.certification.explain import explain
from oshmark.certification.recheck import audit
from oshmark.certification.results import checklist, share, shortfalls
from oshmark.certification.roles import Role
from oshmark.certification.scheme import Scheme, SchemeState
from oshmark.certification.scheme_read import read_scheme
from oshmark.certification.status import status_of
from oshmark.errors import NotPossibleError
from tests.certification.world import APPLICANT, World, challenge_of

FOLDER = Path(oshmark.certification.__file__).parent / "schemes"


def shipped() -> list[Scheme]:
    found = [read_scheme(path.read_bytes()).scheme for path in sorted(FOLDER.glob("*.toml"))]
    return [scheme for scheme in found if scheme is not None and scheme.state is SchemeState.PUBLISHED]


class PatientWorld(World):
    """A world whose applicant shows every code that is asked for, and waits as long as a thread is open."""

    def open(self, case: str = "a1", *, renew: bool = False) -> None:
        super().open(case, renew=renew)
        for criterion in checklist(self.case(case), self.scheme):
            if any(asked.kinds[0] is EvidenceKind.VIDEO for asked in criterion.evidence):
                asked = {"criterion": criterion.id, "code": challenge_of(criterion)}
                self.do(application.give_challenge, APPLICANT, Role.APPLICANT, case=case, **asked)

    def begin(self, case: str = "a1") -> None:
        super().begin(case)
        self.now += timedelta(days=self.scheme.openness.least_days)


def test_three_published_schemes_ship() -> None:
    assert len(shipped()) == 3


@pytest.mark.parametrize("scheme", shipped(), ids=lambda scheme: scheme.id)
def test_an_application_under_it_can_come_to_a_certificate(scheme: Scheme) -> None:
    world = PatientWorld(scheme)
    world.to_issued()
    case = world.case()
    assert status_of(world.certificate(), world.now).is_valid
    assert shortfalls(case, scheme, case.level, world.now) == ()
    assert share({one.criterion: one for one in case.results}, checklist(case, scheme)) == 1
    assert audit(world.entries, world.schemes) == ()
    told = explain(world.certificate(), case, scheme, world.register, world.now)
    assert len(told.criteria) == len(checklist(case, scheme)) > 10
    assert all(one.title and one.how for one in told.criteria)


@pytest.mark.parametrize("scheme", shipped(), ids=lambda scheme: scheme.id)
def test_one_empty_point_of_it_blocks_submission(scheme: Scheme) -> None:
    """C-118, for every point of every scheme."""
    world = PatientWorld(scheme)
    world.open()
    answers = world.answers()
    for place in range(len(answers)):
        with pytest.raises(NotPossibleError) as refusal:
            world.submit(answers=(*answers[:place], *answers[place + 1 :]))
        assert refusal.value.codes == ("point-empty",)
    world.submit()


@pytest.mark.parametrize("scheme", shipped(), ids=lambda scheme: scheme.id)
def test_a_draft_of_it_certifies_nothing(scheme: Scheme) -> None:
    """C-112."""
    world = PatientWorld(scheme)
    world.scheme = msgspec.structs.replace(scheme, state=SchemeState.DRAFT)
    with pytest.raises(NotPossibleError) as refusal:
        world.open()
    assert refusal.value.codes == ("not-open",)
