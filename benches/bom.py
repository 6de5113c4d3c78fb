# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reading a bill of 5,000 lines, against the bare reader beneath and the conversion of the same cells."""

from __future__ import annotations

import csv
import io
import random
from typing import TYPE_CHECKING

import python_calamine

from benches.measure import Ratio, best_of
from oshmark.bom.designators import designators
from oshmark.bom.numbers import money, quantity
from oshmark.bom.read import read
from oshmark.bom.readers.spreadsheet import text_of
from oshmark.bom.table import clean
from tests.bom.workbooks import as_csv, as_xlsx

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

LINES = 5000
PASSES = 7
HEADINGS = [
    "Pos",
    "Designator",
    "Name",
    "Quantity",
    "Manufacturer",
    "MPN",
    "Supplier",
    "Material",
    "Unit price (EUR)",
    "Remark",
]
_MAKERS = ("Wren Works", "Heron & Sons", "Alder GmbH", "Pine Parts", "Elm Ltd.")


def ratios() -> list[Ratio]:
    """One claim each for CSV and XLSX."""
    rows = [HEADINGS, *_rows(random.Random(5))]
    return [
        _ratio("CSV", as_csv(rows), _bare_csv),
        _ratio("XLSX", as_xlsx(rows), _bare_xlsx),
    ]


def _ratio(form: str, raw: bytes, bare: Callable[[bytes], list[tuple[object, ...]]]) -> Ratio:
    ours, other = read(raw).lines, bare(raw)
    assert len(ours) == len(other) == LINES
    assert [(line.designators, line.name, line.quantity, line.price) for line in ours] == [
        (one[1], one[2], one[3], one[8]) for one in other
    ]
    claim = f"reading a BOM of {LINES:,} lines as {form}, against the bare reader and the conversion of its cells"
    return Ratio(
        claim,
        best_of(PASSES, lambda: read(raw)) * 1e3,
        best_of(PASSES, lambda: bare(raw)) * 1e3,
        at_most=1.5,
        unit="ms",
    )


def _rows(dice: random.Random) -> Iterable[list[str]]:
    place = 1
    for number in range(1, LINES + 1):
        count = dice.choice((1, 1, 1, 2, 3, 4, 8))
        marks = ", ".join(f"R{at}" for at in range(place, place + count))
        place += count
        price = f"{dice.randrange(1, 9000) / 100:.2f}"
        maker = dice.choice(_MAKERS)
        yield [
            str(number),
            marks,
            f"Bracket {number} left",
            str(count),
            maker,
            f"WX-{number}-{dice.randrange(999)}",
            "Parts shop",
            "steel",
            price,
            "",
        ]


def _converted(cells: list[str]) -> tuple[object, ...]:
    """Each cell by itself, as what its column holds."""
    amount = quantity(cells[3])
    return (
        clean(cells[0]),
        designators(clean(cells[1]), None if amount.value is None else int(amount.value)),
        clean(cells[2]),
        amount.value,
        clean(cells[4]),
        clean(cells[5]),
        clean(cells[6]),
        clean(cells[7]),
        money(cells[8]).value,
        clean(cells[9]),
    )


def _bare_csv(raw: bytes) -> list[tuple[object, ...]]:
    reader = csv.reader(io.StringIO(raw.decode()))
    next(reader)
    return [_converted(cells) for cells in reader]


def _bare_xlsx(raw: bytes) -> list[tuple[object, ...]]:
    sheet = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(raw)).get_sheet_by_index(0)
    return [_converted([text_of(cell) for cell in row]) for row in sheet.to_python()[1:]]
