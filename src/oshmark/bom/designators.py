# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Designators: the names of places on a board, in lists and ranges."""

from __future__ import annotations

import re

MAX_RANGE = 2000
"""Designators that one range may stand for."""
MAX_DESIGNATORS = 5000
_PARTS = re.compile(r"[,;|\n、，；]+| (?:and|und|et|y|e|en) ")
_ONE = re.compile(r"[A-Za-z]{1,4}[A-Za-z_]{0,8}\d{1,5}[A-Za-z]?\d{0,2}(?:[-_.]\d{1,4})?|[A-Z]{1,5}\*{1,3}|[A-Z]{1,3}\?")
_RANGE = re.compile(
    r"([A-Za-z_]{1,12})(\d{1,6})\s*(?:-|–|—|\.{2,3}|…|~|:|→| to | bis | thru )\s*([A-Za-z_]{0,12})(\d{1,6})"
)
_NOTHING = frozenset({"-", "–", "n/a", "na", "none", "~", "/", "?", "--", "x", "."})


def designators(text: str, quantity: int | None = None) -> tuple[str, ...]:
    """The designators of a cell, in its order, ranges written out.

    `R1-4` may be a range or the name of one thing; the quantity decides, and without it a range is taken for one.
    """
    if not text or text.casefold() in _NOTHING:
        return ()
    if text.isalnum() and text.isascii():
        return (text,)
    plain = text.split(", ")
    if text.isascii() and all(map(str.isalnum, plain)):
        return tuple(plain[:MAX_DESIGNATORS])
    result: list[str] = []
    for piece in _PARTS.split(text):
        for word in _words(piece.strip()):
            result.extend(_written_out(word, quantity))
            if len(result) > MAX_DESIGNATORS:
                return tuple(result[:MAX_DESIGNATORS])
    return tuple(result)


def _words(piece: str) -> list[str]:
    """`R1 R2` are two, `Lcr 1` and `R1 - R4` are one."""
    if " " not in piece and "/" not in piece and "+" not in piece:
        return [piece] if piece and piece.casefold() not in _NOTHING else []
    if _RANGE.fullmatch(piece):
        return [piece]
    words = [word for word in re.split(r"[\s/+&]+", re.sub(r"\s*(-|–|—|\.{2,3}|…|~)\s*", r"\1", piece)) if word]
    if words and all(_ONE.fullmatch(word) or _RANGE.fullmatch(word) for word in words):
        return words
    return [piece]


def _written_out(word: str, quantity: int | None) -> list[str]:
    found = _RANGE.fullmatch(word)
    if found is None:
        return [word]
    prefix, first, other, last = found[1], int(found[2]), found[3], int(found[4])
    if (other and other != prefix) or not 0 < last - first < MAX_RANGE:
        return [word]
    if quantity == 1 and not other:
        return [word]
    return [f"{prefix}{number}" for number in range(first, last + 1)]


def look_like(cells: list[str]) -> float:
    """Which part of some filled cells are lists of designators."""
    good = 0
    for cell in cells:
        words = [word for piece in _PARTS.split(cell[:400]) for word in _words(piece.strip())]
        good += bool(words) and sum(1 for word in words if _ONE.fullmatch(word) or _RANGE.fullmatch(word)) * 2 > len(
            words
        )
    return good / len(cells) if cells else 0


_NUMBERED = re.compile(r"([A-Za-z_]{1,12})(\d{1,6})")
MAX_SHOWN = 8


def shortened(marks: tuple[str, ...]) -> str:
    """Designators for reading: `R1–R4, R7`, and how many there are where that is still long."""
    pieces: list[tuple[str, str]] = []
    last: tuple[str, int] | None = None
    for mark in marks:
        found = _NUMBERED.fullmatch(mark)
        now = (found[1], int(found[2])) if found else None
        if now is not None and last is not None and now == (last[0], last[1] + 1):
            pieces[-1] = (pieces[-1][0], mark)
        else:
            pieces.append((mark, mark))
        last = now
    said = [_range(first, end) for first, end in pieces]
    return ", ".join(said) if len(said) <= MAX_SHOWN else f"{', '.join(said[:MAX_SHOWN])} … ({len(marks)})"


def _range(first: str, end: str) -> str:
    if first == end:
        return first
    one, other = _NUMBERED.fullmatch(first), _NUMBERED.fullmatch(end)
    near = one is not None and other is not None and int(other[2]) == int(one[2]) + 1
    return f"{first}, {end}" if near else f"{first}–{end}"
