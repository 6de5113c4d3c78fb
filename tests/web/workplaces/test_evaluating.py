# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Evaluating: blind until both are in, talked about where they differ, decided by a third, put right by who applies."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from oshmark.adapters import clock
from oshmark.certification.acts import parties
from oshmark.certification.event_data.parties import RelationKind
from oshmark.certification.judging import Stage
from oshmark.certification.roles import Role, Who
from oshmark.web.certification.acting import perform
from oshmark.web.certification.memory import NOTHING
from tests.web.workplaces.office import plain

if TYPE_CHECKING:
    from oshmark.certification.criterion import Criterion
    from tests.web.workplaces.office import Office

HIS, HERS = "The third photograph shows it.", "Nothing shows the frame."


def criterion(office: Office, name: str) -> Criterion:
    (found,) = [one for one in office.people_criteria if one.id == name]
    return found


def differ(office: Office, name: str = "files") -> None:
    address = office.at("judge", name)
    office.send("Ben", address, outcome="met", reason=HIS, minutes="7")
    office.send("Cleo", address, outcome="not-met", reason=HERS, minutes="9")


def test_an_evaluator_sees_criterion_evidence_and_examples_side_by_side(reading_office: Office) -> None:
    reading_office.to_evaluating()
    page = plain(reading_office.get("Ben", reading_office.at("judge", "zugang")))
    for words in ("What is asked", "What was handed in", "https://files.example.org/page", "Cloud, Zugang auf Anfrage"):
        assert words in page


def test_nobody_sees_a_verdict_before_both_are_in(office: Office) -> None:
    """§0a: two evaluators see nothing of each other until both verdicts on a criterion are in."""
    office.to_evaluating()
    office.send("Ben", office.at("judge", "files"), outcome="met", reason=HIS, minutes="7")
    for name in ("Cleo", "Alice", "Ada", "Eli"):
        pages = [office.get(name, office.at()), office.get(name, office.at("criterion", "files"))]
        pages += [office.get("Cleo", office.at("judge", "files"))] if name == "Cleo" else []
        assert all(HIS not in page for page in pages), name
    assert "Ben" not in plain(office.get("Cleo", office.at("judge", "files")))
    office.send("Cleo", office.at("judge", "files"), outcome="not-met", reason=HERS)
    assert HIS in office.get("Cleo", office.at("talk", "files"))


def test_a_verdict_is_given_once(office: Office) -> None:
    office.to_evaluating()
    address, verdict = office.at("judge", "files"), {"outcome": "met", "reason": HIS}
    office.send("Ben", address, **verdict)
    assert "has judged" in office.send("Ben", address, 409, **verdict)


def test_who_was_not_asked_cannot_judge(office: Office) -> None:
    office.to_evaluating()
    office.get("Dora", office.at("judge", "files"), 404)
    office.get("Eli", office.at("judge", "files"), 403)
    office.get("Alice", office.at("judge", "files"), 403)


def test_two_who_differ_talk_and_agree(office: Office) -> None:
    office.to_evaluating()
    differ(office)
    said = {"message": "Look at page 3.", "outcome": "met", "reason": "It is on page 3."}
    office.send("Ben", office.at("talk", "files"), **said)
    assert "Look at page 3." in office.get("Cleo", office.at("talk", "files"))
    office.send("Cleo", office.at("talk", "files"), message="So it is.", outcome="met", reason="Seen.")
    assert office.case.judging("files").stage is Stage.SETTLED
    assert "Look at page 3." not in office.get("Alice", office.at("criterion", "files"))


def test_a_third_decides_where_two_cannot_agree(office: Office) -> None:
    office.to_evaluating()
    differ(office)
    office.send("Ben", office.at("talk", "files"), message="I stay with it.")
    office.send("Cleo", office.at("call-third", "files"), reason="We cannot agree.")
    due = str(clock.now().date() + timedelta(days=5))
    office.send("Ada", office.at("assign-third"), evaluator=office.id("Dora"), criteria=["files"], due=due)
    office.send("Dora", office.at("third", "files"), outcome="met", reason="It is there.", minutes="15")
    assert office.case.judging("files").how == "third"


def test_one_of_the_two_cannot_be_the_third(office: Office) -> None:
    office.to_evaluating()
    differ(office)
    office.send("Ben", office.at("talk", "files"), message="I stay with it.")
    office.send("Cleo", office.at("call-third", "files"), reason="We cannot agree.")
    due = str(clock.now().date() + timedelta(days=5))
    fields = {"evaluator": office.id("Ben"), "criteria": ["files"], "due": due}
    assert "one of those who could not agree" in office.send("Ada", office.at("assign-third"), 409, **fields)


def test_something_is_put_right_and_judged_again(office: Office) -> None:
    office.to_evaluating()
    for name in ("Ben", "Cleo"):
        office.judge(name, criterion(office, "files"), met=False)
    due = str(clock.now().date() + timedelta(days=6))
    office.send("Ben", office.at("raise", "files"), what="Name the licence.", due=due)
    assert "Name the licence." in plain(office.get("Alice", office.at()))
    assert "Put right what evaluators found" in plain(office.get("Alice", "/work/"))
    office.send("Alice", office.at("put-right", "n1"), statement="CERN-OHL-S, in LICENCE.", do="save")
    office.send("Alice", office.at("answer", "n1"))
    assert office.case.judging("files").round == 2
    assert "CERN-OHL-S, in LICENCE." in office.get("Ben", office.at("judge", "files"))
    for name in ("Ben", "Cleo"):
        office.judge(name, criterion(office, "files"))
    assert office.case.judging("files").is_met()


