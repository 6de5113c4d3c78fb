# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Plain e-mails about labels. Nothing of who gets them, or of what they say, reaches the log."""

from __future__ import annotations

import logging
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage

from oshmark.errors import StateError
from oshmark.web.accounts.models import Membership, Person

log = logging.getLogger(__name__)


def send(subject: str, lines: list[str], to: str) -> None:
    """Send one e-mail; raises `StateError` when it cannot be sent."""
    body = "\n".join([*lines, "", f"{settings.INSTANCE_NAME}, {settings.BASE_URL}"])
    try:
        EmailMessage(" ".join(subject.split()), body, settings.DEFAULT_FROM_EMAIL, [to]).send()
    except (OSError, SMTPException, ValueError) as exc:
        log.warning("an e-mail about a label could not be sent: %s", type(exc).__name__)
        # Not chained: what the mail server says may name who was to get it.
        raise StateError("The e-mail could not be sent. Please try again in some minutes.") from None


def addresses_of(producer: str) -> list[str]:
    """Where those who act for a producer can be written to: the person, or every member of the organisation."""
    people = Person.objects.filter(public_id=producer, email__isnull=False, is_active=True)
    members = Membership.objects.filter(
        organisation__public_id=producer, person__is_active=True, person__email__isnull=False
    )
    found = [*people.values_list("email", flat=True), *members.values_list("person__email", flat=True)]
    return sorted({one for one in found if one})
