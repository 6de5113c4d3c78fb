# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Numbers and dates as people read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.utils.formats import date_format

if TYPE_CHECKING:
    from datetime import datetime

register = template.Library()
THIN = "\N{NARROW NO-BREAK SPACE}"
GROUPED_FROM = 10_000


@register.filter
def grouped_number(value: int) -> str:
    """A whole number, from five digits on in groups of three: as ISO 80000 has it, the same in every language."""
    return f"{value:,}".replace(",", THIN) if value >= GROUPED_FROM else str(value)


@register.filter
def day(value: datetime) -> str:
    """The day of a point in time."""
    return date_format(value, "j F Y")


@register.filter
def moment(value: datetime) -> str:
    """A point in time, to the minute, in UTC."""
    return f"{date_format(value, 'j F Y, H:i')} UTC"


@register.filter
def machine_time(value: datetime) -> str:
    """A point in time for programs."""
    return value.isoformat()
