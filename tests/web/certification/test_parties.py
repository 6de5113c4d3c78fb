# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The page of a party: what it holds and how that came about; who has no certificate is listed as such, and loses
nothing (C-14)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.test import Client

from oshmark.certification.acts import certificate, parties
from oshmark.certification.event_data.certificate import ReasonClass
from oshmark.certification.event_data.parties import RelationKind
from oshmark.certification.roles import Role
from oshmark.web.accounts.models import Organisation
from tests.certification.world import APPLICANT, NUMBER, ORGANISATION
from tests.web.labels.labelled import Labelled
from tests.web.library_of import NOW
from tests.web.workplaces.office import plain

if TYPE_CHECKING:
    from tests.web.certification.registry_world import Registry
    from tests.web.library_of import Library


def page(address: str) -> str:
    answer = Client().get(address)
    assert answer.status_code == 200
    return plain(answer.content.decode())


def test_it_says_what_the_party_holds_and_how_its_criteria_came_out(registry: Registry) -> None:
    registry.to_issued()
    html = Client().get(f"/parties/{ORGANISATION}").content.decode()
    assert f'href="/certificates/{NUMBER}#seen"' in html
    text = plain(html)
    assert "5 of 5 met" in text
    assert "Issued" in text
    assert "independent" not in text


def test_it_tells_what_has_happened_since(registry: Registry) -> None:
    registry.to_issued()
    why = {"why": ReasonClass.SAFETY, "reason": "It burns."}
    registry.do(certificate.withdraw_certificate, "eli", Role.DECISION_MAKER, number=NUMBER, **why)
    text = page(f"/parties/{ORGANISATION}")
    assert text.index("It burns.") < text.index("Issued")


def test_relations_are_disclosed_whoever_of_the_party_has_them(registry: Registry) -> None:
    relation = {"one": "dora", "other": APPLICANT, "relation": RelationKind.FRIENDSHIP, "since": registry.today}
    registry.do(parties.declare_relation, "dora", Role.PUBLIC, **relation)
    registry.to_issued()
    text = page(f"/parties/{ORGANISATION}")
    assert "friend" in text
    assert "with somebody who belongs to it" in text


def test_who_labels_without_a_certificate_has_a_page_and_is_found_and_called_independent(
    registry: Registry, library: Library
) -> None:
    """C-14: visibly different, and worse off in nothing."""
    del registry
    made = Labelled(library)
    maker = made.label.producer.rpartition(":")[2]
    facts = {"kind": "workshop", "country": "NL", "place": "Zwolle", "founded_at": NOW}
    Organisation.objects.create(public_id=maker, name="Weavers of the Dyke", **facts)
    text = page(f"/parties/{maker}")
    assert "independent" in text
    assert made.label.number in text
    assert "the same for everybody" in text
    listing = Client().get("/certificates").content.decode()
    assert f'href="/parties/{maker}"' in listing
    for words in ("weavers", "Zwolle"):
        assert f'href="/parties/{maker}"' in Client().get("/certificates", {"q": words}).content.decode()
    assert f'href="/parties/{maker}"' not in Client().get("/certificates", {"q": "heron"}).content.decode()


def test_nobody_has_a_page_who_has_done_nothing_in_public(registry: Registry) -> None:
    assert Client().get(f"/parties/{ORGANISATION}").status_code == 404
    registry.open()
    assert Client().get(f"/parties/{ORGANISATION}").status_code == 404
