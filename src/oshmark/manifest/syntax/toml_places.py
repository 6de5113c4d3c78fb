# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where each key and value of a TOML text stands: one pass, by the grammar of https://toml.io/en/v1.1.0.

It is written for text that rtoml has read. On broken text it goes on at the next line, so that a message
can still name what stands there.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import rtoml

from oshmark.manifest.syntax.document import Place, Places
from oshmark.manifest.syntax.guard import MAX_DEPTH
from oshmark.manifest.syntax.tokens import TOML_STRING

if TYPE_CHECKING:
    from oshmark.values.finding import KeyPath

_BLANK = re.compile(r"(?:[ \t\r\n]++|#[^\n]*+)*+")
_SPACE = re.compile(r"[ \t]*+")
_REST_OF_LINE = re.compile(r"[^\n]*+")
_KEY = re.compile(r"""[\w-]++|"(?:[^"\\\n]++|\\[^\n])*+"|'[^'\n]*+'""")
_STRING = re.compile(TOML_STRING, re.DOTALL)
_SCALAR = re.compile(r"(?:[^,\[\]{}#\s]++(?:[ \t]++(?=[^,\[\]{}#\s]))?+)++")
_NUMBER = re.compile(r"[+-]?\d[\d_]*+(?:\.\d[\d_]*+)?+(?:[eE][+-]?\d++)?+")
_BARE_LIST = re.compile(rf"{_NUMBER.pattern}(?:[ \t]*+,[ \t]*+{_NUMBER.pattern})++(?=[ \t\r]*+(?:#|\n|\Z))")


class BareList(NamedTuple):
    """Numbers parted by commas that nobody put in brackets: `425 , 425`."""

    path: KeyPath
    start: int
    end: int


class Scan(NamedTuple):
    """What one pass finds: the places, every mention of a key in order, and the lists without brackets."""

    places: Places
    mentions: list[tuple[KeyPath, int]]
    bare_lists: list[BareList]


def scan(text: str) -> Scan:
    """Go over a TOML text once."""
    scanner = _Scanner(text)
    scanner.run()
    return Scan(scanner.places, scanner.mentions, scanner.bare_lists)


def places(text: str) -> Places:
    """Where each key and value stands."""
    return scan(text).places


