# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is mended by text, in TOML that does not parse. Ids are stable for ever.

`severity` says how bad it was to leave it; the finding that it answers stands in `syntax/rules_toml.py`.
"""

from __future__ import annotations

from oshmark.values.finding import Rule, Severity

_UNREAD = "Without this no program can read the file."


def _mended(rule_id: str, message: str, why: str = _UNREAD) -> Rule:
    return Rule(id=f"mended-{rule_id}", severity=Severity.ADVICE, message=message, why=why)


COMMAS = _mended("commas", "Square brackets were put around the values of `{key}`.")
TRAILING_COMMA = _mended("trailing-comma", "The comma after the value of `{key}` was taken away.")
DOUBLED_QUOTES = _mended("doubled-quotes", "Quotes that stood twice around the value of `{key}` stand once now.")
MISSING_QUOTES = _mended("missing-quotes", "The text of `{key}` stands in quotes now.")
TYPOGRAPHIC_QUOTES = _mended("typographic-quotes", "Quotes for printing at `{key}` became straight ones.")
COLON = _mended("colon", "The colon after `{key}` became an equals sign.")
UNCLOSED_LIST = _mended("unclosed-list", "The list of `{key}` is closed now.")
UNCLOSED_TABLE = _mended("unclosed-table", "The inline table of `{key}` is closed now.")
HEADING = _mended("heading", "The heading `{was}` became `{now}`.")
REPEATED_LIST = _mended("repeated-list", "`{key}` was given twice; all of its values stand in one list now.")
REPEATED_KEY = _mended(
    "repeated-key",
    "`{key}` was given a second time; the first one counts, this one is a comment now.",
    "No program can read a file that gives a key twice. Nobody but you knows which of the two is right.",
)
BOOLEAN = _mended("boolean", "`{was}` became `{now}`.")
MISSING_VALUE = _mended("missing-value", "`{key}` had nothing after the equals sign; it has an empty text now.")
BACKSLASH = _mended("backslash", "The text of `{key}` stands in single quotes now, which leave a backslash as it is.")
SPECIAL_BLANK = _mended("special-blank", "An invisible character ({code}) was taken away or became a plain blank.")
KEY_BLANKS = _mended("key-blanks", "The key `{was}` became `{now}`.")
ENCODING = _mended(
    "encoding",
    "The file is written in plain UTF-8 now.",
    "Other encodings and the mark at the beginning of a file are stumbled over by other programs.",
)
