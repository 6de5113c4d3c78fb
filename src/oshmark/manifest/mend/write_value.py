# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A value in the syntax of a document, in the style of the token that it stands for."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import Any

from oshmark.manifest import toml
from oshmark.manifest.syntax import Syntax
from oshmark.manifest.syntax.yaml_scalars import plain

_PLAIN = re.compile(r"[A-Za-z0-9/._][\w ./+()@-]*+")


def write_value(syntax: Syntax, value: Any, like: str = "") -> str:
    """`value` (text, number, boolean, or a flat list or table of these) as one token; `like` is the token before."""
    match syntax:
        case Syntax.TOML:
            return _toml(value, like)
        case Syntax.YAML:
            return _yaml(value, like)
        case Syntax.JSON:
            return _json(value)


def _toml(value: Any, like: str) -> str:
    if isinstance(value, str) and like.startswith("'") and "'" not in value and value.isprintable():
        return f"'{value}'"
    if isinstance(value, dict):
        entries = (f"{key} = {_toml(entry, '')}" for key, entry in value.items())
        return "{ " + ", ".join(entries) + " }"
    return toml.dumps({"x": value}).removeprefix("x = ").rstrip("\n")


def _yaml(value: Any, like: str) -> str:
    if isinstance(value, list):
        return "[" + ", ".join(_yaml(entry, "") for entry in value) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_yaml(entry, '')}" for key, entry in value.items()) + "}"
    if not isinstance(value, str):
        return _json(value)
    if like.startswith("'") and value.isprintable():
        return "'" + value.replace("'", "''") + "'"
    is_plain = not like.startswith('"') and _PLAIN.fullmatch(value) and value == value.strip()
    return value if is_plain and isinstance(plain(value), str) else _json(value)


def _json(value: Any) -> str:
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, list):
        return "[" + ", ".join(_json(entry) for entry in value) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_json(key)}: {_json(entry)}" for key, entry in value.items()) + "}"
    return json.dumps(value, ensure_ascii=False)
