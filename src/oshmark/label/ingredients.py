# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The components of a product as a label lists them: every line of the bill, the greatest first by a stated measure."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import msgspec

from oshmark.bom.made import Origin
from oshmark.label.declaration import Order

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from oshmark.bom.model import Line
    from oshmark.library.bill import Item


class Ingredient(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the bill. `cost` and `mass_g` are of the whole line; `how` is how it is made, or who sells it."""

    name: str
    quantity: Decimal | None = None
    unit: str = ""
    origin: Origin = Origin.UNKNOWN
    how: str = ""
    material: str = ""
    number: str = ""
    cost: Decimal | None = None
    currency: str = ""
    mass_g: Decimal | None = None


class Ingredients(msgspec.Struct, frozen=True, kw_only=True):
    """All of them. `order` is the measure by which they stand, which may be another one than was asked for.

    The last `unmeasured` ones say nothing of that measure, and stand in the order of their names.
    """

    order: Order
    items: tuple[Ingredient, ...] = ()
    unmeasured: int = 0

    def share(self, origin: Origin) -> int:
        """How many lines have this origin."""
        return sum(item.origin is origin for item in self.items)


def ingredient(item: Item) -> Ingredient:
    """A thing of a release's bill as a label lists it."""
    line, origin, how = item.line, item.origin, item.how
    return Ingredient(
        name=line.name,
        quantity=line.quantity,
        unit=line.unit or "",
        origin=origin,
        how=(how or line.process or "") if origin is Origin.MADE else (line.manufacturer or line.supplier or ""),
        material=line.material or "",
        number=line.mpn or line.number or line.supplier_number or "",
        cost=_cost(line),
        currency=line.currency or "",
        mass_g=None if line.mass_g is None else line.mass_g * _count(line.quantity),
    )


def _cost(line: Line) -> Decimal | None:
    if line.total is not None:
        return line.total
    return None if line.price is None else line.price * _count(line.quantity)


def _count(quantity: Decimal | None) -> Decimal:
    return Decimal(1) if quantity is None else quantity


def ingredients(items: Iterable[Ingredient], wanted: Order) -> Ingredients:
    """All items, the greatest first by the measure wanted.

    A measure of which no item says anything orders nothing, and neither do costs in several currencies: then the
    next one is taken, and in the end the order of the bill.
    """
    listed = tuple(items)
    order = next(one for one in _choices(wanted) if _orders(one, listed))
    if order is Order.AS_LISTED:
        return Ingredients(order=order, items=listed)
    measure = _MEASURES[order]
    measured = sorted((item for item in listed if measure(item) is not None), key=lambda item: -_of(measure(item)))
    rest = sorted((item for item in listed if measure(item) is None), key=lambda item: item.name.casefold())
    return Ingredients(order=order, items=(*measured, *rest), unmeasured=len(rest))


def _of(amount: Decimal | None) -> Decimal:
    return Decimal(0) if amount is None else amount


def _choices(wanted: Order) -> tuple[Order, ...]:
    return tuple(dict.fromkeys((wanted, Order.COST, Order.MASS, Order.QUANTITY, Order.AS_LISTED)))


def _orders(order: Order, items: tuple[Ingredient, ...]) -> bool:
    """Whether the measure can order these items."""
    if order is Order.AS_LISTED:
        return True
    if order is Order.COST and len({item.currency for item in items if item.cost is not None}) > 1:
        return False
    return any(_MEASURES[order](item) is not None for item in items)


_MEASURES: dict[Order, Callable[[Ingredient], Decimal | None]] = {
    Order.COST: lambda item: item.cost,
    Order.MASS: lambda item: item.mass_g,
    Order.QUANTITY: lambda item: item.quantity,
}
