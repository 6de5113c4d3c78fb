# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The place where a reader of TOML stopped, and what stands around it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from oshmark.manifest.keys import MODULE_KEYS, PART_KEYS, SOFTWARE_KEYS, Keys, meaning_of

if TYPE_CHECKING:
    from oshmark.manifest.fields import Field
    from oshmark.manifest.mend.working import Edit
    from oshmark.values.finding import Finding, Rule

ALL_KEYS: Keys = {**SOFTWARE_KEYS, **PART_KEYS, **MODULE_KEYS}
"""The keys of every table; one key means one kind of value wherever it stands."""

MAX_LINE = 10_000
"""Longer lines are not mended: nobody types them."""
_ASSIGNMENT = re.compile(r"""([ \t]*+)((?:[\w.-]++|"[^"\n]*+"|'[^'\n]*+')++)([ \t]*+=[ \t]*+)(.*+)""")
_QUOTE = re.compile("[\"'“”„‟«»‘’‚‹›]")
_REMARK = re.compile(r"(?:^|[ \t])#")
_ANY_BLANK = r"[\s\u00ad\u200b-\u200f\u2060\ufeff]*+"
_STRUCTURE = re.compile(
    rf"""{_ANY_BLANK}(?:\#|\[|\Z|(?:[\w.-]++|"[^"]*+"|'[^']*+'){_ANY_BLANK}[=:]"""
    r"""|(?:[\w-]++[ ]){1,3}[\w-]*+[ ]?=[ ]?["'\[\d])"""
)


class Repair(NamedTuple):
    """What to change, and what to say of it."""

    edits: list[Edit]
    rule: Rule
    facts: dict[str, str]


class Assignment(NamedTuple):
    """A line `key = value  # remark`: the key as written, and where its value begins and ends."""

    key: str
    start: int
    end: int
    value: str
    remark: str


class Spot(NamedTuple):
    """A text, the finding that a reader stopped with, and its offset."""

    text: str
    finding: Finding
    offset: int

    @property
    def line_start(self) -> int:
        """The offset where the line begins."""
        return self.text.rfind("\n", 0, self.offset) + 1

    @property
    def line(self) -> str:
        """The line, without its end."""
        return self.text[self.line_start :].split("\n", 1)[0].removesuffix("\r")

    def next_is_structure(self) -> bool:
        """Whether the next line begins something new: a field, a heading, a remark, or it is blank or the end."""
        rest = self.text[self.line_start :].split("\n", 2)
        return len(rest) == 1 or _STRUCTURE.match(rest[1].removesuffix("\r")) is not None

    def assignment(self) -> Assignment | None:
        """The line as `key = value`; `None` for any other line."""
        line = self.line
        match = _ASSIGNMENT.fullmatch(line) if len(line) <= MAX_LINE else None
        if match is None:
            return None
        value, remark = _without_remark(match[4])
        start = self.line_start + match.start(4)
        return Assignment(match[2], start, start + len(value), value, remark)


def _without_remark(text: str) -> tuple[str, str]:
    """What stands after the `=`, and the remark behind it; a `#` in quotes begins none."""
    quotes = [match.end() for match in _QUOTE.finditer(text)]
    remark = _REMARK.search(text, quotes[-1] if quotes else 0)
    if remark is None:
        return text.rstrip(), ""
    return text[: remark.start()].rstrip(), text[remark.start() :]


def offset_of(text: str, at: tuple[int, int]) -> int:
    """The offset of a line and a column, both from 1."""
    start = 0
    for _ in range(at[0] - 1):
        start = text.find("\n", start) + 1
    return min(start + at[1] - 1, len(text))


def field_of(key: str) -> Field | None:
    """The field that a written key means, in whatever table."""
    meaning = meaning_of(key.rsplit(".", 1)[-1].strip("\"' "), ALL_KEYS)
    return None if meaning is None or meaning.draft_only else meaning.field
