# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Strangers' text is printed whole, or says what is missing."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oshmark.adapters.typesetting import fonts
from oshmark.label.signs import BREAK, Signs, breakable, is_european, isolated, pieces, shortened


def test_a_sign_that_no_font_holds_is_written_as_its_code_and_counted() -> None:
    signs = Signs(held={ord(sign) for sign in "Lark "})
    assert signs.shown("Lark 한한") == "Lark [U+D55C][U+D55C]"
    assert signs.replaced == {"한": 2}


def test_what_turns_a_text_around_is_taken_out() -> None:
    assert Signs().shown("a\u202eb\u2066c\u200fd\u0000e\ufefff\U000e0041g") == "abcdefg"


@pytest.mark.parametrize("weight", ["Regular", "Bold"])
def test_what_is_called_european_has_a_glyph_in_the_first_font(weight: str) -> None:
    held = fonts.signs((fonts.folder() / f"NotoSans-{weight}.ttf").read_bytes())
    called = {sign for sign in range(0x30000) if is_european(chr(sign))} - {ord(BREAK)}
    assert len(called) > 600
    assert called <= held
    assert not is_european("Lark 한국")
    assert is_european("Größe “5” – 20 µm, Łódź, Αθήνα, Київ")


def test_heaps_of_marks_are_thinned_out_and_counted() -> None:
    signs = Signs()
    assert signs.shown("q" + "\u0301" * 5) == "q\u0301"
    assert signs.replaced["\u0301"] == 4
    assert Signs().shown("Tiếng Việt ਪੰਜਾਬੀ ที่ שָׁלוֹם") == unicodedata.normalize("NFC", "Tiếng Việt ਪੰਜਾਬੀ ที่ שָׁלוֹם")


@given(st.text())
def test_whatever_is_written_comes_out_on_one_line_with_nothing_unseen(text: str) -> None:
    shown = Signs().shown(text)
    assert "\n" not in shown
    kinds = {unicodedata.category(sign) for sign in shown if sign not in "\u200c\u200d"}
    assert not kinds & {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


@given(st.text(), st.integers(min_value=1, max_value=40))
def test_places_to_break_change_nothing_else(text: str, ems: int) -> None:
    shown = Signs().shown(text)
    broken = breakable(shown, ems)
    assert broken.replace(BREAK, "") == shown
    parts = [part for word in broken.split() for part in word.split(BREAK)]
    # A narrow letter is taken for two thirds of a wide one.
    assert all(0.68 * len(part) <= ems or not part.isascii() for part in parts) or ems < 1


@pytest.mark.parametrize("word", ["🇦🇹" * 40, "👩\u200d🔧" * 40, "क्ष" * 40])
def test_no_break_parts_what_is_one_sign(word: str) -> None:
    for part in breakable(word, 10).split(BREAK):
        assert not unicodedata.category(part[0]).startswith("M")
        assert part[0] != "\u200d"
        assert part[-1] not in "\u200d\u094d"
        assert sum("\U0001f1e6" <= sign <= "\U0001f1ff" for sign in part) % 2 == 0


@given(st.text(alphabet=st.characters(exclude_categories=["C", "Z"], include_characters=" .")))
def test_pieces_lose_nothing_but_spaces(text: str) -> None:
    text = " ".join(text.split())
    cut = pieces(text, 20)
    assert "".join("".join(cut).split()) == "".join(text.split())
    assert all(len(piece) <= 20 for piece in cut)


def test_a_shortened_text_says_so() -> None:
    assert shortened("One two three four", 12) == "One two…"
    assert shortened("One two", 12) == "One two"
    assert shortened("x" * 30, 12) == "x" * 11 + "…"


def test_a_text_of_the_other_direction_is_held_together() -> None:
    assert isolated("Lark 220", right_to_left=True) == "\u2068Lark 220\u2069"
    assert isolated("قبرة", right_to_left=False) == "\u2068قبرة\u2069"
    assert isolated("Lark", right_to_left=False) == "Lark"
