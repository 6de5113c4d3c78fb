# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""When the operator's things were last done on this machine. Each is a file in the home folder whose time says it: the
database may be the very thing that was just replaced."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from pathlib import Path

BACKUP = "backup"
LOOKED = "looked-over"
TICK = "tick.lock"
"""Every tick takes this file anew when it begins, so its time is that of the last one (`crawling.ticking.only_one`)."""


def note(name: str, now: datetime) -> None:
    """Note that something was done."""
    path = _path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()
    os.utime(path, (now.timestamp(), now.timestamp()))


def when(name: str) -> datetime | None:
    """When it was done last; `None` where it never was."""
    try:
        return datetime.fromtimestamp(_path(name).stat().st_mtime, UTC)
    except FileNotFoundError:
        return None


def _path(name: str) -> Path:
    home: Path = settings.HOME
    return home / name if name == TICK else home / "done" / name
