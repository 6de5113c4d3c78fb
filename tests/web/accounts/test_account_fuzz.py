# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whatever somebody who is signed in asks of an account page: there is an answer, and it does no harm."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from oshmark.web.accounts import urls
from oshmark.web.accounts.actions import invite
from oshmark.web.accounts.models import Role
from tests.web import test_page_fuzz as walk
from tests.web.library_of import NOW
from tests.web.people import browser_of

if TYPE_CHECKING:
    from tests.web.people import Cast

NAMES = [str(pattern.name) for pattern in urls.urlpatterns]
EXPRESSIONS = {str(pattern.name): expression for pattern, expression in walk.PATTERNS}


@pytest.fixture
def known(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """Addresses at which there is something for Alice."""
    made, token = invite(cast.alice, cast.workshop, "eve@example.org", Role.MEMBER, now=NOW)
    place = f"/account/organisation/{cast.workshop.public_id}"
    acts = ("change", "invite", "leave", "close")
    found = {
        "organisation": place,
        "organisation-take-back": f"{place}/invitation/{made.pk}",
        "organisation-member": f"{place}/member/{cast.bob.public_id}",
        "account-invitation": f"/account/invitation/{token}",
        "mfa_edit_webauthn": "/account/passkeys/1/name",
        "mfa_remove_webauthn": f"/account/passkeys/{'9' * 18}/remove",
        **{f"organisation-{act}": f"{place}/{act}" for act in acts},
    }
    for name, address in found.items():
        monkeypatch.setitem(walk.KNOWN, name, [address])


@pytest.mark.parametrize("name", NAMES)
def test_nothing_that_alice_asks_is_a_fault_of_ours(cast: Cast, known: None, name: str) -> None:
    client = browser_of(cast.alice, lately=True)
    reached: Counter[str] = Counter()
    walk.fuzz(client, reached, name, EXPRESSIONS[name], walk.FEW, is_empty=False)
    assert reached[name]
