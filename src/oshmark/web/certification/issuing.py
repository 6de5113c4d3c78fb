# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Certificates are issued and renewed here: the number is drawn, and everything is checked again from the log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oshmark.certification.acts import certificate
from oshmark.web.audit.numbers import free_number
from oshmark.web.audit.writing import writing
from oshmark.web.certification.acting import perform
from oshmark.web.certification.memory import About, memory, scheme_of

if TYPE_CHECKING:
    from datetime import datetime

    from oshmark.certification.roles import Who


def issue_certificate(who: Who, case_id: str, now: datetime) -> str:
    """Issue the certificate that was granted, and give its number.

    Raises `NotAllowedError` and `NotPossibleError` as every act does; the latter also where something in the history
    of the application is not as it has to be.
    """
    with writing():
        number = free_number()
        log = memory().entries
        perform(certificate.issue, who, now, About(application=case_id), number=number, log=log, schemes=scheme_of)
    return number


def renew_certificate(who: Who, case_id: str, now: datetime) -> str:
    """Give the certificate that an application renews another term, and say its number. Raises as
    `issue_certificate`."""
    with writing():
        log = memory().entries
        (renewed,) = perform(certificate.renew, who, now, About(application=case_id), log=log, schemes=scheme_of)
    return renewed.subject.partition(":")[2]
