# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What people write as TOML: values with keys in hyphens, where everything that is not written has a default."""

from __future__ import annotations

import hashlib
import re
from decimal import Decimal
from enum import Enum
from typing import Any

import msgspec

ID = re.compile(r"[a-z0-9]+(?:[.-][a-z0-9]+)*+")
MAX_ID = 64


class Written(msgspec.Struct, frozen=True, rename="kebab"):
    """A table of a body's or scheme's file. Subclasses say `frozen=True, kw_only=True` again."""


def is_id(text: str) -> bool:
    """Whether the text can be an id: small letters, digits, and hyphens or dots between them."""
    return len(text) <= MAX_ID and ID.fullmatch(text) is not None


def plain(value: Any) -> Any:  # noqa: ANN401  any value of a field
    """A value as dict, list, str, int, bool and Decimal, in the order of its fields; what equals its default is left
    out, so that equal values become equal data."""
    if isinstance(value, Written):
        return {
            field.encode_name: plain(entry)
            for field in msgspec.structs.fields(value)
            if (entry := getattr(value, field.name)) is not None and entry != field.default
        }
    if isinstance(value, tuple):
        return [plain(entry) for entry in value]
    return value.value if isinstance(value, Enum) else value


def canonical(value: Written) -> bytes:
    """Equal values give equal bytes: JSON with sorted keys, without what equals its default, decimal numbers as text
    without trailing zeros. A field that is added later with a default leaves older digests as they are."""
    return msgspec.json.encode(_numbers_as_text(plain(value)), order="sorted")


def digest_of(value: Written) -> str:
    """`sha256:` and 64 hexadecimal digits over the canonical form."""
    return "sha256:" + hashlib.sha256(canonical(value)).hexdigest()


def _numbers_as_text(value: Any) -> Any:  # noqa: ANN401  plain data
    if isinstance(value, dict):
        return {key: _numbers_as_text(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return [_numbers_as_text(entry) for entry in value]
    return plain_number(value) if isinstance(value, Decimal) else value


def plain_number(number: Decimal) -> str:
    """A number in one way of writing: no exponent, no trailing zeros, no sign at zero."""
    text = f"{number:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("", "-0") else text
