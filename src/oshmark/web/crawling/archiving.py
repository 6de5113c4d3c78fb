# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Archiving the bills of materials of what the crawl has found: a small file each, and one request at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from oshmark.crawl.exchange import NoResponse, Response, Trouble
from oshmark.crawl.politeness import budget_left, judge
from oshmark.errors import OshmarkError, StateError
from oshmark.web.archive import files as archived
from oshmark.web.crawling.hosts import Hosts, host_of
from oshmark.web.crawling.sampling import PATIENCE, named_places
from oshmark.web.library.archiving import archive_release, is_whole, pending

if TYPE_CHECKING:
    from oshmark.crawl.exchange import Known, Request
    from oshmark.crawl.place import Place
    from oshmark.web.crawling.crawling import Tools
    from oshmark.web.library.archiving import Archived

A_PASS = 500
"""Releases of one pass; the next one goes on."""


class BillsArchived(msgspec.Struct):
    """What came of it: releases that were looked at, bills that are there, and files that could not be had."""

    releases: int = 0
    kept: int = 0
    missing: int = 0

    def in_words(self) -> str:
        """A sentence for people."""
        return f"{self.releases} releases: {self.kept} bills of materials archived, {self.missing} not to be had."


def archive_bills(tools: Tools, *, most: int = A_PASS) -> BillsArchived:
    """Archive the bills of releases of which that was not done yet."""
    done, fetch, places = BillsArchived(), Polite(tools), named_places(tools)
    archived.tidy(tools.now())
    for address in list(pending(tools.now(), most)):
        if tools.is_stopped():
            break
        try:
            came = archive_release(address, fetch, tools.now(), everything=is_whole(address), places=places)
        except StateError:
            raise  # a disk that is full stays so
        except OshmarkError:  # it was withdrawn meanwhile, or its manifest cannot be read any more
            continue
        done.releases += 1
        done.kept += came.kept
        done.missing += len(came.problems)
    return done


def archive_whole(tools: Tools, address: str) -> Archived:
    """Archive everything that a release names. Raises `RefusedError` where it is not there any more."""
    return archive_release(address, Polite(tools), tools.now(), everything=True, places=named_places(tools))


class Polite:
    """Asks hosts, but for those that ask to be left alone, or that do not answer."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools
        self._hosts = Hosts()
        self._hosts.load()
        self._silent: dict[str, int] = {}

    def __call__(self, request: Request, place: Place, known: Known | None = None) -> Response | NoResponse:
        """See `crawl.exchange.Fetch`."""
        host, now = host_of(request.url), self._tools.now()
        if self._hosts.free_at(host, now) is not None or self._silent.get(host, 0) >= PATIENCE:
            return NoResponse(request.url, Trouble.TIMEOUT, "The host is left alone for a while.", now)
        answer = self._tools.fetch(request, place, known)
        left = budget_left(answer) if isinstance(answer, Response) else None
        self._hosts.told(host, judge(request, answer, 0).host_wait, left, self._tools.now())
        if isinstance(answer, NoResponse) and answer.trouble is not Trouble.TOO_LARGE:
            self._silent[host] = self._silent.get(host, 0) + 1
        return answer
