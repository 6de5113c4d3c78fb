# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Lists in pages."""

from __future__ import annotations

import re

import msgspec

_NUMBER = re.compile(r"[1-9][0-9]{0,5}")
AROUND = 2


def page_number(text: str) -> int | None:
    """The page that an address names, the first one if it names none; `None` for what is no number of a page."""
    if not text:
        return 1
    return int(text) if _NUMBER.fullmatch(text) else None


class Paging(msgspec.Struct, frozen=True):
    """One page of a list. `numbers` are the pages that it links to; 0 stands for a gap."""

    page: int
    pages: int
    offset: int
    first: int
    last: int
    numbers: tuple[int, ...]

    @staticmethod
    def of(page: int, total: int, size: int, *, most: int = 1_000_000) -> Paging | None:
        """The page of a list of `total` things, `most` of which can be reached; `None` when there is no such page."""
        pages = max(1, -(-min(total, most) // size))
        if page > pages:
            return None
        near = {1, pages, *range(max(1, page - AROUND), min(pages, page + AROUND) + 1)}
        numbers: list[int] = []
        for number in sorted(near):
            if numbers and number > numbers[-1] + 1:
                numbers.append(0)
            numbers.append(number)
        offset = (page - 1) * size
        first = offset + 1 if total else 0
        return Paging(page, pages, offset, first, min(offset + size, total), tuple(numbers))

    @property
    def previous(self) -> int | None:
        """The page before."""
        return self.page - 1 if self.page > 1 else None

    @property
    def following(self) -> int | None:
        """The page after."""
        return self.page + 1 if self.page < self.pages else None
