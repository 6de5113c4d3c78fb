# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Headers of every answer: nothing from elsewhere is loaded, nothing is executed, nobody may frame a page."""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; form-action 'self';"
    " base-uri 'none'; frame-ancestors 'none'"
)
WITH_SCRIPTS = f"{POLICY}; script-src 'self'; connect-src 'self'"
"""For the pages that may run a script: from our own files only, none within a page; they may ask nobody but us."""

WITH_FILMS = f"{WITH_SCRIPTS}; media-src 'self'"
"""For the pages that play a film or a sound beside a form; it comes from us as well."""


def with_style(style: str) -> str:
    """The policy of a page that has this style within it, and no other: it is told by its digest (CSP 3, 8.3)."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return POLICY.replace("style-src 'self'", f"style-src 'sha256-{digest}'")


def is_personal(request: HttpRequest) -> bool:
    """Whether an answer may hold something of one visitor: somebody has asked who it is, or for the token of a form."""
    session = getattr(request, "session", None)
    return (session is not None and session.accessed) or "CSRF_COOKIE_NEEDS_UPDATE" in request.META


class SecurityHeaders:
    """Add the headers that Django has no setting for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, with the headers."""
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        response.headers.setdefault("X-Frame-Options", "DENY")
        if "CSRF_COOKIE" in request.META:
            # A form with a token is believed only with its origin, which browsers leave out under "no-referrer".
            response.headers.setdefault("Referrer-Policy", "same-origin")
        if is_personal(request):
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response
