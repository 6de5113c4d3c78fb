# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The reference page of the keys of a scheme's and a body's file, made from the values that are read from them."""

from __future__ import annotations

import inspect
import re
from decimal import Decimal
from enum import Enum
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

import msgspec

from oshmark.certification.body import Body
from oshmark.certification.scheme import ACTIVITIES, Scheme
from oshmark.certification.written import Written, plain_number

HEAD = """# Keys of schemes and bodies

What a scheme or the profile of a body can say, each in a TOML file. [Write a scheme](../how-to/write-a-scheme.md) goes
through one. This page is made from the code.

*needed* means that the file cannot be read without the key; what else has to be filled in before a scheme may be
published is said under [Rules](rules.md). Texts may go over several lines. Numbers with decimals are kept exactly, up
to 15 digits.
"""
SIMPLE: dict[Any, str] = {str: "text", bool: "true or false", int: "whole number", Decimal: "number"}


def scheme_keys_page() -> str:
    """Both files, each table of them once, in the order in which it first occurs."""
    lines = [HEAD]
    seen: list[type[Written]] = []
    for title, kind in (("Scheme", Scheme), ("Body", Body)):
        for table in _tables(kind, seen):
            seen.append(table)
            name = title if table is kind else _name(table)
            lines += [
                f"\n## {name}\n",
                _described(table),
                "",
                "| Key | Value | Where nothing is written |",
                "|---|---|---|",
            ]
            lines += [_row(table, field) for field in msgspec.structs.fields(table)]
    return "\n".join(lines) + "\n"


def _tables(kind: type[Written], seen: list[type[Written]]) -> list[type[Written]]:
    """A table and all that can stand in it, from outside in, without those that were shown."""
    found = [] if kind in seen else [kind]
    for hint in get_type_hints(kind).values():
        inner = _inner(hint)
        if isinstance(inner, type) and issubclass(inner, Written):
            found += [table for table in _tables(inner, [*seen, *found]) if table not in found]
    return found


def _inner(hint: Any) -> Any:  # noqa: ANN401  a type as it was written
    """What one entry of a list, or what is there at all, is."""
    return _inner(get_args(hint)[0]) if get_origin(hint) in (tuple, UnionType) else hint


def _name(table: type[Written]) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", table.__name__).capitalize()


def _described(table: type[Written]) -> str:
    """Its docstring in the words of the file: keys with hyphens, without our own numbers of requirements."""
    text = re.sub(r" ?\(C-[0-9]+[a-z]?\)", "", inspect.getdoc(table) or "")
    text = text.replace("`ACTIVITIES`", ", ".join(f"`{name}`" for name in sorted(ACTIVITIES)))
    return re.sub(r"`[a-z_]+`", lambda key: key[0].replace("_", "-"), text)


def _row(table: type[Written], field: msgspec.structs.FieldInfo) -> str:
    hint = get_type_hints(table)[field.name]
    return f"| `{field.encode_name}` | {_value(hint)} | {_default(field)} |"


def _value(hint: Any) -> str:  # noqa: ANN401  as above
    if get_origin(hint) is tuple:
        return f"list of: {_value(get_args(hint)[0])}"
    inner = _inner(hint)
    if issubclass(inner, Enum):
        return ", ".join(f"`{member.value}`" for member in inner)
    if issubclass(inner, Written):
        return f"table [{_name(inner)}](#{_name(inner).lower().replace(' ', '-')})"
    return SIMPLE[inner]


def _default(field: msgspec.structs.FieldInfo) -> str:
    default = field.default
    if field.required or default is None:
        return "*needed*" if field.required else ""
    if isinstance(default, Enum):
        return f"`{default.value}`"
    if isinstance(default, (int, Decimal)):
        return str(default).lower() if isinstance(default, bool) else plain_number(Decimal(default))
    if isinstance(default, tuple) and default:
        return ", ".join(f"`{entry.value}`" for entry in default)
    if isinstance(default, str):
        return f"“{default}”" if default else ""
    return "the defaults of that table" if isinstance(default, Written) else ""
