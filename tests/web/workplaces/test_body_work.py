# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Keeping a body going in the browser: roles are given and ended by its administrator, versions of schemes adopted by
its standards editor, and both are told in time (§2d)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import msgspec
import pytest

from oshmark.certification.acts import standards
from oshmark.certification.roles import Role, Who
from oshmark.certification.scheme import SchemeState
from oshmark.certification.written import canonical
from oshmark.web import wiring
from oshmark.web.certification.acting import perform
from oshmark.web.certification.memory import About, memory
from tests.web.workplaces.office import plain

if TYPE_CHECKING:
    from tests.web.workplaces.office import Office

WHY = "Has heard both sides before."


def roles(office: Office) -> str:
    return f"/work/roles/{office.scheme.body}"


def given(office: Office, name: str) -> set[Role]:
    ones = memory().replay.register.assignments[office.id(name)]
    return {one.role for one in ones if one.holds(office.now)}


def test_the_administrator_gives_a_role_and_ends_it(office: Office) -> None:
    gives = {"do": "give", "person": office.people["Bob"].email, "reason": WHY}
    assert "Bob" in office.send("Jo", roles(office), 303, given="appeal-panel", **gives)
    assert given(office, "Bob") == {Role.APPEAL_PANEL}
    ends = {"do": "end", "who": office.id("Bob"), "role": "appeal-panel"}
    assert "Something is missing" in office.send("Jo", roles(office), 409, reason="", **ends)
    office.send("Jo", roles(office), 303, reason="Has moved away.", **ends)
    assert given(office, "Bob") == set()


def test_an_evaluator_is_qualified_for_named_schemes(office: Office) -> None:
    gives = {"do": "give", "person": office.people["Bob"].email, "given": "evaluator", "reason": WHY}
    assert "qualified for named schemes" in office.send("Jo", roles(office), 409, **gives)
    office.send("Jo", roles(office), 303, schemes=[office.scheme.id], **gives)
    assert given(office, "Bob") == {Role.EVALUATOR}


@pytest.mark.parametrize(
    ("person", "says"),
    [("Jo", "to themselves"), ("nobody@example.org", "Nobody here is")],
)
def test_nobody_gives_a_role_to_themselves_or_to_nobody(office: Office, person: str, says: str) -> None:
    email = office.people[person].email if person in office.people else person
    gives = {"do": "give", "person": email, "given": "registrar", "reason": WHY}
    refused = plain(office.send("Jo", roles(office), 409, **gives))
    assert "This cannot be done" in refused or says in refused
    assert given(office, "Jo") == {Role.ADMINISTRATOR}


def test_nobody_else_sees_or_sends_the_page(office: Office) -> None:
    for name in ("Alice", "Ada", "Eli", "Bob"):
        office.get(name, roles(office), 403)
        office.send(name, roles(office), 403, do="give")
    office.get("Jo", "/work/roles/elsewhere", 404)


def test_a_role_that_runs_out_waits_for_the_administrator(office: Office) -> None:
    assert "runs out" not in office.get("Jo", "/work/")
    ends = {"do": "end", "who": office.id("Gus"), "role": "appeal-panel", "reason": "The year is over."}
    office.send("Jo", roles(office), 303, **ends)
    assert "Give a role that nobody has" in office.get("Jo", "/work/")
    until = str((office.now + timedelta(days=20)).date())
    gives = {"do": "give", "person": office.people["Gus"].email, "given": "appeal-panel", "reason": WHY}
    office.send("Jo", roles(office), 303, until=until, **gives)
    shown = office.get("Jo", "/work/")
    assert "Give a role that runs out" in shown
    assert f"due {until}" in shown
    office.send("Jo", roles(office), 303, **gives)
    assert "Nothing waits for you." in office.get("Jo", "/work/")


def test_the_standards_editor_adopts_a_version_when_everybody_could_comment(reading_office: Office) -> None:
    """C-8."""
    office = reading_office
    newer = msgspec.structs.replace(office.scheme, version="2")
    draft = msgspec.structs.replace(newer, state=SchemeState.DRAFT)
    wiring.payloads().put_many([canonical(draft), canonical(newer)])
    until = office.now + timedelta(days=newer.comment_days, minutes=1)
    editor = Who(office.id("Hal"), Role.STANDARDS_EDITOR)
    perform(
        standards.propose_scheme, editor, office.now, About(scheme=newer), None, comments_until=until, reason="Better."
    )
    address = f"/work/scheme/{newer.id}/2"
    assert "not over yet" in office.get("Hal", address)
    office.send("Hal", address, 409, reason="At once.")
    office.later(days=newer.comment_days + 1)
    assert "Adopt a new version of a scheme" in office.get("Hal", "/work/")
    office.get("Jo", address, 403)
    office.get("Hal", f"/work/scheme/{newer.id}/3", 404)
    office.send("Hal", address, 422, reason="")
    office.send("Hal", address, 303, reason="Nobody objected.")
    known = memory().replay.register.version(newer.id, "2")
    assert known is not None
    assert known.holds(office.now)
    assert "Nothing waits for you." in office.get("Hal", "/work/")
