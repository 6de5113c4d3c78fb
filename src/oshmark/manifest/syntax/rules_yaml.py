# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What we say about YAML that is broken, or that programs read in different ways (https://yaml.org/spec/1.2.2/)."""

from __future__ import annotations

from oshmark.values.finding import Rule, Severity

_STOPS = "No program can read a YAML file further than to its first mistake."


def _error(rule_id: str, message: str, fix: str, why: str = _STOPS) -> Rule:
    return Rule(id=rule_id, severity=Severity.ERROR, message=message, why=why, fix=fix)


HEADER = Rule(
    id="yaml-header",
    severity=Severity.ADVICE,
    message="The line `{text}` is not YAML; we skipped it.",
    why="Most programs that read YAML stop at such a line.",
    fix="Put a `#` before it, so that it is a comment.",
)
SEVERAL_DOCUMENTS = Rule(
    id="yaml-several-documents",
    severity=Severity.WARNING,
    message="After `---` a second document begins; we read only the first one that has something in it.",
    why="A manifest describes one thing; some programs read the first document, some the last, some none.",
    fix="Give each document a file of its own, or delete the line `---`.",
)
KEY_NOT_TEXT = Rule(
    id="yaml-key-not-text",
    severity=Severity.WARNING,
    message="The key `{text}` is not a text for YAML; we take it as it is written.",
    why="The names of fields are texts; programs that want them so lose this field.",
    fix="Correct the key, or put it in quotes.",
)
TAG = Rule(
    id="yaml-tag",
    severity=Severity.WARNING,
    message="We pass over the type `{tag}`, and read the value as if it were not there.",
    why="A manifest holds plain texts, numbers, dates and lists. A type can make a program do things.",
    fix="Delete `{tag}`.",
)
TAB = _error(
    "yaml-tab",
    "A tab stands where YAML allows only blanks.",
    "Replace each tab at the beginning of a line by two blanks.",
)
COLON = _error(
    "yaml-colon",
    "A colon and a blank stand inside a text without quotes, or the line stands too far to the right: `{text}`.",
    "Put the whole text in quotes; or let the line begin in the same column as the other fields.",
)
MISSING_COLON = _error(
    "yaml-missing-colon",
    "This line is neither a field nor the continuation of a text: `{text}`.",
    "Write it as `key: value`. If it continues the text above, let it begin as far to the right as that text.",
)
INDENTATION = _error(
    "yaml-indentation",
    "This does not fit to the lines before it: `{text}`.",
    "Let fields of one list or table begin in the same column. If a text in quotes has quotes in it, "
    "use the other kind of quotes around it.",
)
UNCLOSED_QUOTE = _error(
    "yaml-unclosed-quote",
    "The text in quotes that begins here has no closing quote.",
    "Put the closing quote at the end of the text.",
)
UNCLOSED_BRACKET = _error(
    "yaml-unclosed-bracket",
    "The bracket that begins here is not closed, or a comma is missing between its values.",
    "Put the closing bracket after the last value, and a comma between any two values.",
)
CHARACTER = _error(
    "yaml-character",
    "A value cannot begin with `{text}` unless it stands in quotes.",
    "Put the whole value in quotes.",
)
DASH = _error(
    "yaml-dash",
    "A list cannot begin on the same line as its name.",
    "Begin a new line before the `-`. If it is a text that begins with a dash, put it in quotes.",
)
ESCAPE = _error(
    "yaml-escape",
    "The backslash here begins a code that YAML does not know.",
    "Write the backslash twice, or put the text in single quotes; in a path use `/`.",
)
UNKNOWN_ALIAS = _error(
    "yaml-unknown-alias",
    "`*{name}` repeats something that is not named `&{name}` anywhere before.",
    "If it is a text that begins with a star, put it in quotes; else name what it repeats with `&{name}`.",
)
RECURSIVE_ALIAS = _error(
    "yaml-recursive-alias",
    "`*{name}` repeats the very thing that it is a part of.",
    "Write out what you mean.",
    "Such a manifest would have no end.",
)
BROKEN = _error(
    "yaml-broken",
    "This is not YAML: the reader stopped at `{text}` ({reason}).",
    "Compare the line with an example of a manifest; the mistake may also stand in the line before.",
)
