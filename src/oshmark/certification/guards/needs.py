# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What guards share: getting at what an act is about, and conditions that several acts have."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from oshmark.certification.conflicts import Question, conflicts
from oshmark.certification.events import Kind
from oshmark.certification.objection import Objection, objection
from oshmark.certification.results import checklist
from oshmark.certification.scheme_digest import known_digest
from oshmark.errors import NotPossibleError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from oshmark.certification.application import Application
    from oshmark.certification.certificate import Certificate
    from oshmark.certification.moment import Moment
    from oshmark.certification.roles import Role
    from oshmark.certification.scheme import Scheme

Guard = Callable[..., Iterator[Objection]]
"""From the data of an event, its subject and the moment to everything that is not yet as it has to be."""
Guards = dict[Kind, Guard]


def _nothing(what: str) -> NotPossibleError:
    return NotPossibleError((f"This is about no {what}. Name it.",), (f"no-{what}",))


def the_case(moment: Moment) -> Application:
    """The application; `NotPossibleError` without one."""
    if moment.case is None:
        raise _nothing("application")
    return moment.case


def the_scheme(moment: Moment) -> Scheme:
    """The scheme; `NotPossibleError` without one."""
    if moment.scheme is None:
        raise _nothing("scheme")
    return moment.scheme


def the_certificate(moment: Moment) -> Certificate:
    """The certificate; `NotPossibleError` without one."""
    if moment.certificate is None:
        raise _nothing("certificate")
    return moment.certificate


def pinned(moment: Moment) -> Iterator[Objection]:
    """The scheme that was handed in is the version that the application was made under (C-8)."""
    case, scheme = the_case(moment), the_scheme(moment)
    if (scheme.id, scheme.version, known_digest(scheme)) != (case.scheme, case.version, case.digest):
        yield objection("digest", "{scheme} is not the version that this application is under.", scheme=scheme.name)


def known_criteria(criteria: Iterable[str], moment: Moment) -> Iterator[Objection]:
    """Each of these is on the list that the application is held against."""
    known = {one.id for one in checklist(the_case(moment), the_scheme(moment))}
    for criterion in criteria:
        if criterion not in known:
            yield objection("criterion", "The application is not asked for “{criterion}”.", criterion=criterion)


def fit_for(person: str, role: Role, kind: Kind, moment: Moment) -> Iterator[Objection]:
    """Somebody else than who acts holds a role, and nothing keeps them out of what they are to do."""
    case = moment.case
    body = case.body if case is not None else the_certificate(moment).terms.body
    scheme = None if case is None else case.scheme
    case_id = None if case is None else case.id
    if not moment.register.holds(person, role, body, moment.now, scheme=scheme, case=case_id):
        yield objection("role", "{person} does not have the role {role} here.", person=person, role=role.value)
    asked = Question(register=moment.register, at=moment.now, case=case, certificate=moment.certificate)
    yield from conflicts(kind, person, asked)
