# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The label as plain text has every line."""

from __future__ import annotations

import unicodedata

import pytest

from oshmark.label.plain_text import COLUMNS, plain_text
from oshmark.label.words import LANGUAGES, words
from tests.label.labels import NASTY, label, parts


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("nasty", NASTY)
def test_it_starts_with_the_standing_and_no_line_is_too_long(nasty: str, language: str) -> None:
    text = plain_text(NASTY[nasty], language)
    assert text.startswith(words(language)("self_declared") + "\n")
    assert text.endswith("\n")
    for line in text.splitlines():
        wide = sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in line)
        unseen = sum(unicodedata.category(sign) in ("Mn", "Me", "Cf") for sign in line)
        assert wide - 2 * unseen <= COLUMNS


def test_no_component_is_missing() -> None:
    text = " ".join(plain_text(label(parts(400)), "en").split())
    assert [item.name for item in parts(400) if f" × {item.name}, " not in text] == []


def test_it_says_everything_in_order() -> None:
    text = plain_text(label(serial="A-1"), "en")
    order = [
        "Lark 220 printer",
        "Version 1.3.0",
        "Lifetime design (in the producer's own words)",
        "Modularity",
        "Made in: Graz, Styria, AT\n  declared by the producer",
        "Producer: Lark Workshop",
        "Components (6 lines · greatest cost first)",
        "- 2.4 m × Belt, 6 mm, bought\n  Pine Parts",
        "Performance",
        "- Power: 118 W\n  Method: meter · measured on 2026-09-14 · by Lark Workshop",
        "Hardware: CERN-OHL-S-2.0",
        "- Product design: provided",
        "- Training to build it: not provided",
        "8T6D-7NM8",
        "Serial A-1",
        "oshmark.example/C/8T6D7NM8/A-1",
        "Label of 2026-11-20",
    ]
    places = [text.find(one) for one in order]
    assert -1 not in places
    assert places == sorted(places)


def test_what_is_missing_is_said() -> None:
    text = plain_text(NASTY["empty"], "en")
    for said in ("–", "not provided", "none yet", "No bill of materials could be read", "- Sourcing: not provided"):
        assert said in text
