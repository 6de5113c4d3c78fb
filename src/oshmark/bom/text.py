# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
# ruff: noqa: PLR2004  how much is enough to guess is said where it is guessed
"""From bytes to text: which encoding a file has when nobody says so."""

from __future__ import annotations

import re
from typing import NamedTuple

from oshmark.bom.words import HEADING_WORDS

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
"""Marks at the beginning of a file; the longer ones first."""
_ASIAN = ("gb18030", "shift_jis", "big5", "euc_kr")
_HEAD = 20_000
_HIGH_RUN = re.compile(rb"[\x80-\xff]+")


class Decoded(NamedTuple):
    """A text, and the name of its encoding if that had to be guessed."""

    text: str
    guessed: str | None


def decode(raw: bytes) -> Decoded:
    """The text of a file. It never fails: what no encoding fits is read as Latin-1, in which every byte is a letter."""
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return Decoded(raw.decode(encoding, "replace").removeprefix("\ufeff"), None)
    wide = _wide(raw[:2000])
    if wide:
        return Decoded(raw.decode(wide, "replace"), wide)
    try:
        return Decoded(raw.decode("utf-8"), None)
    except UnicodeDecodeError:
        return _single_or_double(raw)


def _wide(head: bytes) -> str | None:
    """UTF-16 without a mark: most letters of a table are ASCII, whose other half is zero."""
    half = len(head) // 2
    if half and head[1::2].count(0) > half * 0.6:
        return "utf-16-le"
    if half and head[0::2].count(0) > half * 0.6:
        return "utf-16-be"
    return None


def _single_or_double(raw: bytes) -> Decoded:
    """Letters of Asia are pairs of bytes, letters with accents stand alone between ASCII."""
    mostly_utf8 = raw.decode("utf-8", "replace")
    bad = mostly_utf8.count("\ufffd")
    if bad <= 3 and bad * 20 < sum(1 for letter in mostly_utf8[:_HEAD] if letter > "\x7f"):
        return Decoded(mostly_utf8, "UTF-8")  # a text that was cut in the middle of a letter, or has a rare broken one
    scores = {encoding: score for encoding in _ASIAN if (score := _asian_score(raw, encoding)) > 0}
    if scores:
        best = max(scores, key=scores.__getitem__)
        return Decoded(raw.decode(best, "replace"), best)
    for encoding in ("cp1252", "latin-1"):
        try:
            return Decoded(raw.decode(encoding), encoding)
        except UnicodeDecodeError:
            continue
    return Decoded(raw.decode("latin-1"), "latin-1")


def _asian_score(raw: bytes, encoding: str) -> float:
    """How much a text speaks for an encoding: known headings count most; 0 for impossible."""
    runs = [len(run) for run in _HIGH_RUN.findall(raw[:_HEAD])]
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError:
        return 0
    hits = sum(1 for word in HEADING_WORDS if word in text[:_HEAD])
    if hits:
        return 10 + hits
    if sum(1 for run in runs if run >= 4) * 2 < len(runs):
        return 0
    return 1 if encoding == "gb18030" else 0.5
