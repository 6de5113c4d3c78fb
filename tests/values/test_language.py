# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Languages as makers write them become tags, or are said to be none."""

from __future__ import annotations

import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st

from oshmark.values.language import INSTEAD, LANGUAGES, NAMES, REGIONS, Language, primary, read_language

TAGS = {
    "en": "en", "EN": "en", "En-US": "en-US", "en_us": "en-US", "en-GB": "en-GB", "DE-at": "de-AT",
    "zh-hant-tw": "zh-Hant-TW",
    "zh_Hans": "zh-Hans", "sr-Latn": "sr-Latn", "es-419": "es-419", "de-CH-1996": "de-CH-1996",
    "sl-rozaj": "sl-rozaj", "ast": "ast",
    "de-x-maker": "de-x-maker", " fr ": "fr", "English-UK": "en-GB", "EN-UK": "en-GB", "French-FR": "fr-FR",
    "DE-Western-Europe": "de",
    "Deutsch": "de", "français": "fr", "English": "en",
}  # fmt: skip


@pytest.mark.parametrize(("written", "tag"), TAGS.items())
def test_it_is_read_as_its_tag(written: str, tag: str) -> None:
    assert read_language(written) == Language(tag)


@pytest.mark.parametrize("written", [
    "", "-", "e", "english language", "en-", "-en", "en--US", "en-USA", "jp-JP", "xx", "en-ZZ", "1", "x-maker",
    "en-US-",
    "de,en", "http://a.example", "ENGLISH PLEASE", "日本語", "en\u202e",
])  # fmt: skip
def test_what_is_no_tag_is_none(written: str) -> None:
    assert read_language(written).tag is None


@pytest.mark.parametrize(
    ("written", "hint"), [("jp-JP", "ja"), ("jp", "ja"), ("en-ZZ", "en"), ("de-XQ", "de"), ("qq", None)]
)
def test_what_was_meant_is_only_a_hint(written: str, hint: str | None) -> None:
    assert read_language(written) == Language(None, hint)


def test_a_code_of_a_country_that_is_a_language_too_stays_that_language() -> None:
    assert read_language("uk").tag == "uk"  # Ukrainian, whatever was meant


@given(
    st.text(max_size=30)
    | st.lists(st.sampled_from(["en", "de", "US", "Latn", "x", "1996", "-", "_", "a"]), max_size=6).map("-".join)
)
def test_a_tag_that_was_read_is_read_as_itself(text: str) -> None:
    tag = read_language(text).tag
    if tag is not None:
        assert read_language(tag) == Language(tag)
        assert rdflib.Literal("x", lang=tag).language is not None
        assert primary(tag) in tag


@given(st.sampled_from(sorted(LANGUAGES)), st.sampled_from(sorted(REGIONS)))
def test_every_language_with_every_region_is_a_tag(language: str, region: str) -> None:
    assert read_language(f"{language.upper()}_{region.lower()}") == Language(f"{language}-{region}")
    assert primary(f"{language}-{region}") == language


def test_the_lists_have_what_iso_has() -> None:
    assert len(LANGUAGES) == 184  # the 183 of ISO 639-1, and bh, which BCP 47 still has
    assert len(REGIONS) == 249  # ISO 3166-1
    assert all(tag == read_language(tag).tag for tag in NAMES.values())
    assert all(tag in LANGUAGES for tag in INSTEAD.values())
    assert INSTEAD.keys() & LANGUAGES == {"kr"}  # Kanuri, and not what somebody in Korea meant
