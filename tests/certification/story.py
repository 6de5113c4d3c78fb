# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""One long story of a small body in which everything happens that can happen, in an order in which it may."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from oshmark.certification.acts import application, certificate, complaints, decision, evaluation, parties, standards
from oshmark.certification.event_data.application import Missing
from oshmark.certification.event_data.certificate import ComplaintCategory, FindingCategory, ReasonClass
from oshmark.certification.event_data.decision import Recommendation
from oshmark.certification.event_data.parties import RelationKind
from oshmark.certification.roles import Role
from tests.certification.world import (
    ADMINISTRATOR,
    APPLICANT,
    BODY,
    MET,
    NOT_MET,
    NUMBER,
    ORGANISATION,
    STRANGER,
    hashed,
    said,
)

if TYPE_CHECKING:
    from tests.certification.world import World

SECOND = "A3C4D6E8"


def tell(world: World) -> None:
    """Everything, from the founding on."""
    people(world)
    body(world)
    paperwork(world)
    judging(world)
    life(world)
    renewal(world)
    refusal(world)
    endings(world)


def people(world: World) -> None:
    today, register = world.today, Role.REGISTRAR
    do = world.do
    do(parties.add_member, APPLICANT, Role.APPLICANT, organisation=ORGANISATION, member=STRANGER)
    do(parties.remove_member, APPLICANT, Role.APPLICANT, organisation=ORGANISATION, member=STRANGER, reason="Left.")
    do(parties.give_mandate, APPLICANT, Role.APPLICANT, party=ORGANISATION, agent=STRANGER)
    do(parties.end_mandate, APPLICANT, Role.APPLICANT, party=ORGANISATION, agent=STRANGER)
    relation = {"one": "dora", "other": STRANGER, "relation": RelationKind.FRIENDSHIP}
    do(parties.declare_relation, "dora", Role.PUBLIC, **relation, since=today, note=said("School."))
    do(parties.end_relation, "ada", register, **relation)
    trained = {"trainer": STRANGER, "trainee": APPLICANT, "form": "workshop", "what": "Printers"}
    do(parties.record_training, APPLICANT, Role.PUBLIC, **trained, ended=today)
    world.assign("ada", Role.STANDARDS_EDITOR)
    ended = {"body": BODY, "person": "ada", "given": Role.STANDARDS_EDITOR}
    do(parties.end_role, ADMINISTRATOR, Role.ADMINISTRATOR, **ended, reason="One is enough.")


def body(world: World) -> None:
    do, why = world.do, {"body": BODY, "reason": "Agreed in public."}
    do(standards.succeed_host, ADMINISTRATOR, Role.ADMINISTRATOR, before="a.example", after="b.example", **why)
    did = "did:web:other.example"
    do(standards.recognise_body, "eli", Role.DECISION_MAKER, did=did, name="Other", **why)
    do(standards.drop_recognition, "eli", Role.DECISION_MAKER, did=did, **why)
    do(standards.list_issuer, "ada", Role.REGISTRAR, issuer="wiki.example", method="permanent revision", **why)
    lead = {"body": BODY, "territory": "NL", "party": ORGANISATION}
    do(standards.ask_for_lead, APPLICANT, Role.PUBLIC, **lead)
    do(standards.strike_off_issuer, "ada", Role.REGISTRAR, issuer="wiki.example", **why)


def paperwork(world: World) -> None:
    do, case, me = world.do, {"case": "a1"}, (APPLICANT, Role.APPLICANT)
    world.open()
    do(application.plan, *me, **case, text=said("Ready in spring."), earliest_decision=world.today + timedelta(days=90))
    do(application.give_challenge, *me, **case, criterion="wiring", code="heron-42")
    world.submit()
    do(application.begin_screening, "ada", Role.REGISTRAR, **case)
    missing = (Missing(criterion="files", what="Name the licence."), Missing(criterion=None, what="Sign it."))
    do(application.return_application, "ada", Role.REGISTRAR, **case, missing=missing)
    world.submit()
    world.accept()
    world.settle()
    external = {"external": "x1", "standard": "lab", "issuer": "Lab", "scope": "Wiring"}
    valid = {"valid_until": world.today + timedelta(days=200), "proof": hashed("proof")}
    world.begin()
    do(partial(application.record_external, number="17"), "ada", Role.REGISTRAR, **case, **external, **valid)


