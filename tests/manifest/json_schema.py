# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A validator of JSON Schema, for as much of draft 2020-12 as our schema uses; any other word is an error."""

from __future__ import annotations

import re
from typing import Any

TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "number": (int, float),
    "integer": (int,),
    "boolean": (bool,),
}
NOTES = frozenset({"$schema", "$defs", "title", "description", "examples", "format", "additionalProperties"})
"""Words that say nothing about whether a value is right; further keys are always allowed in our schema."""


def faults(schema: dict[str, Any], value: Any, root: dict[str, Any] | None = None, at: str = "") -> list[str]:
    """What is wrong with a value, each with its place; empty for a right one."""
    root = schema if root is None else root
    found: list[str] = []
    for word, wanted in schema.items():
        if word not in NOTES:
            found += CHECKS[word](schema, wanted, value, root, at)
    return found


def _said(wrong: bool, at: str, what: str) -> list[str]:  # noqa: FBT001
    return [f"{at or '/'}: {what}"] if wrong else []


def _type(_schema: Any, wanted: str, value: Any, _root: Any, at: str) -> list[str]:
    is_bool = isinstance(value, bool) and wanted != "boolean"
    return _said(is_bool or not isinstance(value, TYPES[wanted]), at, f"no {wanted}")


def _enum(_schema: Any, wanted: list[Any], value: Any, _root: Any, at: str) -> list[str]:
    return _said(not any(type(one) is type(value) and one == value for one in wanted), at, "none of the choices")


def _pattern(_schema: Any, wanted: str, value: Any, _root: Any, at: str) -> list[str]:
    return _said(isinstance(value, str) and re.search(wanted, value) is None, at, f"does not match {wanted}")


def _minimum(_schema: Any, wanted: float, value: Any, _root: Any, at: str) -> list[str]:
    return _said(isinstance(value, (int, float)) and value < wanted, at, f"below {wanted}")


def _maximum(_schema: Any, wanted: float, value: Any, _root: Any, at: str) -> list[str]:
    return _said(isinstance(value, (int, float)) and value > wanted, at, f"above {wanted}")


def _min_length(_schema: Any, wanted: int, value: Any, _root: Any, at: str) -> list[str]:
    return _said(isinstance(value, str) and len(value) < wanted, at, "too short")


def _min_items(_schema: Any, wanted: int, value: Any, _root: Any, at: str) -> list[str]:
    return _said(isinstance(value, list) and len(value) < wanted, at, "too few")


def _items(_schema: Any, wanted: Any, value: Any, root: Any, at: str) -> list[str]:
    entries = value if isinstance(value, list) else []
    return [fault for n, entry in enumerate(entries) for fault in faults(wanted, entry, root, f"{at}/{n}")]


def _required(_schema: Any, wanted: list[str], value: Any, _root: Any, at: str) -> list[str]:
    return [f"{at or '/'}: no {key}" for key in wanted if isinstance(value, dict) and key not in value]


def _properties(_schema: Any, wanted: dict[str, Any], value: Any, root: Any, at: str) -> list[str]:
    table = value if isinstance(value, dict) else {}
    return [fault for key in wanted if key in table for fault in faults(wanted[key], table[key], root, f"{at}/{key}")]


def _any_of(_schema: Any, wanted: list[Any], value: Any, root: Any, at: str) -> list[str]:
    return _said(all(faults(one, value, root, at) for one in wanted), at, "none of the forms")


def _ref(_schema: Any, wanted: str, value: Any, root: Any, at: str) -> list[str]:
    assert wanted.startswith("#/$defs/")
    return faults(root["$defs"][wanted.removeprefix("#/$defs/")], value, root, at)


CHECKS: dict[str, Any] = {
    "type": _type,
    "enum": _enum,
    "pattern": _pattern,
    "minimum": _minimum,
    "maximum": _maximum,
    "minLength": _min_length,
    "minItems": _min_items,
    "items": _items,
    "required": _required,
    "properties": _properties,
    "anyOf": _any_of,
    "$ref": _ref,
}
