# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every kind of event that there is: the closed lists of all rooms, one line each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oshmark.certification import events as certification_events
from oshmark.credential import events as log_events
from oshmark.credential.events import kind_name
from oshmark.label import events as label_events
from oshmark.library import events as library_events

if TYPE_CHECKING:
    from enum import Enum

LISTS: tuple[type[Enum], ...] = (
    log_events.Kind,
    library_events.Kind,
    certification_events.Kind,
    label_events.Kind,
)
KNOWN = frozenset(str(kind.value) for one in LISTS for kind in one)


def known_kind(kind: Enum | str) -> str:
    """The name of a kind that one of the lists has; raises `ValueError` for any other."""
    name = kind_name(kind)
    if name not in KNOWN:
        raise ValueError(f"No list of kinds has “{name}”. A room's list goes into web/audit/kinds.py.")
    return name
