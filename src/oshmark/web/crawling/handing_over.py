# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is due now, as jobs: where there are workers, a tick only says what they are to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oshmark.web.crawling.following import follow_all_admitted
from oshmark.web.crawling.ticking import due_sources
from oshmark.web.crawling.wishes import open_wishes
from oshmark.web.jobs.kinds import Kind
from oshmark.web.jobs.presence import count_workers
from oshmark.web.jobs.queue import put

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime


def hand_over(now: datetime, *, dead: Sequence[str] = ()) -> str | None:
    """Put in what is due, and say it; `None` where there is no worker who could do it. `dead` names workers of this
    machine that have died, and may not have been missed yet."""
    workers = count_workers(now, dead=dead)
    if not workers:
        return None
    follow_all_admitted()
    wishes = [
        put(Kind.REFRESH, now=now, at=wish.not_before, address=wish.address) for wish in open_wishes().order_by("pk")
    ]
    sources = [put(Kind.CRAWL, now=now, source=row.name) for row in due_sources(now)]
    rest = [put(kind, now=now) for kind in (Kind.ARCHIVE, Kind.PUBLISH, Kind.SAMPLE, Kind.ATTEST, Kind.TIDY)]
    new = sum((*wishes, *sources, *rest))
    waited = len((*wishes, *sources, *rest)) - new
    said = f"{new} jobs for {workers} workers: {len(sources)} sources, {len(wishes)} wishes, {len(rest)} others"
    return f"{said}; {waited} of them waited already." if waited else f"{said}."
