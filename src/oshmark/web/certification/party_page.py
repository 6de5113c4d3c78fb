# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A party for the public: its certificates, its public applications, and its roles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from oshmark.certification.roles import Role
from oshmark.web.accounts.models import Organisation
from oshmark.web.certification.application_page import case_rows
from oshmark.web.certification.memory import memory
from oshmark.web.certification.models import CertificateRow
from oshmark.web.certification.names import called, is_pseudonymous, is_public
from oshmark.web.certification.queries import listed, public_cases
from oshmark.web.certification.wording import ROLES, STATES

if TYPE_CHECKING:
    from datetime import datetime

    from oshmark.certification.parties import Assignment

MOST = 200


def party_context(party: str, now: datetime) -> dict[str, Any]:
    """Everything that the page shows; empty for a party that the public may not know of."""
    if not is_public(party):
        return {}
    register = memory().replay.register
    organisation = Organisation.objects.filter(public_id=party, closed_at__isnull=True).first()
    rows = CertificateRow.objects.filter(holder=party).order_by("-issued_at")[:MOST]
    return {
        "party": called([party])[party],
        "is_organisation": party in register.organisations,
        "country": register.organisations.get(party, ""),
        "place": "" if organisation is None else organisation.place,
        "web": "" if organisation is None else organisation.web,
        "certificates": [(one, STATES[one.status.state.value]) for one in listed(rows, now)],
        "cases": case_rows(list(public_cases().filter(applicant=party)[:MOST])),
        "roles": [
            {"role": ROLES[one.role.value], "body": one.body, "since": one.since, "until": one.until}
            for one in register.assignments.get(party, [])
            if one.application is None and _is_named(one)
        ],
    }


def _is_named(one: Assignment) -> bool:
    return not (one.role is Role.EVALUATOR and is_pseudonymous(one.body))
