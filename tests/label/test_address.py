# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oshmark.errors import RefusedError
from oshmark.label.address import (
    digital_link_path,
    is_compact,
    label_address,
    printed_address,
    read_gtin,
    read_serial,
)


def test_the_address_is_in_capitals_so_that_the_code_stays_small() -> None:
    address = label_address("https://osh.example", "8T6D7NM8", "A-17")
    assert address == "HTTPS://OSH.EXAMPLE/C/8T6D7NM8/A-17"
    assert is_compact(address)


def test_a_path_of_the_instance_keeps_its_spelling() -> None:
    address = label_address("https://osh.example/library/", "8T6D7NM8")
    assert address == "HTTPS://OSH.EXAMPLE/library/C/8T6D7NM8"
    assert not is_compact(address)


def test_people_read_the_address_without_its_scheme() -> None:
    assert printed_address("https://OSH.example:8443", "8T6D7NM8") == "osh.example:8443/C/8T6D7NM8"


@pytest.mark.parametrize("text", ["A", "17", "a-17", "2026.11-3", "X" * 20])
def test_a_serial_is_read_in_capitals(text: str) -> None:
    assert read_serial(f" {text} ") == text.upper()


@pytest.mark.parametrize("text", ["", "-1", "1-", "X" * 21, "A B", "A/B", "../..", "ä", "javascript:1", "1%20"])
def test_what_is_no_serial_is_refused(text: str) -> None:
    with pytest.raises(RefusedError, match="1 to 20 signs"):
        read_serial(text)


@given(st.text(max_size=30))
def test_a_serial_never_leaves_the_small_alphabet_of_a_code(text: str) -> None:
    try:
        serial = read_serial(text)
    except RefusedError:
        return
    assert is_compact(label_address("https://osh.example", "8T6D7NM8", serial))
    assert "/" not in serial


@pytest.mark.parametrize(
    ("text", "gtin"),
    [
        ("4006381333931", "04006381333931"),
        ("0 36000 29145 2", "00036000291452"),
        ("96385074", "00000096385074"),
        ("10614141000415", "10614141000415"),
    ],
)
def test_a_gtin_of_any_length_is_one_of_fourteen_digits(text: str, gtin: str) -> None:
    assert read_gtin(text) == gtin
    assert digital_link_path(gtin, "A1") == f"/01/{gtin}/21/A1"


@given(st.integers(0, 13), st.integers(1, 9))
def test_a_wrong_digit_of_a_gtin_is_found(place: int, more: int) -> None:
    gtin = "10614141000415"
    wrong = gtin[:place] + str((int(gtin[place]) + more) % 10) + gtin[place + 1 :]
    with pytest.raises(RefusedError, match="does not fit"):
        read_gtin(wrong)


@pytest.mark.parametrize("text", ["", "123", "400638133393a", "4006381333931000"])
def test_what_is_no_gtin_is_refused(text: str) -> None:
    with pytest.raises(RefusedError, match="8, 12, 13 or 14 digits"):
        read_gtin(text)