def judging(world: World) -> None:
    """“wiring” is fulfilled elsewhere; the two differ on “files” and “skill”, and “pace” has to be put right."""
    do, case, registrar = world.do, {"case": "a1"}, ("ada", Role.REGISTRAR)
    due = {"due": world.today + timedelta(days=10)}
    three = ("files", "pace", "skill")
    for person in ("ben", "cleo"):
        do(evaluation.assign_evaluator, *registrar, **case, evaluator=person, criteria=three, **due)
    do(evaluation.assign_evaluator, *registrar, **case, evaluator="dora", criteria=("files", "skill"), **due)
    do(evaluation.end_assignment, *registrar, **case, evaluator="dora", criteria=("skill",), reason="Not needed.")
    do(evaluation.hand_back, "dora", Role.EVALUATOR, **case, criteria=("files",), reason="No time.")
    world.judge("ben", "files")
    world.judge("cleo", "files", NOT_MET)
    words = {"criterion": "files", "message": said("Look at page 3.")}
    do(evaluation.say_in_exchange, "ben", Role.EVALUATOR, **case, **words, proposal=MET)
    do(evaluation.say_in_exchange, "cleo", Role.EVALUATOR, **case, **words, proposal=MET)
    world.judge("ben", "skill")
    world.judge("cleo", "skill", NOT_MET)
    words = {"criterion": "skill", "message": said("We differ.")}
    do(evaluation.say_in_exchange, "cleo", Role.EVALUATOR, **case, **words)
    do(evaluation.call_third, "cleo", Role.EVALUATOR, **case, criterion="skill", reason="We cannot agree.")
    do(evaluation.assign_evaluator, *registrar, **case, evaluator="dora", criteria=("skill",), **due, third=True)
    third = world.verdict("skill")
    do(evaluation.decide_as_third, "dora", Role.EVALUATOR, **case, criterion="skill", verdict=third, minutes=15)
    correction(world)
    world.conclude()
    world.review()
    world.grant()
    world.issue()


def correction(world: World) -> None:
    do, case = world.do, {"case": "a1"}
    for person in ("ben", "cleo"):
        world.judge(person, "pace", NOT_MET)
    raised = {"nonconformity": "n1", "criterion": "pace", "what": "Count a whole month."}
    do(evaluation.raise_nonconformity, "ben", Role.EVALUATOR, **case, **raised, due=world.today + timedelta(days=3))
    answer = {"nonconformity": "n1", "statement": said("Now we did.")}
    do(evaluation.answer_nonconformity, APPLICANT, Role.APPLICANT, **case, **answer)
    for person in ("ben", "cleo"):
        world.judge(person, "pace")


def life(world: World) -> None:
    do, one = world.do, {"number": NUMBER}
    decider, officer, registrar = (
        ("eli", Role.DECISION_MAKER),
        ("fay", Role.COMPLAINTS_OFFICER),
        ("ada", Role.REGISTRAR),
    )
    world.complain()
    do(complaints.admit_complaint, *officer, **one, complaint="c1", reason="It may be so.")
    why = {"why": ReasonClass.COMPLAINT, "reason": "It broke.", "ends_when": "A new frame."}
    do(certificate.suspend, *officer, **one, until=world.today + timedelta(days=30), **why)
    do(certificate.extend_suspension, *decider, **one, until=world.today + timedelta(days=60), reason="Still open.")
    do(decision.appeal_measure, APPLICANT, Role.APPLICANT, **one, grounds=said("It was one machine."))
    do(decision.uphold_measure, "gus", Role.APPEAL_PANEL, **one, panel=("gus",), reason="Rightly so.")
    do(complaints.decide_complaint, *officer, **one, complaint="c1", upheld=True, reason="It is so.")
    found = {"finding": "f1", "category": FindingCategory.MISSION_DRIFT, "what": "Files were taken away."}
    do(certificate.open_finding, *officer, **one, **found, complaint="c1")
    do(certificate.close_finding, *decider, **one, finding="f1", reason="They are back.")
    do(certificate.reinstate, *decider, **one, reason="The frame is new.")
    less = {"level": "listed", "scope": ("selling",), "why": ReasonClass.NONCONFORMITY, "reason": "Less was shown."}
    do(certificate.reduce, *decider, **one, **less)
    do(decision.appeal_measure, APPLICANT, Role.APPLICANT, **one, grounds=said("It was shown."))
    do(decision.annul_measure, "gus", Role.APPEAL_PANEL, **one, panel=("gus",), reason="It was.")
    world.complain("hal", "c2", category=ComplaintCategory.MISSION_DRIFT)
    do(complaints.dismiss_complaint, *officer, **one, complaint="c2", reason="That is another firm.")
    do(certificate.ask_test_data, *registrar, **one, duty="d1", component="nozzle", due=world.today + timedelta(days=9))
    do(certificate.give_test_data, APPLICANT, Role.APPLICANT, **one, duty="d1", digest=hashed("raw"), method="Weighed.")
    external = {"external": "x1", "standard": "lab", "issuer": "Lab", "scope": "Wiring"}
    until = world.today + timedelta(days=700)
    do(
        partial(certificate.update_external, number="18"),
        *registrar,
        **one,
        **external,
        valid_until=until,
        proof=hashed("new"),
    )
    world.now += timedelta(days=185)
    seen = {"evidence": (hashed("visit"),), "reason": "As it was.", "passed": True}
    do(certificate.survey, "ben", Role.EVALUATOR, **one, due=world.certificate().terms.surveillance[0], **seen)


