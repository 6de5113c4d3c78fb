# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""People and organisations enter the log when they first act, by their public ids; their names are kept beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from oshmark.certification.acts import parties
from oshmark.certification.roles import Role, Who
from oshmark.errors import RefusedError
from oshmark.web.accounts.models import Membership, Organisation, Person
from oshmark.web.audit.writing import writing
from oshmark.web.certification.acting import perform
from oshmark.web.certification.enrolling import enrol, enrol_organisation
from oshmark.web.certification.memory import NOTHING, memory

if TYPE_CHECKING:
    from datetime import datetime


def ensure_party(person: Person, party: str, country: str, now: datetime) -> None:
    """Enter somebody and the organisation that they act for. Raises `RefusedError` where they may not act for it."""
    with writing():
        enrol(person, now)
        if party != person.public_id:
            _ensure_organisation(person, _organisation_of(person, party), country, now)


def _organisation_of(person: Person, party: str) -> Organisation:
    found = Organisation.objects.filter(public_id=party, memberships__person=person, closed_at__isnull=True).first()
    if found is None:
        raise RefusedError(_("You can only apply for yourself or for an organisation of yours."))
    return found


def _ensure_organisation(person: Person, organisation: Organisation, country: str, now: datetime) -> None:
    organisation.country = organisation.country or country  # for the log alone; the account is not changed
    enrol_organisation(organisation, person, now)
    register = memory().replay.register
    if not register.acts_for(person.public_id, organisation.public_id, now):
        raise RefusedError(
            _(
                "The record does not know yet that you belong to %(name)s."
                " Ask a member who has applied before to begin this application."
            )
            % {"name": organisation.name}
        )
    _add_others(person, organisation, now)


def _add_others(person: Person, organisation: Organisation, now: datetime) -> None:
    """Who has joined the organisation since, and is known to the log, is entered by who acts for it."""
    register = memory().replay.register
    rows = Membership.objects.filter(organisation=organisation).exclude(person=person)
    for other in rows.values_list("person__public_id", flat=True):
        if other in register.people and not register.acts_for(other, organisation.public_id, now):
            facts = {"organisation": organisation.public_id, "member": other}
            perform(parties.add_member, Who(person.public_id, Role.APPLICANT), now, NOTHING, None, **facts)
