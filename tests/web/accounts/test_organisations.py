# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Organisations: what may be done by whom, and that nobody can be left without an owner."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from allauth.account.models import EmailAddress
from django.core import mail

from oshmark.errors import RefusedError
from oshmark.web.accounts import actions
from oshmark.web.accounts.models import Invitation, Membership, Organisation, Role
from tests.web.library_of import NOW
from tests.web.people import browser_of, somebody

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.web.people import Cast

FACTS = {"name": "Kiln", "kind": "school", "country": "DE", "place": "", "contact": "", "web": ""}
LATER = NOW + timedelta(days=15)
LINK = re.compile(r"https://\S+?(/account/invitation/\S+)")


def test_who_enters_an_organisation_owns_it(cast: Cast) -> None:
    response = browser_of(cast.charlie).post(
        "/account/organisation", {**FACTS, "country": "de", "web": "kiln.example.org"}
    )
    made = Organisation.objects.get(name="Kiln")
    assert response.headers["Location"] == f"/account/organisation/{made.public_id}"
    assert (made.country, made.web) == ("DE", "https://kiln.example.org")
    assert actions.is_owner(cast.charlie, made)
    assert made.actor == f"organisation:{made.public_id}"


@pytest.mark.parametrize(("field", "value"), [("country", "XX"), ("web", "javascript:alert(1)"), ("name", "")])
def test_facts_that_cannot_be_meant_are_refused(cast: Cast, field: str, value: str) -> None:
    response = browser_of(cast.charlie).post("/account/organisation", {**FACTS, field: value})
    assert response.status_code == 200
    assert "errorlist" in response.content.decode()
    assert Organisation.objects.count() == 1


ACTS: dict[str, Callable[[Cast, Any], object]] = {
    "change": lambda cast, who: actions.change_organisation(who, cast.workshop, FACTS),
    "invite": lambda cast, who: actions.invite(who, cast.workshop, "eve@example.org", Role.MEMBER, now=NOW),
    "take back": lambda cast, who: actions.take_back(who, cast.workshop, 1),
    "remove": lambda cast, who: actions.remove(who, cast.workshop, cast.bob),
    "set role": lambda cast, who: actions.set_role(who, cast.workshop, who, Role.OWNER),
    "close": lambda cast, who: actions.close(who, cast.workshop, now=NOW),
}


@pytest.mark.parametrize("who", ["bob", "charlie"])
@pytest.mark.parametrize("act", ACTS)
def test_only_owners_may_change_an_organisation(cast: Cast, act: str, who: str) -> None:
    with pytest.raises(RefusedError, match="Only owners"):
        ACTS[act](cast, getattr(cast, who))


def test_an_owner_of_another_organisation_is_a_stranger(cast: Cast) -> None:
    actions.enter_organisation(cast.charlie, FACTS, now=NOW)
    with pytest.raises(RefusedError):
        actions.remove(cast.charlie, cast.workshop, cast.bob)


def test_an_administrator_does_not_decide_who_belongs_to_an_organisation(cast: Cast) -> None:
    with pytest.raises(RefusedError):
        actions.set_role(cast.stella, cast.workshop, cast.stella, Role.OWNER)


def test_the_last_owner_cannot_leave_step_down_or_be_removed(cast: Cast) -> None:
    tries: list[Callable[[], None]] = [
        lambda: actions.leave(cast.alice, cast.workshop),
        lambda: actions.set_role(cast.alice, cast.workshop, cast.alice, Role.MEMBER),
        lambda: actions.remove(cast.alice, cast.workshop, cast.alice),
    ]
    for attempt in tries:
        with pytest.raises(RefusedError, match="no other owner"):
            attempt()
    assert actions.is_owner(cast.alice, cast.workshop)


def test_an_owner_leaves_when_there_is_another(cast: Cast) -> None:
    actions.set_role(cast.alice, cast.workshop, cast.bob, Role.OWNER)
    actions.leave(cast.alice, cast.workshop)
    assert list(cast.workshop.memberships.values_list("person__name", "role")) == [("Bob", "owner")]


