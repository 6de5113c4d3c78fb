# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""C-21, C-128: a number is given to one release, producer and place, and is what the log says of it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from oshmark.errors import RefusedError
from oshmark.label.address import read_gtin
from oshmark.label.content import Standing
from oshmark.label.declaration import Declaration, Made, Order, Producer
from oshmark.label.number import read_number
from oshmark.label.units import batch_of, run_of
from oshmark.library.withdrawal import Why
from oshmark.web import wiring
from oshmark.web.audit.actions import read_log
from oshmark.web.labels.issuing import declare, end, issue, issue_units
from oshmark.web.labels.models import Label
from oshmark.web.labels.queries import (
    facts_of,
    find_gtin,
    find_label,
    labels_of_producers,
    labels_of_release,
    open_label,
    parts_of,
)
from oshmark.web.library.queries import find_release, open_release
from oshmark.web.library.withdrawing import withdraw
from oshmark.web.log.rooms import rebuild_all, wrong_tables
from tests.web.library_of import NOW, SITE
from tests.web.manifests import FULL

if TYPE_CHECKING:
    from oshmark.label.content import ReleaseFacts
    from oshmark.label.ingredients import Ingredients
    from tests.web.library_of import Library


class Shop:
    """A producer with one release, who labels it."""

    def __init__(self, library: Library) -> None:
        release = find_release(library.add(FULL))
        assert release is not None
        opened = open_release(release, wiring.payloads())
        self.facts: ReleaseFacts = facts_of(opened)
        self.parts: Ingredients = parts_of(opened, Order.COST)
        self.declaration = Declaration(
            release=release.address,
            version="2.1.0",
            product="Full Loom",
            producer=Producer(id="p-1", name="Lark Workshop", contact="post@lark.example"),
            made=Made(municipality="Graz", country="AT"),
        )

    def issue(self, declaration: Declaration | None = None) -> Label:
        return issue(
            self.facts,
            declaration or self.declaration,
            self.parts,
            site=SITE,
            payloads=wiring.payloads(),
            actor="person:abc",
            now=NOW,
        )

    def declare(self, label: Label, declaration: Declaration) -> None:
        declare(
            label,
            self.facts,
            declaration,
            self.parts,
            site=SITE,
            payloads=wiring.payloads(),
            actor="person:abc",
            now=NOW + timedelta(days=1),
        )


@pytest.fixture
def shop(library: Library) -> Shop:
    return Shop(library)


def test_a_label_is_issued_without_any_certificate(shop: Shop) -> None:
    label = shop.issue()
    opened = open_label(label, wiring.payloads(), site=SITE, serial="A-1")
    assert read_number(label.number) == label.number
    assert opened.content.standing is Standing.SELF_DECLARED
    assert opened.content.address == f"{SITE.upper()}/C/{label.number}/A-1"
    assert opened.declaration == shop.declaration
    assert find_label(label.number.lower()) == label
    assert labels_of_release(shop.facts.address) == [label]
    assert labels_of_producers(["p-1", "p-2"]) == [label]


def test_a_producer_has_one_running_label_of_a_release_at_a_place(shop: Shop) -> None:
    label = shop.issue()
    with pytest.raises(RefusedError, match=label.number):
        shop.issue()
    other = shop.issue(replace(shop.declaration, made=Made(municipality="Linz", country="AT")))
    assert other.number != label.number


def test_what_is_not_ready_gets_no_number_and_leaves_nothing_behind(shop: Shop) -> None:
    before = len(list(read_log()))
    with pytest.raises(RefusedError, match=r"made\.municipality: The town or city is missing"):
        shop.issue(replace(shop.declaration, made=Made(municipality=" ", country="AT")))
    with pytest.raises(RefusedError, match="another version"):
        shop.issue(replace(shop.declaration, version="3.0.0"))
    assert not Label.objects.exists()
    assert len(list(read_log())) == before


def test_what_was_withdrawn_while_it_was_declared_gets_no_label(shop: Shop) -> None:
    label = shop.issue()
    withdraw("https://github.com/Weaver/Loom", Why.OPT_OUT, reason="x", payloads=wiring.payloads(), actor="t", now=NOW)
    with pytest.raises(RefusedError, match="left out of the library meanwhile"):
        shop.issue(replace(shop.declaration, made=Made(municipality="Linz", country="AT")))
    with pytest.raises(RefusedError, match="left out of the library meanwhile"):
        shop.declare(label, replace(shop.declaration, lifetime_design="Long."))
    with pytest.raises(RefusedError, match="left out of the library meanwhile"):
        issue_units(label, run_of("A-1", 3), actor="person:abc", now=NOW)
    assert Label.objects.count() == 1


