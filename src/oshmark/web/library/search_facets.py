# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The filters of the search page: their headings, the words for their values, and which are seen at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from oshmark.adapters.published.facets import BANDS, LOWEST_BAND, NOT_STATED
from oshmark.manifest.readiness import ODRL, OTRL
from oshmark.manifest.tsdc import LABELS
from oshmark.values.language import primary
from oshmark.values.licence import title
from oshmark.web.library.agents import agent_name
from oshmark.web.library.labels import language_name, licence_class_label
from oshmark.web.library.presentation import one_line

OPEN_VALUES = 8
"""Values of a filter that are seen at once; the others are folded away."""

Filters = Mapping[str, Sequence[str]]
Counts = Mapping[str, int]

# Our own short words for the sections A to H and Y of the Cooperative Patent Classification.
CPC_SECTIONS = {
    "A": _("Daily life: food, health, household"),
    "B": _("Making, processing, moving"),
    "C": _("Chemistry and metals"),
    "D": _("Textiles and paper"),
    "E": _("Building and mining"),
    "F": _("Engines, pumps, light, heat"),
    "G": _("Measuring, computing, optics"),
    "H": _("Electricity and electronics"),
    "Y": _("New and cross-cutting fields"),
}
HAS = {
    "parts": _("Parts, described one by one"),
    "bom": _("Bill of materials"),
    "source": _("Source files"),
    "export": _("Export files"),
    "instructions": _("Manufacturing instructions"),
    "image": _("Picture"),
    "manual": _("User manual"),
}
COMPLETENESS = {"100": _("100 %"), "75-99": _("75 to 99 %"), "50-74": _("50 to 74 %"), LOWEST_BAND: _("Below 50 %")}


class Facet(msgspec.Struct, frozen=True):
    """One filter: the name of its parameter, its heading, and the words for a value.

    `order` are its values in the order of the page; those that are not in it follow, the most frequent first, or with
    `newest_first` the highest number. One that is not `listed` has too many values to choose from: it comes with a link
    and can only be taken away.
    """

    name: str
    heading: Any
    words: Callable[[str], str] = str
    hint: Callable[[str], str] = lambda _value: ""
    order: tuple[str, ...] = ()
    newest_first: bool = False
    listed: bool = True


def _from(words: Mapping[str, Any]) -> Callable[[str], str]:
    return lambda value: str(words.get(value, value))


def _hint_from(words: Mapping[str, Any]) -> Callable[[str], str]:
    return lambda value: str(words.get(value, ""))


def _licence_hint(value: str) -> str:
    return title(value) or ""


def _process_hint(value: str) -> str:
    return value if value in LABELS else ""


FACETS: tuple[Facet, ...] = (
    Facet("licence_class", _("Kind of licence"), licence_class_label),
    Facet("family", _("Family of licences")),
    Facet("licence", _("Licence"), str, _licence_hint),
    Facet("tsdc", _("Processes and technologies"), _from(LABELS), _process_hint),
    Facet("has", _("Comes with all of"), _from(HAS), order=tuple(HAS)),
    Facet("otrl", _("Readiness of the technology"), str, _hint_from(OTRL), tuple(OTRL)),
    Facet("odrl", _("Readiness of the documentation"), str, _hint_from(ODRL), tuple(ODRL)),
    Facet(
        "completeness", _("Completeness"), _from(COMPLETENESS), order=(*(name for _least, name in BANDS), LOWEST_BAND)
    ),
    Facet("language", _("Language of the documentation"), language_name),
    Facet("cpc_section", _("Field of technology (CPC section)"), str, _hint_from(CPC_SECTIONS), tuple(CPC_SECTIONS)),
    Facet("cpc_class", _("Class within the field (CPC class)")),
    Facet("host", _("Where it is developed")),
    Facet("updated", _("Year of the last change"), newest_first=True),
    Facet("agent", _("Person or organisation"), agent_name, listed=False),
)
"""The filters of the page, in their order; each is a facet of the index."""


class Choice(msgspec.Struct, frozen=True):
    """One value of a filter."""

    value: str
    text: str
    hint: str
    count: int
    checked: bool


class Group(msgspec.Struct, frozen=True):
    """A filter with its values. `folded` are those that are seen when one asks for more; `is_open` says whether the
    filter is unfolded: when there is something to choose, or something is chosen."""

    name: str
    heading: str | Promise
    open: list[Choice]
    folded: list[Choice]
    is_open: bool


def groups(found: Mapping[str, Sequence[tuple[str, int]]], filters: Filters) -> list[Group]:
    """The filters that have a value."""
    made = (
        _group(facet, _shown(facet, dict(found.get(facet.name, ())), filters), filters)
        for facet in FACETS
        if facet.listed
    )
    return [group for group in made if group.open]


def kept_values(filters: Filters) -> list[tuple[str, str]]:
    """What is set of the filters that are not listed, by name: a form has to take it along."""
    return [(facet.name, value) for facet in FACETS if not facet.listed for value in filters[facet.name]]


def value_text(facet: Facet, value: str) -> str:
    """The words for a value."""
    return str(_("Not stated")) if value == NOT_STATED else one_line(facet.words(value), 80)


def value_hint(facet: Facet, value: str) -> str:
    """A second, smaller line for a value; empty where there is nothing to add."""
    return "" if value == NOT_STATED else facet.hint(value)


def is_whole(language: str) -> bool:
    """Whether a value of the filter for languages is a language without a country, or that none is stated."""
    return language in (NOT_STATED, primary(language))


def _shown(facet: Facet, counts: Counts, filters: Filters) -> Counts:
    """Without values that would only be one more line: countries of languages, classes of sections not chosen."""
    if facet.name == "language":
        return {tag: count for tag, count in counts.items() if is_whole(tag)}
    sections = tuple(filters["cpc_section"])
    if facet.name == "cpc_class" and sections:
        return {value: count for value, count in counts.items() if value.startswith(sections)}
    return counts


def _group(facet: Facet, counts: Counts, filters: Filters) -> Group:
    """The values of a filter, the chosen ones always among those that are seen."""
    chosen = filters[facet.name]
    values = ordered(facet, [*chosen, *(value for value in counts if value not in chosen)])
    choices = [
        Choice(value, value_text(facet, value), value_hint(facet, value), counts.get(value, 0), value in chosen)
        for value in values
    ]
    seen = len(choices) if facet.order else max(OPEN_VALUES, len(chosen))
    is_open = len(choices) > 1 or bool(chosen)
    unstated = [choice for choice in choices[seen:] if choice.value == NOT_STATED]
    folded = [choice for choice in choices[seen:] if choice.value != NOT_STATED]
    return Group(facet.name, facet.heading, choices[:seen] + unstated, folded, is_open)


def ordered(facet: Facet, values: list[str]) -> list[str]:
    """In the order of the facet; what is not stated comes last."""
    if facet.newest_first:
        values = sorted(values, key=lambda value: (len(value), value), reverse=True)
    place = {value: number for number, value in enumerate(facet.order)}
    return sorted(values, key=lambda value: (value == NOT_STATED, place.get(value, len(place))))
