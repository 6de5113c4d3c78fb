# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""oshmark crawl: find manifests on the platforms, again and again."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import msgspec
from django.conf import settings

from oshmark.adapters import clock
from oshmark.crawl.connectors import CONNECTORS
from oshmark.web import instance, wiring
from oshmark.web.crawling import crawling, workers
from oshmark.web.crawling.models import Run, Source
from oshmark.web.noun import Noun

if TYPE_CHECKING:
    from django.core.management.base import CommandParser

EXAMPLES = """
Examples:
  oshmark crawl source add github:organisation=OpenFlexure
  oshmark crawl source add gitlab:group=makers --base-url https://gitlab.example.org
  oshmark crawl run                     look through every source
  oshmark crawl run github:repository=weaver/loom
  oshmark crawl status --json
"""


class Command(Noun):
    """The noun `crawl`."""

    help = "Find manifests on the platforms where hardware is published, politely, again and again."
    examples = EXAMPLES

    def add_arguments(self, parser: CommandParser) -> None:
        """One verb each."""
        verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
        source = _verb(verbs, "source", "Add, list or pause sources.")
        acts = source.add_subparsers(dest="act", required=True, metavar="VERB")
        add = _verb(acts, "add", "Remember a source.")
        add.add_argument("source", metavar="SOURCE")
        add.add_argument("--base-url", default="", help="ask this host instead of the public one")
        listed = _verb(acts, "list", "Every source, and what can be one.")
        listed.add_argument("--json", action="store_true", help="write one JSON object a line")
        for act, says in (("pause", "Leave a source alone."), ("resume", "Look through it again.")):
            _verb(acts, act, says).add_argument("source", metavar="SOURCE")
        run = _verb(verbs, "run", "Look through sources: all of them, or those that are named.")
        run.add_argument("sources", nargs="*", metavar="SOURCE")
        run.add_argument(
            "--limit", type=int, metavar="N", help="look into N repositories that are new or changed at most"
        )
        run.add_argument("--base-url", default="", help="ask this host instead of the public one")
        run.add_argument("--json", action="store_true", help="write one JSON object a source")
        status = _verb(verbs, "status", "What the last passes have found.")
        status.add_argument("--json", action="store_true", help="write one JSON object a source")

    def run(self, options: dict[str, Any]) -> int:
        """Do what the verb says."""
        instance.ensure_database()
        name = f"_{options['verb']}" + (f"_{options['act']}" if options["verb"] == "source" else "")
        code: int = getattr(self, name)(options)
        return code

    def _source_add(self, options: dict[str, Any]) -> int:
        row = crawling.add_source(options["source"], base=options["base_url"], now=clock.now())
        self.stdout.write(f"{row.name} is a source now.")
        return 0

    def _source_list(self, options: dict[str, Any]) -> int:
        for row in Source.objects.order_by("name"):
            if options["json"]:
                self.stdout.write(_line({"source": row.name, "base_url": row.base, "paused": row.paused}))
            else:
                self.stdout.write(
                    f"{row.name}{' (paused)' if row.paused else ''}{f'  at {row.base}' if row.base else ''}"
                )
        if not options["json"]:
            self.stderr.write("What can be a source:")
            for connector in CONNECTORS.values():
                for what, says in connector.whats.items():
                    self.stderr.write(f"  {connector.name}:{what}=…  {says}")
        return 0

    def _source_pause(self, options: dict[str, Any]) -> int:
        return self._set_paused(options["source"], paused=True)

    def _source_resume(self, options: dict[str, Any]) -> int:
        return self._set_paused(options["source"], paused=False)

    def _set_paused(self, name: str, *, paused: bool) -> int:
        found = Source.objects.filter(name=crawling.wanted(name).name).update(paused=paused)
        if not found:
            self.stderr.write(f"oshmark: {name} is no source yet. `oshmark crawl source list` shows them.")
            return 1
        self.stdout.write(f"{name} is {'left alone' if paused else 'looked through again'}.")
        return 0

    def _run(self, options: dict[str, Any]) -> int:
        rows = self._chosen(options["sources"])
        if not rows:
            self.stderr.write("oshmark: there is no source. Name one, or add one with `oshmark crawl source add`.")
            return 1
        folder = settings.HOME / "workers"
        dead = workers.dead_workers(folder)
        faults = 0
        client = wiring.fetcher()
        try:
            with workers.worker(folder) as worker:
                tools = crawling.Tools(
                    fetch=client,
                    payloads=wiring.payloads(),
                    now=clock.now,
                    pause=time.sleep,
                    worker=worker,
                    signed=frozenset(wiring.tokens()),
                )
                for row in rows:
                    run = crawling.run_source(
                        row, tools, base=options["base_url"], most_new=options["limit"], dead=dead
                    )
                    faults += run.counts.get("faults", 0)
                    self._say(run, as_json=options["json"])
                workers.forget(folder, dead)
        finally:
            client.close()
        return 1 if faults else 0

    def _chosen(self, names: list[str]) -> list[Source]:
        if not names:
            return list(Source.objects.filter(paused=False).order_by("pk"))
        now = clock.now()
        found = [crawling.wanted(name).name for name in names]
        return [Source.objects.get_or_create(name=name, defaults={"added_at": now})[0] for name in found]

    def _say(self, run: Run, *, as_json: bool) -> None:
        if as_json:
            self.stdout.write(_line(_summary(run)))
            return
        numbers = {name: number for name, number in run.counts.items() if name != "said"}
        said = ", ".join(f"{number} {name}" for name, number in numbers.items()) or "nothing"
        state = "" if run.finished_at else " (not finished: the next run goes on with it)"
        self.stdout.write(f"{run.source.name}: {said}{state}.")
        for fault in run.counts.get("said", []):
            self.stderr.write(f"  {fault['where']}: {fault['says']}")

    def _status(self, options: dict[str, Any]) -> int:
        for row in Source.objects.order_by("name"):
            last = row.runs.order_by("-pk").first()
            if last is not None:
                self._say(last, as_json=options["json"])
            elif options["json"]:
                self.stdout.write(_line({"source": row.name, "started_at": None}))
            else:
                self.stdout.write(f"{row.name}: not looked through yet.")
        return 0


def _summary(run: Run) -> dict[str, Any]:
    return {
        "source": run.source.name,
        "started_at": run.started_at,
        "finished_at": run.finished_at,
        "counts": {name: number for name, number in run.counts.items() if name != "said"},
        "faults": run.counts.get("said", []),
    }


def _line(row: dict[str, Any]) -> str:
    return msgspec.json.encode(row).decode()


def _verb(verbs: Any, name: str, says: str) -> CommandParser:
    parser: CommandParser = verbs.add_parser(name, description=says, help=says[0].lower() + says[1:].rstrip("."))
    return parser
