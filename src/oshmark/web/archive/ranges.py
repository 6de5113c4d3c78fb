# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A kept file on its way out, or the part of it that is asked for (RFC 9110, 14)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.http import HttpResponse, StreamingHttpResponse
from django.utils.cache import get_conditional_response

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    from oshmark.adapters.archive import Archive

_RANGE = re.compile(r"bytes=([0-9]{0,15})-([0-9]{0,15})")
PARTIAL, UNSATISFIABLE = 206, 416


def whole_or_part(request: HttpRequest, archive: Archive, digest: str, size: int, media_type: str) -> HttpResponseBase:
    """The file, a part of it, or that the reader has it already. It is told by its digest."""
    etag = f'"{digest}"'
    response = get_conditional_response(request, etag=etag) or _sent(request, archive, digest, size, etag)
    if response.status_code not in (UNSATISFIABLE, 304):
        response.headers["Content-Type"] = media_type
    response.headers["ETag"] = etag
    response.headers["Accept-Ranges"] = "bytes"
    return response


def _sent(request: HttpRequest, archive: Archive, digest: str, size: int, etag: str) -> HttpResponseBase:
    asked = _asked(request, size, etag)
    start, length = (0, size) if asked is None else asked
    if asked is not None and length <= 0:
        response = HttpResponse(status=UNSATISFIABLE, content_type="text/plain; charset=utf-8")
        response.headers["Content-Range"] = f"bytes */{size}"
        return response
    pieces = archive.pieces(digest, start, length) if request.method == "GET" else iter(())
    sent = StreamingHttpResponse(pieces)
    sent.headers["Content-Length"] = str(length)
    if asked is not None:
        sent.status_code = PARTIAL
        sent.headers["Content-Range"] = f"bytes {start}-{start + length - 1}/{size}"
    return sent


def _asked(request: HttpRequest, size: int, etag: str) -> tuple[int, int] | None:
    """Start and length of the one part that is asked for, with no length for one that is not there; `None` for the
    whole file, which is also the answer to several parts at once, and to a part of another state."""
    if request.headers.get("If-Range", etag) != etag:
        return None
    found = _RANGE.fullmatch(request.headers.get("Range", ""))
    if found is None or not (found[1] or found[2]):
        return None
    if not found[1]:
        length = min(int(found[2]), size)
        return size - length, length
    start, last = int(found[1]), int(found[2]) if found[2] else size - 1
    if found[2] and last < start:
        return None
    return start, min(last, size - 1) - start + 1
