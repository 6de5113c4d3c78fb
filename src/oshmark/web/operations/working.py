# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""One worker, from its beginning to its end."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import msgspec
from django.db import close_old_connections, transaction

from oshmark.web import wiring
from oshmark.web.crawling import frontier, workers
from oshmark.web.crawling.equipment import equipped, workers_folder
from oshmark.web.jobs import presence, queue
from oshmark.web.jobs.performing import Performer
from oshmark.web.jobs.turn import Turn
from oshmark.web.jobs.watchman import Watchman, watched

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from oshmark.web.crawling.stopping import Stop
    from oshmark.web.jobs.kinds import Kind
    from oshmark.web.jobs.outcome import Outcome


def work(stop: Stop, jobs: Mapping[Kind, Callable[..., Outcome]]) -> None:
    """Be a worker until `stop` is asked for. Each of the `jobs` is called with the tools of the worker."""
    engine = wiring.engine()
    with equipped(stop) as tools:
        turn = Turn(stop)
        own = msgspec.structs.replace(tools, is_stopped=turn.is_over, pause=turn.pause)
        bound = {kind: partial(job, own) for kind, job in jobs.items()}
        performer = Performer(bound, worker=own.worker, turn=turn, now=own.now)
        watchman = Watchman(turn, own.worker, now=own.now, bury=bury, tell=engine.tell)
        with watched(watchman, own.worker):
            engine.serve(_on_fresh_connections(performer), stop)


def _on_fresh_connections(perform: Callable[[], bool]) -> Callable[[], bool]:
    """A database that was restarted meanwhile is connected to again."""

    def do() -> bool:
        close_old_connections()
        try:
            return perform()
        finally:
            close_old_connections()

    return do


def bury(now: datetime) -> None:
    """Free what workers of this machine had taken that have died, and forget them."""
    dead = workers.dead_workers(workers_folder())
    if not dead:
        return
    with transaction.atomic():
        frontier.release(now, dead=dead)
        queue.release(now, dead=dead)
        presence.gone(dead)
    workers.forget(workers_folder(), dead)
