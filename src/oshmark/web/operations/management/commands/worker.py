# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""oshmark worker: do what is due, beside the library and as soon as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from django.conf import settings
from django.db import connections

from oshmark.adapters import clock
from oshmark.web import instance, wiring
from oshmark.web.crawling import workers
from oshmark.web.crawling.equipment import workers_folder
from oshmark.web.crawling.stopping import stoppable
from oshmark.web.jobs import presence, queue
from oshmark.web.jobs.models import Job
from oshmark.web.noun import Noun
from oshmark.web.operations.jobs import JOBS
from oshmark.web.operations.worker_processes import work_side_by_side
from oshmark.web.operations.working import work

if TYPE_CHECKING:
    from django.core.management.base import CommandParser

EXAMPLES = """
Examples:
  oshmark worker run                    until Ctrl-C
  oshmark worker run --workers 4
  oshmark worker status                 what waits, what is done, what has failed and why
"""
MOST_WORKERS = 64
SHOWN = 20
ORDER = {Job.RUNNING: "begun_at", Job.WAITING: "not_before", Job.FAILED: "-ended_at", Job.DONE: "-ended_at"}


class Command(Noun):
    """The noun `worker`."""

    help = "Have workers do what is due: crawl, look for addresses, follow hooks, publish."
    examples = EXAMPLES

    def add_arguments(self, parser: CommandParser) -> None:
        """One verb each."""
        verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
        run = verbs.add_parser("run", description="Do one job after another, until Ctrl-C.", help="do jobs")
        run.add_argument("--workers", type=int, default=1, metavar="N", help="so many at once, each a process (1)")
        says = "What the workers do, what waits, what is done, and what has failed."
        status = verbs.add_parser("status", description=says, help=says[0].lower() + says[1:].rstrip("."))
        status.add_argument("--json", action="store_true", help="write one JSON object")

    def run(self, options: dict[str, Any]) -> int:
        """Do what the verb says."""
        instance.ensure_database()
        code: int = getattr(self, f"_{options['verb']}")(options)
        return code

    def _run(self, options: dict[str, Any]) -> int:
        count = options["workers"]
        if not 1 <= count <= MOST_WORKERS:
            self.stderr.write(f"oshmark: there can be 1 to {MOST_WORKERS} workers; {count} were asked for.")
            return 1
        wiring.engine()  # what is wrong with it is said here, once
        self.stdout.write(f"{count} {'worker is' if count == 1 else 'workers are'} at work (stop with Ctrl-C).")
        self.stdout.flush()
        connections.close_all()
        with stoppable() as stop:
            if count == 1:
                work(stop, JOBS)
            else:
                work_side_by_side(count, stop)
        return stop.exit_code

    def _status(self, options: dict[str, Any]) -> int:
        dead = workers.dead_workers(workers_folder())
        count, counts = presence.count_workers(clock.now(), dead=dead), queue.counts()
        rows = [
            job for state, order in ORDER.items() for job in Job.objects.filter(state=state).order_by(order)[:SHOWN]
        ]
        if options["json"]:
            found = {
                "engine": settings.TASKS,
                "workers": count,
                "counts": counts,
                "jobs": [_facts(row) for row in rows],
            }
            self.stdout.write(msgspec.json.encode(found).decode())
            return 0
        self.stdout.write(f"{count} {'worker' if count == 1 else 'workers'}, by {settings.TASKS}.")
        self.stdout.write(", ".join(f"{number} {state}" for state, number in counts.items()) + ".")
        for row in rows:
            self.stdout.write(_line(row))
        return 0


def _facts(job: Job) -> dict[str, Any]:
    return {
        "kind": job.kind,
        "args": job.args,
        "state": job.state,
        "put_at": job.put_at,
        "not_before": job.not_before,
        "begun_at": job.begun_at,
        "ended_at": job.ended_at,
        "tries": job.tries,
        "says": job.says,
    }


def _line(job: Job) -> str:
    when = {Job.WAITING: job.not_before, Job.RUNNING: job.begun_at}.get(job.state, job.ended_at)
    at = "" if when is None else f"{when:%Y-%m-%d %H:%M:%S}"
    return f"  {job.state:7}  {at}  {job}{f': {job.says}' if job.says else ''}"
