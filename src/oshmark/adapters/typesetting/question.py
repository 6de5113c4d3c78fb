# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What goes over the pipe between a `Typesetter` and its child.

A question is `REQUEST`, then a `Question` as JSON, the source and the data. An answer is `RESPONSE`, then an `Answer`
as JSON, then what was set.
"""

from __future__ import annotations

import struct
from typing import Any, Literal

import msgspec

REQUEST = struct.Struct("!III")
"""Bytes of the JSON text, of the source and of the data."""
RESPONSE = struct.Struct("!II")
"""Bytes of the JSON text and of what was set."""
READY = b"oshmark-typesetting-1\n"


class Question(msgspec.Struct, frozen=True):
    """As what to set a document (`pdf`, `svg`, `png`), how many dots to the inch, and whether its facts are wanted."""

    form: Literal["pdf", "svg", "png"]
    dpi: int
    facts: bool


class Answer(msgspec.Struct, frozen=True):
    """What went wrong, in the typesetter's words, and the facts that the document tells of itself."""

    fault: str = ""
    facts: list[dict[str, Any]] = []
