# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who erases their account is forgotten, and their public id stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from django.test import Client

from oshmark.errors import RefusedError
from oshmark.web.accounts import actions, people
from oshmark.web.accounts.models import Organisation, Person, Role
from tests.web.library_of import NOW
from tests.web.people import PASSWORD, add_second_factor, browser_of, somebody

if TYPE_CHECKING:
    from tests.web.people import Cast

FACTS = {"name": "Kiln", "kind": "", "country": "", "place": "", "contact": "c@example.org", "web": ""}


def everything_kept() -> str:
    """Every value of every table, as text."""
    rows = [row for model in apps.get_models() for row in model._default_manager.values()]
    return repr(rows).lower()


def test_nothing_of_somebody_who_was_erased_is_left() -> None:
    dora = somebody("Dora")
    Client().post("/account/sign-in", {"login": "dora@example.org", "password": PASSWORD}, HTTP_USER_AGENT="Dorafox")
    add_second_factor(dora)
    actions.invite(dora, actions.enter_organisation(dora, FACTS, now=NOW), "eve@example.org", Role.MEMBER, now=NOW)
    assert all(word in everything_kept() for word in ("dora", "dorafox", "eve@"))
    people.erase(dora, now=NOW)
    left = everything_kept()
    assert [word for word in ("dora", "eve@", "c@example.org") if word in left] == []
    assert dora.public_id in left


def test_it_is_done_on_the_page_after_the_password_once_more(cast: Cast) -> None:
    assert browser_of(cast.bob).post("/account/erase", {"sure": "on"}).headers["Location"].startswith("/account/again")
    client = browser_of(cast.bob, lately=True)
    assert client.post("/account/erase", {}).status_code == 200
    assert client.post("/account/erase", {"sure": "on"}).headers["Location"] == "/account/erased"
    assert client.get("/account").status_code == 302
    assert Client().post("/account/sign-in", {"login": "bob@example.org", "password": PASSWORD}).status_code == 200
    assert Person.objects.get(pk=cast.bob.pk).erased_at is not None


def test_who_would_leave_others_without_an_owner_stays(cast: Cast) -> None:
    response = browser_of(cast.alice, lately=True).post("/account/erase", {"sure": "on"})
    assert "has no other owner" in response.content.decode()
    assert Person.objects.get(pk=cast.alice.pk).email == "alice@example.org"


def test_an_organisation_of_one_is_closed_with_its_owner(cast: Cast) -> None:
    made = actions.enter_organisation(cast.charlie, FACTS, now=NOW)
    people.erase(cast.charlie, now=NOW)
    assert Organisation.objects.get(pk=made.pk).closed_at == NOW


def test_two_can_be_erased(cast: Cast) -> None:
    people.erase(cast.bob, now=NOW)
    people.erase(cast.charlie, now=NOW)
    assert Person.objects.filter(email=None).count() == 2


def test_the_address_is_free_again(cast: Cast) -> None:
    people.erase(cast.bob, now=NOW)
    assert somebody("Bob").public_id != cast.bob.public_id


def test_an_erased_account_cannot_be_filled_again(cast: Cast) -> None:
    people.erase(cast.bob, now=NOW)
    with pytest.raises(RefusedError):
        people.set_active(cast.bob, active=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.filter(pk=cast.bob.pk).update(name="Bob")
