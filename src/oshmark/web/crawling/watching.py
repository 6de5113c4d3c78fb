# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Wishes are served as they come, until this process is asked to end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oshmark.web.crawling.equipment import equipped
from oshmark.web.crawling.wishes import serve_wishes

if TYPE_CHECKING:
    from collections.abc import Callable

    from oshmark.web.crawling.stopping import Stop

PAUSE_S = 1.0


def watch(stop: Stop, say: Callable[[str], None]) -> None:
    """Serve wishes until `stop` is asked for."""
    with equipped(stop) as tools:
        while not stop.is_asked():
            # What dead workers had taken is freed for each pass; only those that see all sources forget them.
            for said in serve_wishes(tools, dead=list(tools.dead())):
                say(said)
            stop.pause(PAUSE_S)
