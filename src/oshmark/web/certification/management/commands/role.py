# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""oshmark role: give roles of a body to people, end them, list them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import msgspec

from oshmark.adapters import clock
from oshmark.certification.acts import parties
from oshmark.certification.roles import ASSIGNED, Role, Who
from oshmark.errors import RefusedError
from oshmark.web import instance
from oshmark.web.certification.acting import perform
from oshmark.web.certification.enrolling import enrol, somebody
from oshmark.web.certification.memory import memory
from oshmark.web.noun import Noun

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.core.management.base import CommandParser

    from oshmark.certification.parties import Assignment

EXAMPLES = """
Examples:
  oshmark role assign ben@example.org evaluator --scheme printer-producer --body harrowfield
      --as ada@example.org --reason "repairs printers for a living"
  oshmark role end ben@example.org evaluator --body harrowfield --as ada@example.org --reason "has moved away"
  oshmark role list --body harrowfield
"""


class Command(Noun):
    """The noun `role`."""

    help = "Who has which role in a body. Nobody gives a role to themselves."
    examples = EXAMPLES

    def add_arguments(self, parser: CommandParser) -> None:
        """One verb each."""
        verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
        given = _verb(verbs, "assign", "Give somebody a role of a body, as its administrator.")
        ended = _verb(verbs, "end", "End a role of somebody, as administrator of the body.")
        for one in (given, ended):
            one.add_argument("person", metavar="PERSON", help="an e-mail address or a public id")
            one.add_argument("role", metavar="ROLE", choices=sorted(role.value for role in ASSIGNED))
            one.add_argument("--body", required=True, metavar="ID", help="the body")
            one.add_argument("--as", dest="who", required=True, metavar="PERSON", help="the administrator who does it")
            one.add_argument("--reason", required=True, help="why; it is recorded and public")
        given.add_argument("--scheme", action="append", default=[], metavar="ID", help="that an evaluator is fit for")
        given.add_argument("--application", metavar="ID", help="the only one that it is given for: a guest's")
        given.add_argument("--until", metavar="DAY", help="its last day, such as 2027-03-31")
        listed = _verb(verbs, "list", "Every role that somebody has now.")
        listed.add_argument("--body", metavar="ID", help="of this body only")
        listed.add_argument("--json", action="store_true", help="write one JSON object a line")

    def run(self, options: dict[str, Any]) -> int:
        """Do what the verb says."""
        instance.ensure_database()
        getattr(self, f"_{options['verb']}")(options)
        return 0

    def _assign(self, options: dict[str, Any]) -> None:
        now, given = clock.now(), Role(options["role"])
        facts = {"schemes": tuple(options["scheme"]), "application": options["application"]}
        facts |= {"until": _end_of(options["until"]), "reason": options["reason"]}
        who = Who(enrol(somebody(options["who"]), now), Role.ADMINISTRATOR)
        person = enrol(somebody(options["person"]), now)
        perform(parties.assign_role, who, now, body=options["body"], person=person, given=given, **facts)
        self.stdout.write(f"person:{person} has the role {given.value} of {options['body']}.")

    def _end(self, options: dict[str, Any]) -> None:
        now, given = clock.now(), Role(options["role"])
        who, person = Who(somebody(options["who"]).public_id, Role.ADMINISTRATOR), somebody(options["person"]).public_id
        facts = {"body": options["body"], "person": person, "given": given, "reason": options["reason"]}
        perform(parties.end_role, who, now, **facts)
        self.stdout.write(f"person:{person} has the role {given.value} of {options['body']} no longer.")

    def _list(self, options: dict[str, Any]) -> None:
        for one in _running(options["body"], clock.now()):
            if options["json"]:
                self.stdout.write(msgspec.json.encode(_facts(one)).decode())
                continue
            narrower = f" for {', '.join(one.schemes)}" if one.schemes else ""
            narrower += f" for application {one.application}" if one.application else ""
            narrower += f" until {one.until:%Y-%m-%d}" if one.until else ""
            self.stdout.write(f"{one.body}  {one.role.value}  person:{one.person}{narrower}")


def _running(body: str | None, now: datetime) -> Iterator[Assignment]:
    every = [one for ones in memory().replay.register.assignments.values() for one in ones if one.holds(now)]
    for one in sorted(every, key=lambda one: (one.body, one.role.value, one.person)):
        if body in (None, one.body):
            yield one


def _facts(one: Assignment) -> dict[str, Any]:
    return {
        "body": one.body,
        "role": one.role.value,
        "person": f"person:{one.person}",
        "schemes": one.schemes,
        "application": one.application,
        "since": one.since,
        "until": one.until,
    }


def _end_of(written: str | None) -> datetime | None:
    """The end of a day, in UTC."""
    if written is None:
        return None
    try:
        return datetime.strptime(written, "%Y-%m-%d").replace(hour=23, minute=59, second=59, tzinfo=UTC)
    except ValueError:
        raise RefusedError(f"“{written}” is no day. Write it like 2027-03-31.") from None


def _verb(verbs: Any, name: str, says: str) -> CommandParser:
    parser: CommandParser = verbs.add_parser(name, description=says, help=says[0].lower() + says[1:].rstrip("."))
    return parser
