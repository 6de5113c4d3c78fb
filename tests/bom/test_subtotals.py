# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What lines add up to: nothing is lost, and currencies are never mixed."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from oshmark.bom.made import Origin
from oshmark.bom.model import Bom, Line
from oshmark.bom.read import read
from oshmark.bom.stored import from_bytes, to_bytes
from oshmark.bom.subtotals import subtotals, total
from oshmark.bom.write import to_csv
from tests.bom import workbooks

AMOUNTS = st.decimals(min_value=0, max_value=10**6, places=2)
TEXTS = st.sampled_from(["Foot", "Arm", "LED 5 mm", "Kabel, rot", "=1+1", "螺丝", "Fuß|x", "O'Ring"])
LINES = st.lists(
    st.builds(
        Line,
        line=st.integers(1, 999),
        name=TEXTS,
        quantity=st.none() | st.integers(0, 9999).map(Decimal),
        price=st.none() | AMOUNTS,
        total=st.none() | AMOUNTS,
        currency=st.sampled_from([None, "EUR", "USD"]),
        mass_g=st.none() | AMOUNTS,
        group=st.sampled_from([None, "Frame", "Electronics"]),
        sheet=st.sampled_from(["", "Parts"]),
    ),
    max_size=30,
)


def test_sums_are_by_title_and_currency() -> None:
    lines = read(
        b"Name,Qty,Price,Currency,Mass (g),Group\n"
        b"Foot,2,1.50,EUR,10,Frame\nArm,1,2,USD,,Frame\nLED,3,0.10,EUR,1,Light\n"
    ).lines
    frame, light = subtotals(lines)
    assert (frame.group, frame.cost, frame.mass_g, frame.weighed) == (
        "Frame",
        {"EUR": Decimal("3.00"), "USD": Decimal(2)},
        Decimal(20),
        1,
    )
    assert (light.group, light.cost, light.pieces) == ("Light", {"EUR": Decimal("0.30")}, Decimal(3))
    assert total(lines).cost == {"EUR": Decimal("3.30"), "USD": Decimal(2)}


def test_unknown_is_not_zero() -> None:
    found = total([Line(line=1, name="Foot"), Line(line=2, name="Arm", quantity=Decimal(0), mass_g=Decimal(5))])
    assert (found.cost, found.priced, found.mass_g, found.weighed) == ({}, 0, Decimal(0), 1)
    assert found.origins[Origin.UNKNOWN] == 2


@given(LINES)
def test_the_sums_of_all_titles_are_the_sum_of_all_lines(lines: list[Line]) -> None:
    parts, whole = subtotals(lines), total(lines)
    assert sum(one.lines for one in parts) == whole.lines == len(lines)
    for currency, amount in whole.cost.items():
        assert sum((one.cost.get(currency, Decimal(0)) for one in parts), Decimal(0)) == amount
    assert sum((one.mass_g or Decimal(0) for one in parts), Decimal(0)) == (whole.mass_g or Decimal(0))
    assert sum(one.priced for one in parts) == whole.priced


@given(LINES)
def test_a_bill_that_is_kept_is_the_same_again(lines: list[Line]) -> None:
    bom = Bom({"name": "Name"}, tuple(lines))
    assert from_bytes(to_bytes(bom)) == bom


@given(LINES)
def test_what_is_written_as_csv_adds_up_to_the_same(lines: list[Line]) -> None:
    written = Bom({}, tuple(line for line in lines if line.price is not None and line.currency and line.quantity))
    if not written.lines:
        return
    found = read(to_csv(written).encode())
    assert workbooks.of(found.lines, "name", "quantity", "group") == workbooks.of(
        written.lines, "name", "quantity", "group"
    )
    assert total(found.lines).cost == total(written.lines).cost


def test_findings_are_kept_with_their_rules() -> None:
    bom = read(b"Name,Quantity\nFoot,some\nArm,=1+1\n")
    assert {finding.rule.id for finding in bom.findings} == {"bom:quantity-unclear", "bom:formula"}
    assert [one.message for one in from_bytes(to_bytes(bom)).findings] == [one.message for one in bom.findings]
