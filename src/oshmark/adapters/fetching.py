# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""One way to ask, for everything that the crawl asks for: by HTTP, or by Git."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oshmark.adapters.git import SCHEME

if TYPE_CHECKING:
    from oshmark.adapters.git import Git
    from oshmark.adapters.http.client import Client
    from oshmark.crawl.exchange import Known, NoResponse, Request, Response
    from oshmark.crawl.place import Place


class Fetcher:
    """The port `crawl.exchange.Fetch`. Threads share one; `close` it in the end."""

    def __init__(self, http: Client, git: Git) -> None:
        self._http, self._git = http, git

    def __call__(self, request: Request, place: Place, known: Known | None = None) -> Response | NoResponse:
        """Ask by the way that the address names."""
        if request.url.startswith(SCHEME):
            return self._git(request, place)
        return self._http(request, place, known)

    def close(self) -> None:
        """End all connections."""
        self._http.close()
