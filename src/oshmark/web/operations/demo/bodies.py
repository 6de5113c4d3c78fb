# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The two shipped bodies come to life: founded, staffed, and with a history of 260 days. All of it is one transaction,
so that it is there whole or not at all; at a second start it is found, and nothing is done."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction

from oshmark.adapters.shipped_schemes import shipped_body, shipped_schemes
from oshmark.certification.acts import parties
from oshmark.certification.roles import PER_SCHEME, Role, Who
from oshmark.certification.scheme import Scheme, SchemeState
from oshmark.errors import RefusedError, StateError
from oshmark.web.accounts.models import Membership, Organisation, Person
from oshmark.web.accounts.models import Role as Share
from oshmark.web.accounts.people import end_sessions
from oshmark.web.certification.enrolling import enrol, enrol_organisation
from oshmark.web.certification.founding import adopt, found_body, propose
from oshmark.web.certification.memory import memory
from oshmark.web.operations.demo.applying import release_of, workshop_of
from oshmark.web.operations.demo.cast import CASTS, MAKERS, address
from oshmark.web.operations.demo.labels import DECLARED, issue_labels
from oshmark.web.operations.demo.player import Player
from oshmark.web.operations.demo.stories import tell
from oshmark.web.operations.demo_producer import is_loopback

if TYPE_CHECKING:
    from datetime import datetime

    from oshmark.web.operations.demo.cast import Staff

HISTORY = timedelta(days=261)
LABELLED = timedelta(days=258)
REASON = "Knows the field, and has the time."


def is_founded() -> bool:
    """Whether the bodies of the demonstration are there."""
    return set(CASTS) <= set(memory().replay.register.bodies)


def begins(now: datetime) -> datetime:
    """When everything of the demonstration begins: what its bodies look at has to be there before they do."""
    return now if is_founded() else now - HISTORY


def open_logins() -> list[str]:
    """Let everybody of the casts sign in with a new password, and give what the demonstration prints about it.

    Raises `RefusedError` for an instance that is no demonstration, or that has another address than one of this
    machine.
    """
    if not settings.IS_DEMO or not is_loopback(urlsplit(settings.BASE_URL).hostname or ""):
        raise RefusedError("Only a demonstration on this machine alone has accounts that are open to everybody.")
    password = secrets.token_urlsafe(9)
    # One hash for all: to work out thirty of them takes longer than all the rest.
    Person.objects.filter(email__in=addresses()).update(password=make_password(password))
    lines = [f"Sign in as one of these; the password of all is {password}"]
    for body, staff in CASTS.items():
        lines += [f"  {body}: " + ", ".join(f"{address(one.key, body)} ({one.role.value})" for one in staff)]
    return [*lines, "  makers: " + ", ".join(f"{address(one.key)} ({one.organisation})" for one in MAKERS)]


def close_logins() -> None:
    """Let nobody of the casts in any more, as before the demonstration is served to others."""
    for person in Person.objects.filter(email__in=addresses()):
        person.set_unusable_password()
        person.save(update_fields=["password"])
        end_sessions(person)


def addresses() -> list[str]:
    """The e-mail addresses of the casts."""
    staff = [address(one.key, body) for body, ones in CASTS.items() for one in ones]
    return staff + [address(one.key) for one in MAKERS]


def found_bodies(now: datetime) -> bool:
    """Found and play the bodies, if they are not there yet; whether anything was done. `now` ends the story."""
    if is_founded():
        return False
    with transaction.atomic():
        players = {name: _founded(name, staff, now) for name, staff in CASTS.items()}
        _makers(now - HISTORY + timedelta(hours=20))
        issue_labels({maker: (release_of(maker).address, workshop_of(maker)) for maker in DECLARED}, now - LABELLED)
        schemes = _adopted(players)
        tell(players, schemes)
    return True


def _founded(name: str, staff: tuple[Staff, ...], now: datetime) -> Player:
    body = shipped_body(name)
    if body is None:
        raise StateError(f"The body {name} does not ship with this installation. Install oshmark anew.")
    begin = now - HISTORY + timedelta(hours=2 if name == "harrowfield" else 10)
    people = {one.key: _person(one.key, one.name, name, begin) for one in staff}
    player = Player(now, {key: person.public_id for key, person in people.items()})
    player.now = begin
    for person in people.values():
        enrol(person, player.now)
    administrator = next(one.key for one in staff if one.role is Role.ADMINISTRATOR)
    found_body(body, player.people[administrator], player.now, reason="Founded for the demonstration.")
    for one in staff:
        player.staff.setdefault(one.role, []).append(player.people[one.key])
    for one in staff:
        if one.role is not Role.ADMINISTRATOR:
            _assign(player, name, one, player.people[administrator])
    return player


def _assign(player: Player, body: str, one: Staff, administrator: str) -> None:
    schemes = tuple(scheme.id for scheme in complete(body)) if one.role in PER_SCHEME else ()
    until = None if one.ends_in is None else player.end + timedelta(days=one.ends_in)
    facts = {"person": player.people[one.key], "given": one.role, "schemes": schemes, "until": until}
    player.do(parties.assign_role, administrator, Role.ADMINISTRATOR, body=body, reason=REASON, **facts)


def complete(body: str) -> list[Scheme]:
    """The shipped schemes of a body that are no drafts."""
    return [one for one in shipped_schemes() if one.body == body and one.state is SchemeState.PUBLISHED]


def _person(key: str, name: str, body: str, joined: datetime) -> Person:
    made = Person.objects.create_user(address(key, body), None, joined_at=joined, name=name)
    EmailAddress.objects.create(user=made, email=made.email, verified=True, primary=True)
    return made


def _makers(now: datetime) -> None:
    for maker in MAKERS:
        person = _person(maker.key, maker.person, "makers", now)
        workshop = Organisation.objects.filter(name=maker.organisation).first()
        if workshop is None:
            facts = {"country": maker.country, "place": maker.place, "founded_at": now}
            workshop = Organisation.objects.create(name=maker.organisation, kind="workshop", **facts)
        Membership.objects.create(organisation=workshop, person=person, role=Share.OWNER, since=now)
        enrol_organisation(workshop, person, now)


def _adopted(players: dict[str, Player]) -> dict[str, Scheme]:
    """All complete schemes are proposed first, and adopted when the time for comments is over."""
    found: dict[str, Scheme] = {}
    for step, days in ((propose, 260), (adopt, 216)):
        for body, player in players.items():
            player.days_ago(days)
            who = Who(player.one(Role.STANDARDS_EDITOR), Role.STANDARDS_EDITOR)
            for scheme in complete(body):
                step(who, scheme, player.now, reason="The first version, for everybody to use.")
                found[scheme.id] = scheme
    return found
