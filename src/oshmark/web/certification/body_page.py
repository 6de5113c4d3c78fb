# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A body for the public: who it is, what it has at stake, who has which role, its schemes and certificates."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from oshmark.web.certification.certificate_page import hours
from oshmark.web.certification.issuers import bodies_of, issuers_of
from oshmark.web.certification.memory import memory
from oshmark.web.certification.models import CertificateRow
from oshmark.web.certification.names import called
from oshmark.web.certification.queries import STATUSES, Asked, find, listed
from oshmark.web.certification.scheme_page import scheme_rows
from oshmark.web.certification.wording import ROLES, STATUS_WORDS

if TYPE_CHECKING:
    from datetime import datetime

    from oshmark.certification.body import Body
    from oshmark.certification.roles import Role

NEWEST = 10


def body_context(body: Body, now: datetime) -> dict[str, Any]:
    """Everything that the page shows."""
    rows = CertificateRow.objects.filter(body=body.id).order_by("-issued_at", "number")[:NEWEST]
    return {
        "body": body,
        "staff": staff_rows(body, now),
        "schemes": [one for one in scheme_rows(now) if one["body"] == body.id],
        "certificates": listed(rows, now),
        "counts": [
            (status, STATUS_WORDS[status], find(Asked(body=body.id, status=status), now.date()).count())
            for status in STATUSES
        ],
        "load": load_rows(body, now),
        "recognised": recognised(body.id),
    }


def staff_rows(body: Body, now: datetime) -> list[dict[str, Any]]:
    """Who has which role now; evaluators as the body shows them."""
    register = memory().replay.register
    found = []
    for role in body.roles:
        held = [one for ones in register.assignments.values() for one in ones if _holds(one, body.id, role, now)]
        people = called(dict.fromkeys(one.person for one in held))
        if people:
            found.append({"role": ROLES[role.value], "people": list(people.values())})
    return found


def _holds(one: Any, body: str, role: Role, now: datetime) -> bool:  # noqa: ANN401  an assignment
    return bool(one.body == body and one.role is role and one.holds(now) and one.application is None)


def load_rows(body: Body, now: datetime) -> list[dict[str, Any]]:
    """How many applications each evaluator has judged, and their hours: rings and overload become visible."""
    del now
    counts: Counter[str] = Counter()
    minutes: Counter[str] = Counter()
    for case in memory().replay.cases.values():
        if case.body == body.id and case.decided_at is not None:
            judges = {person for judging in case.judgings.values() for person in judging.judges}
            counts.update(judges)
            for act in case.acts:
                minutes[act.person] += act.minutes if act.person in judges else 0
    people = called(counts)
    return [
        {"who": people[person], "applications": count, "hours": hours(minutes[person])}
        for person, count in counts.most_common()
    ]


def recognised(body: str) -> list[dict[str, str]]:
    """The bodies and issuers that this one relies on, as it has decided."""
    return [*bodies_of(body), *issuers_of(body)]
