# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Workers that do nothing but write down what they do: `python -m tests.web.jobs.counting run LOG N`, beside
`… put COUNT`, which has something done so often."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from oshmark.web.crawling.crawling import Tools
    from oshmark.web.jobs.outcome import Outcome

TAKES_S = "COUNTING_TAKES_S"
LOG = "COUNTING_LOG"


def note(what: str) -> None:
    """A line in the log of all workers, written whole."""
    with Path(os.environ[LOG]).open("ab", buffering=0) as log:
        log.write(f"{what} {os.getpid()}\n".encode())


def count(tools: Tools, *, source: str) -> Outcome:
    from oshmark.web.jobs.outcome import Done  # noqa: PLC0415  Django is set up first

    note(f"begin {source}")
    tools.pause(float(os.environ.get(TAKES_S, "0")))
    note(f"end {source}")
    return Done("counted")


def crash(_tools: Tools) -> Outcome:
    note("crash")
    os._exit(9)


def main(verb: str, number: int) -> None:
    import django  # noqa: PLC0415  as above

    os.environ["DJANGO_SETTINGS_MODULE"] = "oshmark.web.settings"
    from oshmark.web.crawling.stopping import stoppable  # noqa: PLC0415  as above
    from oshmark.web.operations.worker_processes import work_side_by_side  # noqa: PLC0415  as above

    if verb == "run":
        with stoppable() as stop:
            work_side_by_side(number, stop, "tests.web.jobs.counted")
        return
    django.setup()
    from oshmark.adapters import clock  # noqa: PLC0415  as above
    from oshmark.web.jobs.kinds import Kind  # noqa: PLC0415  as above
    from oshmark.web.jobs.queue import put  # noqa: PLC0415  as above

    begun = time.monotonic()
    for one in range(number):
        put(Kind.CRAWL, now=clock.now(), source=f"{one}")
    sys.stdout.write(f"{number} jobs in {time.monotonic() - begun:.2f} s\n")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
