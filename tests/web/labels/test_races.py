# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Two at the same moment at one label: one is first, and the log has it once."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest

from oshmark.label.events import Kind
from oshmark.label.units import run_of
from oshmark.web.audit.models import Event
from oshmark.web.labels.claiming import Doubt, claim, is_first, unit_of
from oshmark.web.labels.issuing import end, issue_units
from oshmark.web.labels.models import Claim, Label
from oshmark.web.log.rooms import wrong_tables
from tests.web.at_once import at_once
from tests.web.labels.labelled import Labelled
from tests.web.library_of import NOW
from tests.web.people import somebody

if TYPE_CHECKING:
    from tests.web.library_of import Library

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def labelled(library: Library) -> Labelled:
    return Labelled(library)


def test_of_two_who_claim_one_unit_one_is_first_and_both_are_warned(labelled: Labelled) -> None:
    """C-125: a unit that two claim is one too many."""
    alice, bob = somebody("Alice"), somebody("Bob")
    at_once(*(partial(claim, one, labelled.label, "A-0003", now=NOW) for one in (alice, bob)))
    claims = list(Claim.objects.order_by("pk"))
    assert {one.owner for one in claims} == {alice, bob}
    assert [is_first(one) for one in claims] == [True, False]
    assert unit_of(labelled.label, "A-0003").doubt is Doubt.TWICE


def test_a_claim_that_is_sent_twice_is_one(labelled: Labelled) -> None:
    alice = somebody("Alice")
    found = at_once(*[partial(claim, alice, labelled.label, "A-0003", now=NOW)] * 3)
    assert [one.pk for one in found if isinstance(one, Claim)] == [Claim.objects.get().pk] * 3
    assert unit_of(labelled.label, "A-0003").doubt is Doubt.NONE


def test_of_two_labels_of_one_release_at_one_place_one_is_issued(library: Library) -> None:
    shop = Labelled(library).shop
    Label.objects.get().delete()
    before = Event.objects.filter(kind=Kind.ISSUED.value).count()
    found = at_once(shop.issue, shop.issue)
    assert sorted(type(one).__name__ for one in found) == ["Label", "str"]
    assert Event.objects.filter(kind=Kind.ISSUED.value).count() == before + 1


def test_a_serial_is_given_to_one_unit(labelled: Labelled) -> None:
    more = partial(issue_units, labelled.label, run_of("B-1", 5), actor="t", now=NOW)
    assert [one is None for one in sorted(at_once(more, more), key=str)].count(True) == 1
    assert wrong_tables() == []


def test_a_label_ends_once(labelled: Labelled) -> None:
    stop = partial(end, labelled.label, "It was recalled.", actor="t", now=NOW)
    assert [one is None for one in at_once(stop, stop)].count(True) == 1
    assert Event.objects.filter(kind=Kind.ENDED.value).count() == 1
