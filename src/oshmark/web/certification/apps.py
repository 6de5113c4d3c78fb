# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""How the application is set up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import AppConfig

from oshmark.web.accounts.also_forget import ALSO_FORGET
from oshmark.web.crawling.also_due import ALSO_DUE

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime


class Certification(AppConfig):
    """Certification tells the library of itself."""

    name = "oshmark.web.certification"

    def ready(self) -> None:
        """Let the page of a release ask for its certificates."""
        from oshmark.web.certification.on_release import certified_of, state_of, tell  # noqa: PLC0415  models are there only now
        from oshmark.web.library.beside import ask_for_certificates  # noqa: PLC0415  as above

        ask_for_certificates(certified_of, state_of, tell)
        if _tell_watchers not in ALSO_DUE:
            ALSO_DUE.append(_tell_watchers)
        if _forget_address not in ALSO_FORGET:
            ALSO_FORGET.append(_forget_address)


def _tell_watchers(now: datetime, say: Callable[[str], None]) -> None:
    """Those who watch certificates by e-mail are told with each tick."""
    from oshmark.web.certification.watching import tell_watchers  # noqa: PLC0415  needs models

    count = tell_watchers(now)
    if count:
        say(f"{count} {'letter' if count == 1 else 'letters'} sent to people who watch certificates.")


def _forget_address(address: str) -> None:
    """Whoever has their account erased is not written to as a watcher either."""
    from oshmark.web.certification.watching import forget_address  # noqa: PLC0415  needs models

    forget_address(address)
