# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The order of names in a list: without regard to case and accents, numbers by their value."""

from __future__ import annotations

import re
import unicodedata

KEY_CHARACTERS = 120
DIGITS = 10

_NUMBER = re.compile(r"[0-9]+")
_NO_WORD = re.compile(r"[\W_]+")


def name_key(name: str) -> str:
    """A text that sorts, character by character, as the name should."""
    apart = unicodedata.normalize("NFKD", name[:KEY_CHARACTERS]).casefold()
    bare = "".join(letter for letter in apart if not unicodedata.combining(letter))
    words = _NO_WORD.sub(" ", bare).strip()
    return _NUMBER.sub(lambda number: number[0].lstrip("0").zfill(DIGITS), words)
