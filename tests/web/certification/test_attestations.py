# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a manifest claims is a claim until a method confirms it (§0a)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from oshmark.certification.acts import certificate, standards
from oshmark.certification.event_data.certificate import ReasonClass
from oshmark.certification.roles import Role
from oshmark.web.certification.attestations import Worth, attestations
from tests.certification.world import BODY, NUMBER
from tests.web.library_of import SITE

if TYPE_CHECKING:
    from tests.web.certification.registry_world import Registry

PAGE = "https://wiki.example/index.php?oldid=17"
OURS = f"{SITE}/certificates/{NUMBER}"


def worth(world: Registry, address: str, release: str = "") -> Worth:
    [found] = attestations([address], release or world.about().ref, world.now)
    return found.worth


def listed(world: Registry, issuer: str, method: str) -> None:
    facts = {"body": BODY, "issuer": issuer, "method": method, "reason": "Looked at."}
    world.do(standards.list_issuer, "ada", Role.REGISTRAR, **facts)


def test_our_own_log_confirms_for_its_release_and_for_as_long_as_it_is_valid(registry: Registry) -> None:
    registry.to_issued()
    assert worth(registry, OURS) is worth(registry, f"{SITE}/C/{NUMBER}") is Worth.CONFIRMED
    assert worth(registry, OURS, "/m/other/-/v/1") is Worth.REVOKED
    assert worth(registry, f"{SITE}/certificates/AAAAAAAA") is Worth.CLAIMED
    registry.now += timedelta(days=400)
    assert worth(registry, OURS) is Worth.EXPIRED


def test_what_was_withdrawn_is_revoked(registry: Registry) -> None:
    registry.to_issued()
    why = {"why": ReasonClass.SAFETY, "reason": "It burns."}
    registry.do(certificate.withdraw_certificate, "eli", Role.DECISION_MAKER, number=NUMBER, **why)
    assert worth(registry, OURS) is Worth.REVOKED


def test_a_page_with_a_recorded_digest_is_confirmed_and_no_other_page_of_the_issuer(registry: Registry) -> None:
    assert worth(registry, PAGE) is Worth.UNKNOWN_ISSUER
    listed(registry, "wiki.example", "permanent revision")
    assert worth(registry, PAGE) is Worth.CLAIMED
    assert worth(registry, "https://wiki.example.evil.test/x") is Worth.UNKNOWN_ISSUER
    listed(registry, "wiki.example/index.php?oldid=17", f"page sha256:{'a' * 64}")
    assert worth(registry, PAGE) is Worth.CONFIRMED
    assert worth(registry, PAGE.replace("17", "18")) is Worth.CLAIMED
    struck = {"body": BODY, "issuer": "wiki.example/index.php?oldid=17", "reason": "It has changed."}
    registry.do(standards.strike_off_issuer, "ada", Role.REGISTRAR, **struck)
    assert worth(registry, PAGE) is Worth.CLAIMED
