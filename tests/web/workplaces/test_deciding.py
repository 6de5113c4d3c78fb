# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Deciding, appeals, what happens to a certificate, complaints; what comes twice happens once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oshmark.certification.acts import parties
from oshmark.certification.roles import Role, Who
from oshmark.web.audit.models import Event
from oshmark.web.certification.acting import perform
from oshmark.web.certification.complaining import complain
from oshmark.web.certification.memory import memory
from tests.web.workplaces.office import REASON, plain

if TYPE_CHECKING:
    from tests.web.workplaces.office import Office


def to_reviewed(office: Office, *, met: bool = True, recommends: str = "grant") -> None:
    office.to_evaluating()
    for criterion in office.people_criteria:
        for name in ("Ben", "Cleo"):
            office.judge(name, criterion, met=met)
    office.send("Ada", office.at("conclude"))
    office.send("Eli", office.at("review"), recommends=recommends, reason=REASON)


def test_a_double_click_decides_once(office: Office) -> None:
    to_reviewed(office)
    fields = {"decision": "grant", "reason": REASON, "level": "certified", "scope": list(office.case.scope)}
    office.send("Eli", office.at("decide"), **fields)
    before = Event.objects.count()
    assert "cannot be done" in office.send("Eli", office.at("decide"), 409, **fields)
    office.send("Eli", office.at("decide"), 409, **{**fields, "decision": "refuse"})
    assert Event.objects.count() == before


def test_whoever_evaluated_cannot_decide(office: Office) -> None:
    """§2d: the room says so, to whoever has both roles."""
    given = {"person": office.id("Ben"), "given": Role.DECISION_MAKER, "reason": "Knows it."}
    perform(parties.assign_role, Who(office.id("Jo"), Role.ADMINISTRATOR), office.now, body=office.scheme.body, **given)
    to_reviewed(office)
    page = plain(office.send("Ben", office.at("decide"), 403, decision="refuse", reason="I know better."))
    assert "Ben evaluated this application; somebody else has to decide." in page
    assert "I know better." in page


def test_what_stands_in_the_way_is_said_before_a_decision(office: Office) -> None:
    to_reviewed(office, met=False, recommends="refuse")
    page = plain(office.get("Eli", office.at("decide")))
    assert "has to be met, and is not" in page
    assert "cannot be granted" in page


def test_a_refusal_is_appealed_against_and_judged_anew(office: Office) -> None:
    to_reviewed(office, met=False, recommends="refuse")
    office.send("Eli", office.at("decide"), decision="refuse", unmet=["files"], reason="The files are not open.")
    assert "The files are not open." in office.get("Alice", office.at())
    office.send("Alice", office.at("appeal"), grounds="They are published.")
    assert "They are published." in office.get("Gus", office.at("hear"))
    office.send("Gus", office.at("hear"), result="allow", criteria=["files"], reason="A link was overlooked.")
    assert office.case.state.value == "evaluating"
    assert office.case.judging("files").round == 2


def test_an_appeal_can_be_dismissed(office: Office) -> None:
    to_reviewed(office, met=False, recommends="refuse")
    office.send("Eli", office.at("decide"), decision="refuse", unmet=["files"], reason="The files are not open.")
    office.send("Alice", office.at("appeal"), grounds="They are published.")
    office.send("Gus", office.at("hear"), result="dismiss", reason="They are not.")
    assert office.case.state.value == "upheld"


def test_a_complaint_is_screened_and_leads_to_a_suspension_that_is_appealed_against(office: Office) -> None:
    number = office.to_issued()
    complaint = complain(number, "product", "It fell apart.", "", client="x", now=office.now)
    assert "Screen a complaint" in plain(office.get("Fay", "/work/"))
    there, here = f"/work/complaint/{complaint}", f"/work/certificate/{number}"
    assert "It fell apart." in office.get("Fay", there)
    office.send("Fay", f"{there}/screen", verdict="admit", reason="It may be so.")
    fields = {"until": office.day(20), "why": "complaint", "reason": "It broke.", "ends_when": "A new frame."}
    office.send("Fay", f"{here}/suspend", **fields)
    assert "suspended" in plain(office.get("Alice", here))
    assert "cannot be done" in office.send("Fay", f"{here}/suspend", 409, **fields)
    office.send("Alice", f"{here}/appeal", grounds="It was one lamp.")
    assert "Hear an appeal against a measure" in plain(office.get("Gus", "/work/"))
    office.send("Gus", f"{here}/hear", result="allow", reason="It was.")
    found = memory().certificate(number)
    assert found is not None
    assert found.suspension is None
    office.send("Fay", f"{there}/decide", verdict="not-so", reason="One lamp.")


def test_a_complaints_officer_suspends_for_thirty_days_at_most(office: Office) -> None:
    number = office.to_issued()
    fields = {"until": office.day(60), "why": "safety", "reason": "It broke.", "ends_when": "A new frame."}
    office.send("Fay", f"/work/certificate/{number}/suspend", 409, **fields)


def test_findings_are_opened_and_closed_and_a_holder_gives_back(office: Office) -> None:
    here = f"/work/certificate/{office.to_issued()}"
    office.send("Fay", f"{here}/find", category="licence-changed", what="The licence is another.")
    assert "The licence is another." in office.get("Alice", here)
    office.send("Eli", f"{here}/close-finding", finding="f1", reason="It is back.")
    office.send("Alice", f"{here}/give-back", reason="We stop.")
    assert "given back" in plain(office.get("Alice", here))
