# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Names for people and organisations that say nothing about them, and that are given once."""

from __future__ import annotations

import secrets

LETTERS = "23456789abcdefghjkmnpqrstvwxyz"
"""Letters and digits that are not taken for one another."""
LENGTH = 10
"""30 to the power of 10 names: two that are made by chance are never the same in practice, and the database sees to it
that they are not at all."""


def new_public_id() -> str:
    """A name that nobody has. It stands in the event log as `person:<name>`, which outlives the account."""
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
