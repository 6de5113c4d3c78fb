# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What holds for every text, however strange."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oshmark.values.licence import Change, Licence, LicenceClass, Openness, known_ids, plain_words, read_licence
from oshmark.values.spdx import MAX_LENGTH

ORDER = (Openness.NOT_OPEN, Openness.UNCLEAR, Openness.OPEN)
PIECES = """
CC BY SA NC ND CC0 - - - 4.0 3.0 2 v3 DE US GPL gplv3 LGPL CERN OHL S W P Apache MIT MIT-0 BSD 3 clause License the
LicenseRef- LicenseRef-Foo DocumentRef-a:LicenseRef-b + + ( ) ( ) AND OR WITH and or later , / ; & . " [ ] all rights
reserved none proprietary TAPR Solderpad SHL-2.1 Classpath-exception-2.0 GPL-2.0+ GFDL-1.3 public domain
Creative Commons Attribution ShareAlike NonCommercial https://creativecommons.org/licenses/by-sa/4.0/ https://spdx.org/licenses/MIT.html
https://example.org/x Beerware Net-SNMP é ² İ \u212a x"""
texts = st.text(max_size=60) | st.lists(st.sampled_from([*PIECES.split(), " ", " ", " "]), max_size=14).map("".join)
spaced = st.lists(st.sampled_from(PIECES.split()), max_size=12).map(" ".join)
ids = st.sampled_from([*sorted(known_ids()), "LicenseRef-Foo", "LicenseRef-CERN", "LicenseRef-CC-BY-SA-3.0-ES"])


@given(texts | spaced)
def test_no_text_makes_it_fall(text: str) -> None:
    read = read_licence(text)
    assert read.written == text
    assert read.reason.endswith(".")
    assert (read.licence_class is LicenceClass.NOT_OPEN) == (read.openness is Openness.NOT_OPEN)
    assert plain_words(read).text.endswith(".")
    assert read.openness is not Openness.OPEN or read.expression is not None


@given(texts | spaced)
def test_an_expression_means_itself(text: str) -> None:
    read = read_licence(text)
    if read.expression is not None:
        again = read_licence(read.expression)
        assert (again.expression, again.changes, again.ids) == (read.expression, (), read.ids)
        assert again.openness is read.openness


@given(texts | spaced)
def test_what_differs_has_a_cause_and_what_does_not_has_none(text: str) -> None:
    read = read_licence(text)
    assert bool(read.changes) == (read.expression is not None and read.expression != text)
    assert len(set(read.changes)) == len(read.changes)


def openness(expression: str) -> int:
    return ORDER.index(read_licence(expression).openness)


@given(ids, ids)
def test_together_they_are_as_open_as_the_worst_and_by_choice_as_the_best(one: str, other: str) -> None:
    assert openness(f"{one} AND {other}") == min(openness(one), openness(other))
    assert openness(f"{one} OR {other}") == max(openness(one), openness(other))


@given(st.sampled_from(["NC", "ND", "nc", "NonCommercial", "No Derivatives", "non-commercial"]), spaced, spaced)
def test_a_creative_commons_licence_with_a_limit_is_never_open(limit: str, before: str, after: str) -> None:
    for name in (f"CC BY-{limit} 4.0", f"CC-BY-SA-{limit} 3.0 DE", f"cc {limit}", f"Attribution-{limit}"):
        assert read_licence(name).openness is Openness.NOT_OPEN
        texts = (f"{before} {name}", f"{name} {after}")
        assert all(_is_a_choice(read) or read.openness is not Openness.OPEN for read in map(read_licence, texts))


def _is_a_choice(read: Licence) -> bool:
    return read.expression is not None and " OR " in read.expression


@pytest.mark.parametrize(
    "piece",
    ["(", ")", "a,", "MIT,", "MIT AND ", "MIT or ", "CC BY ", "+", "LicenseRef-", "http://a ", "1.", "((MIT)", "/"],
)
def test_long_texts_cost_little(piece: str) -> None:
    text = (piece * MAX_LENGTH)[:MAX_LENGTH]
    start = time.process_time()
    read_licence(text)
    read_licence(text * 100)
    assert time.process_time() - start < 0.5


@pytest.mark.parametrize("change", list(Change))
def test_every_cause_of_a_difference_occurs(change: Change) -> None:
    written = (
        "LicenseRef-MIT",
        "mit",
        "Expat",
        "GPL-3.0",
        "CC BY 3.0 US",
        "https://spdx.org/licenses/MIT",
        "CC0",
        "MIT, ISC",
    )
    assert change in {found for text in written for found in read_licence(text).changes}
