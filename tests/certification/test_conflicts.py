# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who may not touch what, and why: what there is between somebody and the applicant keeps them out (spec §2d, §7)."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

import pytest

from oshmark.certification.acts import application, certificate, decision, evaluation, parties, standards
from oshmark.certification.calendar_days import years_before
from oshmark.certification.conflicts import Question, conflicts, eligible
from oshmark.certification.event_data.application import TrainingProof
from oshmark.certification.event_data.decision import Recommendation
from oshmark.certification.event_data.parties import RelationKind
from oshmark.certification.events import Kind
from oshmark.certification.parties import Applied, Service
from oshmark.certification.recheck import recheck
from oshmark.certification.rings import rings
from oshmark.certification.roles import Role
from oshmark.errors import NotAllowedError, NotPossibleError
from tests.certification.world import ADMINISTRATOR, APPLICANT, BODY, ORGANISATION, STRANGER, World, hashed, said, salt

if TYPE_CHECKING:
    from datetime import datetime


@pytest.fixture
def world() -> World:
    world = World()
    world.open()
    world.submit()
    return world


def codes(world: World, person: str, kind: Kind = Kind.VERDICT_SEALED, at: datetime | None = None) -> set[str]:
    asked = Question(register=world.register, at=at or world.now, case=world.case())
    found = conflicts(kind, person, asked)
    assert all(person in one.sentence or "themselves" in one.sentence for one in found), "a sentence names who"
    return {one.code for one in found}


def declare(
    world: World, relation: RelationKind, *, one: str = "ben", other: str = ORGANISATION, days: int = 0
) -> None:
    since = world.today - timedelta(days=days)
    world.do(parties.declare_relation, one, Role.PUBLIC, one=one, other=other, relation=relation, since=since)


def test_a_stranger_is_barred_by_nothing(world: World) -> None:
    assert codes(world, "ben") == set()


@pytest.mark.parametrize(
    ("relation", "code"),
    [
        (RelationKind.PAYER, "payer"),
        (RelationKind.TRAINER, "trainer"),
        (RelationKind.TERRITORY_PARTNER, "territory-partner"),
        *(
            (one, "declared")
            for one in RelationKind
            if one not in {RelationKind.PAYER, RelationKind.TRAINER, RelationKind.TERRITORY_PARTNER}
        ),
    ],
)
@pytest.mark.parametrize("other", [ORGANISATION, APPLICANT])
def test_whatever_is_declared_bars(world: World, relation: RelationKind, code: str, other: str) -> None:
    declare(world, relation, other=other)
    assert codes(world, "ben") == {code}


def test_the_organisation_of_an_evaluator_is_barred_as_the_evaluator(world: World) -> None:
    name = {"organisation": "finch-lab", "name": said("Finch"), "country": "NL"}
    world.do(parties.register_organisation, "ben", Role.PUBLIC, **name)
    asked = {"one": "finch-lab", "other": ORGANISATION, "relation": RelationKind.SUPPLIER, "since": world.today}
    world.do(parties.declare_relation, "ben", Role.PUBLIC, **asked)
    assert codes(world, "ben") == {"declared"}
    assert codes(world, "cleo") == set()


def test_members_of_the_same_organisation_are_barred_for_two_years_after_they_left(world: World) -> None:
    """§2c 7.13: a cooling-off of two years."""
    world.do(parties.add_member, APPLICANT, Role.APPLICANT, organisation=ORGANISATION, member="ben")
    assert codes(world, "ben") == {"own-case", "same-organisation"}
    leave = {"organisation": ORGANISATION, "member": "ben", "reason": "Left."}
    world.do(parties.remove_member, APPLICANT, Role.APPLICANT, **leave)
    assert codes(world, "ben") == {"same-organisation"}
    left = world.now
    assert codes(world, "ben", at=left + timedelta(days=729)) == {"same-organisation"}
    assert codes(world, "ben", at=left + timedelta(days=732)) == set()


