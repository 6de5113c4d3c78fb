# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What can happen to the library: a closed list. Events themselves, and their chain, are in `credential.events`."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """Kinds are `library:<subject>:<what happened>` and are never reused; other rooms have lists of their own."""

    ADMITTED = "library:release:admitted"
    QUARANTINED = "library:release:quarantined"
    REFUSED = "library:manifest:refused"
    CHANGE_NOTICED = "library:release:change-noticed"
    LICENCE_ALLOWED = "library:licence:allowed"
    OPTED_OUT = "library:module:opted-out"
    TAKEN_DOWN = "library:module:taken-down"
    WITHDRAWAL_LIFTED = "library:module:withdrawal-lifted"
    MOVED = "library:module:moved"
    GONE = "library:module:gone"
    BACK = "library:module:back"
    AGENTS_MERGED = "library:agent:merged"
    AGENT_SPLIT = "library:agent:split"
