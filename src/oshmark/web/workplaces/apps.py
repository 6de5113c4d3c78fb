# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the work places want done with each tick: letters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import AppConfig

from oshmark.web.crawling.also_due import ALSO_DUE

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime


class Workplaces(AppConfig):
    """The app."""

    name = "oshmark.web.workplaces"

    def ready(self) -> None:
        """Have letters sent with each tick."""
        if _write not in ALSO_DUE:
            ALSO_DUE.append(_write)


def _write(now: datetime, say: Callable[[str], None]) -> None:
    """To those whose turn it is and could not be told at once, and once a week to everybody who has something to do."""
    from oshmark.web.workplaces.mailing import send_digests, send_pending  # noqa: PLC0415  needs models

    letters = send_pending(now) + send_digests(now)
    if letters:
        say(f"{letters} {'letter' if letters == 1 else 'letters'} sent to people who have something to do.")
