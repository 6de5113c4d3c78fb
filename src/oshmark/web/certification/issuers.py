# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whom a body relies on: other bodies that it recognises, and issuers of attestations with a method each (§0a)."""

from __future__ import annotations

from datetime import datetime

import msgspec

from oshmark.certification.event_data import standards
from oshmark.certification.events import Kind
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
