# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The fields of a YAML mapping: names, repeated keys, and `<<` (https://yaml.org/type/merge.html)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oshmark.manifest.syntax import rules, rules_yaml
from oshmark.manifest.syntax.yaml_scalars import plain

if TYPE_CHECKING:
    from collections.abc import Callable

    from oshmark.manifest.syntax.yaml_nodes import Node
    from oshmark.values.finding import Rule

    # Called with the rule, the name, the key, and the key that had this name first.
    Report = Callable[[Rule, str, Node, Node], None]

Fields = dict[str, tuple["Node", "Node"]]


def fields(text: str, mapping: Node, report: Report | None = None) -> Fields:
    """Key and value by name. Own fields go before merged ones, and of one's own fields the last."""
    found: Fields = {}
    first: dict[str, Node] = {}
    items = mapping.items or []
    for key, value in zip(items[::2], items[1::2], strict=True):
        sources = _merged(key, value)
        for source in sources:
            for name, field in fields(text, source).items():
                found.setdefault(name, field)
        if sources:
            continue
        name = _name(text, key)
        if report is not None:
            if not _is_text(key):
                report(rules_yaml.KEY_NOT_TEXT, name, key, key)
            if name in first:
                report(rules.DUPLICATE_KEY, name, key, first[name])
        first.setdefault(name, key)
        found[name] = (key, value)
    return found


def _merged(key: Node, value: Node) -> list[Node]:
    """The mappings that `<<` merges here; of a list of them, the first goes before the others."""
    if not (key.is_plain and key.value == "<<"):
        return []
    if value.is_mapping:
        return [value]
    items = value.items or []
    return items if all(item.is_mapping for item in items) else []


def _name(text: str, key: Node) -> str:
    return key.value if key.items is None else text[key.start : key.end].strip()


def _is_text(key: Node) -> bool:
    return key.items is None and not (key.is_plain and not isinstance(plain(key.value), str))
