# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The finding for a file that cannot be opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oshmark.adapters.repository import readable_name
from oshmark.values.finding import Finding, Rule, Severity

if TYPE_CHECKING:
    from pathlib import Path

CANNOT_OPEN = Rule(
    "cannot-open",
    Severity.ERROR,
    "the file cannot be read: {reason}",
    "Without the bytes nothing can be said about the manifest.",
    "check the path and your permission to read it",
)


def cannot_open(error: OSError) -> Finding:
    """The finding, with the reason that the system gives."""
    return Finding(CANNOT_OPEN, at=(1, 1), facts={"reason": error.strerror or "unknown reason"})


def shown(path: Path) -> str:
    """A path as text, whatever bytes its name has."""
    return readable_name(str(path))
