# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A text that was read: its data, its findings, and where each of its keys and values stands.

Finding places costs many times what reading costs, and most documents are read without being shown, so the
places are looked for when somebody asks for the first one.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from enum import Enum
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from oshmark.values.finding import Finding, KeyPath

_LINE_BREAK = re.compile(r"\r\n?|\n")
_UNSHOWN = re.compile(r"[\x00-\x1f\x7f-\xa0\xad\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]")
_SHOWN_LENGTH = 60


class Syntax(Enum):
    """The syntaxes in which manifests occur; the value is the ending of the file's name."""

    TOML = "toml"
    YAML = "yaml"
    JSON = "json"


class Place(NamedTuple):
    """Offsets into the text, in code points: where the key begins, where the value begins, where it ends.
    An item of a list has no key, so the first is where the item begins."""

    key: int
    value: int
    end: int


Places = dict["KeyPath", Place]


class Lines:
    """Turns an offset into (line, column), both from 1, counted in code points; a tab is one column."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(match.end() for match in _LINE_BREAK.finditer(text))]

    def at(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


class Document:
    """A manifest as plain data, in the order of the text, and the text itself (without a byte order mark).

    `data` holds str, int, float, bool, None, list, dict, and the date, time and datetime of the standard library.
    """

    __slots__ = ("_lines", "_places", "_scan", "data", "findings", "syntax", "text")

    def __init__(
        self,
        syntax: Syntax,
        data: dict[str, Any],
        text: str,
        findings: list[Finding],
        scan: Callable[[str], Places],
    ) -> None:
        self.syntax = syntax
        self.data = data
        self.text = text
        self.findings = findings
        self._scan = scan
        self._places: Places | None = None
        self._lines: Lines | None = None

    def locate(self, path: KeyPath) -> tuple[int, int]:
        """Line and column, from 1, of the key (of the item, for an item of a list).
        Where the path does not exist: of its nearest ancestor that does; the document itself is at (1, 1)."""
        place = self._nearest(path)
        return (1, 1) if place is None else self._at(place.key)

    def locate_value(self, path: KeyPath) -> tuple[int, int]:
        """Line and column, from 1, where the value begins; for a `[table]` its heading. Else as `locate`."""
        place = self._nearest(path)
        return (1, 1) if place is None else self._at(place.value)

    def source_text(self, path: KeyPath) -> str | None:
        """The value as it is written, such as `1.10` where the data has 1.1; a text without its quotes and escapes.
        None for tables, for lists, and for what does not exist."""
        try:
            value = self._value(path)
        except (KeyError, IndexError, TypeError):
            return None
        if isinstance(value, str):
            return value
        place = None if isinstance(value, dict | list) else self._all_places().get(path)
        return None if place is None else self.text[place.value : place.end]

    def _value(self, path: KeyPath) -> object:
        value: Any = self.data
        for step in path:
            value = value[step]
        return value

    def _all_places(self) -> Places:
        if self._places is None:
            self._places = self._scan(self.text)
        return self._places

    def _nearest(self, path: KeyPath) -> Place | None:
        places = self._all_places()
        while path and path not in places:
            path = path[:-1]
        return places.get(path)

    def _at(self, offset: int) -> tuple[int, int]:
        if self._lines is None:
            self._lines = Lines(self.text)
        return self._lines.at(offset)


def shown(text: str) -> str:
    """A piece of a stranger's text, fit to stand in a message: short, on one line, nothing invisible in it."""
    line = text.strip(" \t\r\n")
    line = line[:_SHOWN_LENGTH].rstrip() + "…" if len(line) > _SHOWN_LENGTH else line
    return _UNSHOWN.sub(lambda match: f"<{code_of(match[0])}>", line)


def code_of(character: str) -> str:
    """The number of a character as Unicode writes it: `U+0007`."""
    return f"U+{ord(character):04X}"
