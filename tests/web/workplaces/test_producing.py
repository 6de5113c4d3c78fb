# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A producer is certified for making something: where a program looks at the release, the producer names it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from oshmark.certification.scheme import SubjectKind
from oshmark.web.certification.memory import memory
from oshmark.web.library.queries import find_release
from oshmark.web.workplaces.applying.checks import check_case
from tests.certification.world import small_scheme
from tests.web.workplaces.office import Office, plain

if TYPE_CHECKING:
    from tests.web.library_of import Library


@pytest.fixture
def office(library: Library, monkeypatch: pytest.MonkeyPatch) -> Office:
    return Office(library, small_scheme(subject=SubjectKind.PRODUCER), monkeypatch)


def test_the_release_that_a_producer_makes_is_looked_at(office: Office) -> None:
    office.apply()
    release = find_release(office.release)
    assert release is not None
    assert (office.case.about.ref, office.case.about.release) == (office.workshop.public_id, office.release)
    assert office.case.about.digest == f"sha256:{release.digest}"
    [checked] = check_case(office.case, office.scheme)
    assert checked.passed


def test_a_producer_comes_to_a_certificate(office: Office) -> None:
    number = office.to_issued()
    assert memory().replay.certificates[number].terms.about.kind is SubjectKind.PRODUCER


def test_without_the_release_nothing_is_begun(office: Office) -> None:
    facts = {"applicant": office.workshop.public_id, "level": "certified"}
    page = plain(office.send("Alice", f"/work/apply?scheme={office.scheme.id}", 200, **facts))
    assert "This field is required." in page
