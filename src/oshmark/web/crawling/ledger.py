# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The ledger of addresses: what each said of its state, so that the next time it need not say everything again."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Mapping
from typing import TYPE_CHECKING

import msgspec

from oshmark.crawl.exchange import Known, Response
from oshmark.crawl.politeness import Meaning
from oshmark.web.crawling.models import Address

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from oshmark.crawl.exchange import NoResponse, Request
    from oshmark.crawl.politeness import Verdict
    from oshmark.web.crawling.models import Item

READ, BAD = range(200, 300), 400
MAX_KEPT = 10_000_000
"""Of a list; a longer one is read anew each time."""
KEPT_HEADERS = ("content-type", "link", "x-next-page", "x-total", "x-total-count")
"""Those that a list goes on with."""


class Kept(msgspec.Struct, frozen=True):
    """A list as it was given."""

    headers: Mapping[str, str]
    body: bytes

    def again(self, unchanged: Response) -> Response:
        """The list as the answer to a request that was answered by “unchanged”."""
        headers = {**unchanged.headers, **self.headers}
        return msgspec.structs.replace(unchanged, status=200, headers=headers, body=self.body)


def kept_list(request: Request) -> tuple[Known, Kept] | None:
    """A list that was kept, and the state in which it is known."""
    if not request.replayed or request.method != "GET":
        return None
    row = Address.objects.filter(url=request.url).exclude(kept=None).first()
    if row is None or row.kept is None or not (row.etag or row.last_modified):
        return None
    return Known(row.etag, row.last_modified), msgspec.msgpack.decode(zlib.decompress(bytes(row.kept)), type=Kept)


def known_state(request: Request, items: Sequence[Item]) -> Known | None:
    """The state in which an address is known, where an answer “unchanged” would be enough: everything that followed
    from the last one has to be in the library."""
    if not request.conditional or request.replayed or request.method != "GET":
        return None
    if any(item.repository is None or not item.repository.state or item.repository.next_state for item in items):
        return None
    row = Address.objects.filter(url=request.url).first()
    return None if row is None or not (row.etag or row.last_modified) else Known(row.etag, row.last_modified)


def note(asked: Iterable[tuple[Request, Response | NoResponse, Verdict]]) -> None:
    """Keep what addresses said. Questions with a body have no address of their own."""
    told = {request.url: (request, answer, verdict) for request, answer, verdict in asked if request.method == "GET"}
    known = {row.url: row for row in Address.objects.filter(url__in=list(told))}
    new = {url: Address(url=url) for url in told.keys() - known.keys()}
    for url, (request, answer, verdict) in told.items():
        row = known.get(url) or new[url]
        row.requested_at, row.says = answer.asked_at, verdict.says
        if isinstance(answer, Response):
            _said(row, answer)
            if answer.status in READ:
                row.kept = _kept(answer) if request.replayed and verdict.meaning is Meaning.READ else None
    Address.objects.bulk_create(new.values(), ignore_conflicts=True)  # other passes write it at the same time
    for row in known.values():
        row.save()


def _said(row: Address, answer: Response) -> None:
    row.status = answer.status
    if answer.status < BAD:
        row.seen_at = answer.asked_at
    if answer.status in READ:
        row.etag = answer.headers.get("etag", "")[:500]
        row.last_modified = answer.headers.get("last-modified", "")[:100]
        row.digest = hashlib.sha256(answer.body).hexdigest()


def _kept(answer: Response) -> bytes | None:
    """A list, packed; `None` for one that tells no state, or is too long."""
    states = (answer.headers.get("etag"), answer.headers.get("last-modified"))
    if not any(states) or len(answer.body) > MAX_KEPT:
        return None
    headers = {name: answer.headers[name] for name in KEPT_HEADERS if name in answer.headers}
    return zlib.compress(msgspec.msgpack.encode(Kept(headers, answer.body)), 6)
