# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The log as signed states and tiles of hashes (https://c2sp.org/tlog-tiles), for programs that watch logs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from oshmark.credential.merkle import HASH_SIZE
from oshmark.credential.tiles import WIDTH, entry_bundle, read_tile_path, width_at
from oshmark.web.audit.checkpoints import newest_checkpoint, written
from oshmark.web.audit.models import Event
from oshmark.web.audit.tree import read_tile

if TYPE_CHECKING:
    from django.http import HttpRequest

TEXT = "text/plain; charset=utf-8"
_FOR_EVER = "public, max-age=31536000, immutable"
_SECONDS = "public, max-age=5"
MAX_LEVEL = 7


def published(content: str | bytes, content_type: str, *, caching: str = _SECONDS, status: int = 200) -> HttpResponse:
    """An answer for programs, from wherever they ask."""
    response = HttpResponse(content, content_type=content_type, status=status)
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cache-Control"] = caching
    return response


@require_safe
def checkpoint(request: HttpRequest) -> HttpResponse:
    """The newest signed state, with the cosignatures below it."""
    del request
    found = newest_checkpoint()
    if found is None:
        raise Http404
    return published(written(found), TEXT)


@require_safe
def tile(request: HttpRequest, level: str, rest: str) -> HttpResponse:
    """Hashes of one level, up to 256 in a row; those that a checkpoint covers, for only these are for ever."""
    del request
    index, width = _asked(int(level), rest)
    hashes = read_tile(int(level), index)[: width * HASH_SIZE]
    return published(hashes, "application/octet-stream", caching=_FOR_EVER)


@require_safe
def entry_tile(request: HttpRequest, rest: str) -> HttpResponse:
    """The entries of the log: of each event its hash, behind a length of two bytes."""
    del request
    index, width = _asked(0, rest)
    first = index * WIDTH + 1
    rows = Event.objects.filter(number__gte=first, number__lt=first + width).order_by("number")
    hashes = [bytes.fromhex(one) for one in rows.values_list("hash", flat=True)]
    return published(entry_bundle(hashes), "application/octet-stream", caching=_FOR_EVER)


def _asked(level: int, rest: str) -> tuple[int, int]:
    """Index and width of a tile that is there."""
    asked, newest = read_tile_path(rest), newest_checkpoint()
    if asked is None or newest is None or level > MAX_LEVEL or asked[1] > width_at(level, asked[0], newest.size):
        raise Http404
    return asked
