# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""All letters of the work places, as the tick and the workers send them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oshmark.web.workplaces.guests import send_invitations
from oshmark.web.workplaces.letters.digests import send_digests
from oshmark.web.workplaces.letters.mailing import send_pending
from oshmark.web.workplaces.letters.reminding import note_what_is_due

if TYPE_CHECKING:
    from datetime import datetime


def send_letters(now: datetime) -> int:
    """Note what the time has made due, send everything that waits to be sent, and give the number of letters."""
    note_what_is_due(now)
    return send_pending(now) + send_invitations(now) + send_digests(now)
