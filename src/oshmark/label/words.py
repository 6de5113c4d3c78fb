# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The fixed words of labels and of the page behind their code, in every language that a label can be printed in.

`data/words.csv` has a row for each and a column for each language. A label is made without a web server, so these are
not messages of Django's.
"""

from __future__ import annotations

import csv
from functools import lru_cache
from pkgutil import get_data
from typing import TYPE_CHECKING

from oshmark.errors import RefusedError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

LANGUAGES: dict[str, str] = {
    "en": "English",
    "de": "Deutsch",
    "es": "Español",
    "hi": "हिन्दी",
    "zh": "中文",
    "id": "Bahasa Indonesia",
    "ar": "العربية",
}
"""Language of ISO 639-1 → its own name."""
RIGHT_TO_LEFT = frozenset({"ar"})


class Words:
    """The words in one language: `words("made_in")`, `words("panel", n=1, of=3)`."""

    def __init__(self, language: str, texts: Mapping[str, str]) -> None:
        self.language = language
        self.right_to_left = language in RIGHT_TO_LEFT
        self._texts = texts

    def __call__(self, key: str, **facts: object) -> str:
        """The text of `key`; `KeyError` for one that no row has."""
        return self._texts[key].format_map(facts) if facts else self._texts[key]

    def plain(self) -> Mapping[str, str]:
        """All texts by their key, with their places unfilled."""
        return self._texts


@lru_cache(maxsize=len(LANGUAGES))
def words(language: str) -> Words:
    """The words of one of `LANGUAGES`; `RefusedError` for another one."""
    if language not in LANGUAGES:
        raise RefusedError(f"There are no labels in “{language}” yet: choose one of {', '.join(LANGUAGES)}.")
    return Words(language, {row["key"]: row[language] for row in table()})


@lru_cache(maxsize=1)
def table() -> tuple[dict[str, str], ...]:
    """All rows."""
    data = get_data("oshmark.label", "data/words.csv") or b""
    return tuple(csv.DictReader(data.decode().splitlines()))


def best_language(asked: Iterable[str]) -> str:
    """The first language of those asked for, as tags of BCP 47 in the order of preference, that there are labels in."""
    return next((short for tag in asked if (short := tag.partition("-")[0].lower()) in LANGUAGES), "en")
