# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Texts that were copied from wikis and web pages are shown without their marks, and nothing else is taken away."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oshmark.manifest.text import clean, marks_in

MARKS = {
    "A lamp.\n== Use ==\nOn desks.": "headings of a wiki",
    "A lamp. == Use == On desks.": "headings of a wiki",
    "See [[Lamp]].": "links of a wiki",
    "See [[Lamp|the lamp]].": "links of a wiki",
    "{{Infobox}} A lamp.": "templates of a wiki",
    "A lamp[1].": "numbers of footnotes",
    "A <b>lamp</b>.": "HTML",
    "A lamp.<br/>": "HTML",
    "== A ==\n[1] <i>x</i>": "headings of a wiki, numbers of footnotes, HTML",
}
PLAIN = (
    "A lamp.", "a == b", "x = 3 and y = 4", "a < b and b > c", "3 <4 mm", "[a] or [b]", "f[i] = {x}", "1 << 3",
    "if a==b then c==d", "", "[1000] lumen",
    "{a}", "'a'",
)  # fmt: skip


@pytest.mark.parametrize(("text", "found"), MARKS.items())
def test_marks_are_named_and_taken_out(text: str, found: str) -> None:
    assert marks_in(text) == found
    assert marks_in(clean(text)) == ""


@pytest.mark.parametrize("text", PLAIN)
def test_a_plain_text_has_no_marks_and_stays(text: str) -> None:
    assert marks_in(text) == ""
    assert clean(text) == text


@pytest.mark.parametrize(("text", "shown"), [
    ("A lamp.\n== Use ==\nOn desks.", "A lamp.\n\nUse\n\nOn desks."),
    ("A lamp. == Use == On desks.", "A lamp. Use: On desks."),
    ("See [[Lamp|the lamp]] and [[Desk]].", "See the lamp and Desk."),
    ("'''Bold''' and ''slanted''", "Bold and slanted"),
    ("a &amp; b", "a & b"),
    ("a[1] b [12]", "a b"),
    ("a  \t b\n\n\n\n\nc  ", "a b\n\nc"),
    ("<p>one</p><p class='x'>two</p>", "onetwo"),
])  # fmt: skip
def test_what_is_shown(text: str, shown: str) -> None:
    assert clean(text) == shown


@given(
    st.text(max_size=80)
    | st.lists(
        st.sampled_from(
            ["==", "=", " ", "\n", "[[", "]]", "|", "{{", "}}", "[1]", "<b>", "<", ">", "a", "'''", "&lt;"]
        ),
        max_size=25,
    ).map("".join)
)
def test_no_text_makes_it_fall_and_no_letter_is_invented(text: str) -> None:
    shown = clean(text)
    assert isinstance(marks_in(text), str)
    assert shown == shown.strip()
    assert "\n\n\n" not in shown
    assert sum(letter.isalpha() for letter in shown) <= sum(letter.isalpha() for letter in text) + text.count("&") * 2


@given(st.text(st.characters(categories=["L", "N"], include_characters=" .,\n"), max_size=80))
def test_letters_and_digits_stay(text: str) -> None:
    assert clean(text).split() == text.split()
