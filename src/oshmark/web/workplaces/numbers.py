# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Names and codes that are drawn at random."""

from __future__ import annotations

import secrets

from oshmark.label.number import SIGNS
from oshmark.web.accounts.public_ids import new_public_id


def new_application() -> str:
    """The name of an application."""
    return f"a-{new_public_id()}"


def new_code() -> str:
    """A code that a video has to show: short enough to be written on paper by hand."""
    drawn = "".join(secrets.choice(SIGNS) for _ in range(8))
    return f"{drawn[:4]}-{drawn[4:]}"
