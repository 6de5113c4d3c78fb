# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

import json
import time
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oshmark.library.privacy import without_emails, without_emails_in


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("Jane <jane.doe@maker.example.org>", "Jane <xxxx.xxx@xxxxx.xxxxxxx.xxx>"),
        ("a@b.org,c@d.de", "x@x.xxx,x@x.xx"),
        ("müller@exämple.de", "xxxxxx@xxxxxxx.xx"),
        ("jane+list@maker.example.co.uk.", "xxxx+xxxx@xxxxx.xxxxxxx.xx.xx."),
        ("jane@maker.example-it", "xxxx@xxxxx.xxxxxxx-it"),
        ("https://x.example/?to=jane%40maker.org", "https://x.example/?to=xxxx%40xxxxx.xxx"),
        (r"line\njane@maker.org", r"line\nxxxx@xxxxx.xxx"),
        (r"\u00e9jane@maker.org", r"\u00e9xxxx@xxxxx.xxx"),
    ],
)
def test_an_address_is_made_unreadable(text: str, hidden: str) -> None:
    assert without_emails(text) == hidden


@pytest.mark.parametrize(
    "text",
    [
        "git@github.com:maker/printer.git",
        "images/photo@2x.png",
        "https://cdn.example.org/package@1.2.3/file.js",
        "https://medium.com/@maker/post.html",
        "@maker",
        "maker at example dot org",
        "",
    ],
)
def test_what_is_no_address_stays(text: str) -> None:
    assert without_emails(text) == text


@given(st.text(alphabet=st.sampled_from("ab.@-+ \\n%40<>é"), max_size=80))
def test_length_and_line_ends_stay_and_once_is_enough(text: str) -> None:
    hidden = without_emails(text)
    assert len(hidden) == len(text)
    assert [n for n, letter in enumerate(hidden) if letter == "\n"] == [
        n for n, letter in enumerate(text) if letter == "\n"
    ]
    assert without_emails(hidden) == without_emails(without_emails(hidden))


def test_a_manifest_stays_valid() -> None:
    text = 'a = "line\\njane@maker.org"\nb = "C:\\\\jane@maker.org"\n'
    assert tomllib.loads(without_emails(text))["a"] == "line\nxxxx@xxxxx.xxx"
    assert json.loads(without_emails('{"a": "x\\tjane@maker.org"}')) == {"a": "x\txxxx@xxxxx.xxx"}


def test_data_is_treated_at_every_level() -> None:
    data = {"a": ["jane@maker.org", {"jane@maker.org": 1}], "b": None, "c": 2}
    assert without_emails_in(data) == {"a": ["xxxx@xxxxx.xxx", {"xxxx@xxxxx.xxx": 1}], "b": None, "c": 2}


@pytest.mark.parametrize("piece", ["a@", "a.b-", "a@b.", "@", "a@b.cd "])
def test_a_long_text_takes_no_long_time(piece: str) -> None:
    text = piece * 100_000 + "@"
    start = time.perf_counter()
    without_emails(text)
    assert time.perf_counter() - start < 3