def test_a_trainer_is_barred_for_two_years(world: World) -> None:
    """C-90, spec §2c: an examiner does not examine their own trainee."""
    trained = {"trainer": "ben", "trainee": APPLICANT, "form": "workshop", "what": "Printers"}
    world.do(parties.record_training, APPLICANT, Role.PUBLIC, **trained, ended=world.today)
    assert codes(world, "ben") == {"trainer"}
    assert codes(world, "ben", at=world.now + timedelta(days=729)) == {"trainer"}
    assert codes(world, "ben", at=world.now + timedelta(days=732)) == set()


def test_two_years_before_a_leap_day_is_the_longer_time() -> None:
    assert years_before(date(2028, 2, 29), 2) == date(2026, 2, 28)
    assert years_before(date(2028, 2, 29), 4) == date(2024, 2, 29)
    assert years_before(date(2104, 2, 29), 4) == date(2100, 2, 28)
    assert years_before(date(2028, 3, 1), 2) == date(2026, 3, 1)


@pytest.mark.parametrize(
    ("relation", "left"), [(RelationKind.EMPLOYMENT, {"declared"}), (RelationKind.FRIENDSHIP, set())]
)
def test_employment_bars_for_two_years_after_its_end_and_friendship_does_not(
    world: World, relation: RelationKind, left: set[str]
) -> None:
    declare(world, relation)
    ended = {"one": "ben", "other": ORGANISATION, "relation": relation}
    world.do(parties.end_relation, "ada", Role.REGISTRAR, **ended)
    assert codes(world, "ben") == left
    assert codes(world, "ben", at=world.now + timedelta(days=729)) == left
    assert codes(world, "ben", at=world.now + timedelta(days=732)) == set()


def test_neither_of_the_two_can_declare_a_relation_over(world: World) -> None:
    declare(world, RelationKind.FAMILY, one="ada")
    ended = {"one": "ada", "other": ORGANISATION, "relation": RelationKind.FAMILY}
    with pytest.raises(NotAllowedError) as refusal:
        world.do(parties.end_relation, "ada", Role.REGISTRAR, **ended)
    assert refusal.value.codes == ("related",)


def test_a_stranger_cannot_invent_a_relation_between_two_others(world: World) -> None:
    asked = {"one": "ben", "other": ORGANISATION, "relation": RelationKind.FAMILY, "since": world.today}
    with pytest.raises(NotPossibleError) as refusal:
        world.do(parties.declare_relation, STRANGER, Role.PUBLIC, **asked)
    assert refusal.value.codes == ("stranger",)
    world.do(parties.declare_relation, "fay", Role.PUBLIC, **asked)


def test_who_pays_for_the_applicant_does_not_judge() -> None:
    world = World()
    world.open()
    world.submit()
    world.accept()
    paid = {"amount": Decimal(100), "currency": "EUR", "payer": "ben", "salt": salt("fee")}
    world.do(application.record_fee, "ida", Role.TREASURER, case="a1", **paid)
    assert codes(world, "ben") == {"payer"}
    assert codes(world, "ida") == {"handled-fee"}, "C-43: who knows the fee does not judge"


def reciprocal() -> World:
    """Ben applies, and Kim of the Kestrel Works judges him; then Kim applies."""
    world = World()
    world.assign(APPLICANT, Role.EVALUATOR)
    act = partial(application.open_application, application="b1", applicant="ben", about=world.about())
    world.do(act, "ben", Role.APPLICANT, level="certified", scope=("selling",))
    asked = {"answers": world.answers(), "acknowledged": world.digest}
    training = (TrainingProof(form=None, proof=hashed("x")),)
    world.do(application.submit, "ben", Role.APPLICANT, case="b1", **asked, training=training)
    world.accept("b1")
    world.do(application.sign_agreement, "ben", Role.APPLICANT, case="b1", agreement="pact", version="2")
    world.do(application.waive_fee, "ida", Role.TREASURER, case="b1", reason="Small.", salt=salt("f"))
    world.do(application.freeze_evidence, "ada", Role.REGISTRAR, case="b1")
    world.begin("b1")
    world.assign_both("b1", evaluators=(APPLICANT, "cleo"))
    world.judge(APPLICANT, "files", case="b1")
    world.open()
    return world


