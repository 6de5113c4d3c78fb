# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The rules of this room: told apart by their ids, and complete."""

from __future__ import annotations

from collections import defaultdict
from string import Formatter

from oshmark.manifest.syntax import rules, rules_json, rules_toml, rules_yaml
from oshmark.values.finding import Finding, Rule, Severity

RULES = [
    rule
    for module in (rules, rules_json, rules_toml, rules_yaml)
    for rule in vars(module).values()
    if isinstance(rule, Rule)
]


def test_there_are_as_many_ids_as_rules() -> None:
    assert len(RULES) == 71
    assert len({rule.id for rule in RULES}) == len(RULES)


def test_each_rule_says_why_and_what_to_do() -> None:
    for rule in RULES:
        finding = Finding(rule, facts=defaultdict(lambda: "thing"))
        assert finding.message.endswith((".", "!", "`"))
        assert rule.why.endswith(".")
        assert finding.fix is not None


def test_the_templates_ask_for_facts_by_name() -> None:
    names = {name for rule in RULES for _, name, _, _ in Formatter().parse(rule.message + (rule.fix or "")) if name}

    assert names <= {
        "at", "byte", "code", "count", "encoding", "ending", "example", "first_line", "found", "key", "kind", "letter",
        "limit", "name", "now", "reason", "said", "size", "syntax", "tag", "text", "value",
    }  # fmt: skip


def test_what_was_read_in_spite_of_a_fault_is_never_an_error() -> None:
    softened = {rule.id for rule in RULES if rule.severity is not Severity.ERROR}

    assert softened == {
        "bidi-character",
        "byte-order-mark",
        "control-character",
        "duplicate-key",
        "encoding-latin-1",
        "encoding-utf-16",
        "syntax-other-than-name",
        "toml-1.1",
        "toml-bare-list",
        "yaml-header",
        "yaml-key-not-text",
        "yaml-several-documents",
        "yaml-tag",
    }
