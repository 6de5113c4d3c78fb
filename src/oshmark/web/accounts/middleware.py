# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Sessions, tokens of forms and people, spared where nobody is signed in and somebody only reads: most requests are of
that kind, and each of these layers would cost them some microseconds for nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.middleware.csrf import CsrfViewMiddleware

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

PUBLIC = ("/m/", "/C/", "/search", "/picture/", "/data/", "/a/", "/licence/", "/process/", "/language/")
"""What these addresses show depends on nobody. Under them there is no form with a token for who is not signed in."""
READING = ("GET", "HEAD")


def knows_nobody(request: HttpRequest) -> bool:
    """Whether a request is to read a public page and comes without a session. A guard then finds no `user` at all."""
    return (
        request.path.startswith(PUBLIC)
        and request.method in READING
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
    )


class Sessions(SessionMiddleware):
    """Opens a session when somebody asks who it is."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer."""
        request.knows_nobody = knows_nobody(request)  # type: ignore[attr-defined]  # for the layers below
        spared = request.knows_nobody  # type: ignore[attr-defined]  # set above
        return self.get_response(request) if spared else super().__call__(request)  # type: ignore[return-value]  # no async


class Tokens(CsrfViewMiddleware):
    """Believes a form only with the token that its page had."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer."""
        spared = request.knows_nobody  # type: ignore[attr-defined]  # set above
        return self.get_response(request) if spared else super().__call__(request)  # type: ignore[return-value]  # no async


class People(AuthenticationMiddleware):
    """Tells who it is, when somebody asks."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer."""
        spared = request.knows_nobody  # type: ignore[attr-defined]  # set above
        return self.get_response(request) if spared else super().__call__(request)  # type: ignore[return-value]  # no async


class Messages(MessageMiddleware):
    """Carries a sentence to the next page."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer."""
        spared = request.knows_nobody  # type: ignore[attr-defined]  # set above
        return self.get_response(request) if spared else super().__call__(request)  # type: ignore[return-value]  # no async
