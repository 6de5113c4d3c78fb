# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""From the choice of a scheme to a certificate, through the pages alone, by people who each have a browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oshmark.web.certification.memory import memory

if TYPE_CHECKING:
    from tests.web.workplaces.office import Office


def test_an_application_becomes_a_certificate_through_pages_alone(office: Office) -> None:
    number = office.to_issued()
    found = memory().certificate(number)
    assert found is not None
    assert found.terms.holder == office.workshop.public_id
    assert set(found.terms.evaluators) == {office.id("Ben"), office.id("Cleo")}
    assert found.terms.decided_by == office.id("Eli")


def test_a_release_of_documentation_is_attested_by_five_people(reading_office: Office) -> None:
    number = reading_office.to_issued()
    found = memory().certificate(number)
    assert found is not None
    assert found.terms.valid_until is None
    acting = {act.person for act in reading_office.case.acts}
    assert acting == {reading_office.id(name) for name in ("Alice", "Ada", "Ben", "Cleo", "Eli")}
