# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The bodies and schemes that ship: each is whole, says where it comes from, and holds what its plan asks for."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import oshmark.certification
from oshmark.adapters.shipped_schemes import shipped_bodies, shipped_body, shipped_schemes
from oshmark.certification.body_check import check_body
from oshmark.certification.body_read import read_body
from oshmark.certification.criterion import EvidenceKind, Figure, Judgement, Occasion
from oshmark.certification.scheme import Scheme, SchemeState, SchemeType, SubjectKind
from oshmark.certification.scheme_check import check_scheme
from oshmark.certification.scheme_read import read_scheme
from oshmark.certification.written_toml import to_toml

if TYPE_CHECKING:
    from oshmark.certification.body import Body

SCHEMES = {scheme.id: scheme for scheme in shipped_schemes()}
ROOM = Path(oshmark.certification.__file__).parent
WHOLE = {"printer-producer", "product-by-specifications", "dokumentation-3105"}
DRAFTS = {
    "power-cube-producer",
    "xm-workshop",
    "xm-leader",
    "kit-seller",
    "education-programme",
    "specifications-metric",
    "specifications-score",
}


def body_of(scheme: Scheme) -> Body:
    body = shipped_body(scheme.body)
    assert body is not None
    return body


def sources(scheme: Scheme) -> set[str]:
    return {source for criterion in scheme.criteria for source in criterion.source}


def test_three_are_whole_and_the_others_are_marked_as_drafts() -> None:
    states = {scheme.id: scheme.state for scheme in SCHEMES.values()}
    assert states == {
        **dict.fromkeys(WHOLE, SchemeState.PUBLISHED),
        **dict.fromkeys(DRAFTS, SchemeState.DRAFT),
    }


@pytest.mark.parametrize("scheme", SCHEMES.values(), ids=SCHEMES)
def test_nothing_is_missing_in_any_of_them(scheme: Scheme) -> None:
    raw = (ROOM / "schemes" / f"{scheme.id}.toml").read_bytes()
    assert read_scheme(raw).findings == []
    assert check_scheme(scheme, body_of(scheme)) == []


@pytest.mark.parametrize("body", shipped_bodies(), ids=lambda body: body.id)
def test_nothing_is_missing_in_a_body(body: Body) -> None:
    assert read_body((ROOM / "bodies" / f"{body.id}.toml").read_bytes()).findings == []
    assert check_body(body) == []


@pytest.mark.parametrize("scheme", SCHEMES.values(), ids=SCHEMES)
def test_each_reads_back_as_the_same(scheme: Scheme) -> None:
    assert read_scheme(to_toml(scheme).encode()).scheme == scheme


@pytest.mark.parametrize("name", sorted(DRAFTS))
def test_a_draft_says_that_it_is_one_and_what_is_not_settled(name: str) -> None:
    assert SCHEMES[name].notice.startswith("Draft")
    assert SCHEMES[name].version.startswith("0.")
    assert "draft" in SCHEMES[name].title


@pytest.mark.parametrize("body", shipped_bodies(), ids=lambda body: body.id)
def test_a_demo_body_claims_to_be_nobody_else(body: Body) -> None:
    assert "Open Source Ecology" not in body.name
    assert re.search(r"invented|erfunden", body.colophon)
    assert re.search(r"not accredited|von niemandem akkreditiert", body.colophon)
    assert body.contact.endswith(".example")


def test_c_3_the_body_after_the_plan_has_four_values_and_each_of_its_schemes_asks_for_them() -> None:
    body = shipped_body("harrowfield")
    assert body is not None
    assert [value.id for value in body.values] == ["values", "character", "vision", "mission"]
    certifying = [s for s in SCHEMES.values() if s.body == body.id and s.type is not SchemeType.SCORE]
    assert len(certifying) == 7
    for scheme in certifying:
        assert {group.value for group in scheme.groups} >= {value.id for value in body.values}


def test_c_2_subjects_of_many_kinds_have_a_scheme() -> None:
    assert {scheme.subject for scheme in SCHEMES.values()} == {
        SubjectKind.PRODUCT,
        SubjectKind.PRODUCER,
        SubjectKind.PERSON,
        SubjectKind.WORKSHOP,
        SubjectKind.KIT,
        SubjectKind.EDUCATION_PROGRAMME,
        SubjectKind.DOCUMENTATION_RELEASE,
    }


