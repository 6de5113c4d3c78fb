# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""oshmark library: add manifests, allow licences, publish, export."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings

from oshmark.adapters import clock
from oshmark.library.admission import Outcome
from oshmark.web import instance, wiring
from oshmark.web.library import actions, exporting, gathering, publishing
from oshmark.web.noun import Noun

if TYPE_CHECKING:
    from django.core.management.base import CommandParser

EXAMPLES = """
Examples:
  oshmark library add okh.toml                 add one manifest
  oshmark library add repositories/            add every manifest below a folder
  oshmark library whitelist LicenseRef-Foo --reason "the text was read: it is the same as …"
  oshmark library publish                      make search and linked data of what has changed
  oshmark library export --to csv > library.csv
"""
WORDS: dict[Outcome, str] = {
    Outcome.ADMIT: "admitted",
    Outcome.QUARANTINE: "waiting for its licence",
    Outcome.REFUSE: "refused",
    Outcome.NOTICE_CHANGE: "changed under the same version, not synced",
    Outcome.UNCHANGED: "unchanged",
}
ACTOR = "command line"


class Command(Noun):
    """The noun `library`."""

    help = "Add manifests to the library, allow licences, publish and export."
    examples = EXAMPLES

    def add_arguments(self, parser: CommandParser) -> None:
        """One verb each."""
        verbs = parser.add_subparsers(dest="verb", required=True, metavar="add|whitelist|publish|export")
        add = _verb(verbs, "add", "Add manifests: files, or folders with everything in them.")
        add.add_argument("paths", nargs="+", type=Path, metavar="PATH")
        add.add_argument("--json", action="store_true", help="write one JSON object a line")
        whitelist = _verb(verbs, "whitelist", "Declare a licence to be open; all that wait for it are admitted.")
        whitelist.add_argument("licence", metavar="LICENCE")
        whitelist.add_argument("--reason", required=True, help="why; it is recorded and public")
        publish = _verb(verbs, "publish", "Publish what has changed.")
        publish.add_argument("--full", action="store_true", help="make the generation from nothing")
        export = _verb(verbs, "export", "Write the library to standard output.")
        export.add_argument("--to", required=True, choices=exporting.FORMS, help="the form to write")

    def run(self, options: dict[str, Any]) -> int:
        """Do what the verb says."""
        instance.ensure_database()
        code: int = getattr(self, f"_{options['verb']}")(options)
        return code

    def _add(self, options: dict[str, Any]) -> int:
        paths: list[Path] = options["paths"]
        missing = [path for path in paths if not path.exists()]
        for path in missing:
            self.stderr.write(f"oshmark: {path} does not exist.")
        if missing:
            return 2
        unread: list[str] = []
        submissions = gathering.gather(paths, now=clock.now(), unread=unread)
        counts = dict.fromkeys(Outcome, 0)
        for result in actions.add(submissions, payloads=wiring.payloads(), actor=ACTOR, now=clock.now()):
            counts[result.outcome] += 1
            if options["json"]:
                self.stdout.write(exporting.json_line(result))
            else:
                self.stdout.write(f"{result.origin}: {WORDS[result.outcome]}: {result.reason}")
        for fault in unread:
            self.stderr.write(f"oshmark: {fault}")
        said = ", ".join(f"{count} {WORDS[outcome]}" for outcome, count in counts.items() if count)
        total = sum(counts.values())
        self.stderr.write(f"{total} {'manifest' if total == 1 else 'manifests'}: {said or 'none found'}.")
        return 1 if unread or counts[Outcome.REFUSE] or not sum(counts.values()) else 0

    def _whitelist(self, options: dict[str, Any]) -> int:
        freed = actions.allow_licence(
            options["licence"], reason=options["reason"], payloads=wiring.payloads(), actor=ACTOR, now=clock.now()
        )
        for result in freed:
            self.stdout.write(f"{result.address}: admitted")
        said = "1 release was" if len(freed) == 1 else f"{len(freed)} releases were"
        self.stderr.write(f"“{options['licence']}” is allowed; {said} waiting for it.")
        return 0

    def _publish(self, options: dict[str, Any]) -> int:
        made = publishing.publish_library(publishing.publisher(), now=clock.now(), full=options["full"])
        self.stdout.write(
            f"Generation {made.number}: {made.counts.entries} releases, {made.counts.quads} statements, "
            f"up to event {made.position}."
        )
        return 0

    def _export(self, options: dict[str, Any]) -> int:
        for piece in exporting.export(settings.PUBLISHED, options["to"]):
            sys.stdout.buffer.write(piece)
        return 0


def _verb(verbs: Any, name: str, says: str) -> CommandParser:
    parser: CommandParser = verbs.add_parser(name, description=says, help=says[0].lower() + says[1:].rstrip("."))
    return parser
