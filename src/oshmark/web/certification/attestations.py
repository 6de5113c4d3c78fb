# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What an attestation that a manifest claims is worth (§0a). Without a method by which it can be confirmed it stays a
claim: anybody can write an address into a manifest.

Two methods work without asking anybody: our own log, and a page whose digest a body has recorded when it looked at it
(`page sha256:<64 hexadecimal digits>`, listed for exactly that address). Other methods name an issuer, and no more.
"""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING

import msgspec
from django.conf import settings
from django.utils.translation import gettext as _

from oshmark.certification.lifecycle import CertificateState
from oshmark.web.certification.issuers import listed_issuers
from oshmark.web.certification.queries import certificate_of_number, listed

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

OWN = re.compile(r"/(?:certificates|[Cc])/(?P<number>[0-9A-Za-z-]{1,40})/?")
RECORDED = re.compile(r"page sha256:[0-9a-f]{64}")


class Worth(Enum):
    """What is known of an attestation."""

    CONFIRMED = "confirmed"
    CLAIMED = "claimed"
    EXPIRED = "expired"
    REVOKED = "revoked"
    UNKNOWN_ISSUER = "unknown-issuer"


class Attestation(msgspec.Struct, frozen=True):
    """One claim, and what it is worth. `body`: whose list or log it was held against."""

    address: str
    worth: Worth
    body: str = ""

    @property
    def words(self) -> str:
        """The same for people."""
        return {
            Worth.CONFIRMED: _("confirmed"),
            Worth.CLAIMED: _("claimed: the issuer is known, and this attestation was not confirmed"),
            Worth.EXPIRED: _("it has expired"),
            Worth.REVOKED: _("it is not valid: it was withdrawn, given back or suspended, or is about something else"),
            Worth.UNKNOWN_ISSUER: _("claimed: nobody here knows the issuer"),
        }[self.worth]


def attestations(claimed: Iterable[str], release: str, now: datetime) -> list[Attestation]:
    """What the attestations that a release claims are worth at a moment."""
    return [_own(one, release, now) or _listed(one) for one in claimed]


def _own(address: str, release: str, now: datetime) -> Attestation | None:
    """The answer of our own log; `None` for an address that is none of ours."""
    if not address.startswith(f"{settings.BASE_URL}/"):
        return None
    match = OWN.fullmatch(address.removeprefix(settings.BASE_URL))
    row = None if match is None else certificate_of_number(match["number"])
    if row is None:
        return Attestation(address, Worth.CLAIMED)
    shown = listed([row], now)
    if row.ref != release or not shown:
        return Attestation(address, Worth.REVOKED, row.body)
    status = shown[0].status
    if status.is_valid:
        return Attestation(address, Worth.CONFIRMED, row.body)
    worth = Worth.EXPIRED if status.state is CertificateState.EXPIRED else Worth.REVOKED
    return Attestation(address, worth, row.body)


def _listed(address: str) -> Attestation:
    """The answer of the lists of issuers that bodies keep."""
    plain = _plain(address)
    found = [one for one in listed_issuers() if _begins(plain, _plain(one.issuer))]
    if not found:
        return Attestation(address, Worth.UNKNOWN_ISSUER)
    exact = next((one for one in found if _plain(one.issuer) == plain and RECORDED.fullmatch(one.method)), None)
    if exact is not None:
        return Attestation(address, Worth.CONFIRMED, exact.body)
    return Attestation(address, Worth.CLAIMED, found[0].body)


def _plain(address: str) -> str:
    """An address without its scheme and the slash at its end; the host in small letters."""
    rest = address.strip().partition("://")[2] or address.strip()
    host, slash, path = rest.partition("/")
    return f"{host.lower()}{slash}{path}".rstrip("/")


def _begins(address: str, issuer: str) -> bool:
    """Whether an address lies below that of an issuer: `wiki.example` is not `wiki.example.evil.test`."""
    return address == issuer or address.startswith((f"{issuer}/", f"{issuer}?"))
