# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where each key and value of a JSON text stands. The text must have been read before: nothing is checked here."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from oshmark.manifest.syntax.document import Place, Places
from oshmark.manifest.syntax.tokens import JSON_STRING

if TYPE_CHECKING:
    from oshmark.values.finding import KeyPath

_BLANK = re.compile(r"[ \t\r\n]*+")
_STRING = re.compile(JSON_STRING, re.DOTALL)
_SCALAR = re.compile(r"[^,\]}\s]*+")

Repeats = list[tuple["KeyPath", int, int]]


def places(text: str) -> Places:
    """Where each key and value stands; of a key that is given twice, the last."""
    return scan(text)[0]


def scan(text: str) -> tuple[Places, Repeats]:
    """The places, and each key that is given again: its path, where it stands, and where it stood first."""
    scanner = _Scanner(text)
    scanner.value(scanner.skip(_BLANK, 0), ())
    return scanner.places, scanner.repeats


class _Scanner:
    """One pass. It calls itself for what is inside brackets; the guard has bounded how deep that is."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.places: Places = {}
        self.repeats: Repeats = []

    def skip(self, pattern: re.Pattern[str], at: int) -> int:
        match = pattern.match(self.text, at)
        return at if match is None else match.end()

    def value(self, at: int, path: KeyPath) -> int:
        """The offset where the value ends."""
        first = self.text[at : at + 1]
        if first == "{":
            return self._table(at, path)
        if first == "[":
            return self._array(at, path)
        return self.skip(_STRING if first == '"' else _SCALAR, at)

    def _table(self, at: int, path: KeyPath) -> int:
        firsts: dict[str, int] = {}
        at = self.skip(_BLANK, at + 1)
        while self.text[at] != "}":
            end = self.skip(_STRING, at)
            name: str = json.loads(self.text[at:end])
            inner = (*path, name)
            if name in firsts:
                self.repeats.append((inner, at, firsts[name]))
            firsts.setdefault(name, at)
            start = self.skip(_BLANK, self.skip(_BLANK, end) + 1)
            end = self.value(start, inner)
            self.places[inner] = Place(at, start, end)
            at = self._after_comma(end)
        return at + 1

    def _array(self, at: int, path: KeyPath) -> int:
        count = 0
        at = self.skip(_BLANK, at + 1)
        while self.text[at] != "]":
            inner = (*path, count)
            end = self.value(at, inner)
            self.places[inner] = Place(at, at, end)
            count += 1
            at = self._after_comma(end)
        return at + 1

    def _after_comma(self, at: int) -> int:
        at = self.skip(_BLANK, at)
        return self.skip(_BLANK, at + 1) if self.text[at] == "," else at
