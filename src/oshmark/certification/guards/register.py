# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What has to be so before something is recorded about bodies, schemes, people and relations."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from oshmark.certification.calendar_days import day_of
from oshmark.certification.conflicts import Question, organisations_of
from oshmark.certification.events import Kind
from oshmark.certification.guards.needs import Guards, the_scheme
from oshmark.certification.objection import objection
from oshmark.certification.roles import ANYBODY, ASSIGNED, PER_SCHEME, Role
from oshmark.certification.scheme_digest import known_digest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oshmark.certification.event_data import parties, standards
    from oshmark.certification.moment import Moment
    from oshmark.certification.objection import Objection
    from oshmark.certification.parties import Version


def _id(subject: str) -> str:
    return subject.partition(":")[2]


def _known_person(person: str, moment: Moment) -> Iterator[Objection]:
    if person not in moment.register.people:
        yield objection("person", "{person} is not registered.", person=person)


def _body(data: standards.BodyRecorded, subject: str, moment: Moment) -> Iterator[Objection]:
    if _id(subject) not in moment.register.bodies and data.administrator is None:
        yield objection("administrator", "The first profile of a body names its administrator.")


def _proposed(data: standards.SchemeProposed, subject: str, moment: Moment) -> Iterator[Objection]:
    scheme = the_scheme(moment)
    if (scheme.id, scheme.version, scheme.body) != (data.scheme, data.version, data.body) or known_digest(
        scheme
    ) != data.digest:
        yield objection("digest", "{scheme} is not the text that is proposed.", scheme=scheme.name)
    if _id(subject) != data.scheme:
        yield objection("subject", "The event is about another scheme.")
    known = moment.register.version(data.scheme, data.version)
    if known is not None and (known.adopted_at is not None or moment.now <= known.comments_until):
        yield objection("exists", "This version is there already. Give the text another version.")
    if data.comments_until < moment.now + timedelta(days=scheme.comment_days):
        days = scheme.comment_days
        yield objection("too-short", "Everybody has at least {days} days to comment.", days=days)


def _lead(data: standards.LeadAsked, subject: str, moment: Moment) -> Iterator[Objection]:
    register = moment.register
    if _id(subject) not in register.bodies:
        yield objection("body", "There is no such body.")
    if not register.acts_for(moment.who.person, data.party, moment.now):
        yield objection("stranger", "Only who acts for somebody can ask for them.")
    if data.party not in register.people and data.party not in register.organisations:
        yield objection("party", "{party} is not registered.", party=data.party)
    if any(
        (one.body, one.territory, one.party) == (_id(subject), data.territory, data.party) for one in register.leads
    ):
        yield objection("exists", "This was asked for already.")


def _version(subject: str, version: str, moment: Moment) -> Version | None:
    return moment.register.version(_id(subject), version)


def _commented(data: standards.SchemeCommented, subject: str, moment: Moment) -> Iterator[Objection]:
    version = _version(subject, data.version, moment)
    if version is None or moment.now > version.comments_until:
        yield objection("closed", "This version is not open for comments.")


def _adopted(data: standards.SchemeAdopted, subject: str, moment: Moment) -> Iterator[Objection]:
    version = _version(subject, data.version, moment)
    if version is None or (version.digest, version.body) != (data.digest, data.body):
        yield objection("digest", "Adopt exactly the text that was open for comments.")
    elif version.adopted_at is not None:
        yield objection("exists", "This version is adopted already.")
    elif moment.now < version.comments_until:
        yield objection("too-early", "Everybody can comment until {day}.", day=day_of(version.comments_until))


def _retired(data: standards.SchemeRetired, subject: str, moment: Moment) -> Iterator[Objection]:
    version = _version(subject, data.version, moment)
    if version is None or not version.holds(moment.now):
        yield objection("not-adopted", "This version cannot be applied for anyway.")


def _person(_data: parties.PersonRegistered, subject: str, moment: Moment) -> Iterator[Objection]:
    register = moment.register
    if _id(subject) in {*register.people, *register.organisations, ANYBODY} or _id(subject) != moment.who.person:
        yield objection("exists", "Everybody registers themselves, once.")


def _organisation(data: parties.OrganisationRegistered, subject: str, moment: Moment) -> Iterator[Objection]:
    register = moment.register
    if _id(subject) in {*register.people, *register.organisations, ANYBODY}:
        yield objection("exists", "There is a party with this name already.")
    if data.member != moment.who.person:
        yield objection("member", "The first member registers the organisation.")
    yield from _known_person(data.member, moment)


def _belongs(organisation: str, person: str, moment: Moment) -> bool:
    ones = moment.register.memberships
    return any((one.organisation, one.person) == (organisation, person) and one.holds(moment.now) for one in ones)


