# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Answers are read as what they are expected to be, or it is said what was there instead."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from oshmark.crawl.answers import MAX_FAULTS, each, read
from oshmark.crawl.connector import SchemaError
from oshmark.crawl.exchange import Response
from tests.crawl.connectors.drive import NOW


class Kettle(msgspec.Struct):
    name: str
    litres: int | None = None


def answer(body: bytes) -> Response:
    return Response("https://host.example/x", 200, {}, body, NOW)


def test_other_keys_are_left_alone() -> None:
    assert read(answer(b'{"name": "a", "colour": [1, {}]}'), Kettle) == Kettle("a")


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"{}", "missing required field `name`"),
        (b'{"name": 7}', "Expected `str`, got `int` - at `$.name`"),
        (b"<html>", "it is a web page, and not JSON"),
        (b" ", "it is empty"),
        (b'{"name": "a"', "truncated"),
        (b'{"name": "\xff"}', "utf-8"),
        (b'{"name": "a", "litres": 1e999}', "litres"),
        (b'{"x": ' + b"[" * 100_000, "recursion"),
    ],
)
def test_it_says_what_was_looked_for_and_what_was_there(body: bytes, words: str) -> None:
    with pytest.raises(SchemaError) as caught:
        read(answer(body), Kettle)
    assert words in str(caught.value)


@given(body=st.binary(max_size=60).filter(lambda body: b"name" not in body))
def test_no_bytes_break_it(body: bytes) -> None:
    with pytest.raises(SchemaError, match="The answer is not as expected"):
        read(answer(body), Kettle)


def test_a_bad_part_leaves_the_others_good() -> None:
    parts = [msgspec.Raw(b'{"name": "a"}'), msgspec.Raw(b"null"), msgspec.Raw(b'{"name": "b"}')]
    good, faults = each(parts, Kettle, "https://host.example")
    assert [one.name for one in good] == ["a", "b"]
    assert [fault.says.partition(".")[0] for fault in faults] == ["Entry 2 was left out"]


def test_very_many_bad_parts_are_counted() -> None:
    good, faults = each([msgspec.Raw(b"null")] * (MAX_FAULTS + 900), Kettle, "https://host.example")
    assert good == []
    assert len(faults) == MAX_FAULTS + 1
    assert faults[-1].says == "900 more entries were left out."
