# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the page of a release shows of certification: its certificates, and what its manifest's claims are worth."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oshmark.web.certification.attestations import attestations
from oshmark.web.certification.issuers import listed_issuers
from oshmark.web.certification.queries import box_rows, state_of_release
from oshmark.web.library.beside import Certified

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime


def certified_of(address: str, claims: Sequence[str], now: datetime) -> Certified:
    """See `library.beside.certified`."""
    return Certified(box_rows(address, now), attestations(claims, address, now))


def state_of(address: str, now: datetime) -> object:
    """See `library.beside.certified_state`."""
    return state_of_release(address, now), [(one.issuer, one.method) for one in listed_issuers()]
