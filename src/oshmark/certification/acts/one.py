# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What acts share: one event about the application or certificate of the moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oshmark.certification.guards.needs import the_case, the_certificate
from oshmark.certification.happening import happens

if TYPE_CHECKING:
    from oshmark.certification.event_data.form import Form
    from oshmark.certification.events import Happened, Kind
    from oshmark.certification.moment import Moment


def about_case(moment: Moment, kind: Kind, data: Form) -> tuple[Happened, ...]:
    """One event about the application."""
    return (happens(moment, kind, f"application:{the_case(moment).id}", data),)


def about_certificate(moment: Moment, kind: Kind, data: Form) -> tuple[Happened, ...]:
    """One event about the certificate."""
    return (happens(moment, kind, f"certificate:{the_certificate(moment).number}", data),)
