# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oshmark.errors import RefusedError
from oshmark.label.number import LENGTH, SIGNS, check_character, draw_number, grouped, read_number

numbers = st.text(alphabet=SIGNS, min_size=LENGTH - 1, max_size=LENGTH - 1).map(lambda t: t + check_character(t))


def test_no_two_signs_look_alike_and_their_count_is_a_prime() -> None:
    assert len(set(SIGNS)) == len(SIGNS) == 23
    for pair in ("0O", "OD", "OQ", "0D", "1I", "1L", "IL", "2Z", "5S", "6G", "8B", "UV"):
        assert not set(pair) <= set(SIGNS), pair


@given(numbers)
def test_a_number_is_read_as_it_is_printed(number: str) -> None:
    assert read_number(number) == number
    assert read_number(f"  {grouped(number).lower()} ") == number


@given(numbers, st.integers(0, LENGTH - 1), st.sampled_from(SIGNS))
def test_every_single_wrong_sign_is_found(number: str, place: int, sign: str) -> None:
    wrong = number[:place] + sign + number[place + 1 :]
    if wrong == number:
        return
    with pytest.raises(RefusedError, match="wrong"):
        read_number(wrong)


@given(numbers, st.integers(0, LENGTH - 1), st.integers(0, LENGTH - 1))
def test_every_two_signs_that_changed_places_are_found(number: str, one: int, other: int) -> None:
    signs = list(number)
    signs[one], signs[other] = signs[other], signs[one]
    wrong = "".join(signs)
    if wrong == number:
        return
    with pytest.raises(RefusedError, match="changed places"):
        read_number(wrong)


@given(numbers)
def test_what_people_write_for_a_sign_is_understood(number: str) -> None:
    written = number.replace("8", "B").replace("6", "g").replace("V", "u").replace("D", "0")
    assert read_number(written) == number


@given(st.text(max_size=40))
def test_any_text_is_a_number_or_refused(text: str) -> None:
    try:
        number = read_number(text)
    except RefusedError:
        return
    assert len(number) == LENGTH
    assert set(number) <= set(SIGNS)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "this has 0"),
        ("K7F4", "this has 4"),
        ("K7F4-9XHM-1", "this has 9"),
        ("K7F4SXHM", "“S” does not occur"),
        ("K7F4/XHM", "“/” does not occur"),
    ],
)
def test_a_refusal_says_what_is_wrong(text: str, says: str) -> None:
    with pytest.raises(RefusedError, match=says):
        read_number(text)


def test_numbers_are_drawn_from_all_signs() -> None:
    drawn = random.Random(7)  # noqa: S311  a fixed series, so that the test says the same each time
    numbers = {draw_number(drawn.randrange) for _ in range(2000)}
    assert len(numbers) == 2000
    assert {sign for number in numbers for sign in number} == set(SIGNS)
    assert all(read_number(number) == number for number in numbers)
