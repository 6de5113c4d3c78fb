# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is asked of a host, and what comes back; and the port through which the asking is done."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import Enum
from typing import TYPE_CHECKING, Protocol

import msgspec

if TYPE_CHECKING:
    from oshmark.crawl.place import Place

JSON_TYPES = ("application/json", "text/json")
ANY: tuple[str, ...] = ()
MEGABYTE = 1_000_000


class Request(msgspec.Struct, frozen=True):
    """One request. `accepts` are the media types of a right answer (`application/json` means everything that ends in
    `+json` too; none means any); `limit` bounds the bytes of the answer after it was unpacked; `token` names the
    credentials that go along, and only to hosts that they are for; `conditional` lets a known state of the address be
    answered by 304. The answer to a `replayed` one, as a list is, is kept, and read again when 304 comes instead."""

    url: str
    method: str = "GET"
    headers: Mapping[str, str] = {}
    body: bytes | None = None
    accepts: tuple[str, ...] = ANY
    limit: int = 10 * MEGABYTE
    token: str = ""
    conditional: bool = True
    replayed: bool = False


class Response(msgspec.Struct, frozen=True):
    """One answer. `url` is where it came from after redirects, `redirects` each address on the way with its status;
    names of `headers` are in small letters; `asked_at` is when it was asked."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    asked_at: datetime
    redirects: tuple[tuple[str, int], ...] = ()

    @property
    def media_type(self) -> str:
        """The media type without parameters, in small letters; empty where none is given."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


class Trouble(Enum):
    """Why there is no answer."""

    REFUSED = "refused"  # the address may not be asked: not public, not http, or robots.txt says no
    TIMEOUT = "timeout"
    UNREACHABLE = "unreachable"
    CUT = "cut"
    TOO_LARGE = "too-large"
    REDIRECTS = "redirects"


class NoResponse(msgspec.Struct, frozen=True):
    """That there is no answer, and why, in a sentence for people."""

    url: str
    trouble: Trouble
    says: str
    asked_at: datetime


class Known(msgspec.Struct, frozen=True):
    """What the ledger knows of an address, for a conditional request."""

    etag: str = ""
    last_modified: str = ""


class Fetch(Protocol):
    """Asks hosts. It never raises for what a host or the network does."""

    def __call__(self, request: Request, place: Place, known: Known | None = None) -> Response | NoResponse:
        """Ask, following redirects; with `known`, a state that has not changed is answered by status 304."""
