# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The producer of the demonstration: an account that a newcomer can sign in with, and a label of the sample printer.

Its password is made anew at each start, and works only as long as the demonstration is served on this machine alone.
"""

from __future__ import annotations

import ipaddress
import secrets
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import msgspec
from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import transaction

from oshmark.errors import RefusedError
from oshmark.web.accounts.models import Membership, Organisation, Person, Role
from oshmark.web.accounts.people import end_sessions
from oshmark.web.labels.desk.declaring import issue_from_file
from oshmark.web.labels.models import Label

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

EMAIL, NAME = "maker@lark.example", "Ada of the Lark Workshop"
WORKSHOP = {
    "name": "Lark Workshop",
    "kind": "workshop",
    "country": "AT",
    "place": "Graz",
    "contact": "post@lark.example",
    "web": "https://lark.example",
}
PRINTER = "/m/git.example.org/lark/lark-220/-/v/1.3.0"
DECLARATION = "lark-printer/label.toml"


class Login(msgspec.Struct, frozen=True):
    """How somebody signs in."""

    email: str
    password: str


def is_loopback(host: str) -> bool:
    """Whether nobody but this machine can reach a host."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def open_login(*, now: datetime) -> Login:
    """The account of the demonstration, with a new password. Raises `RefusedError` for an instance that is none, or
    that has another address than one of this machine."""
    if not settings.IS_DEMO or not is_loopback(urlsplit(settings.BASE_URL).hostname or ""):
        raise RefusedError("Only a demonstration on this machine alone has an account that is open to everybody.")
    password = secrets.token_urlsafe(9)
    with transaction.atomic():
        person = Person.objects.filter(email=EMAIL).first() or _person(now)
        person.set_password(password)
        person.save(update_fields=["password"])
        workshop = Organisation.objects.filter(name=WORKSHOP["name"], memberships__person=person).first()
        if workshop is None:
            workshop = Organisation.objects.create(founded_at=now, **WORKSHOP)
            Membership.objects.create(organisation=workshop, person=person, role=Role.OWNER, since=now)
    return Login(EMAIL, password)


def _person(now: datetime) -> Person:
    person = Person.objects.create_user(EMAIL, None, joined_at=now, name=NAME)
    EmailAddress.objects.create(user=person, email=EMAIL, verified=True, primary=True)
    return person


def close_login() -> None:
    """Let nobody in with the account of the demonstration any more, as before it is served to others."""
    for person in Person.objects.filter(email=EMAIL):
        person.set_unusable_password()
        person.save(update_fields=["password"])
        end_sessions(person)


def label_of_printer(samples: Path, *, now: datetime) -> Label:
    """The label of the sample printer; it is issued once."""
    workshop = Organisation.objects.get(name=WORKSHOP["name"], memberships__person__email=EMAIL)
    found = Label.objects.filter(release=PRINTER, producer=workshop.public_id).order_by("issued_at").first()
    if found is not None:
        return found
    raw = (samples / DECLARATION).read_bytes()
    return issue_from_file(PRINTER, raw, workshop.public_id, actor="demonstration", now=now)[0]
