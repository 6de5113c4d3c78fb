# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""C-8: standards are versioned and anybody can see what differs between two versions."""

from __future__ import annotations

from decimal import Decimal

import msgspec
from hypothesis import given

from oshmark.certification.scheme import Fee, Group, Scheme
from oshmark.certification.scheme_diff import Kind, as_data, difference, in_words
from tests.certification.made_schemes import schemes
from tests.certification.schemes import SAID, SCHEME, changed, criterion, with_criteria, with_criterion, with_groups

USE, MAKING = SCHEME.groups


def words(after: Scheme) -> list[str]:
    return [in_words(change) for change in difference(SCHEME, after)]


@given(schemes(), schemes())
def test_there_is_a_difference_exactly_if_they_are_not_equal(one: Scheme, other: Scheme) -> None:
    assert (difference(one, other) == ()) is (one == other)


@given(schemes())
def test_a_scheme_does_not_differ_from_itself(scheme: Scheme) -> None:
    assert difference(scheme, msgspec.structs.replace(scheme)) == ()


def test_a_changed_weight_is_said_with_both_numbers() -> None:
    assert words(with_criterion("repair", weight=4)) == ["criteria / repair / weight: was 1, now 4"]


def test_a_new_criterion_is_called_by_its_title() -> None:
    assert words(with_criteria(criterion("colour"))) == ["criteria / colour: new: “Colour”"]


def test_what_was_there_and_is_gone_is_said() -> None:
    before, after = with_criterion("repair", least_words=4), SCHEME
    assert [in_words(change) for change in difference(before, after)] == ["criteria / repair / least-words: gone: 4"]


def test_a_criterion_that_moved_is_no_new_one() -> None:
    use = msgspec.structs.replace(USE, criteria=(USE.criteria[1],))
    making = msgspec.structs.replace(MAKING, criteria=(SAID, *MAKING.criteria))
    kinds = [(change.kind, change.where) for change in difference(SCHEME, with_groups([use, making]))]
    assert kinds == [(Kind.MOVED, ("criteria", "purpose", "group")), (Kind.ORDER, ("criteria",))]


def test_another_order_is_a_difference() -> None:
    assert words(with_groups([MAKING, USE]))[0] == "groups: in another order: “making”, “use”"


def test_criteria_that_cannot_be_told_apart_are_compared_where_they_stand() -> None:
    twice = with_groups([USE, MAKING, Group(id="again", title="A", criteria=(SAID,))])
    assert difference(twice, twice) == ()
    assert difference(SCHEME, twice)


def test_numbers_are_compared_by_value_and_written_without_trailing_zeros() -> None:
    before = changed(fees=(Fee(id="f", title="F", amount=Decimal("10.50"), currency="USD"),))
    after = changed(fees=(Fee(id="f", title="F", amount=Decimal("12.0"), currency="USD"),))
    (change,) = difference(before, after)
    assert in_words(change) == "fees / f / amount: was 10.5, now 12"
    assert as_data(change) == {"kind": "changed", "where": ["fees", "f", "amount"], "was": "10.5", "now": "12"}


def test_yes_and_no_are_said_in_words() -> None:
    assert words(with_criterion("repair", gate=True)) == ["criteria / repair / gate: new: yes"]
