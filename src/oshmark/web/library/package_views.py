# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Packages on their way out: of a release that nobody has to have labelled, and of whatever else can be packed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpResponsePermanentRedirect, StreamingHttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from oshmark.errors import StateError, UnreadableError
from oshmark.values.iri import read_target
from oshmark.web import wiring
from oshmark.web.library import queries
from oshmark.web.library.models import Release
from oshmark.web.library.packaging import release_package, stream
from oshmark.web.library.tombstone import tombstone
from oshmark.web.library.withdrawing import withdrawal_of
from oshmark.web.linkeddata.faults import fault

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    from oshmark.values.iri import Target
    from oshmark.web.library.packaging import Package

PACKAGE = "/-/package.zip"


@require_safe
def package(request: HttpRequest, rest: str) -> HttpResponseBase:
    """Everything that the library has of a release, in one archive."""
    target = read_target(rest)
    if target is None or target.version is None or (target.part, target.form, target.bill) != (None, None, None):
        return fault(request, 404, _("Only a release of a module can be taken away as one archive."))
    withdrawal = withdrawal_of(target.module)
    if withdrawal is not None:
        return tombstone(request, withdrawal, None)
    try:
        return _answer(request, target, target.version)
    except (StateError, UnreadableError):
        return no_archive(request)


def _answer(request: HttpRequest, target: Target, version: str) -> HttpResponseBase:
    release = queries.find_release(target.module.release(version))
    if release is None:
        meant = queries.other_spelling(target.module)
        other = queries.find_release(f"{meant}{target.module.release(version).removeprefix(target.module.address)}")
        if meant and other is not None:
            return HttpResponsePermanentRedirect(f"{other.address}{PACKAGE}")
    if release is None or release.state != Release.ADMITTED:
        return fault(request, 404, _("The library has no such release to hand out."))
    made = release_package(queries.open_release(release, wiring.payloads()), site=settings.BASE_URL)
    if made is None:
        return fault(request, 404, _("The library has archived no file of this release yet, so there is no package."))
    response = sent(request, made)
    response.headers["Link"] = f'<{settings.BASE_URL}{release.address}>; rel="canonical"'
    return response


def no_archive(request: HttpRequest) -> HttpResponseBase:
    """503 where the archive of an instance is damaged."""
    return fault(request, 503, _("The files cannot be read from the archive. It has to be restored from a backup."))


def sent(request: HttpRequest, made: Package) -> HttpResponseBase:
    """A package piece by piece, which takes as little memory for a large one as for a small one."""
    if made.size > settings.ARCHIVE_RELEASE_MB * 2_000_000:
        return fault(request, 503, _("The files are too large for one archive: download them one by one."))
    etag = f'"{made.state}"'
    response: HttpResponseBase = get_conditional_response(request, etag=etag) or _zip(request, made)
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = "public, no-cache"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _zip(request: HttpRequest, made: Package) -> HttpResponseBase:
    pieces = stream(made) if request.method == "GET" else iter(())
    response = StreamingHttpResponse(pieces, content_type="application/zip")
    disposition = content_disposition_header(as_attachment=True, filename=f"{made.folder}.zip")
    response.headers["Content-Disposition"] = disposition or "attachment"
    return response
