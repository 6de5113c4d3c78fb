# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A maker's own text, line by line, with the places marked that findings speak of."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from oshmark.values.finding import Severity
from oshmark.web.library.manifest_text import MAX_LINE, MAX_LINES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from oshmark.values.finding import Finding

_LINE_BREAK = re.compile(r"\r\n?|\n")
_TOKEN = re.compile(r"[\w.\-]+|\S|\Z")
_WORST_FIRST = tuple(Severity)


class Piece(NamedTuple):
    """A piece of a line; `severity` is empty where nothing is said of it."""

    text: str
    severity: str


class Line(NamedTuple):
    """One line, with the worst that is said of it."""

    number: int
    pieces: tuple[Piece, ...]
    severity: str


class MarkedText(NamedTuple):
    """Numbered lines; `more` is how many are left out."""

    lines: tuple[Line, ...]
    more: int


def has_place(finding: Finding) -> bool:
    """Whether a finding speaks of a place, and not of something that is nowhere in the text."""
    return bool(finding.path) or finding.at is not None


def marked_text(text: str, places: Iterable[tuple[tuple[int, int], Severity]]) -> MarkedText:
    """The first lines of a text, with the places (line and column, from 1) marked."""
    by_line: dict[int, dict[int, Severity]] = {}
    for (line, column), severity in places:
        marks = by_line.setdefault(line, {})
        marks[column] = min(marks.get(column, severity), severity, key=_WORST_FIRST.index)
    lines = _LINE_BREAK.split(text)
    shown = (_line(number, line, by_line.get(number, {})) for number, line in enumerate(lines[:MAX_LINES], 1))
    return MarkedText(tuple(shown), max(0, len(lines) - MAX_LINES))


def _line(number: int, line: str, marks: dict[int, Severity]) -> Line:
    pieces, done = [], 0
    for column, severity in sorted(marks.items()):
        match = _TOKEN.search(line, min(column - 1, len(line)))
        if match is None or not match[0] or match.start() < done:
            continue
        pieces += [Piece(line[done : match.start()], ""), Piece(match[0], severity.value)]
        done = match.end()
    pieces.append(Piece(line[done:], ""))
    worst = min(marks.values(), key=_WORST_FIRST.index).value if marks else ""
    return Line(number, tuple(_bounded(pieces)), worst)


def _bounded(pieces: Iterable[Piece]) -> Iterable[Piece]:
    """Pieces that people can see, up to the length of a line that is shown."""
    left = MAX_LINE
    for piece in pieces:
        if piece.text and left > 0:
            cut = piece.text[:left]
            yield Piece(visible(cut) + ("…" if len(cut) < len(piece.text) else ""), piece.severity)
            left -= len(cut)


def visible(text: str) -> str:
    """The text with the number of each character that nobody sees, or that turns the direction of others."""
    return "".join(one if one.isprintable() or one == "\t" else f"<U+{ord(one):04X}>" for one in text)
