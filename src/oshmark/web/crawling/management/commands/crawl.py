# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""oshmark crawl: find manifests on the platforms, again and again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from django.conf import settings

from oshmark.adapters import clock
from oshmark.crawl.connectors import CONNECTORS
from oshmark.errors import RefusedError
from oshmark.web import instance, wiring
from oshmark.web.crawling import crawling, workers
from oshmark.web.crawling.archiving import archive_bills
from oshmark.web.crawling.equipment import equipped, workers_folder
from oshmark.web.crawling.explained_lines import explained_lines
from oshmark.web.crawling.explaining import explain
from oshmark.web.crawling.models import Run, Source
from oshmark.web.crawling.sampling import sample
from oshmark.web.crawling.side_by_side import run_sources
from oshmark.web.crawling.stopping import stoppable
from oshmark.web.crawling.watching import watch
from oshmark.web.noun import Noun

if TYPE_CHECKING:
    from django.core.management.base import CommandParser

EXAMPLES = """
Examples:
  oshmark crawl source add github:organisation=OpenFlexure
  oshmark crawl source add gitlab:group=makers --base-url https://gitlab.example.org
  oshmark crawl source set github:organisation=OpenFlexure --every-hours 6
  oshmark crawl run                     look through every source
  oshmark crawl run github:repository=weaver/loom
  oshmark crawl status --json
  oshmark crawl explain https://codeberg.org/weaver/loom
  oshmark crawl sample                  see whether files are still there, on the budget of a day
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
        says = "have `tick` look through it every N hours (default: 24)"
        add.add_argument("--every-hours", default=crawling.DAILY, type=int, metavar="N", help=says)
        change = _verb(acts, "set", "Change how often a source is looked through.")
        change.add_argument("source", metavar="SOURCE")
        change.add_argument("--every-hours", required=True, type=int, metavar="N", help="every N hours")
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
        sample = _verb(verbs, "sample", "Ask whether files are still there, the longest unasked first.")
        sample.add_argument("--limit", type=int, metavar="N", help="ask for N files at most")
        sample.add_argument("--json", action="store_true", help="write one JSON object")
        status = _verb(verbs, "status", "What the last passes have found.")
        status.add_argument("--json", action="store_true", help="write one JSON object a source")
        explained = _verb(verbs, "explain", "What would be asked for an address, and why it is in the library or not.")
        explained.add_argument("url", metavar="URL")
        explained.add_argument("--base-url", default="", help="as if this host were asked instead of the public one")
        explained.add_argument("--json", action="store_true", help="write one JSON object")
        _verb(verbs, "watch", "Look at once at what forges say has changed, until Ctrl-C.")

    def run(self, options: dict[str, Any]) -> int:
        """Do what the verb says."""
        instance.ensure_database()
        name = f"_{options['verb']}" + (f"_{options['act']}" if options["verb"] == "source" else "")
        code: int = getattr(self, name)(options)
        return code

    def _source_add(self, options: dict[str, Any]) -> int:
        row = crawling.add_source(
            options["source"], base=options["base_url"], every_hours=options["every_hours"], now=clock.now()
        )
        self.stdout.write(f"{row.name} is a source now, looked through every {_hours(row.every_hours)}.")
        return 0

    def _source_set(self, options: dict[str, Any]) -> int:
        crawling.set_every_hours(options["source"], options["every_hours"])
        self.stdout.write(f"{options['source']} is looked through every {_hours(options['every_hours'])}.")
        return 0

    def _source_list(self, options: dict[str, Any]) -> int:
        for row in Source.objects.order_by("name"):
            if options["json"]:
                self.stdout.write(_line(_stated(row)))
            else:
                paused, base = " (paused)" if row.paused else "", f"  at {row.base}" if row.base else ""
                self.stdout.write(f"{row.name}{paused}{base}  every {_hours(row.every_hours)}")
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
        found = Source.objects.filter(name=crawling.wanted(name).name).update(paused=paused, provisional=False)
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
        faults = 0
        with stoppable() as stop, equipped(stop) as tools:
            dead = list(tools.dead())
            for row, came in run_sources(rows, tools, base=options["base_url"], most_new=options["limit"], dead=dead):
                if isinstance(came, RefusedError):
                    faults += 1
                    self.stderr.write(f"oshmark: {row.name}: {came}")
                else:
                    faults += came.counts.get("faults", 0)
                    self._say(came, as_json=options["json"])
            if stop.is_asked():
                return stop.exit_code
            done = archive_bills(tools)
            if done.kept or done.missing:
                self.stderr.write(done.in_words())
            workers.forget(workers_folder(), dead)
        return 1 if faults else 0

    def _sample(self, options: dict[str, Any]) -> int:
        with stoppable() as stop, equipped(stop) as tools:
            found = sample(tools, budget=settings.SAMPLES_A_DAY, most=options["limit"])
        if options["json"]:
            self.stdout.write(_line(msgspec.to_builtins(found)))
        else:
            said = f"{found.asked} asked for, {found.there} there, {found.dead} not there, {found.unknown} unknown"
            self.stdout.write(f"{said}; {found.left} left of today.")
        return stop.exit_code

    def _explain(self, options: dict[str, Any]) -> int:
        found = explain(options["url"], base=options["base_url"], signed=frozenset(wiring.tokens()))
        if options["json"]:
            self.stdout.write(_line(msgspec.to_builtins(found)))
        else:
            self.stdout.write("\n".join(explained_lines(found)))
        return 0 if found.connector or found.releases else 1

    def _watch(self, options: dict[str, Any]) -> int:
        del options
        with stoppable() as stop:
            watch(stop, self._say_now)
        return stop.exit_code

    def _say_now(self, sentence: str) -> None:
        self.stdout.write(sentence)
        self.stdout.flush()

    def _chosen(self, names: list[str]) -> list[Source]:
        if not names:
            return list(Source.objects.filter(paused=False).order_by("pk"))
        now = clock.now()
        rows = [crawling.source_named(name, now=now) for name in names]
        return list({row.pk: row for row in rows}.values())

    def _say(self, run: Run, *, as_json: bool) -> None:
        if as_json:
            self.stdout.write(_line(_summary(run)))
            return
        self.stdout.write(f"{run.source.name}: {crawling.in_words(run)}")
        for fault in run.counts.get("said", []):
            self.stderr.write(f"  {fault['where']}: {fault['says']}")

    def _status(self, options: dict[str, Any]) -> int:
        for row in Source.objects.order_by("name"):
            last = row.runs.order_by("-pk").first()
            if options["json"]:
                self.stdout.write(_line(_stated(row) | ({"started_at": None} if last is None else _summary(last))))
                continue
            if last is None:
                self.stdout.write(f"{row.name}: not looked through yet.")
            else:
                self._say(last, as_json=False)
            self.stdout.write(f"  {'paused' if row.paused else f'every {_hours(row.every_hours)}'}")
        return 0


def _stated(row: Source) -> dict[str, Any]:
    return {"source": row.name, "base_url": row.base, "paused": row.paused, "every_hours": row.every_hours}


def _hours(number: int) -> str:
    return "hour" if number == 1 else f"{number} hours"


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
