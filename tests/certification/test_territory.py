# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""C-73, C-75, C-123: a body states its territories; each is open, taken or led together."""

from __future__ import annotations

import pytest

from oshmark.certification.body import Territories
from oshmark.certification.territory import Answer, Slot, Standing, answer, is_code, slot_of, slots
from oshmark.values.language import REGIONS
from oshmark.values.territory import countries, name_of, names, states_of

NORTH = ("US-*", "CA-*")


def test_every_country_has_a_name_and_sixty_states_make_a_continent() -> None:
    """C-73: fifty states and ten provinces."""
    assert set(countries()) == REGIONS
    assert len(slots(NORTH)) == 60
    assert name_of("US-TX") == "Texas, United States of America"
    assert all(name.strip() == name and name for name in names().values())


@pytest.mark.parametrize(("written", "is_one"), [("KE", True), ("US-TX", True), ("US-*", True), ("*", True)])
def test_codes_that_a_body_can_write(written: str, *, is_one: bool) -> None:
    assert is_code(written) is is_one


@pytest.mark.parametrize("written", ["", "XX", "US-ZZ", "KE-*", "us", "*-*", "US-TX "])
def test_codes_that_are_none(written: str) -> None:
    assert not is_code(written)


def test_a_country_that_is_divided_is_not_one_of_the_others() -> None:
    found = slots((*NORTH, "*"))
    assert "US" not in found
    assert "US-TX" in found
    assert len(found) == 60 + len(REGIONS) - 2 == len(set(found))
    assert slots(("*", "KE")).count("KE") == 1


@pytest.mark.parametrize(
    ("country", "state", "code"),
    [
        ("KE", "", "KE"),
        ("US", "US-TX", "US-TX"),
        ("US", "", ""),
        ("US", "US-ZZ", None),
        ("DE", "DE-BY", "DE"),
        ("", "", None),
    ],
)
def test_a_place_lies_in_one_territory_or_in_none(country: str, state: str, code: str | None) -> None:
    assert slot_of((*NORTH, "*"), country, state) == code
    assert slot_of(("KE",), "DE", "") is None


def test_states_are_in_the_order_of_their_names() -> None:
    found = [names()[code] for code in states_of("US")]
    assert found == sorted(found)


@pytest.mark.parametrize(
    ("holders", "pairing", "slot", "expected"),
    [
        ((), True, Slot.OPEN, Answer.FREE),
        (("kestrel",), True, Slot.TAKEN, Answer.PAIRING),
        (("kestrel",), False, Slot.TAKEN, Answer.FULL),
        (("kestrel", "heron"), True, Slot.PAIRED, Answer.PAIRING),
        (("me",), False, Slot.TAKEN, Answer.OWN),
    ],
)
def test_an_applicant_learns_whether_it_is_free_taken_or_a_pairing(
    holders: tuple[str, ...], slot: Slot, expected: Answer, *, pairing: bool
) -> None:
    standing = Standing("KE", holders)
    assert standing.slot is slot
    assert answer(Territories(codes=("KE",), pairing=pairing), standing, "me") is expected


def test_where_the_body_has_none_that_is_said() -> None:
    some = Territories(codes=("KE",))
    assert answer(some, None, "me") is Answer.OUTSIDE
    assert answer(some, None, "me", needs_state=True) is Answer.NO_STATE
