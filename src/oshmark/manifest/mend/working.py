# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A text while it is mended, which knows in which line of the first text each of its lines stood."""

from __future__ import annotations

from bisect import bisect_right, insort
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable


class Edit(NamedTuple):
    """Replace what stands from `start` to `end` (offsets in code points) by `new`."""

    start: int
    end: int
    new: str


class Working:
    """A text and its history; `apply` gives a new one."""

    __slots__ = ("_lines", "text")

    def __init__(self, text: str, lines: list[int] | None = None) -> None:
        self.text = text
        self._lines = list(range(1, text.count("\n") + 2)) if lines is None else lines

    def line_at(self, offset: int) -> int:
        """The line, from 1, that the line at this offset was in the first text."""
        return self._lines[self.text.count("\n", 0, offset)]

    def apply(self, edits: Iterable[Edit]) -> Working:
        """The text with all edits made; they may not overlap."""
        pieces: list[str] = []
        lines: list[int] = []
        done = line = 0
        for edit in sorted(edits):
            kept = self.text[done : edit.start]
            pieces += [kept, edit.new]
            here = line + kept.count("\n")
            lines += self._lines[line:here] + [self._lines[here]] * edit.new.count("\n")
            line = here + self.text.count("\n", edit.start, edit.end)
            done = edit.end
        pieces.append(self.text[done:])
        return Working("".join(pieces), lines + self._lines[line:])


class Taken:
    """The pieces of a text that edits have been given to; they never overlap."""

    def __init__(self) -> None:
        self._spans: list[tuple[int, int]] = []

    def take(self, edits: Iterable[Edit]) -> bool:
        """Give these edits their places, all or none; false if one of them is taken."""
        spans = sorted((edit.start, edit.end) for edit in edits)
        if any(self._touches(span) for span in spans):
            return False
        for span in spans:
            insort(self._spans, span)
        return True

    def _touches(self, span: tuple[int, int]) -> bool:
        at = bisect_right(self._spans, span)
        before, after = self._spans[at - 1 : at], self._spans[at : at + 1]
        return any(left[1] > span[0] or left[0] == span[0] for left in before) or any(
            right[0] < span[1] or right[0] == span[0] for right in after
        )
