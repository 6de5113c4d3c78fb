# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a plain scalar means: the core schema of YAML 1.2 (https://yaml.org/spec/1.2.2/#103-core-schema), and dates.

YAML 1.1, as PyYAML reads it, makes False of `no`, 45045 of `12:30:45` and 1000 of `1_000`. Makers write texts there.
"""

from __future__ import annotations

import math
import re
from datetime import date, datetime

_WORDS: dict[str, bool | float | None] = {
    "": None,
    "~": None,
    "null": None,
    "Null": None,
    "NULL": None,
    "true": True,
    "True": True,
    "TRUE": True,
    "false": False,
    "False": False,
    "FALSE": False,
    ".nan": math.nan,
    ".NaN": math.nan,
    ".NAN": math.nan,
} | {sign + word: float(sign + "inf") for sign in ("", "+", "-") for word in (".inf", ".Inf", ".INF")}

_STARTS = frozenset("+-.0123456789")
_INTEGER = re.compile(r"[-+]?[0-9]{1,4000}|0o[0-7]{1,4000}|0x[0-9a-fA-F]{1,4000}")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_DATETIME = re.compile(r"(\d{4}-\d\d-\d\d)[Tt ](\d\d:\d\d:\d\d(?:\.\d{1,6})?) ?(Z|z|[-+]\d\d(?::?\d\d)?)?", re.ASCII)

Scalar = str | int | float | bool | date | datetime | None


def plain(text: str) -> Scalar:
    """The value of a scalar without quotes and without a tag; the text itself where it is nothing else."""
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in _STARTS:
        return text
    if _INTEGER.fullmatch(text):
        # A zero in front does not make a number octal; `0o` does.
        return int(text, 0) if text[:2] in ("0o", "0x") else int(text)
    if _FLOAT.fullmatch(text):
        number = float(text)
        return text if math.isinf(number) else number
    return _date(text)


def _date(text: str) -> date | datetime | str:
    """A day or a time that exists, else the text."""
    try:
        if _DATE.fullmatch(text):
            return date.fromisoformat(text)
        if match := _DATETIME.fullmatch(text):
            return datetime.fromisoformat(f"{match[1]}T{match[2]}{(match[3] or '').upper()}")
    except ValueError:
        return text
    return text
