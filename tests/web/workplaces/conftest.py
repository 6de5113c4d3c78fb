# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The office of a small body, and one that works after DIN SPEC 3105."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from oshmark.adapters.shipped_schemes import shipped_schemes
from oshmark.certification.scheme import SubjectKind
from oshmark.crawl.exchange import Response
from oshmark.web.workplaces.evidence import links
from tests.certification.world import small_scheme
from tests.web.library_of import NOW
from tests.web.workplaces.office import Office

if TYPE_CHECKING:
    from tests.web.library_of import Library


@pytest.fixture(autouse=True)
def _pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody else is asked: every page that is given as evidence is there."""

    def fetched(address: str) -> Response:
        return Response(address, 200, {"content-type": "text/html"}, b"<html>" + address.encode(), NOW)

    monkeypatch.setattr(links, "_fetched", fetched)


@pytest.fixture
def office(library: Library, monkeypatch: pytest.MonkeyPatch) -> Office:
    """Under the small scheme of the room's own tests: every kind of criterion, a fee, a training, a level more."""
    return Office(library, small_scheme(subject=SubjectKind.PRODUCT), monkeypatch)


@pytest.fixture
def reading_office(library: Library, monkeypatch: pytest.MonkeyPatch) -> Office:
    """Under the shipped scheme for documentation."""
    (scheme,) = [one for one in shipped_schemes() if one.id == "dokumentation-3105"]
    return Office(library, scheme, monkeypatch)
