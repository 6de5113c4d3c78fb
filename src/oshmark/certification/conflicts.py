# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who may not touch what, and why: impartiality as far as a program can see it.

Each bar of the matrix is a function from a person and a question to a sentence, or to None. What counts is what held at
the time of the act, whenever it was declared; and what ended less than two years ago, where people keep a stake
(ISO/IEC 17065, 7.13 and 4.2: two years for those who trained, advised or employed).
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import msgspec

from oshmark.certification.application import APPLIES, DECIDES, EVALUATES, FEES, Application
from oshmark.certification.calendar_days import day_of, years_before
from oshmark.certification.certificate import Certificate
from oshmark.certification.event_data.parties import RelationKind
from oshmark.certification.matrix import Bar, matrix
from oshmark.certification.objection import Objection, objection
from oshmark.certification.register import Register
from oshmark.certification.roles import ANYBODY, Role

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from oshmark.certification.events import Kind
    from oshmark.certification.parties import Relation

COOLING_YEARS = 2
RECIPROCAL_YEARS = 2
LINGERING = frozenset({RelationKind.EMPLOYMENT, RelationKind.CONSULTING, RelationKind.TRAINER, RelationKind.OWNERSHIP})
"""Relations that bar for two years after they ended."""


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """Whether somebody may do something about a case at a moment. `named`: other people whom the act is about."""

    register: Register
    at: datetime
    case: Application | None = None
    certificate: Certificate | None = None
    named: tuple[str, ...] = ()
    scheme: str | None = None

    @property
    def parties(self) -> tuple[str, ...]:
        """Whose case it is: the applicant, the producer, and the person who is to be certified."""
        if self.case is None:
            return ()
        known = self.register.applications.get(self.case.id)
        return self.case.parties if known is None else known.parties

    @property
    def side(self) -> frozenset[str]:
        """The people on the applicant's side: the parties themselves, members, and who acted for them."""
        if self.case is None:
            return frozenset()
        return people_of(self.register, self.parties, self.at) | self.case.who_did(APPLIES)

    @property
    def side_organisations(self) -> frozenset[str]:
        """The organisations of everybody on that side."""
        return frozenset(one for person in (*self.parties, *self.side) for one in organisations_of(self, person))

    @property
    def everybody(self) -> frozenset[str]:
        """People and organisations of the applicant's side."""
        return self.side | frozenset(self.parties) | self.side_organisations


def people_of(register: Register, parties: Iterable[str], at: datetime) -> frozenset[str]:
    """The people among these parties, and the members of the organisations among them."""
    named = tuple(parties)
    members = (one.person for one in register.memberships if one.organisation in named and one.holds(at))
    return frozenset({*(party for party in named if party not in register.organisations), *members})


def organisations_of(question: Question, person: str) -> frozenset[str]:
    """The organisations that a person belongs to or left less than two years ago; an organisation is its own."""
    since = years_before(day_of(question.at), COOLING_YEARS)
    return frozenset(
        one.organisation
        for one in question.register.memberships
        if one.person == person and one.since <= question.at and (one.until is None or day_of(one.until) > since)
    ) | ({person} if person in question.register.organisations else frozenset())


def _ones(question: Question, person: str) -> frozenset[str]:
    """A person and their organisations."""
    return organisations_of(question, person) | {person}


def _own_case(person: str, question: Question) -> str | None:
    if person not in question.side:
        return None
    return "{person} is the applicant or acts for the applicant."


def _same_organisation(person: str, question: Question) -> str | None:
    if not organisations_of(question, person) & question.side_organisations:
        return None
    return "{person} and the applicant belong to the same organisation, or did less than two years ago."


def _payer(person: str, question: Question) -> str | None:
    paid = set() if question.case is None else question.register.payers.get(question.case.id, set())
    if _ones(question, person) & (paid - frozenset(question.parties)) or _related(
        person, question, {RelationKind.PAYER}
    ):
        return "{person} pays or is paid in this matter."
    return None


def _trainer(person: str, question: Question) -> str | None:
    since = years_before(day_of(question.at), COOLING_YEARS)
    trained = any(
        one.trainer in _ones(question, person) and one.trainee in question.everybody and one.ended > since
        for one in question.register.trainings
    )
    if trained or _related(person, question, {RelationKind.TRAINER}):
        return "{person} trained the applicant less than two years ago."
    return None


def _territory_partner(person: str, question: Question) -> str | None:
    if not _related(person, question, {RelationKind.TERRITORY_PARTNER}):
        return None
    return "{person} and the applicant are partners in a territory."


def _reciprocal(person: str, question: Question) -> str | None:
    since = years_before(day_of(question.at), RECIPROCAL_YEARS)
    mine = _ones(question, person)
    judged = any(
        one.person in question.side and one.party in mine and one.at < question.at and day_of(one.at) > since
        for one in question.register.services
    )
    return "The applicant judged {person} less than 24 months ago." if judged else None


