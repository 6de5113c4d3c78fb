# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""An SPDX expression as a page shows it: each licence in it leads to its own page."""

from __future__ import annotations

import re

import msgspec

from oshmark.values.iri import licence_address
from oshmark.values.licence import read_licence

_WORD = re.compile(r"[A-Za-z0-9.-]+|[^A-Za-z0-9.-]+")


class Piece(msgspec.Struct, frozen=True):
    """A licence with the address of its page, or what stands between two of them."""

    text: str
    href: str = ""


def linked_expression(expression: str) -> list[Piece]:
    """The pieces of an expression; a text that is none is one piece."""
    ids = frozenset(read_licence(expression).ids)
    if not ids:
        return [Piece(expression)] if expression else []
    return [Piece(word, licence_address(word)) if word in ids else Piece(word) for word in _WORD.findall(expression)]
