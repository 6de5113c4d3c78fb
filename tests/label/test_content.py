# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""C-21, C-24, C-25, C-34: what a label binds, and what it lists."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from oshmark.bom.made import Origin
from oshmark.bom.model import Line
from oshmark.errors import RefusedError
from oshmark.label.content import Binding, ReleaseFacts, Standing, content
from oshmark.label.declaration import Declaration, Made, Order, Producer, Topic, TopicText, decode, digest, encode
from oshmark.label.ingredients import Ingredient, Ingredients, ingredient, ingredients
from oshmark.label.version import is_clear
from oshmark.library.bill import join

RELEASE = "/m/git.example.org/lark/lark-220/-/v/1.3.0"
BINDING = Binding(
    number="8T6D7NM8",
    release=RELEASE,
    version="1.3.0",
    producer="p-1",
    municipality="Graz",
    country="AT",
    issued_on=date(2026, 11, 20),
)
DECLARATION = Declaration(
    release=RELEASE,
    version="1.3.0",
    product="Lark 220",
    producer=Producer(id="p-1", name="Lark Workshop", contact="post@lark.example"),
    made=Made(municipality="Graz", country="AT"),
    topics=(TopicText(topic=Topic.SOURCING, text="Any shop for aluminium profile."), TopicText(topic=Topic.TRAINING)),
)
FACTS = ReleaseFacts(address=RELEASE, version="1.3.0", name="Lark 220", digest="0" * 64)
EMPTY = Ingredients(order=Order.AS_LISTED)


def test_a_label_is_made_from_what_fits_together() -> None:
    made = content(BINDING, DECLARATION, FACTS, EMPTY, site="https://osh.example", serial="A1")
    assert made.standing is Standing.SELF_DECLARED
    assert made.address == "HTTPS://OSH.EXAMPLE/C/8T6D7NM8/A1"
    assert made.slot is None


def test_all_five_topics_are_told_of_in_order_and_a_missing_one_is_not_hidden() -> None:
    """C-22: an empty topic is as good as none."""
    made = content(BINDING, DECLARATION, FACTS, EMPTY, site="https://osh.example")
    assert made.topics == (
        (Topic.DESIGN, False),
        (Topic.HOW_MADE, False),
        (Topic.SOURCING, True),
        (Topic.EDUCATION, False),
        (Topic.TRAINING, False),
    )


@pytest.mark.parametrize(
    ("what", "changed"),
    [
        ("release", {"declaration": replace(DECLARATION, release="/m/x/y/-/v/1.3.0")}),
        ("release", {"facts": replace(FACTS, address="/m/x/y/-/v/1.3.0")}),
        ("version", {"declaration": replace(DECLARATION, version="1.4.0")}),
        ("version", {"facts": replace(FACTS, version="1.4.0")}),
        ("producer", {"declaration": replace(DECLARATION, producer=Producer(id="p-2", name="Lark Workshop"))}),
        ("place of manufacture", {"declaration": replace(DECLARATION, made=Made(municipality="Linz", country="AT"))}),
        ("country of manufacture", {"declaration": replace(DECLARATION, made=Made(municipality="Graz", country="DE"))}),
    ],
)
def test_a_label_for_another_version_producer_or_place_is_refused(what: str, changed: dict[str, Any]) -> None:
    """C-21: not a blanket certification."""
    given_ = {"declaration": DECLARATION, "facts": FACTS, **changed}
    with pytest.raises(RefusedError, match=f"given for another {what} "):
        content(BINDING, given_["declaration"], given_["facts"], EMPTY, site="https://osh.example")


@pytest.mark.parametrize(
    "version", ["", " ", "-", "latest", "Main", "unversioned-3f2a", "x.x.x", "n/a", "HEAD", "_dev_"]
)
def test_a_name_that_moves_on_is_no_version(version: str) -> None:
    """C-25: a clear product version."""
    assert not is_clear(version)
    moving = {"version": version}
    with pytest.raises(RefusedError, match="does not say which version"):
        content(
            replace(BINDING, **moving),
            replace(DECLARATION, **moving),
            replace(FACTS, **moving),
            EMPTY,
            site="https://osh.example",
        )


@pytest.mark.parametrize("version", ["1", "1.3.0", "v2", "2024-05", "rev B", "maintained-3", "Ａ", "3.x", "3f2a9c1"])
def test_a_version_says_which_one_it_is(version: str) -> None:
    assert is_clear(version)


lines = st.builds(
    Line,
    line=st.integers(1, 900),
    name=st.text(min_size=1, max_size=12),
    quantity=st.none() | st.decimals(0, 1000, places=2),
    price=st.none() | st.decimals(0, 1000, places=2),
    currency=st.none() | st.sampled_from(["EUR", "USD"]),
    mass_g=st.none() | st.decimals(0, 1000, places=2),
)


@given(st.lists(lines, max_size=30), st.sampled_from(Order))
def test_no_line_is_lost_or_doubled_by_any_order(bill: list[Line], order: Order) -> None:
    """C-24: components on the label = lines of the bill."""
    listed = ingredients(map(ingredient, join(bill, ()).items), order)
    assert sorted(item.name for item in listed.items) == sorted(line.name for line in bill)
    assert listed.unmeasured <= len(bill)


@given(st.lists(lines, max_size=30), st.sampled_from(Order))
def test_the_stated_measure_is_the_one_that_orders(bill: list[Line], order: Order) -> None:
    listed = ingredients(map(ingredient, join(bill, ()).items), order)
    measured = listed.items[: len(listed.items) - listed.unmeasured]
    if listed.order is Order.COST:
        costs = [item.cost for item in measured]
        assert None not in costs
        assert costs == sorted(costs, reverse=True)  # type: ignore[type-var]
        assert len({item.currency for item in measured}) == 1
    if listed.order is Order.MASS:
        assert [item.mass_g for item in measured] == sorted((item.mass_g for item in measured), reverse=True)  # type: ignore[type-var]


def test_costs_in_two_currencies_order_nothing() -> None:
    items = [
        Ingredient(name="screw", cost=Decimal(1), currency="EUR", quantity=Decimal(4)),
        Ingredient(name="nut", cost=Decimal(1), currency="USD", quantity=Decimal(8)),
    ]
    listed = ingredients(items, Order.COST)
    assert listed.order is Order.QUANTITY
    assert [item.name for item in listed.items] == ["nut", "screw"]


def test_a_line_says_how_it_is_made_or_who_sells_it() -> None:
    bill = [
        Line(line=1, name="bracket", quantity=Decimal(2), price=Decimal("1.5"), kind="made", process="CNC"),
        Line(line=2, name="motor", kind="bought", manufacturer="Motoren Huber", mpn="MH-17"),
    ]
    made, bought = map(ingredient, join(bill, ()).items)
    assert (made.origin, made.how, made.cost) == (Origin.MADE, "CNC", Decimal("3.0"))
    assert (bought.origin, bought.how, bought.number) == (Origin.BOUGHT, "Motoren Huber", "MH-17")


def test_a_declaration_is_the_same_after_it_was_written_and_read() -> None:
    assert decode(encode(DECLARATION)) == DECLARATION
    assert digest(DECLARATION) != digest(replace(DECLARATION, product="Lark 221"))
