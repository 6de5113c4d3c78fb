# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""oshmark library: add manifests, allow licences, publish, export."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings

from oshmark.adapters import clock
from oshmark.adapters.published.publish import remove_older
from oshmark.adapters.repository import readable_name
from oshmark.library.admission import Outcome
from oshmark.library.withdrawal import Why
from oshmark.web import instance, wiring
from oshmark.web.audit.checkpoints import sign_checkpoint
from oshmark.web.library import (
    actions,
    archive_command,
    exporting,
    gathering,
    merging,
    pictures,
    publishing,
    withdrawing,
)
from oshmark.web.library.labels import picture_refusal
from oshmark.web.library.local_pictures import add_with_pictures
from oshmark.web.noun import Noun

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.core.management.base import CommandParser

EXAMPLES = """
Examples:
  oshmark library add okh.toml                 add one manifest
  oshmark library add repositories/            add every manifest below a folder
  oshmark library whitelist LicenseRef-Foo --reason "the text was read: it is the same as …"
  oshmark library opt-out https://github.com/maker/printer --reason "the maker wrote to us on …"
  oshmark library merge /a/orcid/0000-0002-1825-0097 /a/name/github.com/Wilma --reason "her page names both"
  oshmark library archive https://github.com/maker/printer   keep copies of the files of its latest release
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
ACTS = {
    "opt-out": "Leave a module, repository, owner or host out of the library, because its maker asks for it.",
    "takedown": "Take down a module, repository, owner or host.",
    "lift": "Let in again what was left out or taken down.",
    "merge": "Record that two agents are one: GONE becomes another address of KEPT.",
    "split": "Record that a merged agent is another one after all.",
}


class Command(Noun):
    """The noun `library`."""

    help = "Add manifests to the library, allow licences, leave out, merge agents, publish and export."
    examples = EXAMPLES

    def add_arguments(self, parser: CommandParser) -> None:
        """One verb each."""
        verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
        add = _verb(verbs, "add", "Add manifests: files, or folders with everything in them.")
        add.add_argument("paths", nargs="+", type=Path, metavar="PATH")
        add.add_argument("--json", action="store_true", help="write one JSON object a line")
        add.add_argument("--no-pictures", action="store_true", help="leave the pictures that they name alone")
        whitelist = _verb(verbs, "whitelist", "Declare a licence to be open; all that wait for it are admitted.")
        whitelist.add_argument("licence", metavar="LICENCE")
        whitelist.add_argument("--reason", required=True, help="why; it is recorded and public")
        self._add_acts(verbs)
        archive = _verb(verbs, "archive", "Keep copies of the files that a release names.")
        archive.add_argument("address", metavar="ADDRESS")
        archive.add_argument("--bom-only", action="store_true", help="the bill of materials only")
        archive.add_argument("--folder", type=Path, metavar="PATH", help="take them from this folder of the repository")
        publish = _verb(verbs, "publish", "Publish what has changed.")
        publish.add_argument("--full", action="store_true", help="make the generation from nothing")
        export = _verb(verbs, "export", "Write the library to standard output.")
        export.add_argument("--to", required=True, choices=exporting.FORMS, help="the form to write")

    def _add_acts(self, verbs: Any) -> None:
        """What maintainers record about places and agents; each act needs a reason."""
        for name, says in ACTS.items():
            act = _verb(verbs, name, says)
            act.add_argument("address", metavar="KEPT" if name == "merge" else "ADDRESS")
            if name == "merge":
                act.add_argument("gone", metavar="GONE")
            act.add_argument("--reason", required=True, help="why; it is recorded and public")

    def run(self, options: dict[str, Any]) -> int:
        """Do what the verb says."""
        instance.ensure_database()
        code: int = getattr(self, f"_{options['verb'].replace('-', '_')}")(options)
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
        for result in self._added(submissions, with_pictures=not options["no_pictures"]):
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

    def _added(self, submissions: Iterable[actions.Submission], *, with_pictures: bool) -> list[actions.Result]:
        """Add the manifests, and say what came of their pictures, which are no reason to fail."""
        if not with_pictures:
            return actions.add(submissions, payloads=wiring.payloads(), actor=ACTOR, now=clock.now())
        taken = add_with_pictures(submissions, keeper=pictures.keeper(), actor=ACTOR, now=clock.now())
        for one in taken.refused:
            self.stderr.write(f"{one.release}, {readable_name(one.reference)}: {picture_refusal(one.why)}")
        if taken.kept:
            self.stderr.write("1 picture is kept." if taken.kept == 1 else f"{taken.kept} pictures are kept.")
        return taken.results

    def _whitelist(self, options: dict[str, Any]) -> int:
        freed = actions.allow_licence(
            options["licence"], reason=options["reason"], payloads=wiring.payloads(), actor=ACTOR, now=clock.now()
        )
        for result in freed:
            self.stdout.write(f"{result.address}: admitted")
        said = "1 release was" if len(freed) == 1 else f"{len(freed)} releases were"
        self.stderr.write(f"“{options['licence']}” is allowed; {said} waiting for it.")
        return 0

    def _opt_out(self, options: dict[str, Any]) -> int:
        return self._withdraw(Why.OPT_OUT, options)

    def _takedown(self, options: dict[str, Any]) -> int:
        return self._withdraw(Why.TAKEDOWN, options)

    def _withdraw(self, why: Why, options: dict[str, Any]) -> int:
        """Withdraw, publish without it, and leave no older generation that has it."""
        done = withdrawing.withdraw(
            options["address"], why, reason=options["reason"], payloads=wiring.payloads(), actor=ACTOR, now=clock.now()
        )
        count = "1 module" if done.modules == 1 else f"{done.modules} modules"
        self.stdout.write(f"{done.address}: {count} left out; the manifests and archived files are deleted.")
        pictures.sweep(wiring.pictures())
        # A generation that continues another one shares its files, in which removed content is only marked.
        self._publish({"full": True})
        remove_older(settings.PUBLISHED)
        self.stdout.write("Older generations are deleted. Backups are yours to look after.")
        return 0

    def _lift(self, options: dict[str, Any]) -> int:
        address = withdrawing.lift(options["address"], reason=options["reason"], actor=ACTOR, now=clock.now())
        self.stdout.write(f"{address} may be added to the library again.")
        return 0

    def _merge(self, options: dict[str, Any]) -> int:
        kept, gone = options["address"], options["gone"]
        merging.merge_agents(kept, gone, reason=options["reason"], actor=ACTOR, now=clock.now())
        self.stdout.write(f"{gone} is {kept} from now on.")
        return 0

    def _split(self, options: dict[str, Any]) -> int:
        merging.split_agent(options["address"], reason=options["reason"], actor=ACTOR, now=clock.now())
        self.stdout.write(f"{options['address']} is an agent of its own again.")
        return 0

    def _archive(self, options: dict[str, Any]) -> int:
        """Archive, and say what could not be had."""
        done = archive_command.archive(options["address"], options["folder"], everything=not options["bom_only"])
        for path, problem in done.problems:
            self.stderr.write(f"{readable_name(path)}: {problem}")
        count = "1 file is" if done.kept == 1 else f"{done.kept} files are"
        self.stdout.write(f"{done.release}: {count} archived.")
        return 1 if done.problems else 0

    def _publish(self, options: dict[str, Any]) -> int:
        made = publishing.publish_library(publishing.publisher(), now=clock.now(), full=options["full"])
        sign_checkpoint(now=clock.now())
        self.stdout.write(
            f"Generation {made.number}: {made.counts.releases} releases, {made.counts.quads} statements, "
            f"up to event {made.position}."
        )
        if made.counts.misfits:
            count = made.counts.misfits
            said = "1 thing does" if count == 1 else f"{count} things do"
            self.stderr.write(f"{said} not fit the shapes; /shapes lists them.")
        return 0

    def _export(self, options: dict[str, Any]) -> int:
        for piece in exporting.export(settings.PUBLISHED, options["to"]):
            sys.stdout.buffer.write(piece)
        return 0


def _verb(verbs: Any, name: str, says: str) -> CommandParser:
    parser: CommandParser = verbs.add_parser(name, description=says, help=says[0].lower() + says[1:].rstrip("."))
    return parser
