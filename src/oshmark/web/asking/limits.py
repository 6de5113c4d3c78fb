# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""How often may be asked: by one client, and by all together. Whom a look is counted for is kept as a keyed digest that
changes every day; the address of the client itself is kept nowhere."""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext as _

from oshmark.errors import OshmarkError
from oshmark.web.asking.models import Visit

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest

PERIOD = timedelta(minutes=10)
MOST_WAITING = 20
"""Looks that wait for their turn; who comes after them comes again."""
IPV6_NETWORK = 64
"""Who has one address of IPv6 has all of its network."""


class TooOftenError(OshmarkError):
    """Somebody asks too often, or all do."""

    retry_helps = True


def client_of(request: HttpRequest, now: datetime) -> str:
    """Whom a look is counted for. What a proxy says is believed as far as the operator has proxies."""
    said = [request.META.get("REMOTE_ADDR", "")]
    if settings.PROXIES:
        said = [one.strip() for one in request.headers.get("X-Forwarded-For", "").split(",")][
            -settings.PROXIES :
        ] or said
    key = f"{settings.SECRET_KEY} looks {now.date()}".encode()
    return hmac.new(key, _network(said[0]).encode(), hashlib.sha256).hexdigest()


def _network(address: str) -> str:
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if found.version == 4:  # noqa: PLR2004  the number is its own name
        return str(found)
    return str(ipaddress.ip_network((found, IPV6_NETWORK), strict=False))


def check_limits(client: str, now: datetime) -> None:
    """Raise `TooOftenError` when no further look may begin."""
    lately = Visit.objects.filter(asked_at__gt=now - PERIOD)
    if lately.filter(asked_by=client).count() >= settings.LOOKS_A_CLIENT:
        raise TooOftenError(_("You have asked for many addresses. Please wait some minutes, and ask again then."))
    waiting = Visit.objects.filter(state=Visit.WAITING).count()
    if waiting >= MOST_WAITING or lately.count() >= settings.LOOKS:
        raise TooOftenError(_("Many people ask for addresses just now. Please try again in some minutes."))
