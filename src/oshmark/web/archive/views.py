# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Archived files on their way out: always to be saved, never to be shown or run (RFC 9110, 14 for parts of them)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from oshmark.errors import StateError
from oshmark.web import wiring
from oshmark.web.archive.models import ArchivedFile, Removed
from oshmark.web.archive.ranges import whole_or_part
from oshmark.web.linkeddata.faults import fault

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

POLICY = "sandbox; default-src 'none'; frame-ancestors 'none'"


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
    response = whole_or_part(request, wiring.archive(), digest, size, row.media_type)
    for header, value in _headers(row).items():
        response.headers[header] = value
    return response


def _size(digest: str) -> int | None:
    try:
        return wiring.archive().size(digest)
    except StateError:
        return None


def _headers(row: ArchivedFile) -> dict[str, str]:
    return {
        # It is asked each time whether the file may still be shown, which costs no bytes of it.
        "Cache-Control": "public, no-cache",
        "Content-Disposition": content_disposition_header(as_attachment=True, filename=row.name) or "attachment",
        "Content-Security-Policy": POLICY,
        "X-Content-Type-Options": "nosniff",
        "Cross-Origin-Resource-Policy": "cross-origin",
        "Access-Control-Allow-Origin": "*",
    }
