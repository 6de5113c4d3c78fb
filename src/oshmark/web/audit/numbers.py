# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Numbers of labels and certificates: one series for both, asked of the log, so that none is ever given twice."""

from __future__ import annotations

import secrets

from django.db.models import Q

from oshmark.certification.events import Kind as OfCertification
from oshmark.label.events import Kind as OfLabel
from oshmark.label.number import draw_number
from oshmark.web.audit.models import Event


def free_number() -> str:
    """A number that neither a label nor a certificate bears; it is free until the end of the transaction only. One in
    more than three thousand million is taken by chance, so this ends."""
    while is_taken(number := draw_number(secrets.randbelow)):
        pass
    return number


def is_taken(number: str) -> bool:
    """Whether a number was ever given to anything."""
    label = Q(kind=OfLabel.ISSUED.value, subject=number)
    certificate = Q(kind=OfCertification.ISSUED.value, subject=f"certificate:{number}")
    return Event.objects.filter(label | certificate).exists()
