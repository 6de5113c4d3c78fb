# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Hosts that are asked at another address than their own: a mirror, or what plays them in a test.

What comes of it goes by the public addresses, and no credentials go along.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import msgspec

from oshmark.crawl.clones import SCHEME
from oshmark.crawl.place import Place

if TYPE_CHECKING:
    from collections.abc import Mapping

    from oshmark.crawl.exchange import Fetch, Known, NoResponse, Request, Response


class StandIns:
    """The port `crawl.exchange.Fetch`; `bases` are the addresses that are asked instead, by host."""

    def __init__(self, fetch: Fetch, bases: Mapping[str, str]) -> None:
        self._fetch, self._bases = fetch, dict(bases)

    def __call__(self, request: Request, place: Place, known: Known | None = None) -> Response | NoResponse:
        """Ask the host, or who stands in for it."""
        url = request.url.removeprefix(SCHEME)
        base = self._bases.get(urlsplit(url).netloc.lower())
        if base is None:
            return self._fetch(request, place, known)
        kind = SCHEME if request.url.startswith(SCHEME) else ""
        parts = urlsplit(url)
        target = f"{kind}{base}{parts.path}" + (f"?{parts.query}" if parts.query else "")
        at = Place(api=base, web=place.web, raw=base, trusted=True)
        answer = self._fetch(msgspec.structs.replace(request, url=target, token=""), at, known)
        return msgspec.structs.replace(answer, url=request.url)
