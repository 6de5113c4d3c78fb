# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What an attestation that a manifest claims is worth (§0a). Without a method by which it can be confirmed it stays a
claim: anybody can write an address into a manifest.

Two methods work without asking anybody: our own log, and a page whose digest a body has recorded when it looked at it.
For the others somebody else is asked, in the background (`web/issuers`); what came of it stands in a ledger, where this
room is told to look.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

import msgspec
from django.conf import settings
from django.utils.translation import gettext as _

from oshmark.certification.issuer_method import MethodKind
from oshmark.certification.lifecycle import CertificateState
from oshmark.certification.worth import Judged, Why, Worth
from oshmark.web.certification.issuers import Issuer, issuer_of
from oshmark.web.certification.queries import certificate_of_number, listed
from oshmark.web.library.presentation import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Attestation", "Worth", "attestations", "look_in_ledger"]

LENGTH = 300
OWN = re.compile(r"/(?:certificates|[Cc])/(?P<number>[0-9A-Za-z-]{1,40})/?")


class Attestation(msgspec.Struct, frozen=True):
    """One claim, and what it is worth. `body`: whose list or log it was held against; `checked_at`: when its issuer
    last said something."""

    address: str
    worth: Worth
    body: str = ""
    why: Why = Why.NOTHING
    issuer: str = ""
    checked_at: datetime | None = None

    @property
    def facts(self) -> dict[str, object]:
        """The same as plain data."""
        return {
            "address": self.address,
            "worth": self.worth.value,
            "why": self.why.value or None,
            "body": self.body or None,
            "checked": self.checked_at,
        }

    @property
    def state_words(self) -> str:
        """What it is worth, in a word or two."""
        return worth_words(self.worth)

    @property
    def shown(self) -> str:
        """The address, short enough to be read."""
        return one_line(self.address, LENGTH)

    @property
    def is_web(self) -> bool:
        """Whether the address is one that a browser may follow."""
        return self.address.startswith(("https://", "http://"))

    @property
    def words(self) -> str:
        """The same for people."""
        if self.why is not Why.NOTHING:
            return why_words(self.why)
        return {
            Worth.CONFIRMED: _("confirmed"),
            Worth.CLAIMED: _("claimed: the issuer is known, and this attestation was not confirmed"),
            Worth.EXPIRED: _("it has expired"),
            Worth.REVOKED: _("it is not valid: it was withdrawn, given back or suspended, or is about something else"),
            Worth.UNKNOWN_ISSUER: _("claimed: nobody here knows the issuer"),
        }[self.worth]


def worth_words(worth: Worth) -> str:
    """What an attestation is worth, in a word or two."""
    return {
        Worth.CONFIRMED: _("confirmed"),
        Worth.CLAIMED: _("claimed"),
        Worth.EXPIRED: _("expired"),
        Worth.REVOKED: _("revoked"),
        Worth.UNKNOWN_ISSUER: _("unknown issuer"),
    }[worth]


def why_words(why: Why) -> str:
    """Why an attestation is worth no more, for people."""
    return {
        Why.NOTHING: "",
        Why.NO_METHOD: _("claimed: the issuer is known, but there is no way to ask it"),
        Why.NOT_ASKED: _("claimed: the issuer was not asked yet"),
        Why.NO_ANSWER: _("claimed: the issuer could not be reached yet"),
        Why.NOT_THERE: _("claimed: the issuer has nothing at this address"),
        Why.NO_TOKEN: _("claimed: the issuer answers only those who have registered with it"),
        Why.UNREADABLE: _("claimed: the answer of the issuer could not be read"),
        Why.NO_NAME: _("claimed: the page of the issuer does not name this project"),
        Why.NO_VERSION: _("claimed: the page of the issuer does not name this version"),
        Why.NO_WORDS: _("claimed: the page of the issuer does not speak of an attestation"),
        Why.OTHER_REVISION: _("claimed: the address does not show one state of a page for ever"),
        Why.OTHER_THING: _("claimed: what the issuer has attested is something else"),
        Why.WITHDRAWN: _("not valid any more: the issuer has taken it back"),
        Why.ENDED: _("it has expired, says the issuer"),
    }[why]


Looked = tuple[Judged, datetime | None]
"""What an issuer said, and when."""
Ledger = Callable[[str, str, str], Looked | None]
"""Release, address, method → what was found by it; `None` where nobody has looked."""

LedgerState = Callable[[str], object]
"""Release → what changes whenever the ledger says something else of it."""

_ledger: list[tuple[Ledger, LedgerState]] = []


def look_in_ledger(ledger: Ledger, state: LedgerState) -> None:
    """Say where to look what issuers have said."""
    _ledger[:] = [(ledger, state)]


def ledger_state(release: str) -> object:
    """What changes whenever an issuer has said something else of a release."""
    return _ledger[0][1](release) if _ledger else None


def attestations(claimed: Iterable[str], release: str, now: datetime) -> list[Attestation]:
    """What the attestations that a release claims are worth at a moment."""
    return [_own(one, release, now) or _elsewhere(one, release) for one in claimed]


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


def _elsewhere(address: str, release: str) -> Attestation:
    """The answer of the lists of issuers that bodies keep, and of the ledger of what those have said."""
    issuer = issuer_of(address)
    if issuer is None:
        return Attestation(address, Worth.UNKNOWN_ISSUER)
    judged, checked_at = _looked(address, release, issuer)
    return Attestation(address, judged.worth, issuer.body, judged.why, issuer.issuer, checked_at)


def _looked(address: str, release: str, issuer: Issuer) -> Looked:
    way = issuer.way
    if way is None:
        return Judged(Worth.CLAIMED, Why.NO_METHOD), None
    if way.kind is MethodKind.PAGE:
        return Judged(Worth.CONFIRMED), issuer.since
    found = _ledger[0][0](release, address, issuer.method) if _ledger else None
    return (Judged(Worth.CLAIMED, Why.NOT_ASKED), None) if found is None else found
