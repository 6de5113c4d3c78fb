# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is recorded about people, organisations and bodies from pages: for whom it is, and what the room makes of it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import msgspec

from oshmark.adapters import clock
from oshmark.certification.acts import standards
from oshmark.certification.roles import Role, Who
from oshmark.certification.scheme import SchemeState
from oshmark.certification.written import canonical
from oshmark.web import wiring
from oshmark.web.certification.acting import perform
from oshmark.web.certification.memory import About, memory
from oshmark.web.workplaces.seat import at_case
from oshmark.web.workplaces.tasks.assigning import evaluators_for
from tests.web.workplaces.office import plain

if TYPE_CHECKING:
    from oshmark.certification.register import Register
    from tests.web.workplaces.office import Office

HERE = "/work/record/"


def register() -> Register:
    return memory().replay.register


def test_a_relation_is_declared_by_one_of_the_two_and_ended_by_neither(office: Office) -> None:
    office.to_accepted()
    since, alice = office.day(-100), office.id("Alice")
    fields = {"one": office.id("Ben"), "other": f"/parties/{alice}", "relation": "friendship", "since": since}
    office.send("Ben", f"{HERE}relation", **fields, note="We went to school together.")
    assert office.id("Ben") not in evaluators_for(at_case(office.id("Ada"), office.application)).can
    office.send("Bob", f"{HERE}relation", 422, **fields)
    office.get("Ben", f"{HERE}relation-over", 403)
    which = f"{office.id('Ben')} {alice} friendship"
    assert "Ben, Alice: friendship" in plain(office.get("Ada", f"{HERE}relation-over"))
    office.send("Ada", f"{HERE}relation-over", which=which)
    assert office.id("Ben") in evaluators_for(at_case(office.id("Ada"), office.application)).can
    watched = {**fields, "one": office.id("Cleo"), "relation": "supplier"}
    office.send("Fay", f"{HERE}relation", **watched)
    assert office.id("Cleo") not in evaluators_for(at_case(office.id("Ada"), office.application)).can


def test_a_training_bars_for_two_years(office: Office) -> None:
    office.to_accepted()
    fields = {"was": "trainee", "mine": office.workshop.public_id, "form": "workshop", "what": "Lamps"}
    office.send("Alice", f"{HERE}training", **fields, other=office.id("Dora"), ended=office.day(-10))
    assert office.id("Dora") not in evaluators_for(at_case(office.id("Ada"), office.application)).can
    office.send("Alice", f"{HERE}training", 409, **fields, other="nobody", ended=office.day(10))


def test_somebody_acts_for_an_applicant_until_that_is_over(office: Office) -> None:
    office.apply()
    office.get("Bob", office.at(), 404)
    office.send("Alice", HERE + "mandate", 409, party=office.workshop.public_id, agent="nobody-here")
    office.send("Alice", HERE + "mandate", party=office.workshop.public_id, agent=office.id("Hal"))
    office.get("Hal", office.at())
    office.send("Alice", HERE + "mandate-over", which=f"{office.workshop.public_id} {office.id('Hal')}")
    office.get("Hal", office.at(), 404)


def test_members_are_added_and_leave(office: Office) -> None:
    office.apply()
    workshop = office.workshop.public_id
    office.send("Ada", HERE + "member", organisation=workshop, member=office.id("Hal"))
    assert register().acts_for(office.id("Hal"), workshop, office.now)
    office.send("Bob", HERE + "member", 403, organisation=workshop, member=office.id("Bob"))
    which = f"{workshop} {office.id('Hal')}"
    office.send("Bob", HERE + "member-gone", 422, which=which, reason="x")
    office.send("Alice", HERE + "member-gone", which=which, reason="Has moved away.")
    assert not register().acts_for(office.id("Hal"), workshop, office.now)


def test_everybody_may_comment_on_what_is_proposed_and_an_editor_retires(office: Office) -> None:
    """C-8."""
    second = msgspec.structs.replace(office.scheme, version="2")
    wiring.payloads().put_many([canonical(msgspec.structs.replace(second, state=SchemeState.DRAFT))])
    until = clock.now() + timedelta(days=office.scheme.comment_days, minutes=1)
    editor = Who(office.id("Hal"), Role.STANDARDS_EDITOR)
    perform(standards.propose_scheme, editor, clock.now(), About(scheme=second), None, comments_until=until, reason="x")
    office.send("Bob", HERE + "comment", scheme="printer 2", comment="Ask for spare parts, too.")
    assert "Ask for spare parts, too." in office.get("Bob", "/schemes/printer/2")
    office.send("Bob", HERE + "comment", 422, scheme="printer 1", comment="Too late.")
    office.send("Hal", HERE + "retire", scheme="printer 1", reason="Nobody uses it.")
    known = register().version("printer", "1")
    assert known is not None
    assert not known.holds(office.now + timedelta(seconds=1))


def test_bodies_list_issuers_recognise_each_other_and_move(office: Office) -> None:
    body = office.scheme.body
    issuer = {"body": body, "issuer": "Wiki of Makers", "reason": "We know it."}
    office.send("Ada", HERE + "issuer", **issuer, method="page sha256:" + "0" * 64)
    office.send("Eli", HERE + "issuer-off", **issuer)
    other = {"body": body, "did": "did:web:other.example", "reason": "They work as we do."}
    office.send("Eli", HERE + "recognise", **other, name="Others")
    office.send("Eli", HERE + "recognise-no-more", **other)
    moved = {"body": body, "before": "https://a.example", "after": "https://b.example", "reason": "A new house."}
    office.send("Jo", HERE + "host", **moved)
    office.get("Ada", HERE + "host", 403)
    office.get("Ada", HERE + "recognise", 403)
    office.get("Fay", HERE + "issuer", 403)
    kinds = [entry.kind.value for entry in memory().entries][-5:]
    assert kinds == [
        "certification:issuer:listed",
        "certification:issuer:struck-off",
        "certification:body:recognised",
        "certification:body:no-longer-recognised",
        "certification:body:host-succeeded",
    ]


def test_everybody_finds_what_they_can_record(office: Office) -> None:
    assert "Declare a relation" in plain(office.get("Bob", HERE))
    assert "List an issuer" not in plain(office.get("Bob", HERE))
    assert "List an issuer" in plain(office.get("Ada", HERE))
