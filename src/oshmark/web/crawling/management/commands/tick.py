# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""oshmark tick: do what is due now: look through sources, publish, sample, tidy."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from oshmark.adapters import clock
from oshmark.web import instance
from oshmark.web.crawling import workers
from oshmark.web.crawling.equipment import workers_folder
from oshmark.web.crawling.handing_over import hand_over
from oshmark.web.crawling.stopping import stoppable
from oshmark.web.crawling.ticking import only_one, tick
from oshmark.web.noun import Noun

EXAMPLES = """
Examples:
  oshmark tick                          once
  0 * * * * oshmark tick                a line of crontab: every hour
"""


class Command(Noun):
    """The noun `tick`."""

    help = "Do what is due now, once: look through sources, publish, see whether files are there, tidy."
    examples = EXAMPLES

    def run(self, options: dict[str, Any]) -> int:
        """One at a time; a second one has nothing to do. Where there are workers, they do what is due."""
        del options
        instance.ensure_database()
        with only_one(settings.HOME) as free:
            if not free:
                self.stderr.write("oshmark: another tick is at work; this one has nothing to do.")
                return 0
            handed = hand_over(clock.now(), dead=workers.dead_workers(workers_folder()))
            if handed is not None:
                self._say(handed)
                return 0
            with stoppable() as stop:
                failed = tick(stop, self._say)
            return stop.exit_code or (1 if failed else 0)

    def _say(self, sentence: str) -> None:
        self.stdout.write(sentence)
        self.stdout.flush()