def test_who_was_judged_by_the_applicant_does_not_judge_them_for_24_months() -> None:
    world = reciprocal()
    assert codes(world, "ben") == {"reciprocal"}
    assert codes(world, "dora") == set()
    assert codes(world, "ben", at=world.now + timedelta(days=729)) == {"reciprocal"}
    assert codes(world, "ben", at=world.now + timedelta(days=732)) == set()


def test_a_triangle_is_noticed_though_it_bars_nobody() -> None:
    """§7: friends, rings."""
    world = World()
    register = world.register
    for judge, judged in (("ben", "cleo"), ("cleo", "dora"), ("dora", "ben"), ("ben", "eli"), ("eli", "ben")):
        name = f"{judge}-{judged}"
        register.applications[name] = Applied(
            id=name, body=BODY, scheme="printer", parties=(judged,), opened_at=world.now
        )
        register.services.append(Service(judge, judged, name, world.now))
    [ring] = rings(register, world.now)
    assert ring.people == ("ben", "cleo", "dora")
    assert ring.applications == ("ben-cleo", "cleo-dora", "dora-ben")
    assert rings(register, world.now + timedelta(days=732)) == ()


def test_nobody_eligible_is_an_answer_and_leads_to_a_guest(world: World) -> None:
    world.accept()
    world.settle()
    world.begin()
    for person in ("ben", "cleo"):
        declare(world, RelationKind.FRIENDSHIP, one=person)
    asked = Question(register=world.register, at=world.now, case=world.case())
    found = eligible(Kind.VERDICT_SEALED, Role.EVALUATOR, asked)
    assert (found.can, found.nobody, found.enough(2)) == (("dora",), False, False)
    assert [one.person for one in found.barred] == ["ben", "cleo"]
    assert "ben has declared a relation to the applicant: friendship." in found.barred[0].objections[0].sentence
    declare(world, RelationKind.FRIENDSHIP, one="dora")
    asked = Question(register=world.register, at=world.now, case=world.case())
    assert eligible(Kind.VERDICT_SEALED, Role.EVALUATOR, asked).nobody
    guest = {"guest": said("Mara"), "criteria": world.people_criteria, "reason": "Everybody knows them."}
    world.do(evaluation.invite_guest, "ada", Role.REGISTRAR, case="a1", **guest)


def test_no_guest_is_invited_while_enough_of_the_body_may_judge(world: World) -> None:
    world.accept()
    guest = {"guest": said("Mara"), "criteria": ("files",), "reason": "I like her."}
    with pytest.raises(NotPossibleError) as refusal:
        world.do(evaluation.invite_guest, "ada", Role.REGISTRAR, case="a1", **guest)
    assert refusal.value.codes == ("enough",)


def test_a_guest_has_the_role_for_one_application_only(world: World) -> None:
    world.do(parties.register_person, "mara", Role.PUBLIC, name=said("Mara"))
    world.assign("mara", Role.EVALUATOR, application="a1")
    holds = partial(world.register.holds, "mara", Role.EVALUATOR, BODY, world.now, scheme="printer")
    assert holds(case="a1")
    assert not holds(case="a2")


def test_an_evaluator_is_qualified_for_each_scheme(world: World) -> None:
    holds = world.register.holds
    assert holds("ben", Role.EVALUATOR, BODY, world.now, scheme="printer")
    assert not holds("ben", Role.EVALUATOR, BODY, world.now, scheme="tractor")
    assert not holds("ben", Role.EVALUATOR, "another-body", world.now, scheme="printer")


