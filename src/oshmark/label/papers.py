# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Paper to print labels on: plain sheets to be cut, and sheets of ready-cut labels, told by their geometry."""

from __future__ import annotations

from decimal import Decimal

import msgspec

from oshmark.errors import RefusedError

MARGIN_MM = Decimal(8)
"""What printers of homes and offices leave white along the edges."""
GAP_MM = Decimal(4)
"""Room for the knife between labels on a plain sheet."""


class Grid(msgspec.Struct, frozen=True, kw_only=True):
    """Where labels lie on a sheet. `left` and `top` are of the first cell, `step` from one cell to the next.

    A label lies in the middle of its cell, turned by a quarter where it fits only so.
    """

    columns: int
    rows: int
    left_mm: Decimal
    top_mm: Decimal
    cell_mm: tuple[Decimal, Decimal]
    step_mm: tuple[Decimal, Decimal]
    turned: bool = False

    @property
    def places(self) -> int:
        """Labels on a sheet."""
        return self.columns * self.rows


class Paper(msgspec.Struct, frozen=True, kw_only=True):
    """A sheet. `cut` is the geometry of ready-cut labels; plain paper has none and gets marks to cut along."""

    key: str
    says: str
    width_mm: Decimal
    height_mm: Decimal
    cut: Grid | None = None

    def grid(self, width_mm: Decimal, height_mm: Decimal) -> Grid:
        """How labels of this size lie on the sheet; `RefusedError` where they are too large."""
        if self.cut is None:
            upright = self._plain(width_mm, height_mm, turned=False)
            lying = self._plain(height_mm, width_mm, turned=True)
            best = upright if upright.places >= lying.places else lying
            if best.places:
                return best
        else:
            cell = self.cut.cell_mm
            if width_mm <= cell[0] and height_mm <= cell[1]:
                return self.cut
            if height_mm <= cell[0] and width_mm <= cell[1]:
                return msgspec.structs.replace(self.cut, turned=True)
        raise RefusedError(f"A label of {width_mm} × {height_mm} mm does not fit on “{self.says}”.")

    def _plain(self, width: Decimal, height: Decimal, *, turned: bool) -> Grid:
        columns = int((self.width_mm - 2 * MARGIN_MM + GAP_MM) // (width + GAP_MM))
        rows = int((self.height_mm - 2 * MARGIN_MM + GAP_MM) // (height + GAP_MM))
        return Grid(
            columns=columns,
            rows=rows,
            left_mm=(self.width_mm - columns * width - (columns - 1) * GAP_MM) / 2,
            top_mm=(self.height_mm - rows * height - (rows - 1) * GAP_MM) / 2,
            cell_mm=(width, height),
            step_mm=(width + GAP_MM, height + GAP_MM),
            turned=turned,
        )


A4, LETTER = ("210", "297"), ("215.9", "279.4")


def _sheet(key: str, says: str, page: tuple[str, str], grid: tuple[int, int], cell: tuple[str, str], gap: str) -> Paper:
    """Ready-cut labels in the middle of a sheet, `gap` apart from column to column and without one between rows."""
    width, height = Decimal(page[0]), Decimal(page[1])
    columns, rows = grid
    wide, high, between = Decimal(cell[0]), Decimal(cell[1]), Decimal(gap)
    cut = Grid(
        columns=columns,
        rows=rows,
        left_mm=(width - columns * wide - (columns - 1) * between) / 2,
        top_mm=(height - rows * high) / 2,
        cell_mm=(wide, high),
        step_mm=(wide + between, high),
    )
    return Paper(key=key, says=says, width_mm=width, height_mm=height, cut=cut)


PAPERS: dict[str, Paper] = {
    paper.key: paper
    for paper in (
        Paper(key="a4", says="A4, to be cut", width_mm=Decimal(A4[0]), height_mm=Decimal(A4[1])),
        Paper(key="letter", says="Letter, to be cut", width_mm=Decimal(LETTER[0]), height_mm=Decimal(LETTER[1])),
        _sheet("a4-2x2", "A4, 4 labels of 99.1 × 139 mm", A4, (2, 2), ("99.1", "139"), "2.5"),
        _sheet("a4-2x4", "A4, 8 labels of 99.1 × 67.7 mm", A4, (2, 4), ("99.1", "67.7"), "2.5"),
        _sheet("a4-2x5", "A4, 10 labels of 99.1 × 57 mm", A4, (2, 5), ("99.1", "57"), "2.5"),
        _sheet("a4-2x8", "A4, 16 labels of 99.1 × 33.9 mm", A4, (2, 8), ("99.1", "33.9"), "2.5"),
        _sheet("letter-2x2", "Letter, 4 labels of 107.9 × 139.7 mm", LETTER, (2, 2), ("107.95", "139.7"), "0"),
        _sheet("letter-2x3", "Letter, 6 labels of 101.6 × 84.7 mm", LETTER, (2, 3), ("101.6", "84.67"), "4.8"),
        _sheet("letter-2x5", "Letter, 10 labels of 101.6 × 50.8 mm", LETTER, (2, 5), ("101.6", "50.8"), "4.8"),
        _sheet("letter-2x7", "Letter, 14 labels of 101.6 × 33.9 mm", LETTER, (2, 7), ("101.6", "33.87"), "4.8"),
    )
}
