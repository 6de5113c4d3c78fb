# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The search page: words, filters with counts, and hits in pages. It works by addresses alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import msgspec
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from oshmark.adapters.published.search import MAX_HITS, Hit, SearchPage
from oshmark.errors import QueryRefusedError, StateError
from oshmark.library.privacy import without_emails
from oshmark.values.language import primary
from oshmark.values.licence import title
from oshmark.web import wiring
from oshmark.web.library import queries
from oshmark.web.library.labels import language_name, licence_class_label
from oshmark.web.library.paging import Paging, page_number
from oshmark.web.library.presentation import decent, one_line
from oshmark.web.linkeddata.faults import fault

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

SIZE = 20
OPEN_VALUES = 8
"""Values of a filter that are seen at once; the others are folded away."""

Filters = Mapping[str, Sequence[str]]


class Facet(msgspec.Struct, frozen=True):
    """One filter: the name of its parameter, its heading, and the words for a value."""

    name: str
    heading: Any
    words: Callable[[str], str]
    hint: Callable[[str], str] = lambda _value: ""


def _licence_hint(value: str) -> str:
    return title(value) or ""


FACETS: tuple[Facet, ...] = (
    Facet("licence_class", gettext_lazy("Kind of licence"), licence_class_label),
    Facet("licence", gettext_lazy("Licence"), str, _licence_hint),
    Facet("language", gettext_lazy("Language of the documentation"), language_name),
    Facet("host", gettext_lazy("Where it is developed"), str),
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
    """A filter with its values; `folded` are those that are seen when one asks for more."""

    name: str
    heading: str | Promise
    open: list[Choice]
    folded: list[Choice]


class HitRow(msgspec.Struct, frozen=True):
    """One hit as the page shows it. `snippet` is HTML that was made by us."""

    href: str
    name: str
    version: str
    snippet: str
    licence: str
    licence_class: str
    class_key: str
    host: str
    languages: list[str]
    makers: str
    percent: int


@require_safe
def search(request: HttpRequest) -> HttpResponseBase:
    """Find modules."""
    words = request.GET.get("q", "").replace("\x00", " ")
    filters = {facet.name: _values(request, facet.name) for facet in FACETS}
    number = page_number(request.GET.get("page", ""))
    if number is None:
        return fault(request, 400, _("Pages of the search are counted from 1."))
    try:
        found = wiring.searcher().search(words, filters=filters, page=number, size=SIZE)
    except QueryRefusedError as error:
        return fault(request, 400, str(error))
    except StateError:
        message = _(
            "The search cannot be used at the moment: its index has to be made anew. Pages of modules still work."
        )
        return fault(request, 503, message)
    paging = Paging.of(number, found.total, SIZE, most=MAX_HITS)
    if paging is None:
        return fault(request, 404, _("The search has not so many hits."))
    response = render(request, "library/search.html", _context(words, filters, found, paging))
    response.headers["X-Oshmark-Generation"] = str(found.generation)
    return response


def _values(request: HttpRequest, name: str) -> list[str]:
    return [value for value in dict.fromkeys(request.GET.getlist(name)) if value]


def _context(words: str, filters: Filters, found: SearchPage, paging: Paging) -> dict[str, Any]:
    asked = [("q", words)] if words else []
    asked += [(name, value) for name, values in filters.items() for value in values]
    return {
        "words": words,
        "groups": [_group(facet, found, filters) for facet in FACETS],
        "chosen": _chosen(words, filters),
        "hits": [_hit(hit) for hit in found.hits],
        "total": found.total,
        "published": found.generation > 0,
        "generation": found.generation,
        "paging": paging,
        "query": f"{_encoded(asked)}&" if asked else "",
        "waiting": queries.waiting_count(),
    }


def _encoded(pairs: Sequence[tuple[str, str]]) -> str:
    return urlencode(pairs, errors="replace")


def _group(facet: Facet, found: SearchPage, filters: Filters) -> Group:
    """The values of a filter, the chosen ones always among those that are seen."""
    counts = dict(found.facets.get(facet.name, ()))
    chosen = filters[facet.name]
    if facet.name == "language":  # the country is for the page of the module; here it would only be one more line
        counts = {tag: count for tag, count in counts.items() if tag == primary(tag)}
    values = [*chosen, *(value for value in counts if value not in chosen)]
    choices = [
        Choice(value, one_line(facet.words(value), 80), facet.hint(value), counts.get(value, 0), value in chosen)
        for value in values
    ]
    seen = max(OPEN_VALUES, len(chosen))
    return Group(facet.name, facet.heading, choices[:seen], choices[seen:])


def _chosen(words: str, filters: Filters) -> list[dict[str, str]]:
    """Each filter that is set, with the address of the search without it."""
    pairs = [(facet, value) for facet in FACETS for value in filters[facet.name]]
    rows = []
    for facet, value in pairs:
        rest = [(other.name, kept) for other, kept in pairs if (other, kept) != (facet, value)]
        address = f"?{_encoded([('q', words), *rest])}"
        rows.append({"text": one_line(facet.words(value), 80), "heading": str(facet.heading), "href": address})
    return rows


def _hit(hit: Hit) -> HitRow:
    languages = [tag for tag in hit.languages if not any(other.startswith(f"{tag}-") for other in hit.languages)]
    return HitRow(
        href=hit.module,
        name=one_line(hit.name),
        version=one_line(hit.version, 40),
        snippet=mark_safe(without_emails(hit.snippet_html)),  # noqa: S308  made of escaped text and <mark> alone
        licence=hit.licence,
        licence_class=licence_class_label(hit.licence_class),
        class_key=hit.licence_class,
        host=one_line(hit.host, 80),
        languages=[language_name(tag) for tag in languages[:4]],
        makers=decent(", ".join(hit.licensors[:2]), 120),
        percent=hit.completeness,
    )
