# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What all pages of accounts have in common: no cache keeps them, no search engine lists them, and those with passkeys
may run our script."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.cache import add_never_cache_headers

from oshmark.web.headers import POLICY, WITH_SCRIPTS

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    View = Callable[..., HttpResponseBase]

ELSEWHERE = {"github": "https://github.com", "orcid": "https://orcid.org"}
"""Where a form leads to that begins signing in with an account of another site."""


def private(view: View) -> View:
    """A page of one person."""

    @wraps(view)
    def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        add_never_cache_headers(response)
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    return answer


def with_passkeys(view: View) -> View:
    """A private page that runs the script of passkeys."""
    return _with_policy(private(view), WITH_SCRIPTS)


def with_other_sites(view: View) -> View:
    """A private page that runs the script of passkeys, and whose forms lead to the other sites that are set up:
    browsers hold a form to the policy on its way through redirects, too."""
    return _with_policy(private(view), leading_to_other_sites(WITH_SCRIPTS))


def leading_to_other_sites(policy: str = POLICY) -> str:
    """The policy with the sites that people may sign in with."""
    targets = " ".join(["'self'", *(ELSEWHERE[name] for name in settings.OTHER_SITES)])
    return policy.replace("form-action 'self'", f"form-action {targets}")


def _with_policy(view: View, policy: str) -> View:
    @wraps(view)
    def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        response.headers["Content-Security-Policy"] = policy
        return response

    return answer
