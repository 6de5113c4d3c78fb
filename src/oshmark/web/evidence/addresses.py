# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Addresses of evidence that need no session: who has one may open the file for some hours, and nobody asks who it is.
So players, which ask for a film piece by piece, and pictures never bring a cookie into play."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

if TYPE_CHECKING:
    from datetime import datetime

HOUR_S = 3600
HOURS = timedelta(hours=8)
"""How long one is good, and up to an hour more: it is the same for an hour, so that browsers know it again."""
_SALT = "oshmark.web.evidence.addresses"
_LETTERS = 32


def closed_address(application: str, sha256: str, name: str, now: datetime) -> str:
    """Where a file of an application is for whom we give this."""
    key = _key(application, sha256, now)
    return reverse("evidence-closed", args=[application, *key, sha256, name])


def picture_address(application: str, sha256: str, width: int, now: datetime) -> str:
    """The same for a picture in a size that pages show."""
    key = _key(application, sha256, now)
    return reverse("evidence-picture", args=[application, *key, sha256, width])


def _key(application: str, sha256: str, now: datetime) -> tuple[str, str]:
    until = str(int((now + HOURS).timestamp()) // HOUR_S + 1)
    return until, _signed(application, sha256, until)


def is_good(application: str, sha256: str, until: str, signed: str, now: datetime) -> bool:
    """Whether we have given the address, and its time is not over."""
    is_ours = constant_time_compare(signed, _signed(application, sha256, until))
    return is_ours and int(until) * HOUR_S > now.timestamp()


def _signed(application: str, sha256: str, until: str) -> str:
    value = f"{application} {sha256} {until}"
    return salted_hmac(_SALT, value, algorithm="sha256").hexdigest()[:_LETTERS]
