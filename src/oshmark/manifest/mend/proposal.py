# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""One change to a readable manifest, before it has been tried."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from oshmark.manifest.mend.working import Edit
    from oshmark.values.finding import Rule


class Proposal(NamedTuple):
    """What to change, and what to say of it."""

    edits: tuple[Edit, ...]
    rule: Rule
    facts: dict[str, str]
