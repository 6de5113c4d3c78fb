# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which of several versions is the newest."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_NUMBERS = re.compile(r"v?(\d{1,9}(?:\.\d{1,9})*)(-[0-9A-Za-z.-]+)?(?:\+.*)?", re.IGNORECASE)


def newest(versions: Sequence[tuple[str, int]]) -> int:
    """The index of the newest of (version, order of admission).

    Versions made of numbers are compared as such (`1.10` is newer than `1.9`, `1.0` newer than `1.0-rc1`); when one of
    them is not, the order of admission decides for all.
    """
    keys = [_key(version) for version, _ in versions]
    if None in keys:
        return max(range(len(versions)), key=lambda n: versions[n][1])
    return max(range(len(versions)), key=lambda n: (keys[n], versions[n][1]))


def _key(version: str) -> tuple[tuple[int, ...], bool, tuple[tuple[bool, int, str], ...]] | None:
    match = _NUMBERS.fullmatch(version.strip())
    if match is None:
        return None
    numbers = [int(number) for number in match[1].split(".")]
    while numbers and numbers[-1] == 0:
        numbers.pop()
    return tuple(numbers), match[2] is None, _natural(match[2] or "")


def _natural(text: str) -> tuple[tuple[bool, int, str], ...]:
    """Numbers in the text count as numbers: `rc10` comes after `rc9`."""
    pieces = re.findall(r"[0-9]+|[^0-9]+", text.lower())
    return tuple((True, 0, piece) if not piece.isdigit() else (False, int(piece[:18]), "") for piece in pieces)
