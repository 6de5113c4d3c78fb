# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every rule of a manifest in one list: what the documentation shows, and what a tool may ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oshmark.manifest import rules, v1_rules
from oshmark.manifest.mend import rules as mend_rules
from oshmark.manifest.mend import rules_by_finding
from oshmark.manifest.syntax import rules as general
from oshmark.manifest.syntax import rules_json, rules_toml, rules_yaml
from oshmark.values.finding import Rule

if TYPE_CHECKING:
    from types import ModuleType

CHAPTERS: tuple[tuple[str, tuple[ModuleType, ...]], ...] = (
    ("What a manifest says", (rules,)),
    ("Manifests of OKHv1.0", (v1_rules,)),
    ("Files that are hard to read", (general, rules_toml, rules_yaml, rules_json)),
    ("Mended by text", (mend_rules,)),
    ("Mended at the place of a finding", (rules_by_finding,)),
)


def chapters() -> list[tuple[str, list[Rule]]]:
    """The rules by chapter, in the order of their files; each rule once."""
    seen: set[str] = set()
    result: list[tuple[str, list[Rule]]] = []
    for title, modules in CHAPTERS:
        listed = [value for module in modules for value in vars(module).values() if isinstance(value, Rule)]
        fresh = [rule for rule in dict.fromkeys(listed) if rule.id not in seen]
        seen.update(rule.id for rule in fresh)
        result.append((title, fresh))
    return result


def all_rules() -> list[Rule]:
    """Every rule, once."""
    return [rule for _, rules_of_chapter in chapters() for rule in rules_of_chapter]
