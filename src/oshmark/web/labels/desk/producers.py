# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""For whom somebody may act: their organisations and themselves. Every page and act of the desk asks here."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from django.utils.translation import gettext as _

from oshmark.errors import RefusedError
from oshmark.web.accounts.models import Organisation, Person

if TYPE_CHECKING:
    from collections.abc import Sequence


class Maker(msgspec.Struct, frozen=True, kw_only=True):
    """An organisation or a person that can be a producer, with what its account says in public already."""

    id: str
    name: str
    contact: str = ""
    site: str = ""
    municipality: str = ""
    country: str = ""
    is_person: bool = False


def producers_of(person: Person) -> list[Maker]:
    """The organisations of somebody by their names, then themselves."""
    rows = Organisation.objects.filter(memberships__person=person, closed_at__isnull=True).order_by("name", "pk")
    return [*map(_organisation, rows), _person(person)] if person.is_active else []


def producer_of(person: Person, public_id: str) -> Maker:
    """The producer of this public id; raises `RefusedError` where this person does not act for it."""
    found = next((one for one in producers_of(person) if one.id == public_id), None)
    if found is None:
        raise RefusedError(_("You can only declare what you or an organisation of yours makes."))
    return found


def acts_for(person: Person, public_id: str) -> bool:
    """Whether somebody may act for a producer."""
    return any(one.id == public_id for one in producers_of(person))


def find_maker(public_id: str) -> Maker | None:
    """The organisation or person of a public id, for who runs the library; `None` where there is none any more."""
    organisation = Organisation.objects.filter(public_id=public_id, closed_at__isnull=True).first()
    if organisation is not None:
        return _organisation(organisation)
    person = Person.objects.filter(public_id=public_id, is_active=True).first()
    return None if person is None else _person(person)


def names_of(public_ids: Sequence[str]) -> dict[str, str]:
    """What organisations and people are called, by their public ids; those who are gone are not among them."""
    organisations = Organisation.objects.filter(public_id__in=public_ids).values_list("public_id", "name")
    people = Person.objects.filter(public_id__in=public_ids).exclude(name="").values_list("public_id", "name")
    return {**dict(people), **dict(organisations)}


def _organisation(row: Organisation) -> Maker:
    return Maker(
        id=row.public_id,
        name=row.name,
        contact=row.contact,
        site=row.web,
        municipality=row.place,
        country=row.country,
    )


def _person(row: Person) -> Maker:
    """Who acts alone. Their e-mail address is not public, so it is no contact until they write it down themselves."""
    return Maker(id=row.public_id, name=row.name, is_person=True)
