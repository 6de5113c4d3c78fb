# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A token for a form that needs no session: only its own page gives it, for one place and one network, for some hours.
No other site can have it, so none can send the form in a visitor's name."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.signing import BadSignature, Signer

from oshmark.web.asking.limits import client_of

if TYPE_CHECKING:
    from django.http import HttpRequest

GOOD_FOR = timedelta(hours=12)
OTHER_SITES = ("cross-site", "same-site")


def _signer(form: str) -> Signer:
    return Signer(key=settings.SECRET_KEY, salt=form)


def form_token(form: str, place: str, request: HttpRequest, now: datetime) -> str:
    """A token for a form at a place."""
    signed: str = _signer(form).sign_object([place, now.isoformat(), client_of(request, now)[:24]])
    return signed


def comes_from_form(token: str, form: str, place: str, request: HttpRequest, now: datetime) -> bool:
    """Whether a request comes from that form, at that place, and was not open for too long."""
    if request.headers.get("Sec-Fetch-Site") in OTHER_SITES:
        return False
    try:
        named, written, client = _signer(form).unsign_object(token)
        given = datetime.fromisoformat(written)
        is_fresh = given <= now <= given + GOOD_FOR
    except (BadSignature, ValueError, TypeError):
        return False
    return bool(is_fresh and named == place and client == client_of(request, given)[:24])
