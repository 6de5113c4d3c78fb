# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""C-72, C-75, C-123: everybody sees which territories are open, an applicant learns it in the first step, and anybody
may ask to lead one."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import msgspec
import pytest
from django.test import Client

from oshmark.certification.body import Territories
from oshmark.certification.criterion import Judgement
from oshmark.certification.roles import Role, Who
from oshmark.certification.scheme import SubjectKind
from oshmark.web.accounts.models import Membership, Organisation
from oshmark.web.accounts.models import Role as Rank
from oshmark.web.certification.founding import change_body
from oshmark.web.certification.memory import memory
from tests.certification.world import small_scheme
from tests.web.certification.registry_world import profile
from tests.web.library_of import NOW
from tests.web.workplaces.office import Office, plain

if TYPE_CHECKING:
    from oshmark.certification.criterion import Criterion
    from oshmark.certification.scheme import Group
    from tests.web.library_of import Library


@pytest.fixture
def office(library: Library, monkeypatch: pytest.MonkeyPatch) -> Office:
    """A body that certifies producers, in Germany, Kenya and each state of Canada."""
    scheme = small_scheme(subject=SubjectKind.PRODUCER)
    groups = tuple(msgspec.structs.replace(one, criteria=by_people(one)) for one in scheme.groups)
    made = Office(library, msgspec.structs.replace(scheme, groups=groups), monkeypatch)
    territories(made, pairing=True)
    return made


def by_people(group: Group) -> tuple[Criterion, ...]:
    return tuple(one for one in group.criteria if one.judgement is not Judgement.AUTOMATIC)


def territories(office: Office, *, pairing: bool) -> None:
    """Have the body change what it says of its territories."""
    stated = Territories(codes=("DE", "KE", "CA-*"), pairing=pairing)
    body = msgspec.structs.replace(profile(id=office.scheme.body, version=f"2{pairing}"), territories=stated)
    change_body(body, Who(office.id("Jo"), Role.ADMINISTRATOR), office.now, reason="Agreed in public.")


def page(office: Office, address: str = "") -> str:
    answer = Client().get(address or f"/territories/{office.scheme.body}")
    assert answer.status_code == 200
    return plain(answer.content.decode())


def workshop_of(office: Office, name: str) -> Organisation:
    made = Organisation.objects.create(name=f"{name}'s shed", country="DE", place="Aue", founded_at=NOW)
    Membership.objects.create(organisation=made, person=office.people[name], role=Rank.OWNER, since=NOW)
    return made


def test_from_the_first_day_everybody_sees_every_territory_as_open(office: Office) -> None:
    assert Client().get("/territories").headers["Location"] == f"/territories/{office.scheme.body}"
    text = page(office)
    assert "Open: 12" in text
    assert text.index("British Columbia") < text.index("Germany")
    listed = json.loads(Client().get(f"/territories/{office.scheme.body}.json").content)
    assert {one["state"] for one in listed} == {"open"}
    table = Client().get(f"/territories/{office.scheme.body}.csv").content.decode().splitlines()
    assert table[0] == "code,name,state,led_by,led_by_name,asked"
    assert len(table) == 13 == len(listed) + 1


def test_an_applicant_learns_it_at_once_and_on_the_page_of_the_application(office: Office) -> None:
    form = f"/work/apply?scheme={office.scheme.id}"
    assert "Germany is free" in office.get("Alice", form)
    asked = {"applicant": office.workshop.public_id, "state": "CA-QC", "look": "1"}
    text = office.send("Alice", form, 200, **asked)
    assert "Quebec, Canada is free" in text
    assert "This field is required" not in text
    assert "Say in which one you work" in office.send("Alice", form, 200, **{**asked, "state": "", "country": "CA"})
    assert "no territory at this place" in office.send("Alice", form, 200, **{**asked, "state": "", "country": "FR"})
    office.apply()
    assert "Germany is free" in office.get("Alice", office.at())


def test_a_certified_producer_takes_it_and_the_next_one_is_a_pairing(office: Office) -> None:
    number = office.to_issued()
    assert "Open: 11 Taken: 1" in page(office)
    [germany] = [
        one
        for one in json.loads(Client().get(f"/territories/{office.scheme.body}.json").content)
        if one["code"] == "DE"
    ]
    assert (germany["state"], germany["led_by_name"]) == ("taken", ["Heron Workshop"])
    workshop_of(office, "Bob")
    form = f"/work/apply?scheme={office.scheme.id}"
    assert "open to a pairing" in office.get("Bob", form)
    assert "is yours already" in office.get("Alice", form)
    territories(office, pairing=False)
    assert "Germany is taken" in office.get("Bob", form)
    office.send("Alice", f"/work/certificate/{number}/give-back", reason="We close.")
    assert "Open: 12" in page(office)


def test_anybody_with_an_account_may_ask_to_lead_one_and_that_is_recorded_once(office: Office) -> None:
    """C-72, C-123."""
    address = f"/work/territory?body={office.scheme.body}&code=KE"
    assert '<option value="KE" selected>' in office.get("Bob", address)
    asked = {"territory": "KE", "party": office.id("Bob")}
    assert office.browsers["Bob"].post(address, asked).headers["Location"] == f"/territories/{office.scheme.body}#KE"
    [wish] = memory().replay.register.leads
    assert (wish.territory, wish.party, wish.person) == ("KE", office.id("Bob"), office.id("Bob"))
    assert "This was asked for already." in office.send("Bob", address, 409, **asked)
    office.send("Bob", address, 200, territory="FR", party=office.id("Bob"))
    office.send("Bob", address, 200, territory="KE", party=office.workshop.public_id)
    assert len(memory().replay.register.leads) == 1
    listed = json.loads(Client().get(f"/territories/{office.scheme.body}.json").content)
    assert [(one["code"], one["state"]) for one in listed if one["asked"] == 1] == [("KE", "open")]
    assert "Bob" not in page(office)


def test_a_state_lies_in_its_country(office: Office) -> None:
    facts = {"applicant": office.workshop.public_id, "level": "certified", "country": "DE", "state": "CA-QC"}
    text = office.send("Alice", f"/work/apply?scheme={office.scheme.id}", 200, **facts)
    assert "in another country" in text