def _declared(person: str, question: Question) -> str | None:
    others = set(RelationKind) - {RelationKind.PAYER, RelationKind.TRAINER, RelationKind.TERRITORY_PARTNER}
    found = _related(person, question, others)
    return None if found is None else f"{{person}} has declared a relation to the applicant: {found.kind.value}."


def _related(person: str, question: Question, kinds: set[RelationKind]) -> Relation | None:
    """The first relation of these kinds between a person and the applicant's side."""
    mine, theirs, today = _ones(question, person), question.everybody, day_of(question.at)
    for one in question.register.relations:
        if one.kind in kinds and _counts(one, today):
            joins = (one.one in mine and one.other in theirs) or (one.other in mine and one.one in theirs)
            if joins:
                return one
    return None


def _counts(relation: Relation, today: date) -> bool:
    if relation.since > today:
        return False
    if relation.until is None or relation.until > today:
        return True
    return relation.kind in LINGERING and relation.until > years_before(today, COOLING_YEARS)


def _recused(person: str, question: Question) -> str | None:
    if question.case is None or person not in question.case.recused:
        return None
    return "{person} has stepped back from this application."


def _evaluated(person: str, question: Question) -> str | None:
    if question.case is None or person not in question.case.who_did(EVALUATES):
        return None
    return "{person} evaluated this application; somebody else has to decide."


def _decided(person: str, question: Question) -> str | None:
    if question.case is None or person not in question.case.who_did(DECIDES):
        return None
    return "{person} had a part in the decision; somebody else has to act."


def _measured(person: str, question: Question) -> str | None:
    if question.certificate is None or person not in question.certificate.measured_by:
        return None
    return "{person} took the measure; somebody else has to look at it."


def _complained(person: str, question: Question) -> str | None:
    if question.certificate is None or person == ANYBODY or person not in question.certificate.complainants:
        return None
    return "{person} complained about this certificate."


def _handled_fee(person: str, question: Question) -> str | None:
    if question.case is None or person not in question.case.who_did(FEES):
        return None
    return "{person} knows the fee, and whoever evaluates must not."


def _self(person: str, question: Question) -> str | None:
    return "Nobody may do this for themselves." if person in question.named else None


def _among(person: str, question: Question) -> str | None:
    if not _ones(question, person) & frozenset(question.named):
        return None
    return "{person} is one of the two whom it is about."


def _open_application(person: str, question: Question) -> str | None:
    mine = _ones(question, person)
    open_ones = (one for one in question.register.applications.values() if one.scheme == question.scheme)
    if not any(mine & frozenset(one.parties) and _is_open(one.opened_at, one.closed_at, question) for one in open_ones):
        return None
    return "{person} has an open application under this scheme."


def _is_open(opened_at: datetime, closed_at: datetime | None, question: Question) -> bool:
    return opened_at <= question.at and (closed_at is None or question.at < closed_at)


BARS: dict[Bar, Callable[[str, Question], str | None]] = {
    Bar.SELF: _self,
    Bar.RELATED: _among,
    Bar.OPEN_APPLICATION: _open_application,
    Bar.OWN_CASE: _own_case,
    Bar.SAME_ORGANISATION: _same_organisation,
    Bar.PAYER: _payer,
    Bar.TRAINER: _trainer,
    Bar.TERRITORY_PARTNER: _territory_partner,
    Bar.RECIPROCAL: _reciprocal,
    Bar.DECLARED: _declared,
    Bar.RECUSED: _recused,
    Bar.EVALUATED: _evaluated,
    Bar.DECIDED: _decided,
    Bar.MEASURED: _measured,
    Bar.COMPLAINED: _complained,
    Bar.HANDLED_FEE: _handled_fee,
}


def conflicts(kind: Kind, person: str, question: Question) -> tuple[Objection, ...]:
    """What keeps a person out of an act, whatever their role: every bar of its line in the matrix that applies."""
    found = ((bar, BARS[bar](person, question)) for bar in matrix()[kind].bars)
    return tuple(objection(bar.value, message, person=person) for bar, message in found if message is not None)


class Barred(msgspec.Struct, frozen=True):
    """Somebody who has the role, and why they may not act here."""

    person: str
    objections: tuple[Objection, ...]


class Eligibility(msgspec.Struct, frozen=True):
    """Who may do something about a case, and who has the role but may not. Nobody eligible is an answer like any other:
    it leads to inviting a guest."""

    can: tuple[str, ...]
    barred: tuple[Barred, ...]

    def enough(self, needed: int) -> bool:
        """Whether so many people may act."""
        return len(self.can) >= needed

    @property
    def nobody(self) -> bool:
        """Whether no one may act."""
        return not self.can


def eligible(kind: Kind, role: Role, question: Question) -> Eligibility:
    """Everybody who holds a role for a case, by whether they may do this about it. `question.case` has to be there."""
    case = question.case
    if case is None:
        return Eligibility((), ())
    holders = question.register.holders(role, case.body, question.at, scheme=case.scheme, case=case.id)
    looked = [Barred(person, conflicts(kind, person, question)) for person in holders]
    can = tuple(one.person for one in looked if not one.objections)
    return Eligibility(can, tuple(one for one in looked if one.objections))