def _member(data: parties.MemberAdded, subject: str, moment: Moment) -> Iterator[Objection]:
    yield from _known_person(data.member, moment)
    if _id(subject) not in moment.register.organisations:
        yield objection("organisation", "There is no such organisation.")
    if _belongs(_id(subject), data.member, moment):
        yield objection("exists", "{person} belongs to it already.", person=data.member)


def _no_member(data: parties.MemberRemoved, subject: str, moment: Moment) -> Iterator[Objection]:
    if not _belongs(_id(subject), data.member, moment):
        yield objection("member", "{person} does not belong to it.", person=data.member)


def _role(data: parties.RoleAssigned, _subject: str, moment: Moment) -> Iterator[Objection]:
    yield from _known_person(data.person, moment)
    if data.given not in ASSIGNED:
        yield objection("role", "{role} is nothing that is assigned.", role=data.given.value)
    if bool(data.schemes) != (data.given in PER_SCHEME):
        yield objection("schemes", "An evaluator is qualified for named schemes, and nobody else.")
    if data.until is not None and data.until <= moment.now:
        yield objection("past", "The role would end before it begins.")


def _no_role(data: parties.RoleEnded, _subject: str, moment: Moment) -> Iterator[Objection]:
    ones = moment.register.assignments.get(data.person, [])
    if not any((one.body, one.role) == (data.body, data.given) and one.holds(moment.now) for one in ones):
        yield objection("role", "{person} does not have this role.", person=data.person)


def _relation(data: parties.RelationDeclared, _subject: str, moment: Moment) -> Iterator[Objection]:
    register, person = moment.register, moment.who.person
    if data.one == data.other:
        yield objection("same", "A relation is between two.")
    for party in (data.one, data.other):
        if party not in register.people and party not in register.organisations:
            yield objection("party", "{party} is not registered.", party=party)
    if data.since > day_of(moment.now) or (data.until is not None and data.until < data.since):
        yield objection("since", "Say since when the relation holds; it may not begin in the future.")
    mine = organisations_of(Question(register=register, at=moment.now), person) | {person}
    watches = (Role.REGISTRAR, Role.COMPLAINTS_OFFICER)
    staff = any(register.holds(person, role, body, moment.now) for role in watches for body in register.bodies)
    if not staff and not mine & {data.one, data.other}:
        yield objection("stranger", "Only one of the two, a registrar or a complaints officer can declare this.")


def _no_relation(data: parties.RelationEnded, _subject: str, moment: Moment) -> Iterator[Objection]:
    today = day_of(moment.now)
    same = (
        one
        for one in moment.register.relations
        if (one.one, one.other, one.kind) == (data.one, data.other, data.relation)
    )
    if not any(one.until is None or one.until > today for one in same):
        yield objection("relation", "No such relation is declared.")


def _training(data: parties.TrainingRecorded, _subject: str, moment: Moment) -> Iterator[Objection]:
    register, person = moment.register, moment.who.person
    if data.trainer == data.trainee:
        yield objection("same", "Nobody trains themselves; that is practice.")
    if not any(register.acts_for(person, party, moment.now) for party in (data.trainer, data.trainee)):
        yield objection("stranger", "A training is recorded by who gave it or who had it.")
    if data.ended > day_of(moment.now):
        yield objection("future", "The training is not over yet.")


def _mandate(data: parties.MandateGiven, _subject: str, moment: Moment) -> Iterator[Objection]:
    yield from _known_person(data.agent, moment)


def _no_mandate(data: parties.MandateEnded, subject: str, moment: Moment) -> Iterator[Objection]:
    ones = moment.register.mandates
    if not any((one.party, one.agent) == (_id(subject), data.agent) and one.holds(moment.now) for one in ones):
        yield objection("mandate", "{person} has no mandate.", person=data.agent)


GUARDS: Guards = {
    Kind.BODY_RECORDED: _body,
    Kind.LEAD_ASKED: _lead,
    Kind.SCHEME_PROPOSED: _proposed,
    Kind.SCHEME_COMMENTED: _commented,
    Kind.SCHEME_ADOPTED: _adopted,
    Kind.SCHEME_RETIRED: _retired,
    Kind.PERSON_REGISTERED: _person,
    Kind.ORGANISATION_REGISTERED: _organisation,
    Kind.MEMBER_ADDED: _member,
    Kind.MEMBER_REMOVED: _no_member,
    Kind.ROLE_ASSIGNED: _role,
    Kind.ROLE_ENDED: _no_role,
    Kind.RELATION_DECLARED: _relation,
    Kind.RELATION_ENDED: _no_relation,
    Kind.TRAINING_RECORDED: _training,
    Kind.MANDATE_GIVEN: _mandate,
    Kind.MANDATE_ENDED: _no_mandate,
}