class _Scanner:
    """The state of one pass: where we are, in which table, and how many items each array of tables has."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.places: Places = {}
        self.mentions: list[tuple[KeyPath, int]] = []
        self.bare_lists: list[BareList] = []
        self._table: KeyPath = ()
        self._items: dict[KeyPath, int] = {}
        self._implied: set[KeyPath] = set()

    def run(self) -> None:
        at = self._skip(_BLANK, 0)
        while at < len(self.text):
            end = self._header(at) if self.text[at] == "[" else self._field(at, self._table, 0)
            at = self._skip(_BLANK, self._skip(_REST_OF_LINE, end))

    def _skip(self, pattern: re.Pattern[str], at: int) -> int:
        match = pattern.match(self.text, at)
        return at if match is None else match.end()

    # Headings

    def _header(self, at: int) -> int:
        doubled = self.text.startswith("[[", at)
        steps, end = self._key(self._skip(_SPACE, at + 1 + doubled))
        if not steps:
            return end
        path: KeyPath = ()
        for name, offset in steps[:-1]:
            path = self._last_item((*path, name))
            self._imply(path, name, offset)
        name, offset = steps[-1]
        path = (*path, name)
        self._define(path, Place(offset, at, end))
        if doubled:
            count = self._items.get(path, 0)
            self._items[path] = count + 1
            path = (*path, count)
            self.places[path] = Place(at, at, end)
        else:
            path = self._last_item(path)
        self._table = path
        return end

    def _last_item(self, path: KeyPath) -> KeyPath:
        """`[part.mass]` speaks of the last `[[part]]`."""
        count = self._items.get(path)
        return path if count is None else (*path, count - 1)

    # Fields

    def _field(self, at: int, table: KeyPath, depth: int) -> int:
        """`key = value`, on a line of its own or in an inline table."""
        steps, end = self._key(at)
        if not steps or not self.text.startswith("=", end):
            return end
        path = table
        for name, offset in steps[:-1]:
            path = (*path, name)
            self._imply(path, name, offset)
        name, offset = steps[-1]
        path = (*path, name)
        value = self._skip(_SPACE, end + 1)
        if depth == 0 and (bare := _BARE_LIST.match(self.text, value)):
            return self._bare_list(path, offset, bare)
        self._define(path, Place(offset, value, value))
        end = self._value(value, path, depth)
        self.places[path] = Place(self.places[path].key, value, end)
        return end

    def _key(self, at: int) -> tuple[list[tuple[str, int]], int]:
        """The steps of a dotted key with their offsets, and the offset of what follows it."""
        steps = []
        while match := _KEY.match(self.text, at):
            steps.append((_unquoted(match[0]), at))
            at = self._skip(_SPACE, match.end())
            if not self.text.startswith(".", at):
                break
            at = self._skip(_SPACE, at + 1)
        return steps, at

    def _imply(self, path: KeyPath, name: str, offset: int) -> None:
        """`a` of `a.b = 1`: it stands here, unless it stands somewhere before."""
        if path not in self.places:
            self.places[path] = Place(offset, offset, offset + len(name))
            self._implied.add(path)
        self.mentions.append((path, offset))

    def _define(self, path: KeyPath, place: Place) -> None:
        """A key that is given itself goes before one that was only implied."""
        if path in self._implied:
            self._implied.remove(path)
            self.places[path] = place
        else:
            self.places.setdefault(path, place)
        self.mentions.append((path, place.key))

    # Values

    def _value(self, at: int, path: KeyPath, depth: int) -> int:
        """The offset where the value ends."""
        if depth > MAX_DEPTH:
            return len(self.text)
        first = self.text[at : at + 1]
        if first == "[":
            return self._array(at, path, depth)
        if first == "{":
            return self._inline_table(at, path, depth)
        return self._skip(_STRING if first in ('"', "'") else _SCALAR, at)

    def _array(self, at: int, path: KeyPath, depth: int) -> int:
        count = 0
        at = self._skip(_BLANK, at + 1)
        while at < len(self.text) and self.text[at] != "]":
            item = (*path, count)
            end = self._value(at, item, depth + 1)
            if end == at:
                return at
            self.places[item] = Place(at, at, end)
            count += 1
            at = self._after_comma(end)
        return at + 1

    def _inline_table(self, at: int, path: KeyPath, depth: int) -> int:
        at = self._skip(_BLANK, at + 1)
        while at < len(self.text) and self.text[at] != "}":
            end = self._field(at, path, depth + 1)
            if end == at:
                return at
            at = self._after_comma(end)
        return at + 1

    def _after_comma(self, at: int) -> int:
        at = self._skip(_BLANK, at)
        return self._skip(_BLANK, at + 1) if self.text.startswith(",", at) else at

    def _bare_list(self, path: KeyPath, key: int, bare: re.Match[str]) -> int:
        self._define(path, Place(key, bare.start(), bare.end()))
        for index, number in enumerate(_NUMBER.finditer(self.text, bare.start(), bare.end())):
            self.places[(*path, index)] = Place(number.start(), number.start(), number.end())
        self.bare_lists.append(BareList(path, bare.start(), bare.end()))
        return bare.end()


def _unquoted(key: str) -> str:
    """What a key says, without its quotes and escapes."""
    if key[0] == "'" or (key[0] == '"' and "\\" not in key):
        return key[1:-1]
    if key[0] != '"':
        return key
    try:
        name: str = rtoml.loads(f"key = {key}")["key"]
    except rtoml.TomlParsingError:
        return key
    return name
