# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pieces of evidence, shared out among the things that a criterion asks for.

A piece is one of them only: where a layout, a table and pictures are asked for, one file is not all three. Which of
them it is nobody says, so it counts where it helps most (augmenting paths, as Kuhn's method matches a bipartite graph).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from oshmark.certification.criterion import EvidenceKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from oshmark.certification.criterion import EvidenceAsked

ANYWHERE = frozenset({EvidenceKind.STATEMENT, EvidenceKind.LIBRARY})
"""What is there once and for all that is asked: the statement, and what the library knows."""


def shares(asked: Sequence[EvidenceAsked], pieces: Sequence[EvidenceKind], there: frozenset[EvidenceKind]) -> list[int]:
    """How many pieces there are of each thing that is asked, at most as many as it needs. `pieces`: the kind of each;
    `there`: what of `ANYWHERE` is there."""
    given = [len(there & set(one.kinds)) for one in asked]
    slots = [place for place, one in enumerate(asked) for _count in range(min(one.least - given[place], len(pieces)))]
    found: dict[int, int] = {}
    for slot in range(len(slots)):
        _find_piece(slot, [asked[place].kinds for place in slots], pieces, found, set())
    for slot in found.values():
        given[slots[slot]] += 1
    return given


def _find_piece(
    slot: int,
    wanted: Sequence[tuple[EvidenceKind, ...]],
    pieces: Sequence[EvidenceKind],
    found: dict[int, int],
    seen: set[int],
) -> bool:
    """Give a slot a piece, and whoever had it another one. `found`: the slot that each piece is given to."""
    for piece, kind in enumerate(pieces):
        if kind not in wanted[slot] or piece in seen:
            continue
        seen.add(piece)
        if piece not in found or _find_piece(found[piece], wanted, pieces, found, seen):
            found[piece] = slot
            return True
    return False
