# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which of several versions is the newest."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oshmark.library.versions import newest

IN_ORDER: list[tuple[str, str]] = [
    ("1.9", "1.10"),
    ("1", "1.0.1"),
    ("1.0", "v1.1"),
    ("V1.9", "1.10"),
    ("1.0-rc1", "1.0"),
    ("1.0-rc9", "1.0-rc10"),
    ("1.0-RC1", "1.0-rc2"),
    ("1.0-alpha", "1.0-beta"),
    ("1.0-alpha.2", "1.0-alpha.10"),
    ("0.9.9", "1.0-rc1"),
    ("1.0", "1.0.0.1"),
    ("9", "10"),
    ("2024-03-01", "2024-11-20"),
    ("2024-9-1", "2024-10-1"),
    ("1.0-rc", "1.0-rc1"),
]


@pytest.mark.parametrize(("older", "newer"), IN_ORDER)
def test_numbers_decide_whatever_came_first(older: str, newer: str) -> None:
    assert newest([(older, 1), (newer, 2)]) == 1
    assert newest([(newer, 1), (older, 2)]) == 0


@pytest.mark.parametrize("versions", [("spring", "autumn"), ("2.0", "final"), ("1.0", "unversioned-0123456789ab")])
def test_where_one_is_a_word_the_one_admitted_last_is_the_newest(versions: tuple[str, str]) -> None:
    assert newest([(versions[0], 7), (versions[1], 3)]) == 0
    assert newest([(versions[0], 3), (versions[1], 7)]) == 1


@pytest.mark.parametrize("versions", [("1.0", "1.0.0"), ("1.0", "v1.0"), ("1.0+a", "1.0+b")])
def test_of_equal_versions_the_one_admitted_last_is_the_newest(versions: tuple[str, str]) -> None:
    assert newest([(versions[0], 7), (versions[1], 3)]) == 0


@given(st.lists(st.text(alphabet="0129.-+rcv ²x", max_size=12), min_size=1, max_size=6), st.randoms())
def test_the_choice_does_not_depend_on_the_order_of_the_list(versions: list[str], random: object) -> None:
    numbered = [(version, number) for number, version in enumerate(versions)]
    best = numbered[newest(numbered)]
    for shift in range(len(numbered)):
        turned = numbered[shift:] + numbered[:shift]
        assert turned[newest(turned)] == best


def test_numbers_without_end_take_no_time() -> None:
    assert newest([("1" * 10_000, 1), ("1.0-" + "9" * 10_000, 2)]) == 1
