# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What somebody asks for: words, "phrases in quotes", and -words that must not be there.

Anything can be typed; what means nothing in this little language is read as words or passed over.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from oshmark.adapters.published.tokens import Word, words_of
from oshmark.errors import QueryRefusedError

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_QUERY_CHARACTERS = 1_000
MAX_QUERY_WORDS = 32

_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»「」『』", '"'))
_PIECE = re.compile(r'(?P<phrase>(?<!\w)(?:(?<!\S)-)?"[^"]*")|(?P<without>(?<!\S)-\w[^\s"]*)|(?P<words>[^\s"]+|")')


class Phrase(msgspec.Struct, frozen=True):
    """Words that stand side by side; a single word in quotes is meant as it is written."""

    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        """The phrase as one would type it."""
        return f'"{" ".join(word.text for word in self.words)}"'


Term = Word | Phrase


class Asked(msgspec.Struct, frozen=True):
    """What has to be there, and what must not be."""

    needed: tuple[Term, ...] = ()
    excluded: tuple[Phrase, ...] = ()

    @property
    def text(self) -> str:
        """The query as one would type it."""
        excluded = (f"-{one.words[0].text if len(one.words) == 1 else one.text}" for one in self.excluded)
        return " ".join([*(term.text for term in self.needed), *excluded])

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all is asked for."""
        return not self.needed and not self.excluded


def read_query(text: str) -> Asked:
    """Read what was typed; the last word may be unfinished. Too much of it raises `QueryRefusedError`."""
    if len(text) > MAX_QUERY_CHARACTERS:
        raise QueryRefusedError(f"The search text is too long. Use at most {MAX_QUERY_CHARACTERS:,} characters.")
    needed: list[Term] = []
    excluded: list[Phrase] = []
    for piece, is_phrase, is_excluded in _pieces(text.translate(_QUOTES)):
        words = words_of(piece)
        if words and is_excluded:
            excluded.append(Phrase(words))
        elif words and is_phrase:
            needed.append(Phrase(words))
        else:
            needed += words
    if sum(len(one.words) if isinstance(one, Phrase) else 1 for one in (*needed, *excluded)) > MAX_QUERY_WORDS:
        raise QueryRefusedError(f"The search text has too many words. Use at most {MAX_QUERY_WORDS}.")
    return Asked(_last_unfinished(needed, text), tuple(excluded))


def _pieces(text: str) -> Iterator[tuple[str, bool, bool]]:
    """The pieces between spaces and quotes: text, whether it was quoted, and whether it is to be left out."""
    for found in _PIECE.finditer(text):
        piece = found[0]
        is_excluded = piece.startswith("-") and found["words"] is None
        yield piece.strip('-"') if is_excluded else piece, found["phrase"] is not None, is_excluded


def _last_unfinished(needed: list[Term], text: str) -> tuple[Term, ...]:
    last = needed[-1] if needed else None
    if isinstance(last, Word) and len(last.text) > 1 and not last.pairs and text.rstrip().endswith(last.text):
        needed[-1] = msgspec.structs.replace(last, unfinished=True)
    return tuple(needed)
