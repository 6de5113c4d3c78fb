# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What applicants have said to each point, opened from beside the log; what was erased says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from oshmark.certification.events import Kind
from oshmark.web.audit.actions import events_about
from oshmark.web.audit.personal import Absent, open_events
from oshmark.web.library.presentation import decent

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_STATEMENT = 20_000


def statements(case: str) -> dict[str, str]:
    """The statement to each criterion as it was handed in last. For applications whose points are public."""
    handed_in = list(events_about(Kind.SUBMITTED, [f"application:{case}"]))[-1:]
    found: dict[str, str] = {}
    for data in open_events(handed_in):
        found |= {point["criterion"]: _shown(point["statement"]) for point in data["points"]}
    return found


def answers(case: str) -> dict[str, str]:
    """The answer to each nonconformity."""
    events = list(events_about(Kind.NONCONFORMITY_ANSWERED, [f"application:{case}"]))
    return {data["nonconformity"]: _shown(data["statement"]) for data in open_events(events)}


def _shown(said: str | Mapping[str, Any]) -> str:
    if isinstance(said, Absent) or not isinstance(said, str):
        return _("This text was erased.") if said is Absent.ERASED else _("This text is not kept here.")
    return decent(said, MAX_STATEMENT)
