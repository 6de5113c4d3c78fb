# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every address × every role × own and foreign object, against one file: `permissions.csv`.

`own` are an application, a certificate and a complaint of the body; `foreign` are those of another body, where none of
these people has a part. A new address without a line fails.
"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import pytest
from django.urls import reverse

from oshmark.certification.matrix import matrix
from oshmark.certification.roles import Role
from oshmark.web.audit.models import Event
from oshmark.web.certification.complaining import complain
from oshmark.web.workplaces.tasks import ALL
from oshmark.web.workplaces.urls import urlpatterns
from tests.web.people import browser_of
from tests.web.workplaces.office import Office

if TYPE_CHECKING:
    from django.test import Client

FILE = Path(__file__).parent / "data" / "permissions.csv"
Offices = tuple[Office, dict[str, dict[str, str]]]
"""The office, and what the addresses name: of its own, and of the other body's."""
PEOPLE = {
    "stranger": "Bob",
    "applicant": "Alice",
    "registrar": "Ada",
    "evaluator": "Ben",
    "other-evaluator": "Dora",
    "decision-maker": "Eli",
    "complaints-officer": "Fay",
    "appeal-panel": "Gus",
    "standards-editor": "Hal",
    "treasurer": "Ida",
    "administrator": "Jo",
}
ANSWERS = {200: "yes", 302: "sign-in", 403: "no", 404: "not-there", 405: "post-only"}
LINES = {line["name"]: line for line in csv.DictReader(FILE.read_text().splitlines())}
NAMES = sorted(str(pattern.name) for pattern in urlpatterns)


def test_every_address_has_a_line_and_no_line_is_left_over() -> None:
    assert sorted(LINES) == NAMES


def test_whoever_is_let_to_a_task_has_a_role_that_may_do_it() -> None:
    """The page lets nobody in whom the room would never let act: §2d."""
    roles = {action: row.roles for row in matrix().values() for action in row.actions}
    acting = {"work_fee": "waive_fee", "work_screen": "accept", "work_decide": "grant", "work_hear": "allow_appeal"}
    acting |= {"work_judge": "give_verdict", "work_issue": "issue", "work_assign": "assign_evaluator"}
    by_name = {f"work_{task.key.replace('-', '_')}": task.role for task in ALL}
    assert all(by_name[name] in roles[action] for name, action in acting.items())
    assert Role.ADMINISTRATOR not in by_name.values()


@pytest.fixture
def two_offices(office: Office, monkeypatch: pytest.MonkeyPatch) -> Offices:
    """The office with a case under evaluation, a certificate and a complaint; and another body's."""
    other = other_office(office, monkeypatch)
    number = office.to_issued()
    complaint = complain(number, "product", "It fell apart.", "", client="x", now=office.now)
    office.to_evaluating()
    for name in ("Ben", "Cleo"):
        office.judge(name, office.people_criteria[0], met=False)
    due = office.day(6)
    office.send("Ben", office.at("raise", "files"), what="Name the licence.", due=due)
    named = {"application": office.application, "number": number, "complaint": complaint}
    own = {**named, "criterion": "files", "nonconformity": "n1"}
    there = other.to_issued()
    said = complain(there, "product", "It fell apart.", "", client="y", now=office.now)
    foreign = {**own, "application": other.application, "number": there, "complaint": said}
    return office, {"own": own, "foreign": foreign}


def other_office(office: Office, monkeypatch: pytest.MonkeyPatch) -> Office:
    scheme = msgspec.structs.replace(office.scheme, body="elsewhere", id="other")
    return Office(office.library, scheme, monkeypatch, domain="else.example", ago=100)


def address(name: str, named: dict[str, str]) -> str:
    (pattern,) = [one for one in urlpatterns if one.name == name]
    kwargs = {key: named[key] for key in pattern.pattern.regex.groupindex if key in named}
    if name == "work_file":
        kwargs |= {"digest": "0" * 64, "name": "x"}
    return reverse(name, kwargs=kwargs)


def browsers(office: Office) -> dict[str, Client]:
    return {"anonymous": browser_of(None)} | {role: office.browsers[name] for role, name in PEOPLE.items()}


def test_every_address_answers_every_role_as_the_file_says(
    two_offices: Offices,
) -> None:
    office, objects = two_offices
    wrong = []
    for name, line in LINES.items():
        for role, browser in browsers(office).items():
            for whose in ("own", "foreign"):
                said = ANSWERS.get(browser.get(address(name, objects[whose])).status_code, "fault")
                expected = line[role] if whose == "own" or role == "anonymous" else line["foreign"]
                wrong += [(name, role, whose, said)] if said != expected else []
    assert wrong == []


def test_what_is_closed_to_look_at_is_closed_to_send(two_offices: Offices) -> None:
    office, objects = two_offices
    before = Event.objects.count()
    let_in = []
    for name, line in LINES.items():
        for role, browser in browsers(office).items():
            for whose in ("own", "foreign"):
                expected = line[role] if whose == "own" else line["foreign"]
                if expected in ("no", "not-there", "sign-in") and name != "work_file":
                    typed = {"do": "send", "reason": "x", "verdict": "accept", "outcome": "met", "decision": "grant"}
                    status = browser.post(address(name, objects[whose]), typed).status_code
                    let_in += [(name, role, whose, status)] if status not in (302, 403, 404, 405) else []
    assert let_in == []
    assert Event.objects.count() == before
