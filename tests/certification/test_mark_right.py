# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The right to a mark: product, producer and agreement together, and where one is missing, which (§0a, C-15, C-21)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import msgspec
import pytest

from oshmark.certification.acts import certificate
from oshmark.certification.event_data.certificate import ReasonClass
from oshmark.certification.mark_right import Pillar, mark_right
from oshmark.certification.roles import Role
from oshmark.certification.scheme import SubjectKind
from tests.certification.world import NUMBER, World, small_scheme

if TYPE_CHECKING:
    from oshmark.certification.certificate import Certificate


@pytest.fixture
def product() -> World:
    world = World()
    world.to_issued()
    return world


@pytest.fixture
def producer() -> World:
    world = World(small_scheme(subject=SubjectKind.PRODUCER))
    world.to_issued()
    return world


def missing(product: Certificate | None, producer: Certificate | None, at: World, *, agreed: bool = True) -> list[str]:
    right = mark_right(product, producer, at.now, has_agreement=agreed)
    assert right.holds == (not right.missing)
    return [one.code for one in right.missing]


def test_all_three_together_give_the_right(product: World, producer: World) -> None:
    assert missing(product.certificate(), producer.certificate(), product) == []


def test_each_one_that_is_missing_is_named(product: World, producer: World) -> None:
    one, other = product.certificate(), producer.certificate()
    assert missing(None, other, product) == ["product"]
    assert missing(one, None, product) == ["producer"]
    assert missing(one, other, product, agreed=False) == ["agreement"]
    assert missing(None, None, product, agreed=False) == ["product", "producer", "agreement"]


def test_it_goes_with_a_suspension_and_comes_back_with_its_end(product: World, producer: World) -> None:
    """C-15."""
    why = {"why": ReasonClass.COMPLAINT, "reason": "It broke.", "ends_when": "A new frame."}
    until = product.today + timedelta(days=3)
    product.do(certificate.suspend, "fay", Role.COMPLAINTS_OFFICER, number=NUMBER, until=until, **why)
    right = mark_right(product.certificate(), producer.certificate(), product.now, has_agreement=True)
    [one] = right.missing
    assert one.sentence == "The certificate of the product, K7F49XHM, is suspended since 2026-12-20."
    product.now += timedelta(days=4)
    assert missing(product.certificate(), producer.certificate(), product) == []


def test_it_goes_when_the_time_of_one_is_over(product: World, producer: World) -> None:
    product.at(2027, 12, 20)
    assert missing(product.certificate(), producer.certificate(), product) == ["product", "producer"]


def test_the_producer_has_to_be_the_one_who_makes_the_product(product: World, producer: World) -> None:
    """C-21: never a blanket right of a company for what another makes."""
    terms = msgspec.structs.replace(producer.certificate().terms, holder="heron-works")
    other = msgspec.structs.replace(producer.certificate(), terms=terms)
    assert missing(product.certificate(), other, product) == ["producer"]


def test_a_body_without_producers_needs_what_it_says_and_never_nothing(product: World) -> None:
    needs = frozenset({Pillar.PRODUCT})
    assert mark_right(product.certificate(), None, product.now, has_agreement=False, needs=needs).holds
    assert not mark_right(product.certificate(), None, product.now, has_agreement=True, needs=frozenset()).holds
