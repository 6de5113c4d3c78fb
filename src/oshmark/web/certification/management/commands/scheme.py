# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""oshmark scheme: publish certification schemes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from oshmark.adapters import clock
from oshmark.certification.roles import Role, Who
from oshmark.web import instance
from oshmark.web.certification.enrolling import enrol, somebody
from oshmark.web.certification.files import scheme_from
from oshmark.web.certification.founding import publish
from oshmark.web.noun import Noun

if TYPE_CHECKING:
    from django.core.management.base import CommandParser

SAYS = "Propose a scheme for comments; adopt it when the time for comments is over."


class Command(Noun):
    """The verbs of the noun `scheme` that work on an instance; the others need none."""

    help = "Publish certification schemes."

    def add_arguments(self, parser: CommandParser) -> None:
        """One verb."""
        verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
        one = verbs.add_parser("publish", description=SAYS, help=SAYS[0].lower() + SAYS[1:].rstrip("."))
        one.add_argument("scheme", metavar="FILE|ID", help="a file, or the id of a scheme that ships with oshmark")
        one.add_argument("--as", dest="who", required=True, metavar="PERSON", help="the standards editor who does it")
        one.add_argument("--reason", required=True, help="why; it is recorded and public")

    def run(self, options: dict[str, Any]) -> int:
        """Do the next step of a scheme, and say which it was."""
        instance.ensure_database()
        now, scheme = clock.now(), scheme_from(options["scheme"])
        who = Who(enrol(somebody(options["who"]), now), Role.STANDARDS_EDITOR)
        until = publish(who, scheme, now, reason=options["reason"])
        if until is None:
            self.stdout.write(f"{scheme.name} is adopted: it can be applied for.")
        else:
            self.stdout.write(f"{scheme.name} is open for comments until {until:%Y-%m-%d %H:%M} UTC.")
            self.stderr.write("Run the same command after that to adopt it.")
        return 0
