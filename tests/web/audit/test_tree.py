# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The tree beside the log: it grows with every act, in the same write, and can be made anew from the events."""

from __future__ import annotations

from itertools import pairwise

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from oshmark.credential.merkle import Frontier, check_consistency, check_inclusion
from oshmark.errors import BrokenChainError
from oshmark.library.events import Kind
from oshmark.web.audit import models, tree
from oshmark.web.audit.actions import Log, position, read_log
from tests.web.audit.conftest import NOW, add_events

pytestmark = pytest.mark.django_db


def leaves() -> list[bytes]:
    return [tree.leaf_of(event.hash) for event in read_log()]


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.integers(1, 300), min_size=1, max_size=4))
def test_the_tree_is_that_of_the_events_however_many_come_at_once(db: None, batches: list[int]) -> None:
    models.Event.objects.all().delete()
    models.Tile.objects.all().delete()
    for count in batches:
        add_events(count)
        assert tree.tree_size() == position()
    assert tree.root(sum(batches)) == Frontier(leaves()).root()
    assert tree.wrong_tiles() == []


def test_every_event_is_proved_and_every_state_grew_out_of_those_before() -> None:
    add_events(300)
    found, root = leaves(), tree.root(300)
    for index in (0, 1, 254, 255, 256, 299):
        check_inclusion(index, 300, found[index], tree.inclusion(index, 300), root)
    for old, new in pairwise((1, 2, 255, 256, 257, 300)):
        proof = tree.consistency(old, new)
        check_consistency(old, new, Frontier(found[:old]).root(), Frontier(found[:new]).root(), proof)


@pytest.mark.parametrize("spoil", ["changed", "missing", "short", "more"])
def test_a_tree_that_was_changed_is_found_and_made_anew(spoil: str) -> None:
    add_events(300)
    root = tree.root(300)
    tile = models.Tile.objects.filter(place=1)
    match spoil:
        case "changed":
            tile.update(hashes=b"\0" * 32 * 44)
        case "missing":
            tile.delete()
        case "short":
            tile.update(hashes=bytes(tile.get().hashes)[:-32])
        case _:
            models.Tile.objects.create(place=2, hashes=b"\0" * 32)
    assert tree.wrong_tiles() != []
    assert tree.rebuild_tree() == 300
    assert (tree.wrong_tiles(), tree.root(300)) == ([], root)


def test_nothing_is_written_beside_a_tree_that_does_not_fit() -> None:
    add_events(3)
    models.Tile.objects.all().delete()
    with pytest.raises(BrokenChainError, match="log rebuild"):
        add_events(1)
    assert position() == 3


def test_who_loses_a_race_leaves_neither_event_nor_leaf() -> None:
    slow = Log(actor="slow", now=NOW)
    add_events(2)
    slow.append(Kind.ADMITTED, "b", {})
    slow.personal("applicant", "Wilma", person="p1")
    with pytest.raises(IntegrityError), transaction.atomic():
        slow.write()
    assert (position(), tree.tree_size(), models.PersonalPart.objects.count()) == (2, 2, 0)
    assert tree.wrong_tiles() == []


def test_a_kind_that_no_list_has_is_refused_when_it_is_written() -> None:
    from enum import Enum  # noqa: PLC0415  a list of kinds that nobody knows

    class Kind(Enum):
        INVENTED = "library:release:invented"

    with pytest.raises(ValueError, match="library:release:invented"):
        Log(actor="tests", now=NOW).append(Kind.INVENTED, "a", {})


def test_kinds_of_other_rooms_are_written_and_read() -> None:
    from oshmark.label.events import Kind as LabelKind  # noqa: PLC0415

    log = Log(actor="tests", now=NOW)
    log.append(LabelKind.ISSUED, "label", {})
    log.write()
    assert [event.kind for event in read_log()] == ["label:number:issued"]
