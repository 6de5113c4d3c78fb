# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Strangers' text made fit to be printed: nothing unseen, nothing missing, and no word wider than its column.

What cannot be printed is never left out in silence: it is written as `[U+1F9FF]`, and counted.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container

JOINERS = "\u200c\u200d"
"""They join or part the letters of Arabic and of the scripts of India, and the parts of an emoji."""
_VARIANTS = "\ufe0e\ufe0f"
_UNSEEN = ("Cc", "Cf", "Cs")
_UNPRINTABLE = ("Co", "Cn")
_MARKS = ("Mn", "Me")
_MOST_MARKS = 3
"""Marks on one letter of a script that writes its vowels so."""
_ACCENTS = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]")
"""Marks for any letter. One is enough beside those that are part of it; heaps run into the lines above and below."""
_ISOLATE, _END = "\u2068", "\u2069"
BREAK = "\u200b"
"""A place where a line may end, which is not seen."""
_TALL = re.compile("[\u0590-\u109f\u1200-\u139f\u1780-\u17ff\u0300-\u036f\ufb50-\ufdff\ufe70-\ufefc]")
"""Scripts whose letters reach higher or lower than Latin ones, and marks that are heaped on letters."""
_HAN = re.compile("[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")
_EUROPEAN = re.compile(
    "[ -~\u00a0-\u024f\u0391-\u03a1\u03a3-\u03c9\u0400-\u045f"
    "\u2010-\u2015\u2018-\u201e\u2020-\u2022\u2026\u2030\u20ac\u200b]*"
)
"""Latin, Greek and Cyrillic letters of today, and the punctuation between them."""
_WIDE = frozenset("ABCDEFGHJKLMNOPQRSTUVWXYZmw0123456789@%&#+=<>~_—…")
_RIGHT_TO_LEFT, _LEFT_TO_RIGHT = ("R", "AL", "AN"), ("L", "EN")


class Signs:
    """The signs that fonts hold, and what had to be written in another way. `held` is `None` where any sign will do."""

    def __init__(self, held: Container[int] | None = None) -> None:
        self._held = held
        self.replaced: Counter[str] = Counter()

    def shown(self, text: str) -> str:
        """The text on one line, with nothing in it that is not seen."""
        if text.isascii() and text.isprintable():
            return " ".join(text.split())
        kept: list[str] = []
        marks = 0
        for sign in unicodedata.normalize("NFC", text):
            kind = unicodedata.category(sign)
            marks = marks + 1 if kind in _MARKS else 0
            kept.append(self._written(sign, kind, marks))
        return " ".join("".join(kept).split())

    def _written(self, sign: str, kind: str, marks: int) -> str:
        if sign in JOINERS or sign in _VARIANTS:
            return sign
        if sign.isspace() or kind in ("Zl", "Zp"):
            return " "
        if kind in _UNSEEN:
            return ""
        if marks > (1 if _ACCENTS.match(sign) else _MOST_MARKS):
            self.replaced[sign] += 1
            return ""
        if kind in _UNPRINTABLE or (self._held is not None and ord(sign) not in self._held):
            self.replaced[sign] += 1
            return f"[U+{ord(sign):04X}]"
        return sign


def isolated(text: str, *, right_to_left: bool) -> str:
    """The text so that its direction turns nothing around it, where it holds letters of the other direction."""
    other = _LEFT_TO_RIGHT if right_to_left else _RIGHT_TO_LEFT
    if text.isascii() and not right_to_left:
        return text
    return f"{_ISOLATE}{text}{_END}" if any(unicodedata.bidirectional(sign) in other for sign in text) else text


def breakable(text: str, ems: float) -> str:
    """The text with places to break in every word that may be wider than so many times the size of the letters."""
    if len(text) <= ems or max(map(len, text.split()), default=0) <= ems:
        return text
    return " ".join(word if _most_ems(word) <= ems else _broken(word) for word in text.split(" "))


def _most_ems(word: str) -> float:
    return sum(1.0 if sign in _WIDE or not sign.isascii() else 0.68 for sign in word)


def _broken(word: str) -> str:
    """Places to break between letters; in scripts that join their letters only after every eighth."""
    parts, since = [word[:1]], 0
    for before, sign in pairwise(word):
        since += 1
        if since >= (1 if before.isascii() and sign.isascii() else 8) and _may_part(before, sign):
            parts.append(BREAK)
            since = 0
        parts.append(sign)
    return "".join(parts)


def _may_part(before: str, sign: str) -> bool:
    glue = JOINERS + _VARIANTS
    return not (
        unicodedata.category(sign).startswith("M")
        or unicodedata.combining(before) == _VIRAMA
        or before in JOINERS
        or sign in glue
        or (_is_flag(before) and _is_flag(sign))
    )


_VIRAMA = 9
"""The combining class of the sign that joins two consonants of a script of India."""


def _is_flag(sign: str) -> bool:
    return "\U0001f1e6" <= sign <= "\U0001f1ff"


def pieces(text: str, most: int) -> tuple[str, ...]:
    """The text in pieces of at most so many letters that end with a sentence, or at least with a word."""
    found = []
    rest = text
    while len(rest) > most:
        cut = max(rest.rfind(end, most // 2, most) + len(end) for end in (". ", "。", "। ", "؟ ", "! ", "? "))
        cut = cut if cut > most // 2 else rest.rfind(" ", most // 2, most) + 1 or most
        found.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return (*found, rest)


def shortened(text: str, most: int) -> str:
    """The text with at most so many letters, cut after a word and with “…” at its end where anything is left out."""
    if len(text) <= most:
        return text
    cut = text.rfind(" ", most // 2, most)
    kept = text[: cut if cut > 0 else most - 1].rstrip(" ,;:.·-–—") + "…"
    return kept + _END if kept.count(_ISOLATE) > kept.count(_END) else kept


def is_tall(text: str) -> bool:
    """Whether lines need more room between them."""
    return _TALL.search(text) is not None


def is_european(text: str) -> bool:
    """Whether the first of the fonts holds every sign, so that no other need be asked for any."""
    return _EUROPEAN.fullmatch(text) is not None


def has_han(text: str) -> bool:
    """Whether there are signs of Chinese, Japanese or Korean, which fill a square each."""
    return _HAN.search(text) is not None
