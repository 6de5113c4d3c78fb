# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What we say about TOML that does not follow https://toml.io/en/v1.0.0."""

from __future__ import annotations

from oshmark.values.finding import Rule, Severity

_STOPS = "No program can read a TOML file further than to its first mistake."


def _error(rule_id: str, message: str, fix: str, why: str = _STOPS) -> Rule:
    return Rule(id=rule_id, severity=Severity.ERROR, message=message, why=why, fix=fix)


NEWER = Rule(
    id="toml-1.1",
    severity=Severity.WARNING,
    message="Here is something that only the newer TOML 1.1 allows: `{text}`.",
    why="Many programs read TOML 1.0 only and refuse the whole file.",
    fix="Write an inline table `{{ … }}` on one line and without a comma at its end, a time with its seconds, "
    "and `\\u00HH` in place of `\\xHH` or `\\e`.",
)
BARE_LIST = Rule(
    id="toml-bare-list",
    severity=Severity.WARNING,
    message="`{text}` is not TOML; we read it as the list `[{text}]`.",
    why="Other programs refuse the whole file.",
    fix="Put the numbers in square brackets: `{key} = [{text}]`. "
    "If you mean one number, write it with a point, as in `1.5`.",
)
REPEATED_KEY = _error(
    "toml-repeated-key",
    "`{key}` is given a second time; it stands in line {first_line} already.",
    "Delete one of the two. If you mean several values, write one list: `{name} = […, …]`. "
    "If you mean several parts, begin each with `[[part]]`.",
)
MISSING_QUOTES = _error(
    "toml-missing-quotes",
    "The text `{text}` must stand in quotes.",
    'Write `"{text}"`.',
)
MISSING_VALUE = _error(
    "toml-missing-value",
    "`{key}` has no value.",
    "Write the value after the `=`, or put a `#` before the line to leave the field out: TOML has no word for nothing.",
)
BOOLEAN = _error(
    "toml-boolean",
    "`{text}` is neither text in quotes nor one of the two words `true` and `false`.",
    "Write `{now}`.",
)
NUMBER = _error(
    "toml-number",
    "`{text}` begins like a number but is not one ({reason}).",
    'If it is text, such as a version, put it in quotes: `"{text}"`. '
    "A number is written as in `12`, `0.5` or `-3`, without a unit.",
)
DATE = _error(
    "toml-date",
    "`{text}` is not a date or time that exists ({reason}).",
    'Write a date as in `2026-01-31`; or put it in quotes if it is text: `"{text}"`.',
)
UNCLOSED_STRING = _error(
    "toml-unclosed-string",
    "The text that begins here has no closing quote.",
    'Put the closing quote at the end of the text. A text of several lines stands between three quotes, `"""`.',
)
UNCLOSED_ARRAY = _error(
    "toml-unclosed-array",
    "The list that begins here is not closed.",
    "Put a `]` after its last value.",
)
UNCLOSED_TABLE = _error(
    "toml-unclosed-table",
    "The inline table `{{` that begins here is not closed.",
    "Put a `}}` after its last value, on the same line.",
)
HEADER = _error(
    "toml-header",
    "`{text}` is not a right heading of a section.",
    "Write one word in square brackets, as in `[mass]`, or in doubled ones for something that there are several of: "
    "`[[part]]`. Nothing but a comment may follow.",
)
COMMA_OUTSIDE_BRACKETS = _error(
    "toml-comma-outside-brackets",
    "Several values, parted by commas, stand after `{key} =` without brackets.",
    "Put them in square brackets: `{key} = [{text}]`.",
)
DOUBLED_QUOTES = _error(
    "toml-doubled-quotes",
    "The text begins with two quotes, so it is over before it begins.",
    "Use one quote before and one after the text: `{now}`.",
)
TYPOGRAPHIC_QUOTES = _error(
    "toml-typographic-quotes",
    "`{text}` is a quote for printing; TOML knows only the straight ones.",
    'Use `"` before and after the text. A text editor does not change them; a word processor does.',
)
COLON = _error(
    "toml-colon",
    "A colon stands after `{key}`; TOML wants `=`.",
    "Write `{key} = {value}`, with text in quotes.",
)
MISSING_EQUALS = _error(
    "toml-missing-equals",
    "This line is neither a field nor a comment: `{text}`.",
    "Write it as `key = value`, or put a `#` before it. If it continues the text of the line above, "
    'put three quotes `"""` around the whole text.',
)
KEY = _error(
    "toml-key",
    "`{text}` cannot be the name of a field as it is written.",
    'Use only the letters a-z, digits, `-` and `_`, or put the name in quotes: `"{text}"`.',
)
MISSING_KEY = _error(
    "toml-missing-key",
    "The name of the field is missing: `{text}`.",
    "Write the name before the `=`, as in `name = …`, or put a `#` before the line.",
)
MISSING_COMMA = _error(
    "toml-missing-comma",
    "Between this value and the one before it a comma is missing.",
    "Part the values of a list by commas, and check that the list before this line is closed with `]`.",
)
EXTRA_COMMA = _error(
    "toml-extra-comma",
    "Here is a comma without a value before it.",
    "Delete the comma, or write the value that is missing.",
)
BACKSLASH = _error(
    "toml-backslash",
    "The backslash in `{text}` begins a code that TOML does not know.",
    "Write each backslash twice, or put the text in single quotes; in a path use `/`.",
)
AFTER_VALUE = _error(
    "toml-after-value",
    "After the value of `{key}` something follows that does not belong there: `{text}`.",
    "One field, one value, one line. If the text itself has quotes in it, put a backslash before each of them; "
    "put a `#` before a remark.",
)
CARRIAGE_RETURN = _error(
    "toml-carriage-return",
    "The line ends in a way of old computers (a lone carriage return).",
    "Save the file with the line ends of Unix (LF) or Windows (CRLF).",
)
SPECIAL_BLANK = _error(
    "toml-special-blank",
    "An invisible character or a special blank ({code}) stands here; TOML knows only plain blanks and tabs.",
    "Delete it, and type a plain blank where one is needed. Such characters come with text copied from web pages.",
)
BROKEN = _error(
    "toml-broken",
    "This is not TOML: the reader stopped at `{text}` ({reason}).",
    "Compare the line with an example of a manifest; the mistake may also stand in the line before.",
)
