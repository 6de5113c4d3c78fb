# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What can happen to a label: a closed list. A number that was given once is never given again, nor taken back."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """Kinds are `label:<subject>:<what happened>` and are never reused."""

    ISSUED = "label:number:issued"
    DECLARED = "label:declaration:changed"
    ENDED = "label:number:ended"
    UNITS_ISSUED = "label:units:issued"
