# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the page of a release shows of certification: its certificates, and what its manifest's claims are worth."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings

from oshmark.certification.attestation_rdf import Attested, add_attestations
from oshmark.web.certification.attestations import attestations, ledger_state
from oshmark.web.certification.issuers import issuers
from oshmark.web.certification.queries import box_rows, state_of_release
from oshmark.web.library.beside import Certified

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from oshmark.ontology.graph import Graph


def certified_of(address: str, claims: Sequence[str], now: datetime) -> Certified:
    """See `library.beside.certified`."""
    return Certified(box_rows(address, now), attestations(claims, address, now))


def state_of(address: str, now: datetime) -> object:
    """See `library.beside.certified_state`."""
    known = [(one.issuer, one.method) for one in issuers()]
    return state_of_release(address, now), known, ledger_state(address)


def tell(graph: Graph, address: str, claims: Sequence[str], now: datetime) -> None:
    """See `library.beside.tell_certified`."""
    shown = attestations(claims, address, now)
    attested = [Attested(one.address, one.worth.value, one.body, one.checked_at) for one in shown]
    add_attestations(graph, attested, site=settings.BASE_URL)
