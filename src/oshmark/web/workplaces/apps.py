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
        """Have letters sent with each tick, and tell the registry of files."""
        from oshmark.web.certification.open_files import ask_for_files  # noqa: PLC0415  models are there only now
        from oshmark.web.workplaces.evidence.access import open_files  # noqa: PLC0415  as above

        ask_for_files(open_files)
        for one in (_write, _sweep):
            if one not in ALSO_DUE:
                ALSO_DUE.append(one)


def _write(now: datetime, say: Callable[[str], None]) -> None:
    """To those whose turn it is, to guests, and once a week to everybody who has something to do."""
    from oshmark.web.workplaces.letters.sending import send_letters  # noqa: PLC0415  needs models

    count = send_letters(now)
    if count:
        say(f"{count} {'letter' if count == 1 else 'letters'} about certification sent.")


def _sweep(now: datetime, say: Callable[[str], None]) -> None:
    """Throw away files that somebody began to send and never finished."""
    from oshmark.web.workplaces.evidence.sweeping import sweep  # noqa: PLC0415  needs models

    sweep(now, say)
