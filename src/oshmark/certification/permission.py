# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whether somebody may act: the role, whether they hold it, and what bars them. One answer for acts and for recheck."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oshmark.certification.conflicts import Question, conflicts
from oshmark.certification.event_data import parties, standards
from oshmark.certification.event_data.application import Opened
from oshmark.certification.event_data.evaluation import AssignmentEnded, EvaluatorAssigned
from oshmark.certification.events import Kind
from oshmark.certification.matrix import matrix
from oshmark.certification.objection import Objection, objection
from oshmark.certification.roles import ANYBODY, Role

if TYPE_CHECKING:
    from oshmark.certification.event_data.form import Form
    from oshmark.certification.moment import Moment

_ABOUT_PARTIES = frozenset(
    {
        Kind.MEMBER_ADDED,
        Kind.MEMBER_REMOVED,
        Kind.MANDATE_GIVEN,
        Kind.MANDATE_ENDED,
    }
)
"""Kinds whose subject is the party that acts."""


def who_objections(kind: Kind, subject: str, data: Form, moment: Moment) -> tuple[Objection, ...]:
    """Everything about the person that says no; empty where they may."""
    who = moment.who
    if data.role is not who.role:
        return (objection("role", "The event says another role than {person} acts under.", person=who.person),)
    if who.role not in matrix()[kind].roles:
        return (objection("role", "As {role} one may not do this.", role=who.role.value),)
    missing = _role_missing(kind, subject, data, moment)
    return (*missing, *conflicts(kind, who.person, question(kind, subject, data, moment)))


def question(kind: Kind, subject: str, data: Form, moment: Moment) -> Question:
    """What to ask the conflict engine about an act."""
    return Question(
        register=moment.register,
        at=moment.now,
        case=moment.case,
        certificate=moment.certificate,
        named=_named(data),
        scheme=subject.partition(":")[2] if kind.value.startswith("certification:scheme:") else None,
    )


def _named(data: Form) -> tuple[str, ...]:
    match data:
        case EvaluatorAssigned() | AssignmentEnded():
            return (data.evaluator,)
        case parties.RoleAssigned() | parties.RoleEnded():
            return (data.person,)
        case parties.RelationDeclared() | parties.RelationEnded():
            return (data.one, data.other)
        case _:
            return ()


def _role_missing(kind: Kind, subject: str, data: Form, moment: Moment) -> tuple[Objection, ...]:
    who, register = moment.who, moment.register
    if who.role is Role.PUBLIC:
        return ()
    if who.person == ANYBODY:
        return (
            objection("role", "Say who you are first: only a known person can act as {role}.", role=who.role.value),
        )
    if who.role is Role.APPLICANT:
        party = _party(kind, subject, data, moment)
        if party is not None and register.acts_for(who.person, party, moment.now):
            return ()
        return (objection("role", "{person} may not act for {party}.", person=who.person, party=party or "anybody"),)
    if _founds(kind, subject, data, moment) or any(_holds(body, moment) for body in _bodies(subject, data, moment)):
        return ()
    return (objection("role", "{person} does not have the role {role} here.", person=who.person, role=who.role.value),)


def _holds(body: str, moment: Moment) -> bool:
    scheme = moment.case.scheme if moment.case else moment.certificate.terms.scheme if moment.certificate else None
    case = None if moment.case is None else moment.case.id
    return moment.register.holds(moment.who.person, moment.who.role, body, moment.now, scheme=scheme, case=case)


def _founds(kind: Kind, subject: str, data: Form, moment: Moment) -> bool:
    """Whether this is the first profile of a body, by whom it names as its administrator."""
    if kind is not Kind.BODY_RECORDED or not isinstance(data, standards.BodyRecorded):
        return False
    return subject.partition(":")[2] not in moment.register.bodies and data.administrator == moment.who.person


def _party(kind: Kind, subject: str, data: Form, moment: Moment) -> str | None:
    """The party that somebody acts for who acts as the applicant."""
    if isinstance(data, Opened):
        return data.applicant
    if kind in _ABOUT_PARTIES:
        return subject.partition(":")[2]
    if moment.certificate is not None and subject.startswith("certificate:"):
        return moment.certificate.terms.holder
    return None if moment.case is None else moment.case.applicant


def _bodies(subject: str, data: Form, moment: Moment) -> tuple[str, ...]:
    """The bodies of which a role counts: the case's own; any where people and relations are concerned."""
    if moment.case is not None:
        return (moment.case.body,)
    if moment.certificate is not None:
        return (moment.certificate.terms.body,)
    area, _, subject_id = subject.partition(":")
    if area == "body":
        return (subject_id,)
    if isinstance(data, standards.SchemeProposed | standards.SchemeAdopted | parties.RoleAssigned | parties.RoleEnded):
        return (data.body,)
    if isinstance(data, standards.SchemeRetired):
        version = moment.register.version(subject_id, data.version)
        return () if version is None else (version.body,)
    return tuple(moment.register.bodies)
