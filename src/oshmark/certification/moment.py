# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is known when somebody acts: who, under which role, when, and about what."""

from __future__ import annotations

from datetime import datetime

import msgspec

from oshmark.certification.application import Application
from oshmark.certification.certificate import Certificate
from oshmark.certification.complaint import Complaint
from oshmark.certification.register import Register
from oshmark.certification.roles import Who
from oshmark.certification.scheme import Scheme


class Moment(msgspec.Struct, frozen=True, kw_only=True):
    """Handed to every act. `scheme`: the version that the application or certificate is under. `case`: the application;
    for an act about a certificate the one that it came from. What the act is not about stays None.
    """

    who: Who
    now: datetime
    register: Register
    scheme: Scheme | None = None
    case: Application | None = None
    certificate: Certificate | None = None
    complaint: Complaint | None = None
