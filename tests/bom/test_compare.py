# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Two bills held against each other: which lines are the same thing, and what they say differently."""

from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from oshmark.bom.compare import compare
from oshmark.bom.model import Bom, Line


def bom(*lines: Line) -> Bom:
    return Bom({}, lines)


def changes(before: Line, after: Line) -> list[tuple[str, str, str]]:
    found = compare(bom(before), bom(after))
    assert (found.added, found.removed) == ((), ())
    return [(one.field, one.was, one.now) for changed in found.changed for one in changed.changes]


def test_the_same_place_on_a_board_may_have_another_part() -> None:
    before = Line(line=1, name="LED", designators=("D1", "D2"))
    assert changes(before, Line(line=1, name="Diode", designators=("D1", "D2"))) == [("name", "LED", "Diode")]
    assert changes(before, Line(line=1, name="LED", designators=("D1", "D3"))) == [("designators", "D1, D2", "D1, D3")]


def test_the_number_of_the_manufacturer_matters_more_than_the_name() -> None:
    before = Line(line=1, name="Motor", mpn="NE-17")
    assert changes(before, Line(line=4, name="Stepper", mpn="ne-17")) == [
        ("name", "Motor", "Stepper"),
        ("mpn", "NE-17", "ne-17"),
    ]


def test_names_that_differ_by_a_letter_are_one_thing() -> None:
    assert changes(Line(line=1, name="M3 x 10 screws"), Line(line=1, name="M3 x 10 screw")) == [
        ("name", "M3 x 10 screws", "M3 x 10 screw")
    ]


def test_what_is_in_one_only_is_added_or_removed() -> None:
    hook, shade = Line(line=1, name="Hook"), Line(line=2, name="Shade")
    found = compare(bom(hook), bom(shade))
    assert (found.removed, found.added, found.changed, found.same) == ((hook,), (shade,), (), 0)


def test_thousands_of_names_are_compared_in_no_time() -> None:
    old = [Line(line=at, name=f"thing {at} {'x' * 100}") for at in range(4000)]
    new = [Line(line=at, name=f"{'y' * 100} matter {at}") for at in range(4000)]
    start = time.process_time()
    assert len(compare(bom(*old), bom(*new)).added) == 4000
    assert time.process_time() - start < 2


LINES = st.lists(
    st.builds(
        lambda name, mark, mpn: Line(line=1, name=name, designators=mark, mpn=mpn),
        st.sampled_from(["Foot", "Arm", "Arms", "LED"]),
        st.sampled_from([(), ("R1",), ("R1", "R2"), ("C1",)]),
        st.sampled_from([None, "A-1", "B-2"]),
    ),
    max_size=6,
)  # fmt: skip


@given(LINES)
def test_a_bill_does_not_differ_from_itself(lines: list[Line]) -> None:
    found = compare(bom(*lines), bom(*lines))
    assert (found.added, found.removed, found.changed, found.same) == ((), (), (), len(lines))


@given(LINES, LINES)
def test_every_line_is_accounted_for(old: list[Line], new: list[Line]) -> None:
    found = compare(bom(*old), bom(*new))
    both = found.same + len(found.changed)
    assert (both + len(found.removed), both + len(found.added)) == (len(old), len(new))
