# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is known while one manifest is read, and where its findings are gathered."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING, Any, NamedTuple

from oshmark.values.finding import Finding, KeyPath, Rule

if TYPE_CHECKING:
    from oshmark.manifest.syntax import Document

SHOWN = 120
"""Characters of a stranger's value that a message shows."""
OURS = 400
"""Characters of a sentence of ours, which may contain a stranger's value."""


class Aside(Enum):
    """The answer of a reader that cannot use a value: it goes to `extra`, so that it is not lost."""

    KEEP = auto()


class Partly(NamedTuple):
    """The answer of a reader that can use a part of a value: what it read, and the entries to keep in `extra`."""

    kept: tuple[Any, ...]
    aside: list[Any]


class Context:
    """One manifest while it is read: the document, the folder it lies in, and the findings so far."""

    __slots__ = ("document", "findings", "folder")

    def __init__(self, document: Document, folder: str | None) -> None:
        self.document = document
        self.folder = folder
        self.findings: list[Finding] = []

    def add(self, rule: Rule, path: KeyPath, **facts: object) -> None:
        """Report a finding; facts are shortened, because strangers choose them. A `reason` is our own sentence."""
        self.findings.append(
            Finding(
                rule, path, {name: shown(value, OURS if name == "reason" else SHOWN) for name, value in facts.items()}
            )
        )

    def written(self, path: KeyPath, value: object) -> str:
        """The value as it stands in the file, such as `1.10` where a program sees 1.1."""
        return self.document.source_text(path) or str(value)


def shown(value: object, limit: int = SHOWN) -> str:
    """A value for a message: one line, no control characters, at most `limit` characters."""
    text = value if type(value) is str else str(value)
    if len(text) > limit:
        text = text[: limit - 1] + "…"
    return text if text.isprintable() else "".join(c if c.isprintable() else " " for c in text)


def kind_of(value: Any) -> str:
    """What a value is, in a maker's words."""
    if isinstance(value, bool):
        return "yes or no"
    if isinstance(value, (int, float)):
        return "a number"
    if isinstance(value, str):
        return "a text"
    if isinstance(value, dict):
        return "a table"
    if isinstance(value, (list, tuple)):
        return "a list"
    return "nothing" if value is None else "a date"
