# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What can be done with organisations: one function an act, each of which asks whether this person may.

Pages, admin and commands call these. A refusal is a `RefusedError` in words for whoever tried.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils.translation import gettext as _

from oshmark.errors import RefusedError
from oshmark.web.accounts.models import Invitation, Membership, Organisation, Person, Role

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

INVITATION_LASTS = timedelta(days=14)
MOST_INVITATIONS = 50
"""Open ones of an organisation: nobody's post box is filled by us."""
MOST_ORGANISATIONS = 50
"""Of one person."""
FACTS = ("name", "kind", "country", "place", "contact", "web")


def membership_of(person: Person, organisation: Organisation) -> Membership | None:
    """How somebody belongs to an organisation; `None` for strangers, and for one that was closed."""
    if organisation.closed_at is not None or not person.is_active:
        return None
    return Membership.objects.filter(organisation=organisation, person=person).first()


def is_owner(person: Person, organisation: Organisation) -> bool:
    """Whether somebody may change an organisation and its members."""
    found = membership_of(person, organisation)
    return found is not None and found.role == Role.OWNER


@transaction.atomic
def enter_organisation(person: Person, facts: Mapping[str, Any], *, now: datetime) -> Organisation:
    """Enter a new organisation; who enters it owns it."""
    if person.memberships.filter(role=Role.OWNER).count() >= MOST_ORGANISATIONS:
        raise RefusedError(_("You own many organisations already. Close one of them first."))
    made = Organisation.objects.create(founded_at=now, **_known(facts))
    Membership.objects.create(organisation=made, person=person, role=Role.OWNER, since=now)
    return made


def change_organisation(person: Person, organisation: Organisation, facts: Mapping[str, Any]) -> None:
    """Change what the public may know of an organisation."""
    if not person.is_staff:
        _check_owner(person, organisation)
    for name, value in _known(facts).items():
        setattr(organisation, name, value)
    organisation.save(update_fields=FACTS)


def _known(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {name: facts[name] for name in FACTS}


@transaction.atomic
def invite(
    person: Person, organisation: Organisation, email: str, role: Role, *, now: datetime
) -> tuple[Invitation, str]:
    """Ask somebody to join: the invitation, and the secret part of its link, which is kept nowhere. Who is asked again
    gets a new link, and the old one is dead."""
    _check_owner(person, organisation)
    email = email.lower()
    if EmailAddress.objects.filter(email=email, verified=True, user__memberships__organisation=organisation).exists():
        raise RefusedError(_("Who has this address is a member already."))
    others = organisation.invitations.exclude(email=email)
    if others.filter(expires_at__gt=now).count() >= MOST_INVITATIONS:
        raise RefusedError(_("Many invitations are open. Take some of them back first."))
    token = secrets.token_urlsafe(24)
    facts = {"role": role, "token_digest": _digest(token), "invited_by": person}
    facts |= {"sent_at": now, "expires_at": now + INVITATION_LASTS}
    made, _is_new = Invitation.objects.update_or_create(organisation=organisation, email=email, defaults=facts)
    return made, token


def take_back(person: Person, organisation: Organisation, invitation_id: int) -> None:
    """Take an invitation back; its link is dead."""
    _check_owner(person, organisation)
    organisation.invitations.filter(pk=invitation_id).delete()


def find_invitation(token: str, *, now: datetime) -> Invitation | None:
    """The open invitation that a link means."""
    found = Invitation.objects.select_related("organisation", "invited_by").filter(
        token_digest=_digest(token), expires_at__gt=now, organisation__closed_at__isnull=True
    )
    return found.first()


def is_meant(person: Person, invitation: Invitation) -> bool:
    """Whether an invitation went to a confirmed address of this person. A forwarded link opens nothing."""
    meant: bool = EmailAddress.objects.filter(user=person, email=invitation.email, verified=True).exists()
    return meant


@transaction.atomic
def accept(person: Person, invitation: Invitation, *, now: datetime) -> Organisation:
    """Join. Of two clicks at once, one finds the invitation."""
    if not is_meant(person, invitation):
        raise RefusedError(_("This invitation went to another e-mail address. Add that address to your account first."))
    taken, _counts = Invitation.objects.filter(pk=invitation.pk, expires_at__gt=now).delete()
    if not taken:
        raise RefusedError(_("This invitation is no longer open."))
    Membership.objects.get_or_create(
        organisation=invitation.organisation, person=person, defaults={"role": invitation.role, "since": now}
    )
    return invitation.organisation


@transaction.atomic
def leave(person: Person, organisation: Organisation) -> None:
    """Leave an organisation. Its last owner cannot, for nobody could act for it any more."""
    _remove(organisation, person)


@transaction.atomic
def remove(person: Person, organisation: Organisation, member: Person) -> None:
    """Take somebody else out of an organisation."""
    _check_owner(person, organisation)
    _remove(organisation, member)


@transaction.atomic
def set_role(person: Person, organisation: Organisation, member: Person, role: Role) -> None:
    """Make a member an owner, or an owner a member."""
    _check_owner(person, organisation)
    _lock(organisation)
    if role != Role.OWNER:
        _check_not_last(organisation, member)
    if not organisation.memberships.filter(person=member).update(role=role):
        raise RefusedError(_("This person is no member."))


@transaction.atomic
def close(person: Person, organisation: Organisation, *, now: datetime) -> None:
    """Close an organisation: its members and contact are forgotten. Its name stays, for labels and decisions may bear
    it."""
    _check_owner(person, organisation)
    _close(organisation, now)


def _close(organisation: Organisation, now: datetime) -> None:
    organisation.memberships.all().delete()
    organisation.invitations.all().delete()
    organisation.contact = organisation.web = ""
    organisation.closed_at = now
    organisation.save(update_fields=["contact", "web", "closed_at"])


@transaction.atomic
def part_from_all(person: Person, *, now: datetime) -> None:
    """Leave every organisation, as before an erasure; what has no other member is closed. Refused where others would
    be left without an owner."""
    for membership in person.memberships.select_related("organisation"):
        organisation = membership.organisation
        if organisation.memberships.exclude(person=person).exists():
            _remove(organisation, person)
        else:
            _close(organisation, now)


def _remove(organisation: Organisation, member: Person) -> None:
    _lock(organisation)
    _check_not_last(organisation, member)
    taken, _counts = organisation.memberships.filter(person=member).delete()
    if not taken:
        raise RefusedError(_("This person is no member."))


def _lock(organisation: Organisation) -> None:
    """Of two owners who leave at once, the second one sees that the first has gone."""
    Organisation.objects.select_for_update().get(pk=organisation.pk)


def _check_not_last(organisation: Organisation, member: Person) -> None:
    owners = organisation.memberships.filter(role=Role.OWNER)
    if owners.filter(person=member).exists() and not owners.exclude(person=member).exists():
        raise RefusedError(
            _("%(name)s has no other owner. Make somebody else an owner first, or close it.")
            % {"name": organisation.name}
        )


def _check_owner(person: Person, organisation: Organisation) -> None:
    if not is_owner(person, organisation):
        raise RefusedError(_("Only owners of the organisation may do this."))


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