def test_a_role_holds_from_when_it_is_given_to_when_it_ends(world: World) -> None:
    given = world.now
    world.assign("lou", Role.REGISTRAR, until=given + timedelta(days=10))
    assert not world.register.holds("lou", Role.REGISTRAR, BODY, given - timedelta(minutes=1))
    assert world.register.holds("lou", Role.REGISTRAR, BODY, given)
    assert not world.register.holds("lou", Role.REGISTRAR, BODY, given + timedelta(days=10))
    ended = {"body": BODY, "person": "lou", "given": Role.REGISTRAR, "reason": "Enough."}
    world.do(parties.end_role, ADMINISTRATOR, Role.ADMINISTRATOR, **ended)
    assert not world.register.holds("lou", Role.REGISTRAR, BODY, world.now)


def test_the_administrator_gives_no_role_to_themselves(world: World) -> None:
    with pytest.raises(NotAllowedError) as refusal:
        world.assign(ADMINISTRATOR, Role.DECISION_MAKER)
    assert refusal.value.codes == ("self",)


def test_a_registrar_does_not_ask_themselves_to_judge(world: World) -> None:
    world.assign("ada", Role.EVALUATOR)
    world.accept()
    due = {"evaluator": "ada", "criteria": ("files",), "due": world.today}
    with pytest.raises(NotAllowedError) as refusal:
        world.do(evaluation.assign_evaluator, "ada", Role.REGISTRAR, case="a1", **due)
    assert refusal.value.codes == ("self",)


def test_who_has_evaluated_does_not_decide_whatever_role_they_have() -> None:
    """Spec §2c 7.6."""
    world = World()
    world.assign("ben", Role.DECISION_MAKER)
    world.to_evaluating()
    world.judge_all()
    world.conclude()
    for act in (
        partial(decision.review, recommends=Recommendation.GRANT, reason="Mine."),
        partial(decision.refuse, unmet=(), reason="Mine."),
    ):
        with pytest.raises(NotAllowedError) as refusal:
            world.do(act, "ben", Role.DECISION_MAKER, case="a1")
        assert "evaluated" in refusal.value.codes


def test_who_decided_does_not_issue() -> None:
    """Spec §2d: never the decision maker alone."""
    world = World()
    world.assign("eli", Role.REGISTRAR)
    world.to_granted()
    act = partial(certificate.issue, number="A1", log=world.entries, schemes=world.schemes)
    with pytest.raises(NotAllowedError) as refusal:
        world.do(act, "eli", Role.REGISTRAR, case="a1")
    assert refusal.value.codes == ("decided",)


def test_an_editor_with_an_open_application_does_not_change_its_standard(world: World) -> None:
    """Spec §2d."""
    world.do(parties.add_member, APPLICANT, Role.APPLICANT, organisation=ORGANISATION, member="hal")
    retire = partial(standards.retire_scheme, scheme="printer", version="1", reason="I want another.")
    with pytest.raises(NotAllowedError) as refusal:
        world.do(retire, "hal", Role.STANDARDS_EDITOR)
    assert refusal.value.codes == ("open-application",)
    world.do(application.withdraw_application, APPLICANT, Role.APPLICANT, case="a1", reason="Later.")
    world.do(retire, "hal", Role.STANDARDS_EDITOR)


def test_a_relation_that_is_told_after_the_decision_stops_the_certificate() -> None:
    """What held at the time counts, whenever it was declared."""
    world = World()
    world.to_granted()
    assert recheck(world.entries, "a1", world.schemes) == ()
    declare(world, RelationKind.OWNERSHIP, one="cleo", days=200)
    faults = recheck(world.entries, "a1", world.schemes)
    assert {fault.objection.code for fault in faults} == {"declared"}
    assert Kind.VERDICT_SEALED in {fault.kind for fault in faults}
    with pytest.raises(NotPossibleError) as refusal:
        world.issue()
    assert "Event " in str(refusal.value)
