# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What differs between a manifest and its corrected text, line by line."""

from __future__ import annotations

import difflib
from typing import NamedTuple

from oshmark.web.authoring.marked_text import visible
from oshmark.web.library.manifest_text import MAX_LINE

MAX_COMPARED = 600
"""Most lines of the stretch in which two texts differ: comparing takes more time than lines, and strangers choose."""
AROUND = 2
_KINDS = {" ": "same", "-": "gone", "+": "new"}


class Row(NamedTuple):
    """One line of a difference: `same`, `gone`, `new`, or `skip` for what is left out between."""

    kind: str
    sign: str
    text: str


SKIP = Row("skip", "", "⋯")


def differences(before: str, after: str) -> list[Row] | None:
    """The lines that differ, with some around them; `None` where there are too many to compare."""
    old, new = before.splitlines(), after.splitlines()
    start, end = _common(old, new)
    if max(len(old), len(new)) - start - end > MAX_COMPARED:
        return None
    first = max(0, start - AROUND)
    # What is equal at both ends is left out, so that a long manifest with one mistake is compared at once.
    window = slice(first, max(first, len(old) - end + AROUND)), slice(first, max(first, len(new) - end + AROUND))
    lines = difflib.unified_diff(old[window[0]], new[window[1]], lineterm="", n=AROUND)
    rows = [_row(line) for line in list(lines)[2:]]
    return rows[1:] if first == 0 and rows[:1] == [SKIP] else rows


def _common(old: list[str], new: list[str]) -> tuple[int, int]:
    """How many lines are equal at the beginning, and how many of the others at the end."""
    shorter, start, end = min(len(old), len(new)), 0, 0
    while start < shorter and old[start] == new[start]:
        start += 1
    while end < shorter - start and old[-1 - end] == new[-1 - end]:
        end += 1
    return start, end


def _row(line: str) -> Row:
    if line.startswith("@@"):
        return SKIP
    return Row(_KINDS[line[0]], line[0], visible(line[1 : MAX_LINE + 1]))
