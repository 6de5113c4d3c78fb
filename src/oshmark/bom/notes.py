# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Findings as they are collected: a fault that every line has is said some times, not a thousand times."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oshmark.values.finding import Finding, Rule

if TYPE_CHECKING:
    from oshmark.bom.model import Field

MAX_OF_A_RULE = 40


class Notes:
    """What is found while a file is read."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []
        self._counts: dict[str, int] = {}

    def say(self, rule: Rule, field: Field | None, at: tuple[int, int] | None, **facts: str) -> None:
        """Add a finding about a cell; `at` is its line and column, from 1."""
        count = self._counts.get(rule.id, 0) + 1
        self._counts[rule.id] = count
        if count <= MAX_OF_A_RULE:
            path = () if field is None else (field.value,)
            self.findings.append(Finding(rule, path, {name: text[:200] for name, text in facts.items()}, at))
