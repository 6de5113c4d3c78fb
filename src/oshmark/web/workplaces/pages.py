# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What all pages of the work places have in common."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING

from oshmark.web.accounts.pages import private
from oshmark.web.headers import WITH_FILMS, WITH_SCRIPTS

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    View = Callable[..., HttpResponseBase]


def with_saving(view: View) -> View:
    """A private page that runs the script that saves what is typed."""
    return _under(WITH_SCRIPTS, view)


def with_films(view: View) -> View:
    """The same, with films and sounds of ours that it plays."""
    return _under(WITH_FILMS, view)


def _under(policy: str, view: View) -> View:
    inner = private(view)

    @wraps(view)
    def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        response = inner(request, *args, **kwargs)
        response.headers["Content-Security-Policy"] = policy
        return response

    return answer
