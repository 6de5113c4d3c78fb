# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is left of something that was withdrawn: that it was here, when and why it went, and nothing of its content."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from oshmark.library.withdrawal import Why
from oshmark.web.library.presentation import decent
from oshmark.web.library.templatetags.humane import day
from oshmark.web.linkeddata.faults import fault

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from oshmark.web.library.models import Withdrawal
    from oshmark.web.linkeddata.negotiation import Form

REASON_LENGTH = 2000


def tombstone(request: HttpRequest, withdrawal: Withdrawal, form: Form | None) -> HttpResponse:
    """410 in the form that was asked for."""
    when = day(withdrawal.withdrawn_at)
    reason = decent(withdrawal.reason, REASON_LENGTH).rstrip(" .")
    match Why(withdrawal.why):
        case Why.OPT_OUT:
            text = _("The maker asked to be left out of the library on %(day)s. The reason: “%(reason)s”.")
        case Why.TAKEDOWN:
            text = _("This was taken down on %(day)s. The reason: “%(reason)s”.")
    address = _("It holds for everything at %(address)s.") % {"address": withdrawal.address}
    return fault(request, 410, f"{text % {'day': when, 'reason': reason}} {address}", form)
