# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""One call of a template is read, and nothing that a stranger writes takes long."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oshmark.crawl.wikitext import MAX_PARAMETERS, MAX_VALUE, call

BOX = frozenset({"infobox device"})
MARKS = [
    "{{",
    "}}",
    "[[",
    "]]",
    "|",
    "=",
    "<nowiki>",
    "</nowiki>",
    "<!--",
    "-->",
    "{",
    "}",
    "Infobox device",
    "a",
    "\n",
]


def test_it_reads_named_and_numbered_parameters() -> None:
    assert call("x {{ Infobox_Device \n| A = 1 |two| c = 3 = 4 }} y", BOX) == {"a": "1", "2": "two", "c": "3 = 4"}


def test_a_bar_within_a_link_or_a_template_parts_nothing() -> None:
    text = "{{Infobox device|image=[[File:a.jpg|thumb|x=y]]|size={{convert|1|m|abbr=on}}|end=1}}"
    assert call(text, BOX) == {"image": "[[File:a.jpg|thumb|x=y]]", "size": "{{convert|1|m|abbr=on}}", "end": "1"}


def test_comments_and_nowiki_hide_marks() -> None:
    text = "{{Infobox device<!-- | a = 1 -->|b=<nowiki>}}|c=2</nowiki>|d=<nowiki/>3}}"
    assert call(text, BOX) == {"b": "}}|c=2", "d": "3"}


def test_the_first_box_of_the_page_counts_also_where_it_stands_in_a_template() -> None:
    text = "{{Box of|{{Infobox device|a=1}}}}{{Infobox device|a=2}}"
    assert call(text, BOX) == {"a": "1"}


def test_the_outermost_of_boxes_within_each_other_counts() -> None:
    assert call("{{Infobox device|a={{Infobox device|a=2}}}}", BOX) == {"a": "{{Infobox device|a=2}}"}


def test_a_link_that_nobody_closed_ends_with_its_template() -> None:
    assert call("{{Infobox device|b=1|a=[[x}} {{Other}}", BOX) == {"b": "1", "a": "[[x"}


@pytest.mark.parametrize(
    "text",
    ["", "no box", "{{Infobox device|a=1", "Infobox device|a=1}}", "<!-- {{Infobox device|a=1}}", "{{Infobox devices}}",
     "<nowiki>{{Infobox device}}</nowiki>"],
)  # fmt: skip
def test_there_may_be_no_box(text: str) -> None:
    assert call(text, BOX) is None


def test_parameters_and_their_values_are_bounded() -> None:
    found = call("{{Infobox device|" + "a=" + "x" * 100_000 + "|1" * 1000 + "}}", BOX)
    assert found is not None
    assert len(found) == MAX_PARAMETERS
    assert len(found["a"]) == MAX_VALUE


@pytest.mark.parametrize(
    "text",
    [
        "{" * 100_000,
        "{{" * 50_000 + "}}" * 50_000,
        "[[{{" * 50_000,
        "{{Infobox device|" * 30_000 + "}}" * 30_000,
        "<nowiki>" * 50_000,
        "<nowiki" * 50_000,
        "<!--" * 50_000,
        "{{Infobox device" + "|a=1" * 100_000 + "}}",
        "[[" * 150 + "{{a}}" * 40_000,
        "{{" + " " * 200_000 + "}}",
    ],
    ids=lambda text: text[:16],
)
def test_hostile_text_takes_no_time(text: str) -> None:
    call("", BOX)
    start = time.perf_counter()
    call(text, BOX)
    assert time.perf_counter() - start < 2  # a machine under load; alone it takes some milliseconds


@given(st.lists(st.sampled_from(MARKS), max_size=60).map("".join))
def test_no_text_breaks_it(text: str) -> None:
    found = call(text, BOX)
    assert found is None or all(isinstance(value, str) for value in found.values())


@given(st.dictionaries(st.text("abc", min_size=1, max_size=4), st.text("xyz ü", max_size=9), max_size=5))
def test_what_is_written_is_read(parameters: dict[str, str]) -> None:
    text = "{{Infobox device" + "".join(f"|{key}={value}" for key, value in parameters.items()) + "}}"
    assert call(text, BOX) == {key: value.strip() for key, value in parameters.items()}
