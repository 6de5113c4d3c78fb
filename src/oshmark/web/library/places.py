# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Recording that a module is no longer at its place, is there again, or has moved. Nothing of it is deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oshmark.library.events import Kind
from oshmark.web.audit.actions import Log
from oshmark.web.audit.writing import writing
from oshmark.web.library.models import Module
from oshmark.web.library.projection import apply, never_read

if TYPE_CHECKING:
    from datetime import datetime


def record_gone(address: str, *, reason: str, actor: str, now: datetime) -> bool:
    """Record that the repository of a module is gone. False when the library does not know it, or knows that."""
    return _record(
        Kind.GONE, Module.objects.filter(address=address, gone_at=None), address, {"reason": reason}, actor, now
    )


def record_back(address: str, *, actor: str, now: datetime) -> bool:
    """Record that the repository of a module is at its place again. False when it was never away."""
    away = Module.objects.filter(address=address).exclude(gone_at=None, moved_to="")
    return _record(Kind.BACK, away, address, {}, actor, now)


def record_moved(address: str, to: str, *, actor: str, now: datetime) -> bool:
    """Record that a module is at another address now, which the library has to know. False when nothing is new."""
    if address == to or not Module.objects.filter(address=to).exists():
        return False
    stays = Module.objects.filter(address=address).exclude(moved_to=to)
    return _record(Kind.MOVED, stays, address, {"now": to}, actor, now)


def _record(kind: Kind, affected: object, address: str, data: dict[str, str], actor: str, now: datetime) -> bool:
    with writing():
        if not affected.exists():  # type: ignore[attr-defined]  # a set of rows
            return False
        log = Log(actor=actor, now=now)
        event = log.append(kind, address, data)
        log.write()
        apply([event], never_read)
    return True
