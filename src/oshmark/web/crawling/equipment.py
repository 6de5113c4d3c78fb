# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What commands need to make passes: this process as a worker, and a way to ask."""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.conf import settings

from oshmark.adapters import clock
from oshmark.web import wiring
from oshmark.web.crawling import workers
from oshmark.web.crawling.crawling import Tools

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from oshmark.web.crawling.stopping import Stop


def workers_folder() -> Path:
    """Where the workers of this machine have their files."""
    folder: Path = settings.HOME / "workers"
    return folder


@contextmanager
def equipped(stop: Stop | None = None) -> Iterator[Tools]:
    """Be a worker that can ask, until the end of the block; passes come to an end when `stop` is asked for."""
    folder = workers_folder()
    client = wiring.fetcher()
    try:
        with workers.worker(folder) as name:
            yield Tools(
                fetch=wiring.asked_by(client),
                payloads=wiring.payloads(),
                now=clock.now,
                pause=time.sleep if stop is None else stop.pause,
                worker=name,
                signed=frozenset(wiring.tokens()),
                dead=lambda: workers.dead_workers(folder),
                is_stopped=bool if stop is None else stop.is_asked,
            )
    finally:
        client.close()
