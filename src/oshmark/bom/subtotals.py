# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the lines of a bill add up to: for each sheet and title, and for all of it. Currencies are never mixed."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import msgspec

from oshmark.bom.made import Origin

if TYPE_CHECKING:
    from collections.abc import Iterable

    from oshmark.bom.model import Line

ONE = Decimal(1)
UNSTATED = ""
"""The currency of prices for which none is said."""
PIECES = frozenset({None, "pcs"})


class Subtotal(msgspec.Struct, frozen=True):
    """Some lines together. `cost` is by currency, the empty one where none is said; `mass_g` is `None` where no line
    says its mass. `priced` and `weighed` are how many lines have a price and a mass; `pieces` counts what is counted in
    pieces."""

    sheet: str
    group: str
    lines: int
    pieces: Decimal
    cost: dict[str, Decimal]
    priced: int
    mass_g: Decimal | None
    weighed: int
    origins: dict[Origin, int]


def cost_of(line: Line) -> Decimal | None:
    """What a line costs: its stated total, else its price times its quantity, or one; `None` without a price."""
    if line.total is not None:
        return line.total
    return None if line.price is None else line.price * (ONE if line.quantity is None else line.quantity)


def mass_of(line: Line) -> Decimal | None:
    """What a line weighs in grams: the mass of one times the quantity; `None` where either is unknown."""
    if line.mass_g is None or line.quantity is None:
        return None
    return line.mass_g * line.quantity


def subtotals(lines: Iterable[Line]) -> tuple[Subtotal, ...]:
    """The sums of each title of each sheet, in the order in which they come first."""
    found: dict[tuple[str, str], list[Line]] = {}
    for line in lines:
        found.setdefault((line.sheet, line.group or ""), []).append(line)
    return tuple(total(here, sheet, group) for (sheet, group), here in found.items())


def total(lines: Iterable[Line], sheet: str = "", group: str = "") -> Subtotal:
    """The sum of some lines."""
    count = priced = weighed = 0
    pieces, mass = Decimal(0), Decimal(0)
    cost: dict[str, Decimal] = {}
    origins = dict.fromkeys(Origin, 0)
    for line in lines:
        count += 1
        origins[line.made[0]] += 1
        if line.quantity is not None and line.unit in PIECES:
            pieces += line.quantity
        price, grams = cost_of(line), mass_of(line)
        if price is not None:
            currency = line.currency or UNSTATED
            cost[currency] = cost.get(currency, Decimal(0)) + price
            priced += 1
        if grams is not None:
            mass += grams
            weighed += 1
    return Subtotal(sheet, group, count, pieces, cost, priced, mass if weighed else None, weighed, origins)
