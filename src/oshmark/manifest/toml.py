# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Plain data as TOML that people like to read: text first, then tables, then lists of tables."""

from __future__ import annotations

import re
from datetime import date, time
from decimal import Decimal
from typing import Any

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_CONTROL = re.compile(r'[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff"\\]')
_SHORT = {"\b": "\\b", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\"}
LARGEST = 2**63 - 1
"""A whole number beyond it is a text: TOML promises no more than 64 bits."""
WIDTH = 100
"""A list that is longer is written one entry a line."""


def dumps(table: dict[str, Any]) -> str:
    """The table as a TOML 1.0 document; TOML has no `None`, which becomes an empty text."""
    return "\n".join(_lines(table, ())).strip("\n") + "\n"


def _lines(table: Any, path: tuple[str, ...]) -> list[str]:
    lines: list[str] = []
    for key, value in table.items():
        if not _is_table(value) and not _is_list_of_tables(value):
            lines.append(f"{_key(key)} = {_value(value)}")
    for key, value in table.items():
        here = (*path, _key(key))
        if _is_table(value):
            lines += ["", f"[{'.'.join(here)}]", *_lines(value, here)]
    for key, value in table.items():
        here = (*path, _key(key))
        if _is_list_of_tables(value):
            for entry in value:
                lines += ["", f"[[{'.'.join(here)}]]", *_lines(entry, here)]
    return lines


def _is_table(value: Any) -> bool:
    return isinstance(value, dict)


def _is_list_of_tables(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(entry, dict) for entry in value)


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else _string(key)


def _value(value: Any) -> str:  # noqa: PLR0911  one form for each type
    if value is None:
        return '""'
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, int) and abs(value) > LARGEST:
        return f'"{value}"'
    if isinstance(value, (int, float)):
        return repr(value)
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, (list, tuple)):
        return _list([_value(entry) for entry in value])
    if isinstance(value, dict):
        entries = (f"{_key(key)} = {_value(entry)}" for key, entry in value.items())
        return "{ " + ", ".join(entries) + " }"
    raise TypeError(f"TOML has no form for {type(value).__name__}.")


def _list(entries: list[str]) -> str:
    line = f"[{', '.join(entries)}]"
    if len(line) <= WIDTH or "\n" in line:
        return line
    return "[\n" + "".join(f"  {entry},\n" for entry in entries) + "]"


def _text(text: str) -> str:
    if "\n" not in text:
        return _string(text)
    return '"""\n' + _escaped(text).replace("\t", "\\t") + '"""'


def _string(text: str) -> str:
    return '"' + _escaped(text).replace("\n", "\\n").replace("\t", "\\t") + '"'


def _escaped(text: str) -> str:
    return _CONTROL.sub(_escape, text)


def _escape(match: re.Match[str]) -> str:
    letter = match[0]
    if letter >= "\ud800":
        return "\ufffd"
    return _SHORT.get(letter) or f"\\u{ord(letter):04X}"
