# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The bill of materials of a release as its pages list it: lines, sums, what was left out and what was guessed."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import msgspec
from django.utils.translation import gettext as _

from oshmark.bom.designators import shortened
from oshmark.bom.made import Origin
from oshmark.bom.subtotals import Subtotal, cost_of, mass_of, subtotals, total
from oshmark.manifest.to_rdf import part_slugs
from oshmark.web.archive.files import file_address
from oshmark.web.library.finding_list import grouped_findings
from oshmark.web.library.part_list import part_address
from oshmark.web.library.presentation import decent, with_unit
from oshmark.web.library.repository_links import file_link, safe_link
from oshmark.web.seen.files import perma_urls

if TYPE_CHECKING:
    from collections.abc import Sequence

    from oshmark.library.bill import Item
    from oshmark.values.finding import Finding
    from oshmark.web.library.bills import ReleaseBill, Source
    from oshmark.web.library.queries import Opened

ON_RELEASE = 80
"""Lines that the page of a release shows; those beyond are on pages of their own."""
A_PAGE = 200
MAX_DROPPED = 40
MAX_SUBTOTALS = 60
GRAMS_IN_KG = 1000
CENT = Decimal("0.01")
_QUOTED = 160
Plain = dict[str, Any]


class BillRow(msgspec.Struct, frozen=True):
    """One line as a page shows it; empty texts where nothing is known."""

    number: str
    name: str
    href: str | None
    quantity: str
    origin: str
    origin_words: str
    how: str
    designators: str
    material: str
    maker: str
    mpn: str
    supplier: str
    link: str | None
    source: str
    source_href: str | None
    price: str
    cost: str
    mass: str
    remark: str
    group: str
    starts_group: bool
    in_bill: bool


class SumRow(msgspec.Struct, frozen=True):
    """One sum as a page shows it."""

    title: str
    lines: int
    costs: tuple[str, ...]
    unpriced: int
    mass: str
    unweighed: int
    origins: str


def bill_context(opened: Opened, found: ReleaseBill, *, offset: int = 0, count: int = ON_RELEASE) -> Plain:
    """Everything that a page says of the bill, with `count` of its lines from `offset` on."""
    items = _by_title(found.bill.items)
    return {
        "bill_rows": bill_rows(opened, items, offset, count),
        "bill_count": len(items),
        "bill_more": max(0, len(items) - offset - count),
        "bill_sums": sum_rows(found),
        "bill_total": sum_row(total(found.bill.lines), _("All together")),
        "bill_sources": [source_row(source) for source in found.sources],
        "bill_findings": grouped_findings(None, all_findings(found)),
        "bill_dropped": dropped_rows(found),
        "bill_is_read": found.is_read,
        "bill_waits": found.named > 0 and not found.sources,
    }


def _by_title(items: Sequence[Item]) -> list[Item]:
    """The lines of each title together, in the order in which the titles come first."""
    groups: dict[str, list[Item]] = {}
    for item in items:
        groups.setdefault(_title(item), []).append(item)
    return [item for group in groups.values() for item in group]


def bill_rows(opened: Opened, items: Sequence[Item], offset: int, count: int) -> list[BillRow]:
    """Some lines, each with what a maker asks first."""
    slugs = part_slugs(opened.reading.manifest.part)
    perma = perma_urls(opened.release.address)
    rows: list[BillRow] = []
    before = _title(items[offset - 1]) if offset else ""
    for item in items[offset : offset + count]:
        title = _title(item)
        href = None if item.part is None else part_address(opened, slugs[item.part])
        link = file_link(item.line.source or "", opened.module, opened.provenance.home, perma)
        rows.append(_row(item, href, link if item.line.source else None, title, starts=title != before))
        before = title
    return rows


