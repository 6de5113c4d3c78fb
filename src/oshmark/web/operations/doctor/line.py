# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a look has found."""

from __future__ import annotations

from enum import Enum

import msgspec


class Level(Enum):
    """How bad it is. Only `wrong` has to be mended at once."""

    OK = "ok"
    WARN = "warn"
    WRONG = "wrong"


class Line(msgspec.Struct, frozen=True):
    """One thing that was looked at: `check` is its stable name, `do` what helps, empty where all is well."""

    check: str
    level: Level
    says: str
    do: str = ""


def ok(check: str, says: str) -> Line:
    """All is well."""
    return Line(check, Level.OK, says)


def warn(check: str, says: str, do: str) -> Line:
    """Something to think of."""
    return Line(check, Level.WARN, says, do)


def wrong(check: str, says: str, do: str) -> Line:
    """Something to mend."""
    return Line(check, Level.WRONG, says, do)