def test_an_invitation_is_sent_and_accepted(cast: Cast) -> None:
    response = browser_of(cast.alice).post(
        f"/account/organisation/{cast.workshop.public_id}/invite", {"email": "Charlie@example.org", "role": "member"}
    )
    assert response.status_code == 303
    found = LINK.search(str(mail.outbox[-1].body))
    assert found
    client = browser_of(cast.charlie)
    assert "Join Heron Workshop?" in client.get(found[1]).content.decode()
    assert not Membership.objects.filter(person=cast.charlie).exists()
    client.post(found[1])
    assert Membership.objects.get(person=cast.charlie).role == Role.MEMBER
    assert client.get(found[1]).status_code == 404


def test_a_forwarded_invitation_opens_nothing(cast: Cast) -> None:
    _made, token = actions.invite(cast.alice, cast.workshop, "dora@example.org", Role.OWNER, now=NOW)
    response = browser_of(cast.charlie).post(f"/account/invitation/{token}")
    assert response.status_code == 404 or "another e-mail address" in response.content.decode()
    assert not Membership.objects.filter(person=cast.charlie).exists()


def test_an_address_that_is_not_confirmed_accepts_nothing(cast: Cast) -> None:
    made, _token = actions.invite(cast.alice, cast.workshop, "dora@example.org", Role.OWNER, now=NOW)
    EmailAddress.objects.create(user=cast.charlie, email="dora@example.org", verified=False)
    with pytest.raises(RefusedError):
        actions.accept(cast.charlie, made, now=NOW)


def test_an_invitation_is_over_after_two_weeks_when_taken_back_and_when_sent_again(cast: Cast) -> None:
    first, old = actions.invite(cast.alice, cast.workshop, "charlie@example.org", Role.MEMBER, now=NOW)
    second, new = actions.invite(cast.alice, cast.workshop, "charlie@example.org", Role.OWNER, now=NOW)
    assert first.pk == second.pk
    assert actions.find_invitation(old, now=NOW) is None
    assert actions.find_invitation(new, now=NOW) == second
    assert actions.find_invitation(new, now=LATER) is None
    with pytest.raises(RefusedError, match="no longer open"):
        actions.accept(cast.charlie, second, now=LATER)
    actions.take_back(cast.alice, cast.workshop, second.pk)
    assert actions.find_invitation(new, now=NOW) is None


def test_an_invitation_is_accepted_once(cast: Cast) -> None:
    made, _token = actions.invite(cast.alice, cast.workshop, "charlie@example.org", Role.MEMBER, now=NOW)
    actions.accept(cast.charlie, made, now=NOW)
    with pytest.raises(RefusedError, match="no longer open"):
        actions.accept(cast.charlie, Invitation(pk=made.pk or 1, organisation=cast.workshop, email=made.email), now=NOW)


def test_the_database_keeps_no_secret_of_an_invitation(cast: Cast) -> None:
    made, token = actions.invite(cast.alice, cast.workshop, "dora@example.org", Role.MEMBER, now=NOW)
    made.refresh_from_db()
    assert token not in repr(vars(made))
    assert len(made.token_digest) == 64


def test_nobody_is_invited_who_is_a_member(cast: Cast) -> None:
    with pytest.raises(RefusedError, match="member already"):
        actions.invite(cast.alice, cast.workshop, "BOB@example.org", Role.MEMBER, now=NOW)


def test_a_closed_organisation_keeps_its_name_alone(cast: Cast) -> None:
    cast.workshop.contact = "hello@heron.example.org"
    cast.workshop.save()
    actions.close(cast.alice, cast.workshop, now=NOW)
    cast.workshop.refresh_from_db()
    assert (cast.workshop.name, cast.workshop.contact, cast.workshop.memberships.count()) == ("Heron Workshop", "", 0)
    assert actions.membership_of(cast.alice, cast.workshop) is None


def test_a_name_of_a_stranger_is_shown_as_text(cast: Cast) -> None:
    dora = somebody("Dora")
    dora.name = "<script>alert(1)</script>"
    dora.save()
    Membership.objects.create(organisation=cast.workshop, person=dora, role=Role.MEMBER, since=NOW)
    page = browser_of(cast.alice).get(f"/account/organisation/{cast.workshop.public_id}").content.decode()
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def test_members_do_not_learn_the_addresses_of_others(cast: Cast) -> None:
    page = browser_of(cast.bob).get(f"/account/organisation/{cast.workshop.public_id}").content.decode()
    assert "Alice" in page
    assert "alice@example.org" not in page
