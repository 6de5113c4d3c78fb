# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the published library is made of, as bars and columns to be drawn, and as tables."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import msgspec
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from oshmark.adapters.published.facets import MAX_FACET_VALUES, NOT_STATED
from oshmark.web.library.columns import Drawn, drawn, last_of_each, per_cent
from oshmark.web.library.exporting import harmless
from oshmark.web.library.search_facets import FACETS, Facet, is_whole, ordered, value_hint, value_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from oshmark.adapters.published.history import Made

FIGURES = (
    "licence_class",
    "licence",
    "tsdc",
    "language",
    "otrl",
    "odrl",
    "completeness",
    "has",
    "cpc_section",
    "host",
    "updated",
)
"""The facets that are shown, in their order."""
ONE_EACH = frozenset({"licence_class", "otrl", "odrl", "completeness", "host", "updated"})
"""Facets of which a module has one value."""
HEADINGS = {"has": gettext_lazy("Comes with")}
NOTES = {
    "has": gettext_lazy("Of the other modules, the manifest does not say it."),
    "updated": gettext_lazy("When the latest release of the module was admitted."),
}
SEVERAL = gettext_lazy("A module may count under several.")
SEEN = 12
"""Bars of a figure that are seen at once."""


class Bar(msgspec.Struct, frozen=True):
    """One value: how many modules have it, how many per cent of all that is, and the search that finds them, if any."""

    value: str
    text: str
    hint: str
    count: int
    percent: Decimal
    href: str

    @property
    def label(self) -> str:
        """The value in words, in one line."""
        return f"{self.text}: {self.hint}" if self.hint else self.text


class Figure(msgspec.Struct, frozen=True):
    """The values of one facet; those in `folded` are too many to be seen at once."""

    name: str
    heading: str
    note: str
    seen: list[Bar]
    folded: list[Bar]


class Column(Drawn, frozen=True):
    """The library at the end of a day or month: the last generation of that time."""

    number: int
    modules: int
    releases: int


def figures(counts: Mapping[str, Sequence[tuple[str, int]]], total: int) -> list[Figure]:
    """One figure a facet; where nothing is published there is none."""
    by_name = {facet.name: facet for facet in FACETS}
    return [_figure(by_name[name], counts.get(name, ()), total) for name in FIGURES if total]


def _figure(facet: Facet, counts: Sequence[tuple[str, int]], total: int) -> Figure:
    counted = {value: count for value, count in counts if facet.name != "language" or is_whole(value)}
    note = str(NOTES.get(facet.name, "" if facet.name in ONE_EACH else SEVERAL))
    silent = total - sum(counted.values()) if facet.name in ONE_EACH else 0
    if silent > 0 and len(counts) < MAX_FACET_VALUES:
        counted[NOT_STATED] = counted.get(NOT_STATED, 0) + silent
    elif len(counts) >= MAX_FACET_VALUES:
        note = f"{note} {_('Only the %(n)s most frequent values are counted.') % {'n': MAX_FACET_VALUES}}".strip()
    found = dict(counts)
    bars = [
        _bar(facet, value, counted[value], total, can_be_found=value in found)
        for value in ordered(facet, list(counted))
    ]
    unstated = [bar for bar in bars if bar.value == NOT_STATED]
    stated = [bar for bar in bars if bar.value != NOT_STATED]
    seen = len(stated) if facet.order else SEEN
    heading = str(HEADINGS.get(facet.name, facet.heading))
    return Figure(facet.name, heading, note, stated[:seen] + unstated, stated[seen:])


def _bar(facet: Facet, value: str, count: int, total: int, *, can_be_found: bool) -> Bar:
    return Bar(
        value=value,
        text=value_text(facet, value),
        hint=value_hint(facet, value),
        count=count,
        percent=per_cent(count, total),
        href=f"?{urlencode({facet.name: value}, errors='replace')}" if can_be_found else "",
    )


def growth(made: Sequence[Made]) -> list[Column]:
    """The last generation of every day, or of every month where there are too many days; the newest times."""
    known = [
        (one.made_at.isoformat(), (one.number, one.counts))
        for one in made
        if one.made_at is not None and one.counts is not None
    ]
    shown = last_of_each(known)
    bars = drawn([(time, counts.records) for time, (_number, counts) in shown])
    return [
        Column(**msgspec.structs.asdict(bar), number=number, modules=counts.records, releases=counts.releases)
        for bar, (_time, (number, counts)) in zip(bars, shown, strict=True)
    ]


def as_data(shown: Sequence[Figure], columns: Sequence[Column], *, generation: int, total: int) -> dict[str, Any]:
    """The same as plain data for JSON."""
    return {
        "generation": generation,
        "modules": total,
        "figures": {
            figure.name: {
                "heading": figure.heading,
                "values": [
                    {"value": bar.value, "label": bar.label, "modules": bar.count}
                    for bar in figure.seen + figure.folded
                ],
            }
            for figure in shown
        },
        "growth": [
            {"time": one.time, "generation": one.number, "modules": one.modules, "releases": one.releases}
            for one in columns
        ],
    }


def as_csv(shown: Sequence[Figure], columns: Sequence[Column]) -> str:
    """The same as one table: a row a value."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(("figure", "value", "label", "modules"))
    for figure in shown:
        for bar in figure.seen + figure.folded:
            writer.writerow((figure.name, harmless(bar.value), harmless(bar.label), bar.count))
    for column in columns:
        writer.writerow(("growth", column.time, f"generation {column.number}", column.modules))
    return text.getvalue()
