# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whoever erases their account leaves nothing behind in any room, with workers and without."""

from __future__ import annotations

import pytest

from oshmark.web.accounts.models import Person
from oshmark.web.accounts.people import erase
from oshmark.web.crawling.also_due import ALSO_DUE
from oshmark.web.operations.forgetting import forget_erased_people, with_each_tick
from oshmark.web.workplaces.models import SavedInput
from tests.web.library_of import NOW

pytestmark = pytest.mark.django_db


def saved(person: Person) -> None:
    SavedInput.objects.create(person=person.public_id, place="/work/a1", fields="{}", saved_at=NOW)


def test_what_was_saved_of_an_erased_person_is_deleted_and_nothing_of_others() -> None:
    alice = Person.objects.create_user("alice@example.org", joined_at=NOW)
    bob = Person.objects.create_user("bob@example.org", joined_at=NOW)
    saved(alice)
    saved(bob)
    assert forget_erased_people(NOW) == 0
    erase(alice, now=NOW)
    said: list[str] = []
    with_each_tick(NOW, said.append)
    assert said == ["1 row of erased accounts deleted."]
    assert SavedInput.objects.get().person == bob.public_id


def test_it_is_done_with_each_tick() -> None:
    assert with_each_tick in ALSO_DUE
