# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""How a letter leaves: what came of it, when to try again, and the headers that programs read.

Nobody can know whether a letter left in the moment in which a process was killed. So each has a name that is written
down before it is sent, and that name is its `Message-ID`: one that is sent once more is the same letter to every
program that reads it. Nothing of who gets a letter, or of what it says, reaches the log.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import Enum
from smtplib import SMTPDataError, SMTPException, SMTPRecipientsRefused
from urllib.parse import urlsplit

import msgspec
from django.conf import settings
from django.core.mail import EmailMessage

log = logging.getLogger(__name__)
BUSY = timedelta(minutes=10)
"""How long whoever sends a letter may take before somebody else sends it."""
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=15), timedelta(days=1)
MOST_DOUBLINGS = 8
LONGEST_SUBJECT = 200


class Letter(msgspec.Struct, frozen=True, kw_only=True):
    """A letter. `name`: the same each time that it is tried. `off`: the address at which a program, or a click, stops
    letters of this sort (RFC 8058)."""

    name: str
    to: str
    subject: str
    lines: Sequence[str]
    off: str = ""


class Fate(Enum):
    """What became of a letter: it left, this one was refused, or there is nobody who would take any."""

    SENT = "sent"
    REFUSED = "refused"
    DOWN = "down"


def post(letter: Letter) -> Fate:
    """Try to send a letter."""
    body = "\n".join([*letter.lines, "", f"{settings.INSTANCE_NAME}, {settings.BASE_URL}"])
    subject = " ".join(letter.subject.split())[:LONGEST_SUBJECT]
    try:
        EmailMessage(subject, body, settings.DEFAULT_FROM_EMAIL, [letter.to], headers=_headers(letter)).send()
    except (SMTPRecipientsRefused, SMTPDataError, ValueError) as exc:
        log.warning("a letter was refused: %s", type(exc).__name__)
        return Fate.REFUSED
    except (OSError, SMTPException) as exc:
        log.warning("no letter can be sent: %s", type(exc).__name__)
        return Fate.DOWN
    return Fate.SENT


def _headers(letter: Letter) -> dict[str, str]:
    name = hashlib.sha256(letter.name.encode()).hexdigest()[:32]
    host = urlsplit(settings.BASE_URL).hostname or "localhost"
    found = {"Message-ID": f"<{name}@{host}>", "Auto-Submitted": "auto-generated"}
    if letter.off:
        found |= {"List-Unsubscribe": f"<{letter.off}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    return found


def next_try(tries: int, now: datetime) -> datetime:
    """When a letter that did not leave is tried again, after so many tries: sooner first, at least once a day later."""
    doubled: int = 2 ** min(tries, MOST_DOUBLINGS)
    return now + min(LONGEST_WAIT, FIRST_WAIT * doubled)
