# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The cast: Alice owns an organisation, Bob is a member of it, Charlie is a stranger, Stella runs the library."""

from __future__ import annotations

import re
import time
from typing import NamedTuple

from allauth.account.models import EmailAddress
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.core import mail
from django.test import Client

from oshmark.web.accounts.models import Membership, Organisation, Person, Role
from tests.web.library_of import NOW

PASSWORD = "a tall heron stands"  # noqa: S105  the password of a test
SECRET = "JBSWY3DPEHPK3PXP"  # noqa: S105  the secret of a test
CODE = re.compile(r"^[A-Z]{4}-[A-Z]{4}$", re.MULTILINE)


class Cast(NamedTuple):
    """Who plays, and the organisation of Alice and Bob."""

    alice: Person
    bob: Person
    charlie: Person
    stella: Person
    workshop: Organisation


def somebody(name: str, **facts: bool) -> Person:
    """A person with a confirmed address."""
    person = Person.objects.create_user(f"{name.lower()}@example.org", PASSWORD, joined_at=NOW, name=name, **facts)
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    return person


def make_cast() -> Cast:
    """Everybody, freshly made."""
    alice, bob, charlie = somebody("Alice"), somebody("Bob"), somebody("Charlie")
    stella = somebody("Stella", is_staff=True)
    add_second_factor(stella)
    workshop = Organisation.objects.create(name="Heron Workshop", country="DE", place="Reiherstedt", founded_at=NOW)
    Membership.objects.create(organisation=workshop, person=alice, role=Role.OWNER, since=NOW)
    Membership.objects.create(organisation=workshop, person=bob, role=Role.MEMBER, since=NOW)
    return Cast(alice, bob, charlie, stella, workshop)


def add_second_factor(person: Person) -> None:
    """An authenticator app with a known secret, and recovery codes."""
    TOTP.activate(person, SECRET)
    RecoveryCodes.activate(person)


def browser_of(person: Person | None, *, second_factor: bool = False, lately: bool = False) -> Client:
    """A browser in which somebody is signed in, has shown a second factor, or has shown lately that it is them."""
    client = Client()
    if person is None:
        return client
    client.force_login(person)
    session = client.session
    shown = {"at": time.time()} | ({"reauthenticated": True} if lately else {})
    methods = [{"method": "password", "email": person.email, **shown}]
    methods += [{"method": "mfa", "type": "totp", **shown}] if second_factor else []
    session["account_authentication_methods"] = methods
    session["account_authentication_methods_user"] = str(person.pk)
    session.save()
    return client


def last_code() -> str:
    """The code in the last e-mail."""
    found = CODE.search(str(mail.outbox[-1].body))
    assert found, mail.outbox[-1].body
    return found[0]
