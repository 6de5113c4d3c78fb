# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Rules and findings: what we tell a maker about a document, and how we say it.

A room states its rules as constants (`Rule`), and reports a fault as a `Finding`, which names the rule, the
place and the facts. The sentence is made when somebody reads it, so that finding is cheap and a message can be
translated. Rule ids are stable for ever: they are never reused, and never given another meaning.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType

import msgspec

KeyPath = tuple[str | int, ...]
"""Where in a document, as written there: `("part", 6, "tsdc")` is the key `tsdc` of the seventh part."""

NO_FACTS: Mapping[str, str] = MappingProxyType({})


class Severity(Enum):
    """How bad it is: an `error` keeps a module from being complete, a `warning` loses or changes something,
    an `advice` would make the manifest better."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"


class Rule(msgspec.Struct, frozen=True, eq=False):
    """One thing we look for. `message` and `fix` are templates over the facts of a finding (`{was}`, `{now}` …)."""

    id: str
    severity: Severity
    message: str
    why: str
    fix: str | None = None


class Finding(msgspec.Struct, frozen=True):
    """One fault or remark: the rule, the key path as written in the document, and the facts of its message.

    `at` is the place itself, (line, column) from 1, where a key path cannot lead there: in a file that does not parse,
    or for the second of two equal keys.
    """

    rule: Rule
    path: KeyPath = ()
    facts: Mapping[str, str] = NO_FACTS
    at: tuple[int, int] | None = None

    @property
    def severity(self) -> Severity:
        """The severity of the rule."""
        return self.rule.severity

    @property
    def message(self) -> str:
        """The sentence for the maker."""
        return self.rule.message.format_map(self.facts)

    @property
    def fix(self) -> str | None:
        """What to do, where there is one thing to do."""
        return None if self.rule.fix is None else self.rule.fix.format_map(self.facts)

    @property
    def key(self) -> str:
        """The key path as people write it: `part[6].tsdc`; empty for the document as a whole."""
        return key_text(self.path)


def key_text(path: KeyPath) -> str:
    """Write a key path as people do: `("part", 6, "tsdc")` becomes `part[6].tsdc`."""
    text = ""
    for step in path:
        if isinstance(step, int):
            text += f"[{step}]"
        else:
            text += f".{step}" if text else step
    return text
