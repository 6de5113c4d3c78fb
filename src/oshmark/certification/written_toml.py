# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A scheme or a body's profile as TOML: the text that people change, and that reads back as the same value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oshmark.certification.written import plain
from oshmark.manifest import toml

if TYPE_CHECKING:
    from oshmark.certification.written import Written


def to_toml(value: Written) -> str:
    """The value as a TOML document; what equals its default is not written."""
    return toml.dumps(plain(value))
