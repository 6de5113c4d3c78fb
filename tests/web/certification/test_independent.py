# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whoever makes something without a certificate is listed as what they are, and gets all that the certified get."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.test import Client
from msgspec.structs import replace

from oshmark.label.declaration import Producer
from oshmark.web.accounts.models import Organisation
from oshmark.web.library.models import Release
from tests.certification.world import NUMBER, ORGANISATION
from tests.made_up import manifest
from tests.web.labels.labelled import Labelled
from tests.web.library_of import NOW
from tests.web.manifests import FULL

if TYPE_CHECKING:
    from oshmark.web.labels.models import Label
    from tests.web.certification.registry_world import Registry
    from tests.web.library_of import Library

PRINTER = FULL.replace("github.com/Weaver/Loom", "git.example.org/kestrel/printer").replace('"2.1.0"', '"1.0"')
RELEASE = "/m/git.example.org/kestrel/printer/-/v/1.0"
HERE = f"/certificates/{NUMBER}"


def page(path: str) -> str:
    response = Client().get(path, headers={"accept": "text/html"})
    assert response.status_code == 200, path
    return b"".join(response).decode()


@pytest.fixture
def label(registry: Registry, library: Library) -> Label:
    """A workshop without a certificate labels what it makes."""
    del registry
    made = Labelled(library)
    workshop = Organisation.objects.create(name="Heron Workshop", country="DE", place="Erlen", founded_at=NOW)
    producer = replace(made.shop.declaration.producer, id=workshop.public_id)
    assert isinstance(producer, Producer)
    return made.shop.issue(replace(made.shop.declaration, producer=producer))


def test_an_independent_maker_is_listed_as_one(label: Label) -> None:
    """C-14, C-33: with a page that says that nobody needs a certificate."""
    listed = page("/certificates")
    assert "Heron Workshop" in listed[listed.index('id="independent"') :]
    shown = page(f"/parties/{label.producer}")
    assert '<span class="chip">independent</span>' in shown
    assert "Nobody needs one to build, change or sell it" in shown
    assert label.number in shown


def test_the_label_says_who_makes_it(label: Label) -> None:
    """C-33: the producer, and that they are independent."""
    shown = page(f"/C/{label.number}")
    assert "an independent producer" in shown
    assert "Lark Workshop" in shown


def test_nothing_that_is_needed_to_build_it_lies_behind_a_certificate(label: Label) -> None:
    """C-14, C-17: sources, bill, package and data of what nobody has certified, for a stranger."""
    found = {
        path: Client().get(path).status_code
        for path in (
            label.release,
            f"{label.release}/-/bom",
            f"{label.release}/-/bom.csv",
            f"{label.release}/-/ttl",
            f"/C/{label.number}/package.zip",
            f"/C/{label.number}/label.svg",
        )
    }
    assert set(found.values()) == {200}, found


def test_an_independent_maker_loses_nothing_when_somebody_else_is_certified(label: Label, registry: Registry) -> None:
    """C-14: their pages are the same before and after."""
    paths = (f"/parties/{label.producer}", f"/C/{label.number}", label.release)
    before = {path: page(path) for path in paths}
    registry.to_issued()
    assert {path: page(path) for path in paths} == before
    assert f"/parties/{ORGANISATION}" not in page("/certificates").partition('id="independent"')[2]


def test_a_certified_product_leads_down_to_its_components(registry: Registry, library: Library) -> None:
    """C-16: from the certificate to the release, which names its parts, and back to the certificate."""
    assert library.add(PRINTER) == RELEASE
    registry.to_issued()
    assert f'href="{RELEASE}"' in page(HERE)
    shown = page(RELEASE)
    assert HERE in shown
    assert f"{RELEASE}/-/part/shuttle" in shown


OPEN = ["CERN-OHL-S-2.0", "CERN-OHL-P-2.0", "TAPR-OHL-1.0", "CC-BY-SA-4.0", "GPL-3.0-or-later"]


@pytest.mark.parametrize("licence", OPEN)
def test_every_licence_of_open_source_hardware_is_open_enough(library: Library, licence: str) -> None:
    """C-14, as §0a reads it: not CC-BY-SA and GPL alone."""
    address = library.add(manifest(licence=licence))
    assert Release.objects.get(address=address).state == Release.ADMITTED
