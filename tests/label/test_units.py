# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oshmark.errors import RefusedError
from oshmark.label.units import MOST, Run, batch_of, run_of

runs = st.one_of(
    st.builds(
        lambda prefix, start, digits, count: run_of(f"{prefix}{start:0{digits}d}", count),
        st.sampled_from(["", "A", "A-", "AB1.", "A1"]),
        st.integers(1, 60),
        st.integers(1, 4),
        st.integers(1, 30),
    ),
    st.builds(batch_of, st.sampled_from(["A7", "LOT-3", "A-0007", "12"]), st.integers(1, 30)),
)


def serials(run: Run) -> set[str]:
    return {run.prefix} if run.is_batch else {run.serial(number) for number in range(run.first, run.last + 1)}


def test_serials_go_up_with_the_zeros_of_the_first_one() -> None:
    run = run_of("a-0098", 4)
    assert sorted(serials(run)) == ["A-0098", "A-0099", "A-0100", "A-0101"]
    assert run.count == 4


@given(runs)
def test_a_run_holds_exactly_its_serials(run: Run) -> None:
    assert all(run.holds(serial) for serial in serials(run))
    for odd in ("", "A", "A-", "A-00007", "A-1x", "A-٣", "0", "61", "A0061", "LOT-33"):
        assert run.holds(odd) == (odd in serials(run)), odd


@given(runs, runs)
def test_two_runs_meet_exactly_where_they_have_a_serial_in_common(one: Run, other: Run) -> None:
    assert one.meets(other) == bool(serials(one) & serials(other))
    assert one.meets(other) == other.meets(one)


@pytest.mark.parametrize(
    ("first", "count", "says"),
    [
        ("ABC", 3, "does not end in a number"),
        ("A-0", 3, "counted from 1"),
        ("A-1", 0, "1 to 100,000"),
        ("A-1", MOST + 1, "1 to 100,000"),
        ("A_1", 3, "1 to 20 signs"),
        ("99999999999999999999", 2, "1 to 20 signs"),
    ],
)
def test_what_is_no_run_is_refused(first: str, count: int, says: str) -> None:
    with pytest.raises(RefusedError, match=says):
        run_of(first, count)


def test_a_batch_bears_one_code() -> None:
    batch = batch_of("lot-3", 50)
    assert batch.is_batch
    assert batch.holds("LOT-3")
    assert not batch.holds("LOT-30")
