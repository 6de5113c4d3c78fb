# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Complaints from anybody about a certificate. Nothing of one is shown before somebody uninvolved has screened it."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from oshmark.certification.acts.complaints import lodge_complaint
from oshmark.certification.event_data.certificate import ComplaintCategory
from oshmark.certification.roles import ANYBODY, Role, Who
from oshmark.errors import OshmarkError, RefusedError
from oshmark.web.audit.writing import writing
from oshmark.web.certification.acting import perform
from oshmark.web.certification.memory import About
from oshmark.web.certification.models import ComplaintSent
from oshmark.web.certification.spoken import Spoken

if TYPE_CHECKING:
    from datetime import datetime

MAX_TEXT = 4_000
PERIOD = timedelta(minutes=10)
A_CLIENT, OF_ALL, A_DAY = 3, 30, 500
"""Complaints within the period from one client and from all, and from all within a day: the log keeps them for ever."""
FORGOTTEN = timedelta(days=2)


class TooManyComplaintsError(OshmarkError):
    """One client complains too often, or all do."""

    retry_helps = True


def complain(number: str, category: str, text: str, contact: str, *, client: str, now: datetime) -> str:
    """Lodge a complaint, and give its name. `client` is whom to count it for.

    Raises `RefusedError` for what is no complaint, and `TooManyComplaintsError`.
    """
    found = _category(category)
    said, reach = text.strip(), contact.strip()
    _hold(said, reach)
    with writing():
        _count(client, now)
        name, spoken = f"c-{secrets.token_hex(6)}", Spoken()
        facts = {
            "complaint": name,
            "category": found,
            "text": spoken.say("complaint", said),
            "contact": spoken.say("contact", reach) if reach else None,
        }
        perform(lodge_complaint, Who(ANYBODY, Role.PUBLIC), now, About(certificate=number), spoken, **facts)
    return name


def _category(written: str) -> ComplaintCategory:
    try:
        return ComplaintCategory(written)
    except ValueError:
        raise RefusedError("Choose what the complaint is about.") from None


def _hold(text: str, contact: str) -> None:
    if not text or len(text) > MAX_TEXT or "\x00" in text + contact:
        raise RefusedError(f"Write what is wrong, in at most {MAX_TEXT} signs.")
    if contact:
        try:
            validate_email(contact)
        except ValidationError:
            raise RefusedError("This is no e-mail address. Leave it empty if you want no answer.") from None


def _count(client: str, now: datetime) -> None:
    ComplaintSent.objects.filter(sent_at__lt=now - FORGOTTEN).delete()
    lately = ComplaintSent.objects.filter(sent_at__gt=now - PERIOD)
    today = ComplaintSent.objects.filter(sent_at__gt=now - timedelta(days=1)).count()
    if lately.filter(sent_by=client).count() >= A_CLIENT or lately.count() >= OF_ALL or today >= A_DAY:
        raise TooManyComplaintsError("Too many complaints came in just now. Please try again later.")
    ComplaintSent.objects.create(sent_by=client, sent_at=now)
