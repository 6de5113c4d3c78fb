# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pages that somebody gives as evidence: fetched and kept as they are, for what is judged must not change."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from oshmark.crawl.exchange import Request, Response
from oshmark.crawl.place import Place
from oshmark.errors import RefusedError
from oshmark.web import wiring
from oshmark.web.workplaces.evidence.uploads import store

if TYPE_CHECKING:
    from oshmark.web.workplaces.models import Upload
    from oshmark.web.workplaces.seat import Seat

MOST_BYTES = 25_000_000
LONGEST_ADDRESS = 1_000
GOOD = range(200, 300)


def keep_page(seat: Seat, address: str) -> Upload:
    """Fetch what is at an address and keep it. Raises `RefusedError` with the reason where that cannot be done."""
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname or len(address) > LONGEST_ADDRESS:
        raise RefusedError(_("Give the whole address of a page, beginning with https://."))
    answer = _fetched(address)
    name = parts.path.rstrip("/").rpartition("/")[2] or "page.html"
    return store(seat, [answer.body], name, address=address)


def _fetched(address: str) -> Response:
    client = wiring.fetcher()
    try:
        answer = wiring.asked_by(client)(Request(address, limit=MOST_BYTES, conditional=False), Place(address, ""))
    finally:
        client.close()
    if not isinstance(answer, Response):
        raise RefusedError(_("The page could not be kept: %(why)s") % {"why": answer.says})
    if answer.status not in GOOD:
        raise RefusedError(_("The page could not be kept: its host answers %(status)d.") % {"status": answer.status})
    return answer
