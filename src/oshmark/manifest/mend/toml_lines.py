# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Lines of TOML that stop a reader, each with the one thing that it can have meant."""

from __future__ import annotations

import re

from oshmark.manifest.fields import Kind
from oshmark.manifest.keys import meaning_of, reduced
from oshmark.manifest.mend import rules
from oshmark.manifest.mend.spot import ALL_KEYS, Assignment, Repair, Spot, field_of
from oshmark.manifest.mend.toml_values import is_value, mend_entries, mend_value
from oshmark.manifest.mend.working import Edit
from oshmark.manifest.syntax.document import code_of

_COLON = re.compile(r"""([ \t]*+)((?:[\w.-]++|"[\w.-]++"|'[\w.-]++'))([ \t]*+:[ \t]*+)(?=\S)(?!=)""")
_ENTRIES = re.compile(r"([ \t]*+)(.*?)([ \t]*+,?[ \t]*+\]?[ \t]*+)")
_HEADING = re.compile(r"[ \t]*+(\[{1,2}+)[ \t]*+([\w.-]++)[ \t]*+(\]{0,2}+)[ \t]*+")
_BEGINS = re.compile(r"""[ \t]*+(?:\[|(?:[\w.-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+[=:])""")
_BLANK = re.compile(r"(?:[ \t\r\n]++|#[^\n]*+)*+")
_ENTRY = re.compile(r"""(?:"(?:[^"\\\n]++|\\[^\n])*+"|'[^'\n]*+'|[+-]?[\w.:+-]++)(?=[ \t]*+(?:[,#\r\n]|\Z))""")
_LISTS_OF_TABLES = frozenset({Kind.PARTS, Kind.SOFTWARE})
_TABLES = frozenset({Kind.DIMENSIONS, Kind.MASS, Kind.RDF})
_ONE_WORD = frozenset({Kind.OKHV, Kind.VERSION, Kind.LICENCE, Kind.LANGUAGE, Kind.OTRL, Kind.ODRL, Kind.TSDC})
_ZERO_WIDTH = frozenset("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")


def value(spot: Spot) -> Repair | None:
    """The value of the line."""
    line = spot.assignment()
    if line is None or not spot.next_is_structure():
        return None
    mend = mend_value(line.value, field_of(line.key))
    if mend is None or (line.remark and mend.rule is rules.MISSING_QUOTES and not _is_one_word(line)):
        return None  # a `#` in a text without quotes may be a part of it
    facts = {"key": line.key, "was": line.value, "now": mend.text}
    text = f" {mend.text}" if line.start == line.end and spot.text[line.start - 1] == "=" else mend.text
    return Repair([Edit(line.start, line.end, text)], mend.rule, facts)


def _is_one_word(line: Assignment) -> bool:
    """Whether the value is a word of a field whose values have neither blanks nor a `#`."""
    field = field_of(line.key)
    return field is not None and field.kind in _ONE_WORD and not re.search(r"\s", line.value)


def entries(spot: Spot) -> Repair | None:
    """A line within a list of several lines."""
    match = None if spot.assignment() else _ENTRIES.fullmatch(spot.line)
    mend = mend_entries(match[2]) if match and match[2] else None
    if match is None or mend is None:
        return None
    start = spot.line_start + match.start(2)
    return Repair([Edit(start, start + len(match[2]), mend.text)], mend.rule, {"key": match[2][:40]})


def colon(spot: Spot) -> Repair | None:
    """`key: value`."""
    match = _COLON.match(spot.line)
    if match is None or not spot.next_is_structure():
        return None
    start = spot.line_start + match.start(3)
    return Repair([Edit(start, spot.line_start + match.end(3), " = ")], rules.COLON, {"key": match[2].strip("\"'")})


def unclosed_list(spot: Spot) -> Repair | None:
    """A list without its bracket: it ends after the last complete entry, where something new begins."""
    start = spot.text.find("[", spot.offset)
    line = spot.assignment()
    if line is None or start != line.start:
        return None
    end, after = _last_entry(spot.text, start + 1)
    here = spot.text[spot.text.rfind("\n", 0, after) + 1 :].split("\n", 1)[0]
    begins_line = not spot.text[spot.text.rfind("\n", 0, after) + 1 : after].strip()
    if after < len(spot.text) and not (begins_line and _BEGINS.match(here)):
        return None
    comma = re.compile(r"[ \t]*,").match(spot.text, end)
    edit = Edit(end, end if comma is None else comma.end(), "]")
    return Repair([edit], rules.UNCLOSED_LIST, {"key": line.key})


def _last_entry(text: str, at: int) -> tuple[int, int]:
    """Where the last complete entry of a list ends, and where the next thing begins that is none."""
    end = at
    while True:
        match = _BLANK.match(text, at)
        at = at if match is None else match.end()
        entry = _ENTRY.match(text, at)
        if entry is None or not is_value(entry[0]):
            return end, at
        end = at = entry.end()
        match = _BLANK.match(text, at)
        comma = at if match is None else match.end()
        if not text.startswith(",", comma):
            return end, comma
        at = comma + 1


def heading(spot: Spot) -> Repair | None:
    """A heading with too few brackets."""
    match = _HEADING.fullmatch(spot.line)
    if match is None:
        return None
    opening, name, closing = match[1], match[2], match[3]
    field = field_of(name)
    if field is not None and "." not in name and field.kind in _LISTS_OF_TABLES:
        brackets = 2
    elif field is not None and field.kind in _TABLES:
        brackets = 1
    elif len(closing) < len(opening):
        brackets = len(opening)
    else:
        return None
    now = f"{'[' * brackets}{name}{']' * brackets}"
    start = spot.line_start + match.start(1)
    edit = Edit(start, spot.line_start + match.end(3), now)
    return Repair([edit], rules.HEADING, {"was": spot.line.strip(), "now": now})


def key_with_blanks(spot: Spot) -> Repair | None:
    """`documentation language = …`: blanks in place of hyphens."""
    written = spot.line.partition("=")[0].strip()
    now = reduced(written)
    if " " not in written or "=" not in spot.line or meaning_of(now, ALL_KEYS) is None:
        return None
    start = spot.line_start + spot.line.index(written)
    return Repair([Edit(start, start + len(written), now)], rules.KEY_BLANKS, {"was": written, "now": now})


def special_blank(spot: Spot) -> Repair | None:
    """A blank that TOML does not know, where a plain one can stand."""
    letter = spot.text[spot.offset : spot.offset + 1]
    new = "" if letter in _ZERO_WIDTH else " "
    edit = Edit(spot.offset, spot.offset + 1, new)
    return Repair([edit], rules.SPECIAL_BLANK, {"code": code_of(letter)}) if letter else None
