# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Several workers side by side, each a process of its own, and one that looks after them.

Nothing of Django is loaded with this file: a new process reads it before it has set Django up.
"""

from __future__ import annotations

import multiprocessing
import signal
import threading
import time
from importlib import import_module
from typing import TYPE_CHECKING

import django

from oshmark.web.crawling.stopping import stoppable

if TYPE_CHECKING:
    from multiprocessing.context import SpawnProcess

    from oshmark.web.crawling.stopping import Stop

LOOKS_EVERY_S = 0.5
MOST_OFTEN_S = 5.0
"""A worker that ends by itself is started anew so often at most."""
ENDS_WITHIN_S = 100.0
"""Longer than a worker gives itself (`jobs.watchman.GRACE_S`)."""
JOBS = "oshmark.web.operations.jobs"


def work_side_by_side(count: int, stop: Stop, jobs: str = JOBS) -> None:
    """Have so many workers until `stop` is asked for; one that dies is started anew. `jobs` is the module that lists
    what they do."""
    places = [_Place(jobs) for _number in range(count)]
    while not stop.is_asked():
        for place in places:
            place.fill()
        stop.pause(LOOKS_EVERY_S)
    for place in places:
        place.tell_to_end()
    until = time.monotonic() + ENDS_WITHIN_S
    for place in places:
        place.wait(until)


class _Place:
    """The place of one worker."""

    def __init__(self, jobs: str) -> None:
        self._jobs = jobs
        self._process: SpawnProcess | None = None
        self._filled_at = -MOST_OFTEN_S

    def fill(self) -> None:
        """Start a worker where there is none."""
        is_empty = self._process is None or not self._process.is_alive()
        if is_empty and time.monotonic() - self._filled_at >= MOST_OFTEN_S:
            self._process = multiprocessing.get_context("spawn").Process(target=work_for_parent, args=(self._jobs,))
            self._process.start()
            self._filled_at = time.monotonic()

    def tell_to_end(self) -> None:
        """Ask the worker to end."""
        if self._process is not None:
            self._process.terminate()

    def wait(self, until: float) -> None:
        """Wait for its end; what takes too long is killed, which loses nothing."""
        if self._process is not None:
            self._process.join(max(0.0, until - time.monotonic()))
            self._process.kill()
            self._process.join()


def work_for_parent(jobs: str) -> None:
    """Be the worker of a process that was started for this, and end when its parent has."""
    with stoppable() as stop:
        threading.Thread(target=_end_with_parent, args=(stop,), daemon=True, name="parent").start()
        django.setup()
        working = import_module("oshmark.web.operations.working")
        working.work(stop, import_module(jobs).JOBS)


def _end_with_parent(stop: Stop) -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        stop.ask(signal.SIGTERM, None)
