# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a label keeps of its release and bill from the day it was issued, so that it outlives what it was made from."""

from __future__ import annotations

import msgspec

from oshmark.label.content import ReleaseFacts
from oshmark.label.ingredients import Ingredients


class Kept(msgspec.Struct, frozen=True):
    """The facts of the release and all components; its SHA-256 stands in the event that issued the label."""

    facts: ReleaseFacts
    parts: Ingredients


def encode(kept: Kept) -> bytes:
    """As JSON with sorted keys: the same bytes whoever writes it."""
    return msgspec.json.encode(kept, order="sorted")


def decode(data: bytes) -> Kept:
    """Read what `encode` wrote; `msgspec.ValidationError` where it is something else."""
    return msgspec.json.decode(data, type=Kept)
