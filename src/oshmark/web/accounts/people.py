# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What can be done with people: an administrator is made, somebody is disabled, and somebody is forgotten."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from oshmark.errors import RefusedError
from oshmark.web.accounts.actions import part_from_all
from oshmark.web.accounts.also_forget import ALSO_FORGET
from oshmark.web.accounts.models import Invitation, Person

if TYPE_CHECKING:
    from datetime import datetime


def find_person(email: str) -> Person:
    """The person with an e-mail address; raises `RefusedError` for nobody."""
    found = Person.objects.filter(email=email.lower()).first()
    if found is None:
        raise RefusedError(f"Nobody has the e-mail address “{email[:254]}”. `oshmark account list` shows who there is.")
    return found


@transaction.atomic
def make_admin(email: str, *, name: str, password: str | None, now: datetime) -> tuple[Person, bool]:
    """An administrator, and whether they are new here. The operator vouches for the address of a new one; somebody who
    is here already has to have confirmed theirs, or the account may be a stranger's who has typed that address."""
    person = Person.objects.filter(email=email.lower()).first()
    if person is None:
        person = Person.objects.create_user(email, password, joined_at=now, name=name, is_staff=True)
        EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
        return person, True
    if not EmailAddress.objects.filter(user=person, email=person.email, verified=True).exists():
        raise RefusedError(f"{email} has an account and has not confirmed the address yet. Let them sign in first.")
    if not person.is_active:
        raise RefusedError(f"{email} is disabled. `oshmark account enable {email}` lets them sign in again.")
    if password is not None:
        raise RefusedError(f"{email} has an account, whose password stays. Leave --password-file out.")
    person.is_staff = True
    person.save(update_fields=["is_staff"])
    return person, False


def set_active(person: Person, *, active: bool) -> None:
    """Let somebody sign in, or no longer; who is disabled is signed out everywhere."""
    if person.erased_at is not None:
        raise RefusedError("This account was erased and stays so.")
    person.is_active = active
    person.save(update_fields=["is_active"])
    if not active:
        end_sessions(person)


def end_sessions(person: Person) -> None:
    """Sign somebody out everywhere."""
    for session in UserSession.objects.filter(user=person):
        session.end()


@transaction.atomic
def erase(person: Person, *, now: datetime) -> None:
    """Forget somebody: name, addresses, credentials, sessions, memberships. The public id stays, empty, for decisions
    name it; nobody gets it again."""
    part_from_all(person, now=now)
    end_sessions(person)
    for address in {person.email or "", *EmailAddress.objects.filter(user=person).values_list("email", flat=True)}:
        for forget in ALSO_FORGET if address else ():
            forget(address)
    for kept in (EmailAddress, Authenticator, SocialAccount):
        kept.objects.filter(user=person).delete()
    # The history of the admin names people as they were called then.
    about = ContentType.objects.get_for_model(Person)
    LogEntry.objects.filter(content_type=about, object_id=str(person.pk)).delete()
    Invitation.objects.filter(email=person.email).delete()
    Invitation.objects.filter(invited_by=person).delete()
    person.email, person.name, person.language = None, "", ""
    person.is_active = person.is_staff = False
    person.last_login, person.erased_at = None, now
    person.set_unusable_password()
    person.save()