def renewal(world: World) -> None:
    world.now += timedelta(days=120)
    world.to_granted("a2", renew=True)
    world.renew("a2")


def refusal(world: World) -> None:
    """Refused, allowed on appeal, judged anew with a guest in sight, refused again, and upheld."""
    do, case = world.do, {"case": "a3"}
    world.to_evaluating("a3")
    for person in ("ben", "cleo"):
        for criterion in world.people_criteria:
            world.judge(person, criterion, NOT_MET if criterion == "files" else MET, "a3")
    late = {"nonconformity": "n2", "criterion": "files", "what": "Publish them."}
    do(evaluation.raise_nonconformity, "cleo", Role.EVALUATOR, **case, **late, due=world.today + timedelta(days=2))
    world.now += timedelta(days=4)
    do(evaluation.leave_nonconformity, "ada", Role.REGISTRAR, **case, nonconformity="n2", reason="No answer.")
    world.conclude("a3")
    world.review("a3", Recommendation.REFUSE)
    world.refuse("a3")
    do(decision.appeal, APPLICANT, Role.APPLICANT, **case, grounds=said("They are published."))
    heard = {"panel": ("gus",), "reason": "One link was overlooked."}
    do(decision.allow_appeal, "gus", Role.APPEAL_PANEL, **case, **heard, criteria=("files",))
    do(evaluation.recuse, "dora", Role.EVALUATOR, **case, reason="I work with them now.")
    do(evaluation.recuse, "cleo", Role.EVALUATOR, **case, reason="I will work with them.")
    guest = {"guest": said("Mara of another body"), "reason": "Only one is left."}
    do(evaluation.invite_guest, "ada", Role.REGISTRAR, **case, **guest, criteria=("files",))
    guest_judges(world)
    world.conclude("a3")
    world.review("a3", Recommendation.REFUSE)
    world.refuse("a3")
    do(decision.appeal, APPLICANT, Role.APPLICANT, **case, grounds=said("Still."))
    do(decision.dismiss_appeal, "gus", Role.APPEAL_PANEL, **case, panel=("gus",), reason="They are not.")


def guest_judges(world: World) -> None:
    """What the one judged who stepped back is open again; the guest has the role for this application only."""
    world.do(parties.register_person, "mara", Role.PUBLIC, name=said("Mara"))
    world.assign("mara", Role.EVALUATOR, application="a3")
    due = {"due": world.today + timedelta(days=10)}
    for criterion in world.people_criteria:
        for person in ("ben", "mara"):
            if person not in world.case("a3").judging(criterion).evaluators:
                asked = {"evaluator": person, "criteria": (criterion,), **due}
                world.do(evaluation.assign_evaluator, "ada", Role.REGISTRAR, case="a3", **asked)
            world.judge(person, criterion, NOT_MET if criterion == "files" else MET, "a3")


def endings(world: World) -> None:
    do, one, me = world.do, {"number": NUMBER}, (APPLICANT, Role.APPLICANT)
    world.open("a4")
    do(application.withdraw_application, *me, case="a4", reason="Later.")
    world.open("a5")
    world.now += timedelta(days=61)
    do(application.lapse, "ada", Role.REGISTRAR, case="a5")
    world.to_granted("a6")
    world.issue("a6", SECOND)
    gone = {"why": ReasonClass.SAFETY, "reason": "It burns."}
    do(certificate.withdraw_certificate, "eli", Role.DECISION_MAKER, number=SECOND, **gone)
    world.to_granted("a7")
    world.issue("a7", "M4N6P8R9")
    do(certificate.terminate, *me, number="M4N6P8R9", reason="We stop.")
    do(certificate.supersede, "ada", Role.REGISTRAR, **one, by=SECOND, reason="Version 2.")
    do(application.end_agreement, *me, case="a6", reason="We part.")
    same = {"scheme": world.scheme.id, "version": world.scheme.version}
    do(standards.retire_scheme, "hal", Role.STANDARDS_EDITOR, **same, reason="There is a better one.")
