# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the record of another registry comes to: that of OSHWA, and that of another body of this software."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from oshmark.certification.wiki_revision import folded
from oshmark.certification.worth import CONFIRMED, Judged, Why, Worth

if TYPE_CHECKING:
    from collections.abc import Mapping

    from oshmark.certification.worth import Claim

UNREADABLE = Judged(Worth.CLAIMED, Why.UNREADABLE)
_NUMBER = re.compile(r"/(?:certificates|[Cc])/([0-9A-Za-z-]{1,40})/?\Z")


def judge_oshwa(claim: Claim, table: Mapping[str, Any]) -> Judged:
    """A record of OSHWA, as the crawl writes it down as a manifest. It confirms for the project that it names, or that
    is developed at the place that it names: of versions the registry knows only that of the day."""
    own = table.get("oshwa")
    if not isinstance(own, dict) or not isinstance(own.get("uid"), str):
        return UNREADABLE
    if own.get("status") == "revoked":
        return Judged(Worth.REVOKED, Why.WITHDRAWN)
    places = {_place(own.get(key)) for key in ("documentation-url", "project-website")} | {_place(table.get("repo"))}
    same = _place(claim.repo) in places - {""} or folded(_text(table.get("name"))) == folded(claim.name)
    return CONFIRMED if same else Judged(Worth.CLAIMED, Why.OTHER_THING)


def number_of(address: str) -> str:
    """The number of the certificate whose page an address is; empty for another address."""
    try:
        found = _NUMBER.search(urlsplit(address).path)
    except ValueError:  # a host that is none
        return ""
    return "" if found is None else found[1]


def judge_certificate(claim: Claim, data: object) -> Judged:
    """A certificate of another body, as its registry gives it (`/certificates/<number>/-/json`)."""
    if not isinstance(data, dict) or not isinstance(data.get("valid"), bool) or not _text(data.get("status")):
        return UNREADABLE
    digest = _text(data.get("manifest")).removeprefix("sha256:")
    named = folded(_text(data.get("name"))), folded(_text(data.get("version")))
    same = digest == claim.digest if digest and claim.digest else named == (folded(claim.name), folded(claim.version))
    if not same:
        return Judged(Worth.CLAIMED, Why.OTHER_THING)
    if data["valid"]:
        return CONFIRMED
    if data["status"] == "expired":
        return Judged(Worth.EXPIRED, Why.ENDED)
    return Judged(Worth.REVOKED, Why.WITHDRAWN)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _place(value: object) -> str:
    """Where an address leads, whether it is written with `https`, `www` and a slash at its end or without."""
    try:
        parts = urlsplit(_text(value))
    except ValueError:
        return ""
    return f"{parts.netloc.lower().removeprefix('www.')}{parts.path.rstrip('/').removesuffix('.git')}"
