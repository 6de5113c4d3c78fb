# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What became of fees, for sums over several applications. No single one is given out (C-43)."""

from __future__ import annotations

import msgspec

from oshmark.certification.acts.application import Settlement
from oshmark.certification.events import Kind
from oshmark.web.audit.actions import events_about
from oshmark.web.audit.personal import Absent, open_events


def settlements_of(cases: list[str]) -> list[Settlement]:
    """What is still known of the fees of these applications."""
    events = list(events_about(Kind.FEE_SETTLED, [f"application:{case}" for case in cases]))
    told = [data["settlement"] for data in open_events(events)]
    return [msgspec.convert(one, Settlement, strict=False) for one in told if not isinstance(one, Absent)]
