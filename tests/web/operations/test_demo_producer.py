# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The account of the demonstration: a new password at each start, and none at all beyond this machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.test import Client

from oshmark.errors import RefusedError
from oshmark.web import wiring
from oshmark.web.accounts.models import Organisation, Person
from oshmark.web.labels.models import Label
from oshmark.web.labels.queries import open_label
from oshmark.web.library import gathering
from oshmark.web.library.local_pictures import add_with_pictures
from oshmark.web.library.pictures import keeper
from oshmark.web.operations.demo_producer import EMAIL, close_login, is_loopback, label_of_printer, open_login
from oshmark.web.operations.management.commands.demo import samples
from tests.web.library_of import NOW, SITE

if TYPE_CHECKING:
    from pytest_django.fixtures import Settings

    from tests.web.library_of import Library


@pytest.fixture
def here(library: Library, settings: Settings) -> Library:
    settings.IS_DEMO = True
    settings.BASE_URL = "http://127.0.0.1:8000"
    return library


def test_each_start_has_a_new_password_for_the_same_account(here: Library) -> None:
    first, second = open_login(now=NOW), open_login(now=NOW)
    assert first.password != second.password
    assert Client().login(username=EMAIL, password=second.password)
    assert not Client().login(username=EMAIL, password=first.password)
    assert (Person.objects.count(), Organisation.objects.count()) == (1, 1)


@pytest.mark.parametrize("site", ["https://library.example.org", "http://192.168.1.7:8000", "http://10.0.0.1:8000"])
def test_there_is_no_such_account_at_any_other_address(here: Library, settings: Settings, site: str) -> None:
    settings.BASE_URL = site
    with pytest.raises(RefusedError, match="on this machine alone"):
        open_login(now=NOW)
    assert not Person.objects.exists()


def test_there_is_no_such_account_where_nothing_is_demonstrated(here: Library, settings: Settings) -> None:
    settings.IS_DEMO = False
    with pytest.raises(RefusedError):
        open_login(now=NOW)


def test_the_account_is_closed_before_others_can_reach_it(here: Library) -> None:
    login = open_login(now=NOW)
    close_login()
    assert not Client().login(username=EMAIL, password=login.password)


@pytest.mark.parametrize(
    ("host", "expected"), [("127.0.0.1", True), ("::1", True), ("localhost", True), ("192.168.1.7", False), ("", False)]
)
def test_what_only_this_machine_can_reach(host: str, expected: bool) -> None:  # noqa: FBT001  a row of the table
    assert is_loopback(host) is expected


def test_the_sample_printer_has_one_label_with_all_that_it_declares(here: Library, settings: Settings) -> None:
    found = gathering.gather([samples() / "lark-printer"], now=NOW, unread=[])
    add_with_pictures(found, keeper=keeper(), actor="test", now=NOW, everything=True)
    open_login(now=NOW)
    label = label_of_printer(samples(), now=NOW)
    assert label_of_printer(samples(), now=NOW) == label
    assert Label.objects.count() == 1
    content = open_label(label, wiring.payloads(), site=SITE).content
    assert [there for _topic, there in content.topics] == [True, True, True, True, False]
    assert len(content.ingredients.items) > 60
