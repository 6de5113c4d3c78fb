# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Says what is wrong in a JSON text, in the words of the person who wrote it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from oshmark.manifest.syntax import rules, rules_json
from oshmark.manifest.syntax.document import Lines, code_of, shown
from oshmark.manifest.syntax.tokens import JSON_STRING
from oshmark.values.finding import Finding

if TYPE_CHECKING:
    from json import JSONDecodeError

    from oshmark.values.finding import Rule

_CODE = r"\\u[dD][89a-fA-F][0-9a-fA-F]{2}"
_PAIR = r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"
# A pair, or another code, or half a pair.
_HALF = re.compile(rf"{_PAIR}|(?P<half>{_CODE})|\\.", re.DOTALL)
_COMMENT = re.compile(r"//|/\*|#")
_BLANK = re.compile(r"[ \t\r\n]*+")

_WORDS: tuple[tuple[str, Rule], ...] = (
    ("Extra data", rules_json.AFTER_END),
    ("Unterminated string", rules_json.UNCLOSED_STRING),
    ("escape", rules_json.ESCAPE),
    ("control character", rules_json.LINE_BREAK),
    ("':' delimiter", rules_json.MISSING_COLON),
    ("',' delimiter", rules_json.MISSING_COMMA),
    ("property name", rules_json.QUOTES),
    ("Expecting value", rules_json.MISSING_VALUE),
)
_IN_TEXT = (rules_json.UNCLOSED_STRING, rules_json.ESCAPE, rules_json.LINE_BREAK)
_OTHER_QUOTES = "'“”„‘’"


def explain(text: str, error: JSONDecodeError) -> Finding:
    """What stopped the reader, as a finding."""
    rule = next((rule for words, rule in _WORDS if words in error.msg), rules_json.BROKEN)
    if rule in _IN_TEXT:
        return _told(rule, text, error.pos, error.msg)
    # Some versions of Python name the blanks before the thing.
    offset = _skip_blank(text, error.pos)
    comma = _comma_before_bracket(text, offset)
    if offset == len(text):
        rule = rules_json.UNCLOSED
    elif _COMMENT.match(text, offset):
        rule = rules_json.COMMENT
    elif comma is not None:
        rule, offset = rules_json.TRAILING_COMMA, comma
    elif text[offset] in _OTHER_QUOTES:
        rule = rules_json.QUOTES
    return _told(rule, text, offset, error.msg)


def refused_number(text: str, number: str) -> Finding:
    """The finding for a number of this text, as it is written, that was refused."""
    rule = rules.NUMBER_TOO_LARGE if number[-1:].isdigit() else rules_json.NOT_A_NUMBER
    token = re.compile(rf"{JSON_STRING}|(?<![\w.+-])(?P<number>{re.escape(number)})(?![\w.+-])", re.DOTALL)
    offset = next((match.start() for match in token.finditer(text) if match["number"]), 0)
    return Finding(rule, facts={"text": shown(number)}, at=Lines(text).at(offset))


def half_character(text: str) -> Finding | None:
    r"""The finding for a code such as `\ud83d` without its other half, if there is one.

    No database takes such a text."""
    if "\\u" not in text:
        return None
    half = next((match for match in _HALF.finditer(text) if match["half"]), None)
    if half is None:
        return None
    return Finding(rules_json.HALF_CHARACTER, facts={"text": half[0]}, at=Lines(text).at(half.start()))


def _skip_blank(text: str, offset: int) -> int:
    match = _BLANK.match(text, offset)
    return offset if match is None else match.end()


def _comma_before_bracket(text: str, offset: int) -> int | None:
    """The offset of a comma that is followed by a closing bracket, at or right before this place."""
    if text.startswith(",", offset):
        following = _skip_blank(text, offset + 1)
        return offset if text[following : following + 1] in ("}", "]") else None
    if text[offset : offset + 1] in ("}", "]"):
        before = text[:offset].rstrip(" \t\r\n")
        return len(before) - 1 if before.endswith(",") else None
    return None


def _told(rule: Rule, text: str, offset: int, words: str) -> Finding:
    rest = text[offset:].split("\n", 1)[0]
    code = code_of(text[offset]) if offset < len(text) else ""
    return Finding(rule, facts={"text": shown(rest), "reason": words, "code": code}, at=Lines(text).at(offset))
