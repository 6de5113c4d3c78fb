# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Standards are written as data, for things and for services, and for protocols of distributed production."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from oshmark.certification.explain import explain
from oshmark.certification.recheck import audit
from oshmark.certification.scheme import SchemeType, SubjectKind
from oshmark.certification.scheme_read import read_scheme
from oshmark.certification.status import status_of
from oshmark.certification.written_toml import to_toml
from oshmark.errors import NotPossibleError
from tests.certification.world import MET, World, small_scheme

if TYPE_CHECKING:
    from oshmark.certification.event_data.evaluation import Verdict

SERVICES = (SubjectKind.WORKSHOP, SubjectKind.EDUCATION_PROGRAMME)
THINGS = (SubjectKind.PRODUCT, SubjectKind.KIT)


class WordyWorld(World):
    """Its evaluators give no figure."""

    def verdict(self, criterion: str, base: Verdict = MET) -> Verdict:
        del criterion
        return base


@pytest.mark.parametrize("kind", [*THINGS, *SERVICES], ids=lambda kind: kind.value)
def test_a_standard_and_its_measured_quality_are_the_same_for_a_thing_and_a_service(kind: SubjectKind) -> None:
    """C-7: the figure that was measured stands in the record of either."""
    world = World(small_scheme(subject=kind))
    world.to_issued()
    case = world.case()
    assert {verdict.measured for verdict in case.judging("pace").verdicts.values()} == {Decimal(20)}
    told = explain(world.certificate(), case, world.scheme, world.register, world.now)
    assert "pace" in {one.criterion for one in told.criteria}
    assert world.certificate().terms.about.kind is kind
    assert status_of(world.certificate(), world.now).is_valid


@pytest.mark.parametrize("kind", [*THINGS, *SERVICES], ids=lambda kind: kind.value)
def test_prose_is_no_record_of_quality(kind: SubjectKind) -> None:
    """C-7: for a service as little as for a thing."""
    world = WordyWorld(small_scheme(subject=kind))
    world.to_evaluating()
    with pytest.raises(NotPossibleError) as refusal:
        world.judge("ben", "pace")
    assert refusal.value.codes == ("measured",)


def test_a_protocol_of_distributed_production_is_a_scheme_like_the_others() -> None:
    """C-10: it is a file that is read, adopted and applied for, without a line of code."""
    scheme = small_scheme(type=SchemeType.DISTRIBUTED_PRODUCTION_PROTOCOL)
    written = to_toml(scheme)
    assert 'type = "distributed-production-protocol"' in written
    read = read_scheme(written.encode())
    assert (read.scheme, read.findings) == (scheme, [])
    world = World(scheme)
    world.to_issued()
    assert audit(world.entries, world.schemes) == ()
