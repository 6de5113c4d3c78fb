# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A bill of materials as a value, whatever file it came from."""

from __future__ import annotations

from decimal import Decimal
from enum import Enum

import msgspec

from oshmark.bom.made import Origin, origin_of
from oshmark.values.finding import Finding


class Field(Enum):
    """What a column can say. The value is the name in the JSON."""

    LINE = "line"
    NAME = "name"
    DESCRIPTION = "description"
    VALUE = "value"
    QUANTITY = "quantity"
    UNIT = "unit"
    DESIGNATORS = "designators"
    MANUFACTURER = "manufacturer"
    MPN = "mpn"
    NUMBER = "number"
    SUPPLIER = "supplier"
    SUPPLIER_NUMBER = "supplier_number"
    MATERIAL = "material"
    PROCESS = "process"
    SOURCE = "source"
    PRICE = "price"
    TOTAL = "total"
    CURRENCY = "currency"
    MASS = "mass"
    MASS_UNIT = "mass_unit"
    STANDARD = "standard"
    GROUP = "group"
    REMARK = "remark"
    LINK = "link"
    KIND = "kind"
    FOOTPRINT = "footprint"
    NOT_FITTED = "not_fitted"
    PACKAGE = "package"
    OTHER = "other"


class Line(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One thing of the bill. `None` is unknown; a quantity of 0 is a quantity.

    `line` is where it stands: the line of a text, the row of a sheet, from 1. `price` is for one, `total` for all of
    the line, as far as the file says them. `mass_g` is that of one, in grams. `kind` is what the file calls the sort
    of part, `group` the title above it.
    """

    line: int
    name: str
    quantity: Decimal | None = None
    unit: str | None = None
    designators: tuple[str, ...] = ()
    manufacturer: str | None = None
    mpn: str | None = None
    number: str | None = None
    supplier: str | None = None
    supplier_number: str | None = None
    material: str | None = None
    process: str | None = None
    source: str | None = None
    price: Decimal | None = None
    total: Decimal | None = None
    currency: str | None = None
    mass_g: Decimal | None = None
    remark: str | None = None
    link: str | None = None
    kind: str | None = None
    group: str | None = None
    sheet: str = ""

    @property
    def made(self) -> tuple[Origin, str | None]:
        """Made, bought or unknown, and what that was told by."""
        return origin_of(
            kind=self.kind or "",
            process=self.process or "",
            source=self.source or "",
            group=self.group or "",
            supplier=self.supplier or "",
            number=self.mpn or self.supplier_number or "",
            name=f"{self.name} {self.remark or ''}".strip(),
            link=self.link or "",
        )


SAID = (
    *("name", "quantity", "unit", "designators", "manufacturer", "mpn", "material", "process", "price", "currency"),
)
"""What is said of a line first, and what two lines that are the same thing are compared by."""


class Dropped(msgspec.Struct, frozen=True):
    """A row that is no line, and why."""

    line: int
    why: str


class Bom(msgspec.Struct, frozen=True):
    """The lines in the order of the file. `columns` says for each field under which heading it was found.

    `tables` are the names of the tables that were read: sheets, headings, or empty.
    """

    columns: dict[str, str]
    lines: tuple[Line, ...]
    dropped: tuple[Dropped, ...] = ()
    findings: tuple[Finding, ...] = ()
    tables: tuple[str, ...] = ()


def sum_of(lines: tuple[Line, ...] | list[Line]) -> Decimal:
    """What the lines cost together: the stated total of each, else its price times its quantity (one if unknown)."""
    result = Decimal(0)
    for line in lines:
        if line.total is not None:
            result += line.total
        elif line.price is not None:
            result += line.price * (Decimal(1) if line.quantity is None else line.quantity)
    return result
