# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What we say about JSON that does not follow RFC 8259 (https://www.rfc-editor.org/rfc/rfc8259)."""

from __future__ import annotations

from oshmark.values.finding import Rule, Severity

_STOPS = "No program can read a JSON file further than to its first mistake."


def _error(rule_id: str, message: str, fix: str, why: str = _STOPS) -> Rule:
    return Rule(id=rule_id, severity=Severity.ERROR, message=message, why=why, fix=fix)


TRAILING_COMMA = _error(
    "json-trailing-comma",
    "Here is a comma with no value after it.",
    "Delete the comma before the closing bracket.",
)
COMMENT = _error(
    "json-comment",
    "This is a comment, and JSON has none: `{text}`.",
    "Delete the comment, or keep the manifest as TOML, where comments begin with `#`.",
)
QUOTES = _error(
    "json-quotes",
    "`{text}` must stand in double quotes.",
    'Put straight double quotes `"` around every key and every text.',
)
MISSING_COMMA = _error(
    "json-missing-comma",
    "A comma or a closing bracket is missing before `{text}`.",
    "Put a comma between any two values; if a text has quotes in it, put a backslash before each of them.",
)
MISSING_COLON = _error(
    "json-missing-colon",
    "After the key a colon is missing, before `{text}`.",
    'Write `"key": value`.',
)
MISSING_VALUE = _error(
    "json-missing-value",
    "Here a value is missing, or it is not one that JSON knows: `{text}`.",
    "Write a text in double quotes, a number, a list, a table, or one of `true`, `false` and `null`.",
)
UNCLOSED_STRING = _error(
    "json-unclosed-string",
    "The text that begins here has no closing quote.",
    "Put the closing quote at the end of the text.",
)
UNCLOSED = _error(
    "json-unclosed",
    "The file ends before everything is closed.",
    "Put the missing closing brackets at the end; perhaps a part of the file was lost.",
)
AFTER_END = _error(
    "json-after-end",
    "After the end of the manifest something follows: `{text}`.",
    "Delete it, or put it inside the brackets.",
)
LINE_BREAK = _error(
    "json-line-break",
    "A line break or a tab stands inside a text in quotes ({code}).",
    "Write `\\n` for a line break and `\\t` for a tab, and check that the text before is closed with a quote.",
)
ESCAPE = _error(
    "json-escape",
    "The backslash here begins a code that JSON does not know.",
    "Write the backslash twice; in a path use `/`.",
)
NOT_A_NUMBER = _error(
    "json-not-a-number",
    "`{text}` is not a number that JSON knows.",
    "Write a number, or leave the field out.",
)
HALF_CHARACTER = _error(
    "json-half-character",
    "The code `{text}` is one half of a character; its other half is missing.",
    "Write the character itself, in UTF-8.",
    "Half a character can neither be shown nor stored.",
)
BROKEN = _error(
    "json-broken",
    "This is not JSON: the reader stopped at `{text}` ({reason}).",
    "Compare the line with an example of a manifest; the mistake may also stand in the line before.",
)
