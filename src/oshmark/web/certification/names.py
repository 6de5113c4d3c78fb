# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the public may call a party: its name, the pseudonym that a body gives its evaluators, or nothing at all.

A pseudonym is the public id, which says nothing about anybody. Who evaluates under one anywhere is named nowhere, for
the log shows the same id in every role; only what somebody holds in their own name is shown with it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from django.utils.translation import gettext as _

from oshmark.certification.body import EvaluatorNames
from oshmark.certification.events import Kind
from oshmark.certification.roles import ANYBODY, Role
from oshmark.errors import StateError
from oshmark.web.accounts.models import Organisation, Person
from oshmark.web.audit.actions import events_about
from oshmark.web.audit.personal import Absent, open_events
from oshmark.web.certification.founding import body_of
from oshmark.web.certification.memory import memory
from oshmark.web.certification.models import Case, CertificateRow
from oshmark.web.library.presentation import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from oshmark.certification.objection import Objection

NAME_LENGTH = 120


class Called(msgspec.Struct, frozen=True):
    """How a party is shown: `href` is its page, empty where it has none."""

    id: str
    text: str
    href: str = ""


def called(parties: Iterable[str]) -> dict[str, Called]:
    """How each of these parties is shown, by id."""
    wanted = list(dict.fromkeys(parties))
    names = _names(wanted)
    return {one: _called(one, names) for one in wanted}


def holders(parties: Iterable[str]) -> dict[str, Called]:
    """As `called`, for those who hold certificates and so are public."""
    wanted = list(dict.fromkeys(parties))
    names = _names(wanted)
    return {one: _named(one, names) for one in wanted}


def _called(party: str, names: dict[str, str]) -> Called:
    if party == ANYBODY:
        return Called(party, _("the public"))
    if not is_public(party):
        return Called(party, _("somebody (%(id)s)") % {"id": party})
    return _named(party, names)


def _named(party: str, names: dict[str, str]) -> Called:
    return Called(party, names.get(party) or _("%(id)s (name erased)") % {"id": party}, f"/parties/{party}")


def sentence_with_names(one: Objection, names: dict[str, Called]) -> str:
    """A sentence of the room, which knows ids alone, with what people are called in the place of those."""
    facts = {key: names[value].text if value in names else value for key, value in one.facts.items()}
    return msgspec.structs.replace(one, facts=facts).sentence


def is_public(party: str) -> bool:
    """Whether the public may read the name of a party. Applicants are hidden until an application is accepted."""
    if Case.objects.filter(applicant=party, public=True).exists() or _holds(party):
        return True
    register = memory().replay.register
    roles = register.assignments.get(party, [])
    if not roles:
        return False
    return not any(one.role is Role.EVALUATOR and is_pseudonymous(one.body) for one in roles)


def _holds(party: str) -> bool:
    return CertificateRow.objects.filter(holder=party).exists()


def is_pseudonymous(body: str) -> bool:
    """Whether a body shows its evaluators under a pseudonym; one whose profile cannot be read is taken to."""
    try:
        found = body_of(body)
    except StateError:
        return True
    return found is None or found.evaluator_names is EvaluatorNames.PSEUDONYM


def _names(parties: list[str]) -> dict[str, str]:
    """The names of parties that have one: as they say it now, or as they said it to the log."""
    found = dict(Organisation.objects.filter(public_id__in=parties).values_list("public_id", "name"))
    people = Person.objects.filter(public_id__in=parties)
    rows = {row.public_id: row for row in people.only("public_id", "name", "erased_at")}
    found |= {party: row.name for party, row in rows.items() if row.erased_at is None and row.name}
    erased = {party for party, row in rows.items() if row.erased_at is not None}
    told = [party for party in parties if not found.get(party) and party not in erased]
    found |= {party: name for party in told if (name := _told(party))}
    return {party: one_line(name, NAME_LENGTH) for party, name in found.items()}


def _told(party: str) -> str:
    """The name that a party gave when it registered; empty where it is erased or was never given."""
    for kind, subject in (
        (Kind.PERSON_REGISTERED, f"person:{party}"),
        (Kind.ORGANISATION_REGISTERED, f"organisation:{party}"),
    ):
        for data in open_events(list(events_about(kind, [subject]))):
            name = data["name"]
            if isinstance(name, str) and not isinstance(name, Absent):
                return name
    return ""
