# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Files of applications on their way out: always to be saved, never to be run. What a page shows of them in place is
made from them, or is asked for by a player."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from oshmark.adapters import clock
from oshmark.errors import StateError
from oshmark.web import wiring
from oshmark.web.accounts.models import Person
from oshmark.web.accounts.pages import private
from oshmark.web.archive.ranges import whole_or_part
from oshmark.web.archive.views import POLICY
from oshmark.web.evidence.addresses import is_good
from oshmark.web.evidence.looks import WIDTHS, picture
from oshmark.web.linkeddata.faults import fault
from oshmark.web.workplaces.evidence.access import is_open, may_open
from oshmark.web.workplaces.models import Upload

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

CLOSED = {
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "private, max-age=3600",
    "X-Robots-Tag": "noindex",
}
"""A browser may keep it for as long as the address stays the same, and nobody in between."""
OPEN = {
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Cache-Control": "public, no-cache",
    "Access-Control-Allow-Origin": "*",
}
"""It is asked each time whether the file is still open, which costs no bytes of it."""


@require_safe
@private
def file(request: HttpRequest, application: str, digest: str, name: str) -> HttpResponseBase:
    """A file of an application for those who may see it, by who they are."""
    row = Upload.objects.filter(application=application, sha256=digest, name=name).first()
    reader = getattr(request, "user", None)
    if row is None or not may_open(reader.public_id if isinstance(reader, Person) else "", row):
        raise Http404
    return _sent(request, row, {"Cross-Origin-Resource-Policy": "same-origin"})


@require_safe
def closed(request: HttpRequest, application: str, until: str, signed: str, digest: str, name: str) -> HttpResponseBase:
    """The same for whom we gave the address of today, whoever they are."""
    row = Upload.objects.filter(application=application, sha256=digest, name=name).first()
    if row is None or not is_good(application, digest, until, signed, clock.now()):
        return fault(request, 404, _("This address is not good any more. Open the page on which you found it again."))
    return _sent(request, row, CLOSED)


@require_safe
def opened(request: HttpRequest, digest: str, name: str) -> HttpResponseBase:
    """A file that everybody may have."""
    rows = Upload.objects.filter(sha256=digest, name=name)
    row = next((one for one in rows if is_open(one)), None)
    if row is None:
        return fault(request, 404, _("No open evidence has this address."))
    return _sent(request, row, OPEN)


@require_safe
def small_picture(
    request: HttpRequest, application: str, until: str, signed: str, digest: str, width: str
) -> HttpResponseBase:
    """A picture in a size that pages show."""
    row = Upload.objects.filter(application=application, sha256=digest).first()
    if row is None or int(width) not in WIDTHS or not is_good(application, digest, until, signed, clock.now()):
        return fault(request, 404, _("This address is not good any more. Open the page on which you found it again."))
    try:
        content = picture(digest, int(width))
    except StateError as error:
        return fault(request, 503, str(error))
    if content is None:
        return fault(request, 404, _("This picture cannot be shown. Save it, and look at it elsewhere."))
    return _with(HttpResponse(content, content_type="image/webp"), CLOSED)


def _sent(request: HttpRequest, row: Upload, more: dict[str, str]) -> HttpResponseBase:
    try:
        size = wiring.evidence().size(row.sha256)
    except StateError:
        size = None
    if size is None:
        return fault(request, 503, _("The file cannot be read. It has to be restored from a backup."))
    response = whole_or_part(request, wiring.evidence(), row.sha256, size, row.media_type)
    saved = content_disposition_header(as_attachment=True, filename=row.name) or "attachment"
    return _with(response, {"Content-Disposition": saved, **more})


def _with(response: HttpResponseBase, more: dict[str, str]) -> HttpResponseBase:
    always = {"Content-Security-Policy": POLICY, "X-Content-Type-Options": "nosniff"}
    for header, value in {**always, **more}.items():
        response.headers[header] = value
    return response
