# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where a field of TOML begins and ends, also in a text that does not parse."""

from __future__ import annotations

import re
from typing import NamedTuple

from oshmark.manifest.syntax.tokens import TOML_STRING

_KEY = r"""(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')"""
_FIELD = re.compile(rf"[ \t]*+({_KEY}(?:[ \t]*+\.[ \t]*+{_KEY})*+)[ \t]*+=[ \t]*+")
_STRING = re.compile(TOML_STRING, re.DOTALL)
_TO_BRACKET = re.compile(rf"""(?:[^\[\]{{}}"'#]++|{TOML_STRING}|#[^\n]*+)*+([\[\]{{}}])""", re.DOTALL)
_SCALAR = re.compile(r"[^#\r\n]*+")
_TO_LINE_END = re.compile(r"[^\r\n]*+")


class Span(NamedTuple):
    """A field: where its line begins, its value begins and ends, and its last line ends (before the line break)."""

    line: int
    value: int
    end: int
    line_end: int


def field_at(text: str, offset: int) -> Span | None:
    """The field whose key stands at the offset; `None` if that is not the first thing in its line."""
    line = text.rfind("\n", 0, offset) + 1
    match = _FIELD.match(text, line)
    if match is None or not line <= offset <= match.end(1):
        return None
    end = _value_end(text, match.end())
    rest = _TO_LINE_END.match(text, end)
    return Span(line, match.end(), end, end if rest is None else rest.end())


def _value_end(text: str, at: int) -> int:
    first = text[at : at + 1]
    if first in ('"', "'"):
        match = _STRING.match(text, at)
        return at if match is None else match.end()
    if first in ("[", "{"):
        return _bracket_end(text, at)
    match = _SCALAR.match(text, at)
    return at if match is None else at + len(match[0].rstrip())


def _bracket_end(text: str, at: int) -> int:
    """After the bracket that closes the one here; at the end of the text if none does."""
    depth = 0
    while match := _TO_BRACKET.match(text, at):
        depth += 1 if match[1] in "[{" else -1
        at = match.end()
        if depth == 0:
            return at
    return len(text)
