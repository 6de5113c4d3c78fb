# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Wishes are served as they come, and what they bring is published, until this process is asked to end."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from oshmark.web.crawling.equipment import equipped
from oshmark.web.crawling.ticking import publish
from oshmark.web.crawling.wishes import serve_wishes

if TYPE_CHECKING:
    from collections.abc import Callable

    from oshmark.web.crawling.stopping import Stop

PAUSE_S = 1.0
PUBLISH_EVERY_S = 5.0
SHARE = 4
"""Of the time, publishing takes a quarter at most: in a large library it takes longer, and is done less often."""


def watch(stop: Stop, say: Callable[[str], None]) -> None:
    """Serve wishes until `stop` is asked for. What a watch that was stopped has left is published first."""
    has_news, publish_at = True, time.monotonic()
    with equipped(stop) as tools:
        while not stop.is_asked():
            # What dead workers had taken is freed for each pass; only those that see all sources forget them.
            for said in serve_wishes(tools, dead=list(tools.dead())):
                say(said)
                has_news = True
            if has_news and time.monotonic() >= publish_at and not stop.is_asked():
                began = time.monotonic()
                has_news = not publish(tools.now(), say)
                publish_at = time.monotonic() + max(PUBLISH_EVERY_S, SHARE * (time.monotonic() - began))
            stop.pause(PAUSE_S)
