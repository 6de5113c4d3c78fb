# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""People and organisations with an account become known to the log: by public id, with their name beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oshmark.certification.acts import parties
from oshmark.certification.roles import Role, Who
from oshmark.errors import RefusedError
from oshmark.web.accounts.models import Organisation, Person
from oshmark.web.certification.acting import perform
from oshmark.web.certification.memory import NOTHING, memory
from oshmark.web.certification.spoken import Spoken

if TYPE_CHECKING:
    from datetime import datetime


def enrol(person: Person, now: datetime) -> str:
    """Let the log know somebody, if it does not yet; their id."""
    if person.public_id not in memory().replay.register.people:
        spoken = Spoken()
        name = spoken.say("name", person.name or person.public_id)
        perform(parties.register_person, Who(person.public_id, Role.PUBLIC), now, NOTHING, spoken, name=name)
    return person.public_id


def enrol_organisation(organisation: Organisation, member: Person, now: datetime) -> str:
    """Let the log know an organisation and its first member, if it does not yet; its id.

    Raises `RefusedError` for one that has not said in which country it is.
    """
    if organisation.public_id not in memory().replay.register.organisations:
        if not organisation.country:
            raise RefusedError(f"{organisation.name} has not said in which country it is. Enter that first.")
        who, spoken = Who(enrol(member, now), Role.PUBLIC), Spoken()
        facts = {"organisation": organisation.public_id, "country": organisation.country}
        name = spoken.say("name", organisation.name)
        perform(parties.register_organisation, who, now, NOTHING, spoken, name=name, **facts)
    return organisation.public_id


def somebody(written: str) -> Person:
    """The person with this e-mail address or public id; raises `RefusedError` for nobody."""
    key = {"email": written.lower()} if "@" in written else {"public_id": written.removeprefix("person:")}
    found = Person.objects.filter(**key, is_active=True).first()
    if found is None:
        raise RefusedError(f"Nobody here is “{written[:254]}”. `oshmark account list` shows who there is.")
    return found
