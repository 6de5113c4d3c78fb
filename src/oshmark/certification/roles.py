# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The roles under which somebody acts. Every event says which one, and `matrix` says what each one may do."""

from __future__ import annotations

from enum import Enum

import msgspec


class Role(Enum):
    """A closed list. `APPLICANT` is whoever applies or holds a certificate, or acts for them; it comes from being that
    person, a member of that organisation or having a mandate, and is never assigned. `PUBLIC` is everybody."""

    APPLICANT = "applicant"
    REGISTRAR = "registrar"
    EVALUATOR = "evaluator"
    DECISION_MAKER = "decision-maker"
    COMPLAINTS_OFFICER = "complaints-officer"
    APPEAL_PANEL = "appeal-panel"
    STANDARDS_EDITOR = "standards-editor"
    TREASURER = "treasurer"
    ADMINISTRATOR = "administrator"
    PUBLIC = "public"


ASSIGNED = frozenset(Role) - {Role.APPLICANT, Role.PUBLIC}
"""The roles that somebody is given, by an event."""

PER_SCHEME = frozenset({Role.EVALUATOR})
"""The roles that are given for named schemes only: an evaluator is qualified for each."""

ANYBODY = "public"
"""The actor of an event where nobody has said who they are."""


class Who(msgspec.Struct, frozen=True):
    """A person, by public id, and the role under which they act."""

    person: str
    role: Role
