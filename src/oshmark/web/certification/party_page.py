# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A party for the public: what it holds and how that came about, what it makes, with whom it has to do, its roles, and
what has happened. Somebody without a certificate has the same page, and is called what they are (C-14)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from oshmark.certification.roles import Role
from oshmark.certification.territory import Answer
from oshmark.errors import StateError
from oshmark.values.territory import name_of
from oshmark.web.accounts.models import Organisation
from oshmark.web.certification.application_page import case_rows
from oshmark.web.certification.certificate_page import history
from oshmark.web.certification.independent import is_labelling, labels_by
from oshmark.web.certification.memory import memory
from oshmark.web.certification.models import CertificateRow
from oshmark.web.certification.names import called, holders, is_pseudonymous, is_public
from oshmark.web.certification.queries import listed, public_cases
from oshmark.web.certification.stories import Thread
from oshmark.web.certification.territories import told_of
from oshmark.web.certification.wording import RELATIONS, ROLES, STATES, SUBJECTS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from oshmark.certification.parties import Assignment
    from oshmark.web.certification.queries import Listed

MOST = 200
TOLD = 10
"""Certificates of which the page says how their criteria came out."""
STEPS_SHOWN = 50


def party_context(party: str, now: datetime) -> dict[str, Any]:
    """Everything that the page shows; empty for a party that the public may not know of."""
    if not is_public(party) and not is_labelling(party):
        return {}
    register = memory().replay.register
    organisation = Organisation.objects.filter(public_id=party, closed_at__isnull=True).first()
    shown = listed(CertificateRow.objects.filter(holder=party).order_by("-issued_at")[:MOST], now)
    return {
        "party": holders([party])[party],
        "is_organisation": party in register.organisations or organisation is not None,
        "country": register.organisations.get(party, "") or getattr(organisation, "country", ""),
        "place": "" if organisation is None else organisation.place,
        "web": "" if organisation is None else organisation.web,
        "certificates": [_certificate(one, now, told=place < TOLD) for place, one in enumerate(shown)],
        "is_independent": not any(one.status.is_valid for one in shown),
        "labels": labels_by(party),
        "territories": list(_territories(shown, now)),
        "cases": case_rows(list(public_cases().filter(applicant=party)[:MOST])),
        "relations": list(_relations(party)),
        "roles": [
            {"role": ROLES[one.role.value], "body": one.body, "since": one.since, "until": one.until}
            for one in register.assignments.get(party, [])
            if one.application is None and _is_named(one)
        ],
        "history": _history(shown),
    }


def _is_named(one: Assignment) -> bool:
    return not (one.role is Role.EVALUATOR and is_pseudonymous(one.body))


def _certificate(one: Listed, now: datetime, *, told: bool) -> dict[str, Any]:
    """A certificate, and how many criteria of each group were met: what was said of each stands on its own page."""
    return {
        "listed": one,
        "words": STATES[one.status.state.value],
        "kind": SUBJECTS.get(one.row.kind, one.row.kind),
        "groups": _groups(one.number, now) if told else [],
    }


def _groups(number: str, now: datetime) -> list[dict[str, Any]]:
    known = memory()
    certificate = known.certificate(number)
    case = None if certificate is None else known.case(certificate.terms.application)
    if case is None:
        return []
    try:
        groups = Thread(case, known.scheme_under(case), now).groups()
    except StateError:  # the page of the certificate says so
        return []
    return [{"title": one["title"], "met": one["met"], "of": len(one["criteria"])} for one in groups]


def _territories(shown: list[Listed], now: datetime) -> Iterator[dict[str, str]]:
    """The territories that a party leads, by its certificates as a producer."""
    known, seen = memory(), set()
    for one in shown:
        certificate = known.certificate(one.number)
        if certificate is None or not one.status.is_valid:
            continue
        terms = certificate.terms
        found = told_of(terms.body, terms.about, terms.holder, now)
        if found is not None and found.answer is Answer.OWN and (terms.body, found.code) not in seen:
            seen.add((terms.body, found.code))
            yield {"body": terms.body, "code": found.code, "name": name_of(found.code)}


def _relations(party: str) -> Iterator[dict[str, Any]]:
    """Relations that were declared of a party or of somebody who belongs to it, with the others as far as the public
    may know who they are."""
    register = memory().replay.register
    mine = {party} | {one.person for one in register.memberships if one.organisation == party}
    found = [one for one in register.relations if len({one.one, one.other} & mine) == 1]
    others = {one: one.other if one.one in mine else one.one for one in found}
    names = called(others.values())
    for one in sorted(found, key=lambda one: one.since, reverse=True):
        yield {
            "kind": RELATIONS[one.kind.value],
            "other": names[others[one]],
            "since": one.since,
            "until": one.until,
            "of_member": party not in (one.one, one.other),
        }


def _history(shown: list[Listed]) -> list[dict[str, Any]]:
    """What has happened to its certificates, the last first."""
    known, found = memory(), []
    for one in shown[:TOLD]:
        certificate = known.certificate(one.number)
        if certificate is not None:
            names = called(step.person for step in certificate.history)
            found += [{**step, "number": one.number, "href": one.href} for step in history(certificate, names)]
    return sorted(found, key=lambda step: step["at"], reverse=True)[:STEPS_SHOWN]
