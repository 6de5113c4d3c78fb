# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pieces of words that are searched on their own, without a dictionary.

German writes compounds in one word, Chinese, Japanese and Korean write without spaces. Of a long German word every
ending is indexed ("Druckmaschine" is found by "Maschine"), of a run of characters every pair.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LONG_WORD = 8
"""Letters of the stem from which a word may be a compound: nine with the ending that the stemmer takes."""
SHORTEST_HEAD = 3
SHORTEST_PART = 4
SHORTEST_INNER = 5
"""Letters of a word that is looked for at the beginning of an ending, that is, in the middle of a compound."""
LONGEST_WORD = 60

CHARACTERS = (
    "\u3005\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0002fa1f"
)
"""Ranges of Han, Kana and Hangul, for a regular expression."""

RUN = re.compile(f"[{CHARACTERS}]+")


def endings(stem: str) -> tuple[str, ...]:
    """The endings of a long word that could be words: none for a short one."""
    if not LONG_WORD <= len(stem) <= LONGEST_WORD or not stem.isalpha():
        return ()
    return tuple(stem[at:] for at in range(SHORTEST_HEAD, len(stem) - SHORTEST_PART + 1))


def all_endings(stems: Iterable[str]) -> tuple[str, ...]:
    """The endings of all the words, each once and in a fixed order."""
    return tuple(sorted({ending for stem in set(stems) for ending in endings(stem)}))


def pairs(run: str) -> tuple[str, ...]:
    """The pairs of neighbours in a run of characters; a single one stands for itself."""
    return tuple(run[at : at + 2] for at in range(len(run) - 1)) or (run,)


def indexed_pairs(text: str) -> tuple[str, ...]:
    """The pairs of all runs, in their order. The last character of a run is there alone, so that each begins one."""
    return tuple(pair for run in RUN.findall(text) for pair in _with_last(run))


def _with_last(run: str) -> Iterator[str]:
    yield from (pairs(run) if len(run) > 1 else ())
    yield run[-1]


def spaced(text: str) -> str:
    """The text with runs of characters set apart from the letters and digits around them."""
    return RUN.sub(r" \g<0> ", text) if RUN.search(text) else text
