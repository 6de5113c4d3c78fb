# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the work places throw away with each tick: files that somebody began to send and never finished."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oshmark.web import wiring
from oshmark.web.archive.files import STALE
from oshmark.web.evidence import transfers

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime


def sweep(now: datetime, say: Callable[[str], None]) -> None:
    """Throw them away, and what was left by who was killed in the middle."""
    count = transfers.expire(now) + wiring.evidence().tidy(now - STALE)
    if count:
        say(f"{count} unfinished {'file' if count == 1 else 'files'} thrown away.")