def test_the_printer_producer_has_a_record_for_each_competency() -> None:
    scheme = SCHEMES["printer-producer"]
    nine = {f"C-{number}" for number in range(96, 105)}
    assert sources(scheme) >= {*nine, "C-104a", "C-94", "C-93"}
    assert {group.id for group in scheme.groups} >= {"technical", "enterprise"}
    by_source = {source: c for c in scheme.criteria for source in c.source}
    assert EvidenceKind.VIDEO in by_source["C-96"].kinds
    assert by_source["C-99"].safety


def test_c_103_ability_is_asked_at_once_and_the_real_figure_at_the_surveillance() -> None:
    capacity, delivered = (
        next(c for c in SCHEMES["printer-producer"].criteria if c.id == name) for name in ("capacity", "delivered")
    )
    assert capacity.occasions == (Occasion.APPLICATION,)
    assert Occasion.APPLICATION not in delivered.occasions
    assert Occasion.SURVEILLANCE in delivered.occasions
    for criterion in (capacity, delivered):
        assert criterion.measure is not None
        assert (criterion.measure.figure, criterion.measure.at_least) == (Figure.YIELD, Decimal(20))


def test_c_118_the_product_is_described_point_by_point() -> None:
    scheme = SCHEMES["product-by-specifications"]
    points = [c for c in scheme.criteria for source in c.source if source.startswith("point ")]
    numbers = sorted(int(source.removeprefix("point ")) for c in points for source in c.source if "point" in source)
    assert numbers == list(range(1, 18))
    for criterion in points:
        assert EvidenceKind.STATEMENT in criterion.kinds
        assert criterion.least_words > 0
        assert "C-118" in criterion.source


def test_c_117_the_power_cube_is_the_example_of_the_product_scheme() -> None:
    assert "Power Cube" in SCHEMES["product-by-specifications"].example


def test_c_59_both_hard_gates_stand_before_each_product_and_producer() -> None:
    for name in ("printer-producer", "product-by-specifications", "power-cube-producer", "kit-seller"):
        scheme = SCHEMES[name]
        assert [gate.id for gate in scheme.gates] == ["documentation", "distributive-economics"]
        hard = {criterion.id for criterion in scheme.criteria if criterion.gate}
        assert all(set(gate.criteria) <= hard for gate in scheme.gates)


def test_c_113_a_workshop_of_two_days_fails() -> None:
    (criterion,) = [c for c in SCHEMES["xm-workshop"].criteria if c.id == "one-day"]
    assert criterion.gate
    assert criterion.measure is not None
    assert criterion.measure.unit == "hours"
    assert criterion.measure.at_most is not None
    assert criterion.measure.at_most < 24


def test_the_second_body_speaks_german_and_attests_documents_only() -> None:
    scheme = SCHEMES["dokumentation-3105"]
    body = body_of(scheme)
    assert (body.language, scheme.language, scheme.type) == ("de", "de", SchemeType.ATTESTATION)
    assert scheme.subject is SubjectKind.DOCUMENTATION_RELEASE
    assert (scheme.term_days, scheme.surveillance_days, scheme.fees, scheme.activities) == (None, None, (), ())
    assert {gate.id for gate in scheme.gates}.isdisjoint(gate.id for gate in SCHEMES["printer-producer"].gates)
    assert scheme.openness.review.value == "public-thread"
    assert scheme.openness.anonymous


def test_scores_decide_nothing_and_the_metric_owns_up_to_what_is_missing() -> None:
    metric, score = SCHEMES["specifications-metric"], SCHEMES["specifications-score"]
    assert {metric.type, score.type} == {SchemeType.SCORE}
    assert len(metric.criteria) == 28
    assert "45" in metric.notice
    assert [criterion.rubric.top for criterion in score.criteria if criterion.rubric] == [5] * 7


def test_every_criterion_that_people_judge_can_be_judged_from_home() -> None:
    for scheme in SCHEMES.values():
        for criterion in scheme.criteria:
            if criterion.judgement is not Judgement.AUTOMATIC:
                assert criterion.kinds - {EvidenceKind.LIBRARY}
                assert criterion.pass_example != criterion.fail_example
