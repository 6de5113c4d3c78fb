# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Refuses nesting that would crash a native parser, before that parser sees it.

rtoml counts brackets and dotted keys apart, up to 80 each, but they multiply: 60 inline tables with 60 dots in each
key make 3,600 levels and end the process where the stack is small. YAML is guarded where it is read, event by event.
"""

from __future__ import annotations

import re
from functools import cache

from oshmark.errors import UnreadableError
from oshmark.manifest.syntax import rules
from oshmark.manifest.syntax.document import Lines
from oshmark.manifest.syntax.tokens import JSON_STRING, TOML_STRING
from oshmark.values.finding import Finding

MAX_DEPTH = 64


def guard_toml(text: str) -> None:
    """Raise `UnreadableError` if TOML nests deeper than `MAX_DEPTH`; a table's heading is counted apart."""
    brackets = text.count("[") + text.count("{")
    dots = text.count(".")
    if brackets + dots <= MAX_DEPTH:
        return
    if dots >= MAX_DEPTH and any(line.count(".") >= MAX_DEPTH for line in text.split("\n")):
        _guard_dotted_keys(text)
    if "{" in text:
        _guard_inline_tables(text)
    elif brackets > MAX_DEPTH:
        _guard_brackets(text, _toml_bracket())


def guard_json(text: str) -> None:
    """Raise `UnreadableError` if JSON nests deeper than `MAX_DEPTH`."""
    if text.count("[") + text.count("{") > MAX_DEPTH:
        _guard_brackets(text, _json_bracket())


def too_deep(text: str, offset: int) -> UnreadableError:
    """The refusal of what lies too deep at this offset."""
    return UnreadableError(Finding(rules.TOO_DEEP, facts={"limit": str(MAX_DEPTH)}, at=Lines(text).at(offset)))


# The patterns are compiled when a document first needs them: most never do.
# Each of them may end at the end of the text: a search that failed there would begin anew, in the middle of a string.


@cache
def _toml_bracket() -> re.Pattern[str]:
    return re.compile(rf"""(?:[^\[\]{{}}"'#]++|{TOML_STRING}|#[^\n]*+)*+(?:([\[\]{{}}])|\Z)""", re.DOTALL)


@cache
def _json_bracket() -> re.Pattern[str]:
    return re.compile(rf"""(?:[^\[\]{{}}"]++|{JSON_STRING})*+(?:([\[\]{{}}])|\Z)""", re.DOTALL)


@cache
def _toml_step() -> re.Pattern[str]:
    return re.compile(rf"""(?:[^\[\]{{}}"'#.=,\n]++|{TOML_STRING}|#[^\n]*+)*+(?:([\[\]{{}}.=,\n])|\Z)""", re.DOTALL)


@cache
def _dotted_key() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:[\w-]++[ \t]*+\.[ \t]*+){{{MAX_DEPTH}}}")


def _guard_brackets(text: str, bracket: re.Pattern[str]) -> None:
    depth = 0
    for match in bracket.finditer(text):
        if match[1] is None:
            return
        if match[1] in "[{":
            depth += 1
            if depth > MAX_DEPTH:
                raise too_deep(text, match.start(1))
        elif depth:
            depth -= 1


def _guard_dotted_keys(text: str) -> None:
    """Look for a key of too many steps, with texts and comments made harmless but as long as they were."""
    bare = re.sub(rf"{TOML_STRING}|#[^\n]*+", _blank, text, flags=re.DOTALL)
    if match := _dotted_key().search(bare):
        raise too_deep(text, match.start())


def _blank(match: re.Match[str]) -> str:
    return (" " if match[0][0] == "#" else "s") * len(match[0])


class _Level:
    """What we know of one bracket: whether its entries have keys, and how many dots the present key has."""

    __slots__ = ("dots", "in_key", "table")

    def __init__(self, *, table: bool) -> None:
        self.table = table
        self.in_key = table
        self.dots = 0


def _guard_inline_tables(text: str) -> None:
    """Count brackets together with the dots of the keys that lead to them."""
    depth = 0
    level = _Level(table=True)
    outer: list[_Level] = []
    for match in _toml_step().finditer(text):
        step = match[1]
        if step is None:
            return
        if step in "[{":
            outer.append(level)
            level = _Level(table=step == "{")
            depth += 1
        elif step in "]}":
            if outer:
                depth -= 1 + level.dots
                level = outer.pop()
        elif step == ".":
            level.dots += level.in_key
            depth += level.in_key
        elif step == "=":
            level.in_key = False
        elif level.table and (step == "," or not outer):
            # The next entry begins: after a comma, or at the end of a line outside of all brackets.
            depth -= level.dots
            level.dots, level.in_key = 0, True
        if depth > MAX_DEPTH:
            raise too_deep(text, match.start(1))
