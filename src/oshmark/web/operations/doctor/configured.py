# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the operator has set: nothing that is unsafe where others can reach the site."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings

from oshmark.web.operations.demo_producer import is_loopback
from oshmark.web.operations.doctor.line import Line, ok, warn, wrong

if TYPE_CHECKING:
    from collections.abc import Iterator

LEAST_SECRET = 32


def look() -> Iterator[Line]:
    """All of it."""
    local = is_loopback(urlsplit(settings.BASE_URL).hostname or "")
    yield _debug()
    yield _hosts()
    yield _secret()
    yield _https(local=local)
    yield _mail(local=local)
    yield _demo(local=local)
    yield _contact(local=local)


def _debug() -> Line:
    if settings.DEBUG:
        return wrong("debug", "DEBUG is on: pages of errors show settings.", "Take DEBUG out of the settings.")
    return ok("debug", "Errors show nothing of the inside.")


def _hosts() -> Line:
    if "*" in settings.ALLOWED_HOSTS:
        says = "The site answers to every name, so others can make it send links to themselves."
        return wrong("hosts", says, "Name the hosts in OSHMARK_HOSTS.")
    return ok("hosts", f"The site answers to {', '.join(dict.fromkeys(settings.ALLOWED_HOSTS))}.")


def _secret() -> Line:
    if len(settings.SECRET_KEY) < LEAST_SECRET:
        says = f"The secret of the instance has {len(settings.SECRET_KEY)} signs, which can be guessed."
        return wrong("secret", says, "Take OSHMARK_SECRET away, or make it longer: openssl rand -hex 32")
    return ok("secret", "The secret of the instance is long enough.")


def _https(*, local: bool) -> Line:
    if settings.IS_SECURE or local:
        return ok("https", f"The address is {settings.BASE_URL}.")
    says = f"The address is {settings.BASE_URL}: passwords and sessions go over an open line."
    return wrong("https", says, "Put a proxy with TLS before the site, and set OSHMARK_BASE_URL to https://…")


def _mail(*, local: bool) -> Line:
    if settings.MAIL.host:
        return ok("mail", f"E-mails leave by {settings.MAIL.host}.")
    says = "E-mails are written to the console, so nobody gets them."
    return ok("mail", says) if local else warn("mail", says, "Set OSHMARK_EMAIL_URL, such as smtp://name:password@host")


def _demo(*, local: bool) -> Line:
    if not settings.IS_DEMO:
        return ok("demo", "It is no demonstration.")
    if local:
        return ok("demo", "It is a demonstration, on this machine alone.")
    return wrong("demo", "It is a demonstration at a public address.", "Set OSHMARK_DEMO=0, or begin a real instance.")


def _contact(*, local: bool) -> Line:
    missing = [name for name in ("CONTACT", "SOURCE_CODE") if not getattr(settings, name)]
    if local or not missing:
        return ok("contact", "Who runs it, and where its code is, is said.")
    names = " and ".join(f"OSHMARK_{name}" for name in missing)
    return warn("contact", "Visitors do not learn whom to write to, or where the code is.", f"Set {names}.")
