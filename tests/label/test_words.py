# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

import re

import pytest

from oshmark.errors import RefusedError
from oshmark.label.declaration import Maker, Order, Topic
from oshmark.label.words import LANGUAGES, best_language, table, words


def test_every_word_is_there_in_every_language_with_the_same_places_to_fill() -> None:
    rows = table()
    assert len(rows) >= 50
    assert len({row["key"] for row in rows}) == len(rows)
    for row in rows:
        assert row.keys() == {"key", *LANGUAGES}
        holes = {language: sorted(re.findall(r"\{\w+\}", row[language])) for language in LANGUAGES}
        assert all(row[language].strip() for language in LANGUAGES), row["key"]
        assert all(found == holes["en"] for found in holes.values()), row["key"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_that_a_label_names_has_a_word(language: str) -> None:
    says = words(language)
    keys = [f"topic_{one.value}" for one in Topic] + [f"maker_{one.value}" for one in Maker]
    keys += [f"order_{one.value.replace('-', '_')}" for one in Order]
    assert len({says(key) for key in keys}) == len(keys) == 12


def test_the_first_language_that_there_are_labels_in_is_taken() -> None:
    assert best_language(["fr-CH", "de-AT", "en"]) == "de"
    assert best_language(["fr"]) == "en"
    assert best_language([]) == "en"


def test_another_language_is_refused() -> None:
    with pytest.raises(RefusedError, match="no labels in “fr” yet"):
        words("fr")
