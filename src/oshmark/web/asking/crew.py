# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The threads of this process that look. What they have to do is in the rows: a process that ends in the middle leaves
rows of which everybody can see that nobody is at them any more."""

from __future__ import annotations

import atexit
import logging
import threading
from contextlib import ExitStack
from queue import SimpleQueue

from django.conf import settings
from django.db import connections

from oshmark.adapters import clock
from oshmark.web.asking.actions import FOLDER, adopt_all
from oshmark.web.asking.looking import look
from oshmark.web.crawling import workers

log = logging.getLogger(__name__)


class Crew:
    """Threads that are started when the first look comes, so after a server has forked."""

    def __init__(self) -> None:
        self._queue: SimpleQueue[int] = SimpleQueue()
        self._threads: list[threading.Thread] = []
        self._lock = threading.Lock()
        self._life = ExitStack()
        self._name = ""

    def name(self) -> str:
        """The name under which everybody can see that this process is alive."""
        with self._lock:
            if not self._name:
                folder = settings.HOME / FOLDER
                workers.forget(folder, workers.dead_workers(folder))
                self._name = self._life.enter_context(workers.worker(folder))
                atexit.register(self._life.close)
            return self._name

    def resume(self) -> None:
        """Have those looks done that processes left which have ended."""
        for visit in adopt_all(worker=self.name(), now=clock.now()):
            self.start(visit.pk)

    def start(self, visit: int) -> None:
        """Have a look done as soon as a thread is free."""
        with self._lock:
            while len(self._threads) < settings.LOOK_WORKERS:
                # They end with the process, in the middle of whatever they do.
                thread = threading.Thread(target=self._work, daemon=True, name=f"look-{len(self._threads)}")
                self._threads.append(thread)
                thread.start()
        self._queue.put(visit)

    def _work(self) -> None:
        while True:
            visit = self._queue.get()
            try:
                look(visit)
            except Exception:
                # The top of the loop: whatever goes wrong with one look, the next one is done.
                log.exception("a look could not be ended")
            finally:
                connections.close_all()


CREW = Crew()
