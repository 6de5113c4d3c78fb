# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Films lose where they were made, and not one byte of them moves."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oshmark.adapters.metadata.clean import clean
from oshmark.adapters.metadata.parts import Taken, UncleanableError, pieces
from tests.adapters.metadata.films import FIXES, FRAMES, PLACE, box, mp4, webm

SECRETS = (PLACE, b"ISO6709", b"GPS", b"xyz", *FIXES)


def cleaned(raw: bytes) -> tuple[bytes, set[Taken]]:
    found = clean(raw)
    assert found is not None
    return b"".join(pieces(raw, found.parts)), set(found.taken)


@pytest.mark.parametrize(
    "raw",
    [mp4(), mp4(fixes=True), mp4(brand=b"qt  "), webm(), webm(live=True)],
    ids=["mp4", "track", "mov", "webm", "live"],
)
def test_a_film_does_not_say_any_more_where_it_was_made(raw: bytes) -> None:
    bare, taken = cleaned(raw)
    assert any(one in raw for one in SECRETS)
    assert [one for one in SECRETS if one in bare] == []
    assert Taken.PLACE in taken
    assert len(bare) == len(raw)
    assert [bare.find(one) for one in FRAMES] == [raw.find(one) for one in FRAMES]
    assert cleaned(bare) == (bare, set())


def test_a_film_that_says_nothing_stays_as_it_is() -> None:
    raw = mp4(place=False)
    assert cleaned(raw) == (raw, set())


def test_a_track_of_positions_goes_with_its_samples() -> None:
    bare, taken = cleaned(mp4(place=False, fixes=True))
    assert taken == {Taken.TRACK, Taken.PLACE}
    assert bare.count(b"trak") == 1


@pytest.mark.parametrize(
    "raw",
    [
        mp4()[:-30],
        box(b"ftyp", b"mp42", bytes(4)),
        box(b"ftyp", b"mp42", bytes(4)) + box(b"moov", box(b"cmov", b"x")),
        mp4(fixes=True) + box(b"moof", box(b"mfhd", bytes(8))),
        webm()[:-30],
    ],
)
def test_what_is_not_whole_or_cannot_be_told_is_refused(raw: bytes) -> None:
    with pytest.raises(UncleanableError, match=r"\.$"):
        cleaned(raw)


@given(st.data())
def test_a_byte_that_is_wrong_stops_nobody(data: st.DataObject) -> None:
    raw = bytearray(data.draw(st.sampled_from([mp4(fixes=True), webm(), webm(live=True)])))
    for _count in range(data.draw(st.integers(1, 3))):
        raw[data.draw(st.integers(16, len(raw) - 1))] = data.draw(st.integers(0, 255))
    with suppress(UncleanableError):
        clean(bytes(raw))
