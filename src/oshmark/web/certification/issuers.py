# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whom a body relies on: other bodies that it recognises, and issuers of attestations with a method each (§0a)."""

from __future__ import annotations

from datetime import datetime

import msgspec

from oshmark.certification.event_data import standards
from oshmark.certification.events import Kind
from oshmark.certification.issuer_method import Method, MethodKind, read_method
from oshmark.web.certification.memory import memory
from oshmark.web.library.presentation import one_line

LENGTH = 300


class Issuer(msgspec.Struct, frozen=True):
    """An issuer that a body has put on its list: `issuer` is where its attestations begin (an address without its
    scheme), `method` how they are confirmed."""

    body: str
    issuer: str
    method: str
    reason: str
    since: datetime

    @property
    def way(self) -> Method | None:
        """The method, understood; `None` where the words are none."""
        return read_method(self.method)

    def is_of(self, address: str) -> bool:
        """Whether an attestation is one of this issuer's. A recorded page is no other page."""
        way = self.way
        if way is not None and way.kind is MethodKind.PAGE:
            return plain(address) == plain(self.issuer)
        return lies_below(address, self.issuer)


def plain(address: str) -> str:
    """An address without its scheme and the slash at its end; the host in small letters."""
    rest = address.strip().partition("://")[2] or address.strip()
    host, slash, path = rest.partition("/")
    return f"{host.lower()}{slash}{path}".rstrip("/")


def lies_below(address: str, issuer: str) -> bool:
    """Whether an address lies below that of an issuer: `wiki.example` is not `wiki.example.evil.test`."""
    below, above = plain(address), plain(issuer)
    return below == above or below.startswith((f"{above}/", f"{above}?"))


def issuer_of(address: str, every: list[Issuer] | None = None) -> Issuer | None:
    """Who has given an attestation, as the lists of the bodies say: one with a method first, then the narrowest."""
    found = [one for one in (issuers() if every is None else every) if one.is_of(address)]
    return max(found, key=lambda one: (one.way is not None, len(plain(one.issuer))), default=None)


def issuers() -> list[Issuer]:
    """Every issuer that a body relies on: those that are listed, and other bodies that it has recognised."""
    return [*listed_issuers(), *_recognised_bodies()]


def _recognised_bodies() -> list[Issuer]:
    """Other bodies of this software, whose registry is on the host that their DID names (C-124)."""
    found: dict[tuple[str, str], Issuer] = {}
    for entry in memory().entries:
        data = entry.data
        if isinstance(data, standards.BodyRecognised):
            way = read_method(f"body {data.did}")
            host = data.did if way is None else way.host
            found[(entry.id, data.did)] = Issuer(entry.id, host, f"body {data.did}", data.reason, entry.at)
        elif isinstance(data, standards.BodyNoLongerRecognised):
            found.pop((entry.id, data.did), None)
    return list(found.values())


def listed_issuers() -> list[Issuer]:
    """Every issuer that a body relies on at the moment, in the order in which they were listed."""
    found: dict[tuple[str, str], Issuer] = {}
    for entry in memory().entries:
        data = entry.data
        if entry.kind is Kind.ISSUER_LISTED and isinstance(data, standards.IssuerListed):
            found[(entry.id, data.issuer)] = Issuer(entry.id, data.issuer, data.method, data.reason, entry.at)
        elif entry.kind is Kind.ISSUER_STRUCK_OFF and isinstance(data, standards.IssuerStruckOff):
            found.pop((entry.id, data.issuer), None)
    return list(found.values())


def issuers_of(body: str) -> list[dict[str, str]]:
    """The issuers of one body, for its page."""
    return [
        {"name": one_line(one.issuer, LENGTH), "how": one_line(one.method, LENGTH), "why": one_line(one.reason, LENGTH)}
        for one in listed_issuers()
        if one.body == body
    ]


def bodies_of(body: str) -> list[dict[str, str]]:
    """The other bodies whose certificates count for one body."""
    found: dict[str, dict[str, str]] = {}
    for entry in memory().entries:
        data = entry.data
        if entry.id == body and isinstance(data, standards.BodyRecognised):
            facts = {"name": data.name, "how": data.did, "why": data.reason}
            found[data.did] = {key: one_line(value, LENGTH) for key, value in facts.items()}
        elif entry.id == body and isinstance(data, standards.BodyNoLongerRecognised):
            found.pop(data.did, None)
    return list(found.values())
