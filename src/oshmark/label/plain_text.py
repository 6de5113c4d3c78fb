# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The label as plain text: every line of it, for screen readers, mail, and files that lie beside a product."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from oshmark.label.sections import Key, saying
from oshmark.label.signs import Signs
from oshmark.label.words import words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from oshmark.label.content import Content
    from oshmark.label.sections import Row, Section

COLUMNS = 72
"""Columns of a line; a Chinese character takes two."""
_INDENT = "  "


def plain_text(content: Content, language: str) -> str:
    """The whole label, wrapped, with a line feed at its end."""
    said = saying(content, words(language), Signs())
    lines = [*_filled(said.standing), "=" * min(COLUMNS, _columns(said.standing)), *_filled(said.name)]
    lines += [f"({said.name_note})"] if said.name_note else []
    lines += _filled(said.version)
    for section in said.sections:
        lines += ["", *_section(section)]
    lines += ["", said.number, *filter(None, (said.serial, said.address, *_filled(said.scan), said.issued))]
    return "\n".join(lines) + "\n"


def _section(section: Section) -> Iterable[str]:
    if section.title:
        yield from _filled(f"{section.title} ({section.note})" if section.note else section.title)
        yield "-" * min(COLUMNS, _columns(section.title))
    for row in section.rows:
        yield from _row(section.key, row)


def _row(key: Key, row: Row) -> Iterable[str]:
    """A row: its name or quantity, its text and what stands at its end on one line, and what belongs to it beneath."""
    start = f"{row.start}: " if row.start and key is not Key.COMPONENTS else row.start and f"{row.start} × "
    bullet = "- " if key in (Key.COMPONENTS, Key.TOPICS, Key.PERFORMANCE) else ""
    end = f": {row.end}" if row.end and key is not Key.COMPONENTS else row.end and f", {row.end}"
    yield from _filled(f"{bullet}{start}{row.text}{end}", then=_INDENT if bullet else "")
    if row.beneath:
        yield from _filled(row.beneath, first=_INDENT, then=_INDENT)


def _filled(text: str, *, first: str = "", then: str = "") -> list[str]:
    """The text in lines of at most so many columns; words that are longer are parted."""
    lines, line, room = [], first, COLUMNS - len(first)
    for word in text.split(" "):
        rest = word
        gap = 0 if line in (first, then) and room == COLUMNS - len(line) else 1
        if _columns(rest) + gap <= room:
            line, room = line + " " * gap + rest, room - gap - _columns(rest)
            continue
        if gap:
            lines.append(line)
            line, room = then, COLUMNS - len(then)
        for sign in rest:
            wide = _columns(sign)
            if wide > room:
                lines.append(line)
                line, room = then, COLUMNS - len(then)
            line, room = line + sign, room - wide
    return [*lines, line]


def _columns(text: str) -> int:
    """Columns on a screen with letters of one width."""
    if text.isascii():
        return len(text)
    return sum(_width(sign) for sign in text)


def _width(sign: str) -> int:
    if unicodedata.category(sign) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in ("W", "F") else 1