def test_the_order_of_the_components_stays_as_it_was_first_printed(shop: Shop) -> None:
    label = shop.issue()
    with pytest.raises(RefusedError, match="belongs to the label for good"):
        shop.declare(label, replace(shop.declaration, order=Order.MASS))


def test_a_declaration_can_be_changed_but_not_what_the_label_stands_for(shop: Shop) -> None:
    label = shop.issue()
    shop.declare(label, replace(shop.declaration, repair="Four hex keys do."))
    assert open_label(label, wiring.payloads(), site=SITE).content.repair == "Four hex keys do."
    with pytest.raises(RefusedError, match="another place of manufacture"):
        shop.declare(label, replace(shop.declaration, made=Made(municipality="Linz", country="AT")))
    other = Producer(id="p-2", name="Lark Workshop", contact="post@lark.example")
    with pytest.raises(RefusedError, match="another producer"):
        shop.declare(label, replace(shop.declaration, producer=other))


def test_declaring_the_same_again_is_no_event(shop: Shop) -> None:
    label = shop.issue()
    before = len(list(read_log()))
    shop.declare(label, shop.declaration)
    assert len(list(read_log())) == before


def test_an_ended_label_stays_ended_and_its_number_is_not_given_again(shop: Shop) -> None:
    label = shop.issue()
    end(label, "The batch was recalled.", actor="person:abc", now=NOW)
    assert open_label(label, wiring.payloads(), site=SITE).content.standing is Standing.ENDED
    with pytest.raises(RefusedError, match="has ended"):
        end(label, "Again.", actor="person:abc", now=NOW)
    with pytest.raises(RefusedError, match="has ended"):
        issue_units(label, run_of("A-1", 3), actor="person:abc", now=NOW)
    again = shop.issue()
    assert again.number != label.number
    assert labels_of_release(shop.facts.address) == [again, label]


def test_ending_needs_a_reason(shop: Shop) -> None:
    with pytest.raises(RefusedError, match="needs a reason"):
        end(shop.issue(), "  ", actor="person:abc", now=NOW)


def test_no_serial_is_given_twice(shop: Shop) -> None:
    label = shop.issue()
    issue_units(label, run_of("A-0001", 20), actor="person:abc", now=NOW)
    issue_units(label, batch_of("LOT-3", 500), actor="person:abc", now=NOW)
    with pytest.raises(RefusedError, match="given before"):
        issue_units(label, run_of("A-0020", 2), actor="person:abc", now=NOW)
    with pytest.raises(RefusedError, match="given before"):
        issue_units(label, batch_of("LOT-3", 1), actor="person:abc", now=NOW)
    assert [row.run.count for row in label.runs.order_by("event")] == [20, 500]


def test_a_gtin_leads_to_one_running_label(shop: Shop) -> None:
    label = shop.issue(replace(shop.declaration, gtin="4006381333931"))
    assert find_gtin("4006381333931") == label
    assert label.gtin == read_gtin("4006381333931")
    elsewhere = replace(shop.declaration, made=Made(municipality="Linz", country="AT"), gtin="4006381333931")
    with pytest.raises(RefusedError, match=label.number):
        shop.issue(elsewhere)
    end(label, "Sold out.", actor="person:abc", now=NOW)
    assert find_gtin("4006381333931") is None
    assert shop.issue(elsewhere).gtin == label.gtin


@pytest.mark.parametrize("written", ["", "K7F4", "AAAAAAAA", "../etc", "\x00" * 8, "x" * 5000])
def test_what_was_never_given_is_not_found(shop: Shop, written: str) -> None:
    shop.issue()
    assert find_label(written) is None
    assert find_gtin(written) is None


def test_the_tables_are_what_the_log_says(shop: Shop) -> None:
    label = shop.issue(replace(shop.declaration, gtin="4006381333931"))
    issue_units(label, run_of("A-0001", 20), actor="person:abc", now=NOW)
    shop.declare(label, replace(shop.declaration, repair="Four hex keys do."))
    end(label, "Sold out.", actor="person:abc", now=NOW)
    assert wrong_tables() == []
    Label.objects.update(version="9", ended_at=None)
    assert wrong_tables() != []
    assert rebuild_all()["labels"] == 4
    assert wrong_tables() == []
    assert Label.objects.get().ended_at == NOW
