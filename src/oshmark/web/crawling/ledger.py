# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The ledger of addresses: what each said of its state, so that the next time it need not say everything again."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from oshmark.crawl.exchange import Known, Response
from oshmark.web.crawling.models import Address

if TYPE_CHECKING:
    from collections.abc import Sequence

    from oshmark.crawl.exchange import NoResponse, Request
    from oshmark.crawl.politeness import Verdict
    from oshmark.web.crawling.models import Item

READ, BAD = range(200, 300), 400


def known_state(request: Request, items: Sequence[Item]) -> Known | None:
    """The state in which an address is known, where an answer “unchanged” would be enough: everything that followed
    from the last one has to be in the library."""
    if not request.conditional or request.method != "GET":
        return None
    if any(item.repository is None or not item.repository.state or item.repository.next_state for item in items):
        return None
    row = Address.objects.filter(url=request.url).first()
    return None if row is None or not (row.etag or row.last_modified) else Known(row.etag, row.last_modified)


def note(request: Request, answer: Response | NoResponse, verdict: Verdict) -> None:
    """Keep what an address said. Questions with a body have no address of their own."""
    if request.method != "GET":
        return
    row: dict[str, object] = {"requested_at": answer.asked_at, "says": verdict.says}
    if isinstance(answer, Response):
        row["status"] = answer.status
        if answer.status < BAD:
            row["seen_at"] = answer.asked_at
        if answer.status in READ:
            row["etag"] = answer.headers.get("etag", "")[:500]
            row["last_modified"] = answer.headers.get("last-modified", "")[:100]
            row["digest"] = hashlib.sha256(answer.body).hexdigest()
    Address.objects.update_or_create(url=request.url, defaults=row)
