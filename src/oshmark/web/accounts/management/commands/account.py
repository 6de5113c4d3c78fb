# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""oshmark account: make the first administrator, see who there is, disable somebody."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from oshmark.adapters import clock
from oshmark.errors import RefusedError
from oshmark.web import instance
from oshmark.web.accounts import people
from oshmark.web.accounts.models import LONGEST_NAME, Person
from oshmark.web.noun import Noun

if TYPE_CHECKING:
    from django.core.management.base import CommandParser

EXAMPLES = """
Examples:
  oshmark account create-admin ada@example.org --name Ada
  oshmark account create-admin ada@example.org --password-file - < secret
  oshmark account list --json
  oshmark account disable mallory@example.org
"""


class Command(Noun):
    """The noun `account`."""

    help = "People who can sign in: the first administrator is made here, everybody else signs up on the site."
    examples = EXAMPLES

    def add_arguments(self, parser: CommandParser) -> None:
        """One verb each."""
        verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
        made = _verb(verbs, "create-admin", "Make an administrator, or make one of somebody who has an account.")
        made.add_argument("email", metavar="EMAIL")
        made.add_argument("--name", default="", help="what they are called")
        made.add_argument(
            "--password-file", metavar="FILE", help="the first line is the password; - for standard input"
        )
        listed = _verb(verbs, "list", "Who has an account.")
        listed.add_argument("--json", action="store_true", help="write one JSON object a line")
        for verb, says in (
            ("disable", "Sign somebody out, and let them in no more."),
            ("enable", "Let them in again."),
        ):
            _verb(verbs, verb, says).add_argument("email", metavar="EMAIL")

    def run(self, options: dict[str, Any]) -> int:
        """Do what the verb says."""
        instance.ensure_database()
        getattr(self, f"_{options['verb'].replace('-', '_')}")(options)
        return 0

    def _create_admin(self, options: dict[str, Any]) -> None:
        email, name = options["email"].strip().lower(), options["name"].strip()[:LONGEST_NAME]
        try:
            validate_email(email)
        except ValidationError as exc:
            raise RefusedError(f"“{email[:254]}” is no e-mail address.") from exc
        password = _password(options["password_file"], Person(email=email, name=name))
        person, is_new = people.make_admin(email, name=name, password=password, now=clock.now())
        self.stdout.write(f"{email} is an administrator{' now' if not is_new else ''}: {person.actor}.")
        if is_new and password is None:
            self.stderr.write("There is no password yet: set one with “Forgotten the password?” on /account/sign-in.")
        self.stderr.write("The office at /admin/ opens after a second factor is set up, on /account/second-factor.")

    def _list(self, options: dict[str, Any]) -> None:
        for person in Person.objects.filter(erased_at__isnull=True).order_by("email"):
            if options["json"]:
                self.stdout.write(msgspec.json.encode(_row(person)).decode())
                continue
            marks = [
                mark
                for mark, holds in (("administrator", person.is_staff), ("disabled", not person.is_active))
                if holds
            ]
            self.stdout.write(f"{person.email}  {person.actor}{''.join(f'  {mark}' for mark in marks)}")

    def _disable(self, options: dict[str, Any]) -> None:
        person = people.find_person(options["email"])
        people.set_active(person, active=False)
        self.stdout.write(f"{person.email} can no longer sign in.")

    def _enable(self, options: dict[str, Any]) -> None:
        person = people.find_person(options["email"])
        people.set_active(person, active=True)
        self.stdout.write(f"{person.email} can sign in again.")


def _row(person: Person) -> dict[str, Any]:
    return {
        "id": person.actor,
        "email": person.email,
        "name": person.name,
        "administrator": person.is_staff,
        "disabled": not person.is_active,
        "joined_at": person.joined_at,
    }


def _password(path: str | None, person: Person) -> str | None:
    if path is None:
        return None
    try:
        text = sys.stdin.readline() if path == "-" else Path(path).read_text(encoding="utf-8")
    except UnicodeDecodeError as exc:
        raise RefusedError("The file of the password is not text in UTF-8.") from exc
    password = text.splitlines()[0] if text.strip() else ""
    try:
        validate_password(password, person)
    except ValidationError as exc:
        raise RefusedError(" ".join(exc.messages)) from exc
    return password


def _verb(verbs: Any, name: str, says: str) -> CommandParser:
    parser: CommandParser = verbs.add_parser(name, description=says, help=says[0].lower() + says[1:].rstrip("."))
    return parser
