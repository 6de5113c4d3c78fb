# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""`mend`: a manifest as bytes in, its text as it should be out, with everything that was changed and what is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from oshmark.errors import UnreadableError
from oshmark.manifest.context import shown
from oshmark.manifest.mend import rules
from oshmark.manifest.mend.by_findings import mend_by_findings
from oshmark.manifest.mend.by_text import mend_by_text
from oshmark.manifest.mend.working import Working
from oshmark.manifest.read import Reading, read
from oshmark.manifest.syntax.decode import decode
from oshmark.values.finding import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Mapping


class Change(msgspec.Struct, frozen=True):
    """One thing that was changed; `line` is the line of the file as it was, from 1."""

    rule: Rule
    line: int
    facts: dict[str, str]

    @property
    def message(self) -> str:
        """The sentence for the maker."""
        return self.rule.message.format_map(self.facts)


class Mended(msgspec.Struct, frozen=True):
    """The text as it is now, what was changed on the way, what is still to be said of it, and how it reads.

    `reading` is `None` where the text still cannot be read; then `findings` holds the one thing that stops a reader.
    """

    text: str
    changes: tuple[Change, ...]
    findings: tuple[Finding, ...]
    reading: Reading | None


def mend(
    raw: bytes, *, name: str = "", folder: str | None = None, allowed_licences: frozenset[str] = frozenset()
) -> Mended:
    """Mend a manifest of any dialect.

    The arguments are those of `read`. Without a `folder` a leading slash of a path stays, because nobody can say where
    the path starts without it. Raises `UnreadableError` for what is no text.
    """
    text = decode(raw, []).lstrip("\ufeff")
    changes = [] if text.encode() == raw else [Change(rules.ENCODING, 1, {})]
    working, repaired = mend_by_text(Working(text), name)
    changes += [Change(one.repair.rule, one.line, _short(one.repair.facts)) for one in repaired]

    def reread(now: str) -> Reading | None:
        try:
            return read(now.encode(), name=name, folder=folder, allowed_licences=allowed_licences)
        except UnreadableError:
            return None

    try:
        reading = read(working.text.encode(), name=name, folder=folder, allowed_licences=allowed_licences)
    except UnreadableError as error:
        return Mended(working.text, tuple(changes), (error.finding,), None)
    working, reading, applied = mend_by_findings(working, reading, reread, folder)
    changes += [Change(one.proposal.rule, one.line, _short(one.proposal.facts)) for one in applied]
    changes.sort(key=lambda change: change.line)
    return Mended(working.text, tuple(changes), reading.findings, reading)


def _short(facts: Mapping[str, str]) -> dict[str, str]:
    """Facts that strangers chose, fit for a message."""
    return {name: shown(value, 60) for name, value in facts.items()}
