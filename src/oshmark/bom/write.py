# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A bill as clean CSV, and as the values of its JSON."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

from oshmark.bom.made import Origin, how_made
from oshmark.bom.model import SAID
from oshmark.bom.subtotals import cost_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from decimal import Decimal

    from oshmark.bom.model import Bom, Line

JSON_KEYS = ("line", *SAID)
"""What the JSON says of a line first, in this order."""
FURTHER_KEYS = (
    "number",
    "supplier",
    "supplier_number",
    "source",
    "total",
    "mass_g",
    "remark",
    "link",
    "kind",
    "group",
    "sheet",
)
"""What else is known of a line."""
_GUARDED = re.compile(r"'*[=+\-@\t\r]")
"""Cells that a spreadsheet may take for a formula, and those that already have a quote before one."""


def to_json(bom: Bom) -> dict[str, object]:
    """The lines, the columns and the dropped rows; what is unknown is null."""
    lines = [line_data(line) for line in bom.lines]
    return {
        "columns": bom.columns,
        "lines": lines,
        "dropped": [{"line": one.line, "why": one.why} for one in bom.dropped],
    }


def line_data(line: Line) -> dict[str, object]:
    """Everything that is known of a line; whether it is made or bought, and how and by what that was told."""
    origin, told_by = line.made
    how = line.process or how_made(f"{line.name} {line.remark or ''}") if origin is Origin.MADE else None
    data: dict[str, object] = {key: getattr(line, key) for key in JSON_KEYS}
    data |= {key: getattr(line, key) or None for key in FURTHER_KEYS}
    data["mass_g"], data["total"] = line.mass_g, line.total
    return {**data, "made_or_bought": origin.value, "told_by": told_by, "how": how}


def _number(value: Decimal | None) -> str:
    return "" if value is None else f"{value:f}"


COLUMNS: tuple[tuple[str, Callable[[Line], str]], ...] = (
    ("Line", lambda line: str(line.line)),
    ("Designators", lambda line: ", ".join(line.designators)),
    ("Name", lambda line: line.name),
    ("Quantity", lambda line: _number(line.quantity)),
    ("Unit", lambda line: line.unit or ""),
    ("Manufacturer", lambda line: line.manufacturer or ""),
    ("MPN", lambda line: line.mpn or ""),
    ("Part number", lambda line: line.number or ""),
    ("Supplier", lambda line: line.supplier or ""),
    ("Supplier number", lambda line: line.supplier_number or ""),
    ("Material", lambda line: line.material or ""),
    ("Process", lambda line: line.process or ""),
    ("Source file", lambda line: line.source or ""),
    ("Unit price", lambda line: _number(line.price)),
    ("Total price", lambda line: _number(line.total)),
    ("Currency", lambda line: line.currency or ""),
    ("Mass (g)", lambda line: _number(line.mass_g)),
    ("Type", lambda line: line.kind or ""),
    ("Group", lambda line: line.group or ""),
    ("Remark", lambda line: line.remark or ""),
    ("Link", lambda line: line.link or ""),
)
"""The headings of clean CSV, each of which the reader knows, and what stands below them."""


def to_csv(bom: Bom) -> str:
    """The lines with one row of headings, safe to open in a spreadsheet. Empty columns are left out."""
    lines = numbered(bom.lines)
    table = [[write(line) for line in lines] for _, write in COLUMNS]
    kept = [at for at, (heading, _) in enumerate(COLUMNS) if heading in {"Name", "Quantity"} or any(table[at])]
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\n", quoting=csv.QUOTE_MINIMAL)
    writer.writerow([COLUMNS[at][0] for at in kept])
    for number in range(len(lines)):
        writer.writerow([guarded(table[at][number]) for at in kept])
    return target.getvalue()


def numbered(lines: Sequence[Line]) -> list[Line]:
    """The lines with new numbers, and with the totals of all of them where some have one: a single number in a column
    of totals would be taken for that of the table."""
    some = any(line.total is not None for line in lines)
    return [
        replace(line, line=number, total=cost_of(line) if some else None) for number, line in enumerate(lines, start=1)
    ]


def guarded(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula; the reader takes the quote away again."""
    return f"'{cell}" if may_be_formula(cell) else cell


def may_be_formula(cell: str) -> bool:
    """Whether a spreadsheet might take a cell for a formula, or already has a quote before one."""
    return _GUARDED.match(cell) is not None
