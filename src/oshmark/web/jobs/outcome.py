# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a job says at its end."""

from __future__ import annotations

from datetime import datetime

import msgspec


class Done(msgspec.Struct, frozen=True):
    """It is done, and this came of it."""

    says: str = ""


class Again(msgspec.Struct, frozen=True):
    """It has come so far, and has to be gone on with at that time. This is no failure and is not counted as one."""

    at: datetime
    says: str = ""


Outcome = Done | Again