def _row(item: Item, href: str | None, source_href: str | None, title: str, *, starts: bool) -> BillRow:
    line = item.line
    cost, mass = cost_of(line), mass_of(line)
    return BillRow(
        number=decent(line.number or "", 60),
        name=decent(line.name, 300),
        href=href,
        quantity="" if line.quantity is None else with_unit(number(line.quantity), _unit(line.unit)),
        origin=item.origin.value,
        origin_words=ORIGINS[item.origin](),
        how=decent(item.how or "", 120),
        designators=decent(shortened(line.designators), 200),
        material=decent(line.material or "", 160),
        maker=decent(line.manufacturer or "", 120),
        mpn=decent(line.mpn or "", 80),
        supplier=decent(" ".join(filter(None, (line.supplier, line.supplier_number))), 160),
        link=safe_link(line.link or ""),
        source=decent((line.source or "").rstrip("/").rpartition("/")[2], 120),
        source_href=source_href,
        price="" if line.price is None else money(line.price, line.currency),
        cost="" if cost is None else money(cost, line.currency),
        mass="" if mass is None else mass_text(mass),
        remark=decent(line.remark or "", _QUOTED),
        group=title,
        starts_group=starts and bool(title),
        in_bill=item.in_bill,
    )


def _title(item: Item) -> str:
    if not item.in_bill:
        return _("In the manifest only")
    return decent(" · ".join(filter(None, (item.line.sheet, item.line.group))), 160)


def _unit(unit: str | None) -> str | None:
    return None if unit in (None, "pcs") else decent(unit or "", 40)


ORIGINS = {
    Origin.MADE: lambda: _("made"),
    Origin.BOUGHT: lambda: _("bought"),
    Origin.UNKNOWN: lambda: _("not said"),
}


def number(value: Decimal) -> str:
    """A number without needless zeros and without an exponent."""
    plain = value.normalize()
    return f"{plain:f}" if abs(plain.adjusted()) < GRAMS_IN_KG // 40 else f"{plain:.6e}"


def money(value: Decimal, currency: str | None) -> str:
    """An amount with two decimals, or more where it says so, and the code of its currency."""
    rounded = value.quantize(CENT) if abs(value) < 10**15 else value
    text = f"{rounded:f}" if rounded == value or abs(value) >= 1 else number(value)
    return with_unit(text, decent(currency or "", 8) or None)


def mass_text(grams: Decimal) -> str:
    """A mass in grams, from a kilogram on in kilograms."""
    if abs(grams) >= GRAMS_IN_KG:
        return with_unit(number((grams / GRAMS_IN_KG).quantize(Decimal("0.001"))), "kg")
    return with_unit(number(grams.quantize(CENT) if abs(grams) < 10**15 else grams), "g")


def sum_rows(found: ReleaseBill) -> list[SumRow]:
    """The sums of each sheet and title, where there are several."""
    sums = subtotals(item.line for item in found.bill.items if item.in_bill)
    alone = [item.line for item in found.bill.items if not item.in_bill]
    rows = [sum_row(one, decent(" · ".join(filter(None, (one.sheet, one.group))), 160)) for one in sums]
    if alone:
        rows.append(sum_row(total(alone), _("In the manifest only")))
    return rows[:MAX_SUBTOTALS] if len(rows) > 1 else []


def sum_row(one: Subtotal, title: str) -> SumRow:
    """A sum for people."""
    return SumRow(
        title=title or _("Without a title"),
        lines=one.lines,
        costs=tuple(money(amount, currency) for currency, amount in sorted(one.cost.items())),
        unpriced=one.lines - one.priced,
        mass="" if one.mass_g is None else mass_text(one.mass_g),
        unweighed=one.lines - one.weighed,
        origins=", ".join(f"{count} {ORIGINS[origin]()}" for origin, count in one.origins.items() if count),
    )


def source_row(source: Source) -> Plain:
    """A file that the manifest names as its bill."""
    row = source.row
    return {
        "path": decent(row.path, 300),
        "href": file_address(row),
        "from": safe_link(row.fetched_from),
        "at": row.fetched_at,
        "digest": row.sha256,
        "lines": source.lines,
        "problem": decent(source.problem, 600),
    }


def all_findings(found: ReleaseBill) -> list[Finding]:
    """What was noticed in the files, and where they and the manifest differ."""
    return [*(finding for source in found.sources for finding in source.findings), *found.bill.findings]


def dropped_rows(found: ReleaseBill) -> Plain:
    """The rows that became no line: the first ones, and how many more."""
    rows = [(one.line, decent(one.why, 200)) for source in found.sources for one in source.dropped]
    return {"rows": rows[:MAX_DROPPED], "more": max(0, len(rows) - MAX_DROPPED), "count": len(rows)}
