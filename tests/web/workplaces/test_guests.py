# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where too few may judge, somebody from outside is asked by letter, let in by an administrator, for one case."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from django.core import mail
from django.test import Client

from oshmark.certification.acts import parties
from oshmark.certification.event_data.parties import RelationKind
from oshmark.certification.roles import Role, Who
from oshmark.web.certification.acting import perform
from oshmark.web.certification.memory import memory
from oshmark.web.posting import Fate, Letter, post
from oshmark.web.workplaces import guests
from oshmark.web.workplaces.letters.sending import send_letters
from oshmark.web.workplaces.models import Guest
from tests.web.workplaces.office import Office, plain

if TYPE_CHECKING:
    from collections.abc import Callable

REASON = "The other two are friends of the applicant."


def relate(office: Office, name: str) -> None:
    """Somebody declares to be a friend of the applicant."""
    facts = {"one": office.id(name), "other": office.id("Alice"), "relation": RelationKind.FRIENDSHIP}
    since = office.now.date()
    perform(parties.declare_relation, Who(office.id(name), Role.PUBLIC), office.now, **facts, since=since)


@pytest.fixture
def short(office: Office) -> Office:
    """Two of the three evaluators have to do with the applicant."""
    office.to_accepted()
    office.settle()
    office.begin()
    for name in ("Ben", "Cleo"):
        relate(office, name)
    return office


def invite(office: Office, address: str = "bob@example.org") -> str:
    """The path of the link in the letter."""
    fields = {"guest": "Bob of the repair café", "address": address, "criteria": ["files", "skill"], "reason": REASON}
    office.send("Ada", office.at("guest"), **fields)
    send_letters(office.now)
    (letter,) = [one for one in mail.outbox if one.to == [address]]
    found = re.search(r"https?://[^/\s]+(/work/guest/\S+)", str(letter.body))
    assert found
    return found[1]


def test_a_guest_is_asked_accepts_is_let_in_and_judges_this_case_alone(short: Office) -> None:
    """§0a nobody eligible."""
    office = short
    assert "Invite a guest" in office.get("Ada", office.at("assign"))
    path = invite(office)
    stranger = Client()
    page = plain(stranger.get(path).content.decode())
    assert "Heron lamp" in page
    assert "4 criteria" in page
    assert stranger.post(path, {"do": "yes"}).headers["Location"].startswith("/account/")
    assert Guest.objects.get().answered_at is None

    assert "Yes, I would" in office.get("Bob", path)
    assert office.browsers["Bob"].post(path, {"do": "yes"}).status_code == 200
    row = Guest.objects.get()
    assert (row.person, row.address) == (office.id("Bob"), "")
    assert office.browsers["Bob"].get(office.at()).status_code == 404

    send_letters(office.now)
    assert any("Let a guest in" in str(one.body) for one in mail.outbox if one.to == ["jo@example.org"])
    assert "Let a guest in" in plain(office.get("Jo", "/work/"))
    here = f"/work/guest/{row.pk}"
    for name in ("Ada", "Bob", "Eli"):
        office.get(name, here, 404)
    assert "Nothing that is known" in plain(office.get("Jo", here))
    office.send("Jo", here, do="yes")
    office.get("Jo", here, 404)

    office.send("Ada", office.at("assign"), evaluator=office.id("Bob"), criteria=["files"], due=office.day(9))
    office.judge("Bob", office.people_criteria[0])
    assert office.id("Bob") in office.case.judging("files").seals
    register, first = memory().replay.register, office.application
    facts = {"scheme": office.scheme.id}
    assert register.holds(office.id("Bob"), Role.EVALUATOR, office.scheme.body, office.now, case=first, **facts)
    office.to_accepted()
    assert not register.holds(
        office.id("Bob"), Role.EVALUATOR, office.scheme.body, office.now, case=office.application, **facts
    )
    office.settle()
    office.begin()
    assigning = {"evaluator": office.id("Bob"), "criteria": ["files"], "due": office.day(9)}
    office.send("Ada", office.at("assign"), 422, **assigning)


def test_who_has_a_stake_is_told_at_once_and_cannot_be_let_in(short: Office) -> None:
    office = short
    path = invite(office)
    office.browsers["Bob"].post(path, {"do": "yes"})
    relate(office, "Bob")
    here = f"/work/guest/{Guest.objects.get().pk}"
    assert "has declared a relation" in plain(office.get("Jo", here))
    assert "has declared a relation" in plain(office.send("Jo", here, 409, do="yes"))
    assert not memory().replay.register.assignments[office.id("Bob")]
    office.send("Jo", here, do="no")
    assert Guest.objects.get().settled_at is not None
    path = invite(office, "cleo@example.org")
    response = office.browsers["Cleo"].post(path, {"do": "yes"})
    assert response.status_code == 409
    assert "has declared a relation" in plain(response.content.decode())


def test_the_applicant_is_no_guest_and_nobody_lets_themselves_in(short: Office) -> None:
    office = short
    path = invite(office)
    assert office.browsers["Alice"].post(path, {"do": "yes"}).status_code == 409
    assert office.browsers["Jo"].post(path, {"do": "yes"}).status_code == 200
    here = f"/work/guest/{Guest.objects.get().pk}"
    office.send("Jo", here, 403, do="yes")
    assert Guest.objects.get().settled_at is None


def test_who_says_no_is_forgotten_and_an_old_link_is_over(short: Office) -> None:
    office = short
    path = invite(office)
    assert "You have said no." in plain(Client().post(path, {"do": "no"}).content.decode())
    row = Guest.objects.get()
    assert (row.address, row.person) == ("", "")
    assert "Somebody has answered already." in plain(office.browsers["Bob"].post(path, {"do": "yes"}).content.decode())
    office.later(days=31)
    assert Client().get(path).status_code == 404
    assert Client().get(path[:-4] + "abcd").status_code == 404


def test_a_guest_is_invited_only_where_too_few_may_judge(office: Office) -> None:
    office.to_accepted()
    assert "/guest" not in office.get("Ada", office.at())
    fields = {"guest": "Bob", "address": "bob@example.org", "criteria": ["files"], "reason": REASON}
    office.send("Ada", office.at("guest"), 409, **fields)
    assert not Guest.objects.exists()


@pytest.mark.parametrize("fate", [Fate.DOWN, Fate.REFUSED])
def test_an_invitation_that_cannot_leave_waits_and_comes_once(
    short: Office, monkeypatch: pytest.MonkeyPatch, fate: Fate
) -> None:
    office = short
    asked: list[str] = []

    def posting(answer: Callable[[Letter], Fate]) -> Callable[[Letter], Fate]:
        def send(letter: Letter) -> Fate:
            asked.append(letter.name)
            return answer(letter)

        return send

    monkeypatch.setattr(guests, "post", posting(lambda _letter: fate))
    fields = {"guest": "Bob", "address": "bob@example.org", "criteria": ["files"], "reason": REASON}
    office.send("Ada", office.at("guest"), **fields)
    assert guests.send_invitations(office.now) == 0
    office.later(hours=1)
    monkeypatch.setattr(guests, "post", posting(post))
    assert guests.send_invitations(office.now) == 1
    assert guests.send_invitations(office.now) == 0
    assert len(set(asked)) == 1
