# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Manifests that can be read: each finding with one safe answer is answered at its place.

Every change is tried: the manifest that comes out is read again, and the change stays only if it says the same with
fewer findings.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from oshmark.manifest import rules
from oshmark.manifest.context import shown
from oshmark.manifest.dialect import OTHER_WORDS, STATED
from oshmark.manifest.mend import rules_by_finding as said
from oshmark.manifest.mend.keys import KEY_RULES, key_proposal
from oshmark.manifest.mend.proposal import Proposal
from oshmark.manifest.mend.same import is_better
from oshmark.manifest.mend.shapes import shape_proposal
from oshmark.manifest.mend.sheet import Sheet
from oshmark.manifest.mend.values import TEXTS, new_value
from oshmark.manifest.mend.working import Edit, Taken, Working
from oshmark.manifest.mend.write_value import write_value
from oshmark.manifest.model import Dialect
from oshmark.manifest.syntax import rules_toml as syntax_rules

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from oshmark.manifest.read import Reading
    from oshmark.values.finding import Finding, KeyPath

    Read = Callable[[str], Reading | None]

MOST_PASSES = 8
"""A value may take two changes, one after the other; nothing takes more than a few."""
MOST_READINGS = 80
"""How often a manifest is read again to find out which of its changes do harm; a large one less often."""
MOST_READ = 8_000_000
"""Characters that are read for that, all in all."""
MOST_CHARACTERS = 500_000
"""Larger manifests are not mended: looking for their places takes too long."""

_SHAPES = frozenset({rules.VALUE_LIST, rules.MASS_FORM, syntax_rules.BARE_LIST})
_VALUES = frozenset({*TEXTS, rules.PATH_ROOT, rules.VALUE_COERCED, rules.VERSION_NUMBER})


class Applied(NamedTuple):
    """One change that was made, and the line of the first text where."""

    proposal: Proposal
    line: int


def mend_by_findings(
    working: Working, reading: Reading, read: Read, folder: str | None
) -> tuple[Working, Reading, list[Applied]]:
    """The text with every safe change made, and how it reads then. `read` reads a text; `folder` is where it lies."""
    applied: list[Applied] = []
    trials = _Trials(read, folder, min(MOST_READINGS, MOST_READ // max(1, len(working.text))))
    for _ in range(MOST_PASSES):
        if len(working.text) > MOST_CHARACTERS:
            break
        proposals = _apart(_proposals(reading, folder))
        kept = trials.good(working, reading, proposals) if proposals else []
        if not kept:
            break
        applied += [Applied(one, working.line_at(one.edits[0].start)) for one in kept]
        working, reading = trials.result
    return working, reading, applied


class _Trials:
    """Tries changes together, and by halves where they do harm; `result` is what came of the last good ones."""

    def __init__(self, read: Read, folder: str | None, readings: int) -> None:
        self._read = read
        self._folder = folder
        self._left = readings
        self.result: tuple[Working, Reading]

    def good(self, working: Working, reading: Reading, proposals: list[Proposal]) -> list[Proposal]:
        """Those of the changes that may be made."""
        if self._is_good(working, reading, proposals):
            return proposals
        if len(proposals) == 1 or self._left <= 0:
            return []
        half = len(proposals) // 2
        left = self.good(working, reading, proposals[:half])
        right = self.good(working, reading, proposals[half:])
        if left and right and self._is_good(working, reading, [*left, *right]):
            return [*left, *right]
        if left and right:
            self._is_good(working, reading, left)
        return left or right

    def _is_good(self, working: Working, reading: Reading, proposals: list[Proposal]) -> bool:
        self._left -= 1
        after = working.apply(edit for proposal in proposals for edit in proposal.edits)
        found = self._read(after.text)
        if found is None or not is_better(reading, found, self._folder):
            return False
        self.result = (after, found)
        return True


def _apart(proposals: Iterator[Proposal]) -> list[Proposal]:
    """The changes that do not touch each other; the others have their turn in the next pass."""
    taken = Taken()
    return [proposal for proposal in proposals if taken.take(proposal.edits)]


def _proposals(reading: Reading, folder: str | None) -> Iterator[Proposal]:
    sheet = Sheet(reading.document)
    at_value: dict[KeyPath, list[Finding]] = {}
    for finding in reading.findings:
        found: Proposal | None = None
        if finding.rule in KEY_RULES:
            found = key_proposal(reading, sheet, finding)
        elif finding.rule in (rules.OKHV_DRAFT, rules.OKHV_UNKNOWN):
            found = _okhv(reading, sheet, finding)
        elif finding.rule in _SHAPES or finding.rule is rules.VALUE_COERCED:
            found = shape_proposal(reading, sheet, finding, _value_at(reading, finding.path))
        if found is not None:
            yield found
        elif finding.rule in _VALUES:
            at_value.setdefault(finding.path, []).append(finding)
    for path, findings in at_value.items():
        found = _value(reading, sheet, path, findings, folder)
        if found is not None:
            yield found


def _value_at(reading: Reading, path: KeyPath) -> Any:
    value: Any = reading.document.data
    for step in path:
        try:
            value = value[step]
        except (KeyError, IndexError, TypeError):
            return None
    return value


def _value(
    reading: Reading, sheet: Sheet, path: KeyPath, findings: list[Finding], folder: str | None
) -> Proposal | None:
    value, token = _value_at(reading, path), sheet.value(path)
    if token is None or value is None:
        return None
    now = new_value(findings, value, reading.document.source_text(path) or str(value), folder)
    if now is None:
        return None
    was = sheet.written(token)
    written = write_value(sheet.syntax, now, was)
    key = next((str(step) for step in reversed(path) if isinstance(step, str)), "")
    facts = {"key": key, "was": shown(was, 60), "now": shown(written, 60)}
    return Proposal((Edit(*token, written),), said.VALUE, facts)


def _okhv(reading: Reading, sheet: Sheet, finding: Finding) -> Proposal | None:
    """The version of the specification by its name, once every key is one of that version."""
    value, token = _value_at(reading, finding.path), sheet.value(finding.path)
    word = str(value).lower().replace(" ", "")
    is_draft = finding.rule is rules.OKHV_DRAFT and reading.recognised.dialect is not Dialect.PRE_LOSH
    is_spelling = Dialect.LOSH_V1 in (STATED.get(word), OTHER_WORDS.get(word))
    if token is None or not (is_draft or is_spelling):
        return None
    was, now = sheet.written(token), Dialect.LOSH_V1.value
    return Proposal((Edit(*token, write_value(sheet.syntax, now, was)),), said.OKHV, {"was": was, "now": now})