def test_an_answer_without_words_is_refused(office: Office) -> None:
    office.to_evaluating()
    for name in ("Ben", "Cleo"):
        office.judge(name, criterion(office, "files"), met=False)
    due = str(clock.now().date() + timedelta(days=6))
    office.send("Ben", office.at("raise", "files"), what="Name the licence.", due=due)
    assert "Say what you have put right" in office.send("Alice", office.at("answer", "n1"), 409)


def test_handing_back_gives_the_work_to_somebody_else(office: Office) -> None:
    office.to_evaluating()
    office.send("Ben", office.at("hand-back"), criteria=["files", "skill"], reason="No time.")
    assert office.id("Ben") not in office.case.judging("files").evaluators
    page = plain(office.get("Ada", office.at("assign")))
    assert "Dora" in page


def test_who_is_barred_is_named_with_the_reason_and_cannot_be_asked(office: Office) -> None:
    office.to_accepted()
    office.settle()
    office.begin()
    dora = Who(office.id("Dora"), Role.PUBLIC)
    friends = {"one": office.id("Dora"), "other": office.workshop.public_id, "relation": RelationKind.FRIENDSHIP}
    perform(parties.declare_relation, dora, clock.now(), NOTHING, None, **friends, since=clock.now().date())
    page = plain(office.get("Ada", office.at("assign")))
    assert "Dora: Dora has declared a relation to the applicant: friendship." in page
    due = str(clock.now().date() + timedelta(days=5))
    fields = {"evaluator": office.id("Dora"), "criteria": ["files"], "due": due}
    office.send("Ada", office.at("assign"), 422, **fields)


def test_where_too_few_may_judge_a_guest_is_invited(office: Office) -> None:
    """§0a: nobody eligible leads to inviting a guest evaluator."""
    office.to_accepted()
    office.settle()
    office.begin()
    for name in ("Dora", "Cleo", "Ben"):
        me = Who(office.id(name), Role.PUBLIC)
        friends = {"one": office.id(name), "other": office.workshop.public_id, "relation": RelationKind.FRIENDSHIP}
        perform(parties.declare_relation, me, clock.now(), NOTHING, None, **friends, since=clock.now().date())
    assert "Nobody of the body may judge this" in plain(office.get("Ada", office.at("assign")))
    fields = {"guest": "Mara of another body", "criteria": ["files"], "reason": "All know them."}
    office.send("Ada", office.at("guest"), **fields)
    assert "Mara" not in str(office.case)


def test_who_is_away_is_not_offered_new_work(office: Office) -> None:
    office.to_accepted()
    office.settle()
    office.begin()
    until = clock.now().date() + timedelta(days=8)
    office.send("Dora", "/work/away", until=str(until))
    page = plain(office.get("Ada", office.at("assign")))
    assert f"Dora is away until {until}" in page
    fields = {"evaluator": office.id("Dora"), "criteria": ["files"], "due": str(until)}
    office.send("Ada", office.at("assign"), 422, **fields)
    office.send("Dora", "/work/away", until="")
    office.send("Ada", office.at("assign"), **fields)


def test_evaluators_never_see_the_fee(office: Office) -> None:
    """C-43."""
    office.to_evaluating()
    for address in (office.at(), office.at("judge", "files"), office.at("criterion", "files")):
        assert "small workshop" not in office.get("Ben", address)
        assert "settled" not in plain(office.get("Ben", address)).replace("is settled", "")
    office.get("Ben", office.at("fee"), 403)


def test_twenty_minutes_are_filled_with_criteria_that_fit(office: Office) -> None:
    office.to_evaluating()
    page = plain(office.get("Ben", "/work/twenty?minutes=45"))
    assert "Together about 40 minutes" in page
    assert plain(office.get("Ben", "/work/twenty?minutes=5")).count("Judge") == 1
    assert "shortest that there is" in plain(office.get("Ben", "/work/twenty?minutes=5"))
    assert "Nothing waits to be judged" in plain(office.get("Alice", "/work/twenty"))


def test_a_task_list_says_what_waits_for_whom(office: Office) -> None:
    office.to_evaluating()
    ben, alice = plain(office.get("Ben", "/work/")), plain(office.get("Alice", "/work/"))
    assert "As evaluator" in ben
    assert "due " in ben
    assert "about 20 minutes" in ben
    assert "What others do for you" in alice
    assert "waits for evaluator" in alice
    assert "waits for evaluator" in plain(office.get("Alice", office.at()))
    assert "Ben" not in plain(office.get("Alice", office.at()))


def test_what_was_typed_into_a_verdict_is_kept(office: Office) -> None:
    office.to_evaluating()
    office.send("Ben", office.at("judge", "files"), do="save", reason="Half a thought")
    assert "Half a thought" in office.get("Ben", office.at("judge", "files"))
    assert "Half a thought" not in office.get("Cleo", office.at("judge", "files"))
    office.send("Ben", office.at("judge", "files"), outcome="met", reason="A whole thought")
    assert "Half a thought" not in office.get("Ben", office.at("judge", "files"))


def test_who_steps_back_is_out_of_everything(office: Office) -> None:
    office.to_evaluating()
    office.send("Ben", office.at("recuse"), reason="I will work with them.")
    assert office.id("Ben") in office.case.recused
    assert office.case.tasks_of(office.id("Ben")) == ()
