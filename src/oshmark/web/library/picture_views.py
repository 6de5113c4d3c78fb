# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Thumbnails as files: the same address always means the same picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from oshmark.errors import StateError
from oshmark.web import wiring
from oshmark.web.library.models import Release
from oshmark.web.linkeddata.answers import DATA_POLICY, etag_of, unless_known
from oshmark.web.linkeddata.faults import fault

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

FOR_EVER = "public, max-age=31536000, immutable"


@require_safe
def picture(request: HttpRequest, digest: str, width: str) -> HttpResponseBase:
    """The thumbnail of this width of the picture with this SHA-256, while an admitted release shows it."""
    content = _content(digest, int(width))
    if content is None:
        return fault(request, 404, _("The library shows no such picture."))

    def make() -> HttpResponse:
        response = HttpResponse(content, content_type="image/webp")
        response.headers["Content-Security-Policy"] = DATA_POLICY
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        return response

    response = unless_known(request, etag_of("picture", content), make)
    response.headers["Cache-Control"] = FOR_EVER
    return response


def _content(digest: str, width: int) -> bytes | None:
    pictures = wiring.pictures()
    try:
        releases = pictures.releases_with(digest)
        if not Release.objects.filter(address__in=releases, state=Release.ADMITTED).exists():
            return None
        return pictures.content(digest, width)
    except StateError:
        return None
