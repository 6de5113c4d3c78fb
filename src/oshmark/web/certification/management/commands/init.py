# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""oshmark init: set up a certification body, by questions or from a file."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from oshmark.adapters import clock
from oshmark.certification.written_toml import to_toml
from oshmark.errors import RefusedError
from oshmark.web import instance
from oshmark.web.accounts.models import LONGEST_NAME, Person
from oshmark.web.accounts.people import make_admin
from oshmark.web.certification.beginning import QUESTIONS, Answers, profile
from oshmark.web.certification.enrolling import enrol
from oshmark.web.certification.files import body_from
from oshmark.web.certification.founding import found_body
from oshmark.web.noun import Noun

if TYPE_CHECKING:
    from django.core.management.base import CommandParser

    from oshmark.certification.body import Body

EXAMPLES = """
Examples:
  oshmark init                                            asks one thing after another
  oshmark init --from mine.toml --administrator ada@example.org
"""


class Command(Noun):
    """The noun `init`."""

    help = "Set up a certification body: its profile, and the account of its first administrator."
    examples = EXAMPLES

    def add_arguments(self, parser: CommandParser) -> None:
        """Answers that are given before they are asked for."""
        parser.add_argument("--from", dest="file", metavar="FILE", help="a profile that is written already")
        parser.add_argument("--administrator", metavar="EMAIL", help="the first administrator")
        parser.add_argument("--name", default="", help="what the administrator is called")

    def run(self, options: dict[str, Any]) -> int:
        """Ask, make the profile and the account, and found the body."""
        instance.ensure_database()
        body = body_from(options["file"]) if options["file"] else self._asked()
        email = _email(options["administrator"] or self._ask("E-mail address of the first administrator"))
        person = self._administrator(email, options["name"])
        now = clock.now()
        found_body(body, enrol(person, now), now, reason="The body was set up by its operator.")
        self.stdout.write(f"{body.name} is founded: /bodies/{body.id}. Its administrator is {person.actor}.")
        if not person.has_usable_password():
            self.stderr.write("There is no password yet: set one with “Forgotten the password?” on /account/sign-in.")
        self.stderr.write("Now give the roles (oshmark role assign) and publish a scheme (oshmark scheme publish).")
        return 0

    def _asked(self) -> Body:
        given = {name: self._ask(text, default) for name, text, default in QUESTIONS}
        body = profile(Answers(**given))
        path = Path(f"{body.id}.toml")
        if path.exists():
            raise RefusedError(f"{path} is there already. Use it with --from {path}, or choose another short name.")
        path.write_text(to_toml(body), encoding="utf-8")
        self.stdout.write(f"The profile is in {path}: read it, above all its legal pages, and change what is not so.")
        return body

    def _ask(self, text: str, default: str = "") -> str:
        self.stdout.write(f"{text}{f' [{default}]' if default else ''}: ", ending="")
        self.stdout.flush()
        line = sys.stdin.readline()
        if not line:
            raise RefusedError("The answers have ended. Run it in a terminal, or name a profile with --from.")
        return line.strip() or default

    def _administrator(self, email: str, name: str) -> Person:
        there = Person.objects.filter(email=email, is_active=True).first()
        if there is not None and there.is_staff:
            return there
        return make_admin(email, name=name.strip()[:LONGEST_NAME], password=None, now=clock.now())[0]


def _email(written: str) -> str:
    email = written.strip().lower()
    try:
        validate_email(email)
    except ValidationError as error:
        raise RefusedError(f"“{email[:254]}” is no e-mail address.") from error
    return email
