# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""One piece of evidence is one of the things that are asked for, and counts where it helps most."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oshmark.certification.criterion import EvidenceAsked, EvidenceKind
from oshmark.certification.evidence_shares import ANYWHERE, shares

FILE, LINK, VIDEO, STATEMENT = EvidenceKind.FILE, EvidenceKind.LINK, EvidenceKind.VIDEO, EvidenceKind.STATEMENT
NOTHING: frozenset[EvidenceKind] = frozenset()
KINDS = st.sampled_from([FILE, LINK, VIDEO])
ASKED = st.builds(
    lambda kinds, least: EvidenceAsked(kinds=tuple(kinds), least=least),
    st.lists(KINDS, min_size=1, max_size=2, unique=True),
    st.integers(1, 2),
)


def asking(*kinds: tuple[EvidenceKind, ...]) -> list[EvidenceAsked]:
    return [EvidenceAsked(kinds=one) for one in kinds]


def test_one_file_is_not_three() -> None:
    assert shares(asking((FILE,), (FILE,), (FILE,)), [FILE], NOTHING) == [1, 0, 0]
    assert shares(asking((FILE,), (FILE,), (FILE,)), [FILE] * 4, NOTHING) == [1, 1, 1]


@pytest.mark.parametrize("pieces", list(permutations([FILE, LINK])))
def test_a_piece_counts_where_nothing_else_will_do(pieces: tuple[EvidenceKind, ...]) -> None:
    assert shares(asking((FILE, LINK), (FILE,)), pieces, NOTHING) == [1, 1]


def test_a_statement_counts_wherever_one_will_do() -> None:
    asked = asking((STATEMENT,), (FILE, STATEMENT), (FILE,))
    assert shares(asked, [FILE], frozenset({STATEMENT})) == [1, 1, 1]
    assert shares(asked, [FILE], NOTHING) in ([0, 1, 0], [0, 0, 1])
    assert STATEMENT in ANYWHERE


def most(asked: list[EvidenceAsked], pieces: list[EvidenceKind]) -> int:
    """By trying every way: how many of the slots can be filled."""
    slots = [one.kinds for one in asked for _count in range(one.least)]
    padded = [*pieces, *[None] * len(slots)]
    ways = permutations(padded, len(slots))
    return max(
        sum(piece in kinds for piece, kinds in zip(way, slots, strict=True) if piece is not None) for way in ways
    )


@given(st.lists(ASKED, min_size=1, max_size=2), st.lists(KINDS, max_size=3))
def test_as_much_is_given_as_can_be(asked: list[EvidenceAsked], pieces: list[EvidenceKind]) -> None:
    found = shares(asked, pieces, NOTHING)
    assert sum(found) == most(asked, pieces)
    assert all(0 <= given <= one.least for given, one in zip(found, asked, strict=True))
