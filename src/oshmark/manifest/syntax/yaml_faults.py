# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Says what is wrong in a YAML text, in the words of the person who wrote it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from yaml.error import MarkedYAMLError

from oshmark.manifest.syntax import rules_yaml
from oshmark.manifest.syntax.decode import refused_control
from oshmark.manifest.syntax.document import Lines, shown
from oshmark.values.finding import Finding

if TYPE_CHECKING:
    from yaml import YAMLError

    from oshmark.values.finding import Rule

# What YAML does not take in a text: https://yaml.org/spec/1.2.2/#51-character-set
_UNPRINTABLE = re.compile(r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

# The words of libyaml, the rule, and whether the place where the thing began says more than where it was noticed.
_WORDS: tuple[tuple[str, Rule, bool], ...] = (
    ("block sequence entries are not allowed", rules_yaml.DASH, False),
    ("mapping values are not allowed", rules_yaml.COLON, False),
    ("could not find expected ':'", rules_yaml.MISSING_COLON, True),
    ("quoted scalar found unexpected", rules_yaml.UNCLOSED_QUOTE, True),
    ("escape", rules_yaml.ESCAPE, False),
    ("hexdecimal", rules_yaml.ESCAPE, False),
    ("parsing a flow", rules_yaml.UNCLOSED_BRACKET, True),
    ("did not find expected key", rules_yaml.INDENTATION, False),
    ("did not find expected '-'", rules_yaml.INDENTATION, False),
    ("did not find expected <document start>", rules_yaml.INDENTATION, False),
)


def explain(text: str, error: YAMLError) -> Finding:
    """What stopped libyaml, as a finding."""
    if not isinstance(error, MarkedYAMLError):
        match = _UNPRINTABLE.search(text)
        return _told(rules_yaml.BROKEN, text, 0, str(error)) if match is None else _unprintable(text, match.start())
    words = f"{error.context or ''} {error.problem or ''}".strip()
    noticed = _index(error.problem_mark, len(text))
    began = _index(error.context_mark, noticed)
    if "cannot start any token" in words:
        rule = rules_yaml.TAB if text[noticed : noticed + 1] == "\t" else rules_yaml.CHARACTER
        return _told(rule, text, noticed, words, text[noticed : noticed + 1])
    for part, rule, at_beginning in _WORDS:
        if part in words:
            return _told(rule, text, began if at_beginning else noticed, words)
    return _told(rules_yaml.BROKEN, text, noticed, words)


def _unprintable(text: str, offset: int) -> Finding:
    return refused_control(text, offset, "YAML")


def _index(mark: Any, otherwise: int) -> int:
    return otherwise if mark is None else min(mark.index, otherwise)


def _told(rule: Rule, text: str, offset: int, words: str, character: str | None = None) -> Finding:
    """The finding, with the line, or the character, that it is about."""
    start = text.rfind("\n", 0, offset) + 1
    line = text[start:].split("\n", 1)[0]
    facts = {"text": shown(line if character is None else character), "reason": words}
    return Finding(rule, facts=facts, at=Lines(text).at(offset))
