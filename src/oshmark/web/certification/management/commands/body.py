# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""oshmark body: found certification bodies, change their profiles, list them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from oshmark.adapters import clock
from oshmark.certification.body import digest
from oshmark.certification.roles import Role, Who
from oshmark.web import instance
from oshmark.web.certification.enrolling import enrol, somebody
from oshmark.web.certification.files import body_from
from oshmark.web.certification.founding import bodies_here, change_body, found_body
from oshmark.web.noun import Noun

if TYPE_CHECKING:
    from django.core.management.base import CommandParser

EXAMPLES = """
Examples:
  oshmark body found mine.toml --administrator ada@example.org --reason "the assembly of 3 May decided it"
  oshmark body found harrowfield --administrator ada@example.org --reason "to try it"
  oshmark body change mine.toml --as ada@example.org --reason "we have moved"
  oshmark body list --json
"""


class Command(Noun):
    """The noun `body`."""

    help = "Certification bodies: found one, change its profile, list those that there are."
    examples = EXAMPLES

    def add_arguments(self, parser: CommandParser) -> None:
        """One verb each."""
        verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
        founded = _verb(verbs, "found", "Found a body from its profile.")
        founded.add_argument("--administrator", required=True, metavar="PERSON", help="who gives the first roles")
        changed = _verb(verbs, "change", "Record a newer profile of a body.")
        changed.add_argument("--as", dest="who", required=True, metavar="PERSON", help="the administrator who does it")
        for one in (founded, changed):
            one.add_argument("body", metavar="FILE|ID", help="a file, or the id of a body that ships with oshmark")
            one.add_argument("--reason", required=True, help="why; it is recorded and public")
        listed = _verb(verbs, "list", "The bodies that were founded here.")
        listed.add_argument("--json", action="store_true", help="write one JSON object a line")

    def run(self, options: dict[str, Any]) -> int:
        """Do what the verb says."""
        instance.ensure_database()
        getattr(self, f"_{options['verb']}")(options)
        return 0

    def _found(self, options: dict[str, Any]) -> None:
        now, body = clock.now(), body_from(options["body"])
        administrator = enrol(somebody(options["administrator"]), now)
        found_body(body, administrator, now, reason=options["reason"])
        self.stdout.write(f"{body.name} is founded: /bodies/{body.id}. Its administrator is person:{administrator}.")
        self.stderr.write(f"Now give the roles: oshmark role assign PERSON registrar --body {body.id} --as PERSON")

    def _change(self, options: dict[str, Any]) -> None:
        now, body = clock.now(), body_from(options["body"])
        who = Who(enrol(somebody(options["who"]), now), Role.ADMINISTRATOR)
        change_body(body, who, now, reason=options["reason"])
        self.stdout.write(f"The profile of {body.name} is recorded in version {body.version}.")

    def _list(self, options: dict[str, Any]) -> None:
        for body in bodies_here():
            if options["json"]:
                facts = {"id": body.id, "name": body.name, "version": body.version, "profile": digest(body)}
                self.stdout.write(msgspec.json.encode(facts).decode())
            else:
                self.stdout.write(f"{body.id}  {' '.join(body.name.split())}  version {body.version}")


def _verb(verbs: Any, name: str, says: str) -> CommandParser:
    parser: CommandParser = verbs.add_parser(name, description=says, help=says[0].lower() + says[1:].rstrip("."))
    return parser
