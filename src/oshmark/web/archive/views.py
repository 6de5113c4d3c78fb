# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Archived files on their way out: always to be saved, never to be shown or run (RFC 9110, 14 for parts of them)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.http import HttpResponse, StreamingHttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from oshmark.errors import StateError
from oshmark.web import wiring
from oshmark.web.archive.models import ArchivedFile, Removed
from oshmark.web.linkeddata.faults import fault

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

POLICY = "sandbox; default-src 'none'; frame-ancestors 'none'"
_RANGE = re.compile(r"bytes=([0-9]{0,15})-([0-9]{0,15})")
PARTIAL, UNSATISFIABLE = 206, 416


@require_safe
def file(request: HttpRequest, digest: str, name: str) -> HttpResponseBase:
    """The file with this SHA-256, under a name that a release has for it."""
    row = ArchivedFile.objects.filter(sha256=digest, name=name).first()
    if row is None:
        if Removed.objects.filter(sha256=digest).exists():
            return fault(request, 410, _("This file was deleted, because the hardware it belongs to was withdrawn."))
        return fault(request, 404, _("The library has archived no such file."))
    size = _size(digest)
    if size is None:
        return fault(request, 503, _("The file cannot be read from the archive. It has to be restored from a backup."))
    etag = f'"{digest}"'
    response = get_conditional_response(request, etag=etag) or _whole_or_part(request, row, size, etag)
    for header, value in _headers(row, etag).items():
        response.headers[header] = value
    return response


def _size(digest: str) -> int | None:
    try:
        return wiring.archive().size(digest)
    except StateError:
        return None


def _headers(row: ArchivedFile, etag: str) -> dict[str, str]:
    return {
        "ETag": etag,
        "Accept-Ranges": "bytes",
        # It is asked each time whether the file may still be shown, which costs no bytes of it.
        "Cache-Control": "public, no-cache",
        "Content-Disposition": content_disposition_header(as_attachment=True, filename=row.name) or "attachment",
        "Content-Security-Policy": POLICY,
        "X-Content-Type-Options": "nosniff",
        "Cross-Origin-Resource-Policy": "cross-origin",
        "Access-Control-Allow-Origin": "*",
    }


def _whole_or_part(request: HttpRequest, row: ArchivedFile, size: int, etag: str) -> HttpResponseBase:
    asked = _asked(request, size, etag)
    if asked is None:
        return _sent(request, row, 0, size)
    start, length = asked
    if length <= 0:
        response = HttpResponse(status=UNSATISFIABLE, content_type="text/plain; charset=utf-8")
        response.headers["Content-Range"] = f"bytes */{size}"
        return response
    part = _sent(request, row, start, length)
    part.status_code = PARTIAL
    part.headers["Content-Range"] = f"bytes {start}-{start + length - 1}/{size}"
    return part


def _sent(request: HttpRequest, row: ArchivedFile, start: int, length: int) -> HttpResponseBase:
    pieces = wiring.archive().pieces(row.sha256, start, length) if request.method == "GET" else iter(())
    response = StreamingHttpResponse(pieces, content_type=row.media_type)
    response.headers["Content-Length"] = str(length)
    return response


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
