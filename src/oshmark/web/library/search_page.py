# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The search page: words, filters with counts, and hits in pages. It works by addresses alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import msgspec
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from oshmark.adapters.published.search import MAX_HITS, NEWEST, RELEVANCE, Hit, SearchPage
from oshmark.crawl.typed import is_address
from oshmark.errors import QueryRefusedError, StateError
from oshmark.library.privacy import without_emails
from oshmark.web import wiring
from oshmark.web.library import queries
from oshmark.web.library.labels import language_name, licence_class_label
from oshmark.web.library.licence_links import Piece, linked_expression
from oshmark.web.library.paging import Paging, page_number
from oshmark.web.library.picture_list import Image, first_images
from oshmark.web.library.presentation import decent, one_line, version_text
from oshmark.web.library.search_facets import FACETS, Filters, groups, kept_values, value_text
from oshmark.web.linkeddata.faults import fault

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    from oshmark.adapters.published.nothing_found import Help

SIZE = 20
MAX_VALUE_CHARACTERS = 4_000
"""Most of a value of a filter: it stands again in every link of the page, and no address that a browser asks for here
can be twice as long."""

ORDERS = {
    RELEVANCE: gettext_lazy("Best match"),
    NEWEST: gettext_lazy("Newest"),
    "name": gettext_lazy("Name"),
    "completeness": gettext_lazy("Most complete"),
}


class Search(msgspec.Struct, frozen=True):
    """What the address asks for."""

    words: str
    filters: Filters
    sort: str

    def address(self, *, words: str | None = None, filters: Filters | None = None, sort: str | None = None) -> str:
        """The address of this search, or of one that differs in `words`, `filters` or `sort`, from its first page."""
        kept_words = self.words if words is None else words
        kept_filters = self.filters if filters is None else filters
        kept_sort = self.sort if sort is None else sort
        pairs = [("q", kept_words)] if kept_words else []
        pairs += [(name, value) for name, values in kept_filters.items() for value in values]
        pairs += [("sort", kept_sort)] if kept_sort != RELEVANCE else []
        return f"?{urlencode(pairs, errors='replace')}"


class HitRow(msgspec.Struct, frozen=True):
    """One hit as the page shows it. `snippet` is HTML that was made by us."""

    href: str
    name: str
    version: str
    snippet: str
    licence: list[Piece]
    licence_class: str
    class_key: str
    host: str
    languages: list[str]
    makers: str
    percent: int
    image: Image | None


@require_safe
def search(request: HttpRequest) -> HttpResponseBase:
    """Find modules; an address instead of words is looked for where it leads."""
    words = request.GET.get("q", "")
    if is_address(words):
        return HttpResponseRedirect(f"{reverse('look')}?{urlencode({'address': words.strip()})}")
    return _found(request)


def _found(request: HttpRequest) -> HttpResponseBase:
    asked = Search(
        words=request.GET.get("q", "").replace("\x00", " "),
        filters={facet.name: _values(request, facet.name) for facet in FACETS},
        sort=request.GET.get("sort") or RELEVANCE,
    )
    number = page_number(request.GET.get("page", ""))
    if number is None:
        return fault(request, 400, _("Pages of the search are counted from 1."))
    if any(len(value) > MAX_VALUE_CHARACTERS for values in asked.filters.values() for value in values):
        return fault(request, 400, _("The value of a filter is too long. Choose one from the list beside the search."))
    try:
        found = wiring.searcher().search(asked.words, filters=asked.filters, page=number, size=SIZE, sort=asked.sort)
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
    response = render(request, "library/search.html", _context(asked, found, paging))
    response.headers["X-Oshmark-Generation"] = str(found.generation)
    return response


def _values(request: HttpRequest, name: str) -> list[str]:
    return [value for value in dict.fromkeys(request.GET.getlist(name)) if value]


def _context(asked: Search, found: SearchPage, paging: Paging) -> dict[str, Any]:
    address = asked.address()
    return {
        "words": asked.words,
        "corrected": None if found.corrected is None else one_line(found.corrected),
        "groups": groups(found.facets, asked.filters),
        "chosen": _chosen(asked),
        "kept": kept_values(asked.filters),
        "orders": _orders(asked),
        "sort": asked.sort if asked.sort != RELEVANCE else "",
        "hits": hit_rows(found.hits),
        "help": _help(asked, found.help) if found.help else [],
        "total": found.total,
        "published": found.generation > 0,
        "generation": found.generation,
        "paging": paging,
        "query": f"{address[1:]}&" if address != "?" else "",
        "waiting": queries.waiting_count(),
    }


def _chosen(asked: Search) -> list[dict[str, str]]:
    """Each filter that is set, with the address of the search without it."""
    rows = []
    for facet in FACETS:
        values = asked.filters[facet.name]
        for value in values:
            rest = {**asked.filters, facet.name: [kept for kept in values if kept != value]}
            address = asked.address(filters=rest)
            rows.append({"text": value_text(facet, value), "heading": str(facet.heading), "href": address})
    return rows


def _orders(asked: Search) -> list[dict[str, Any]]:
    """The orders to choose from. Without words nothing matches better than another thing: the newest come first."""
    offered = [sort for sort in ORDERS if asked.words.strip() or sort != RELEVANCE]
    current = asked.sort if asked.sort in offered else offered[0]
    return [{"text": ORDERS[sort], "href": asked.address(sort=sort), "is_current": sort == current} for sort in offered]


def _help(asked: Search, ways: Help) -> list[dict[str, Any]]:
    """Searches that find something, as sentences with their address and how much they find."""
    headings = {facet.name: str(facet.heading) for facet in FACETS}
    rows = [
        (_("Search for “%(query)s”") % {"query": one_line(query)}, asked.address(words=query), count)
        for query, count in ways.spellings
    ]
    for name, count in ways.without_filter:
        text = _("Take the filter “%(filter)s” away") % {"filter": headings[name]}
        rows.append((text, asked.address(filters={**asked.filters, name: []}), count))
    if ways.without_filters and len([values for values in asked.filters.values() if values]) > 1:
        rows.append((_("Take all filters away"), asked.address(filters={}), ways.without_filters))
    for word, query, count in ways.without_word:
        rows.append((_("Leave “%(word)s” out") % {"word": one_line(word)}, asked.address(words=query), count))
    return [{"text": text, "href": href, "count": count} for text, href, count in rows]


def hit_rows(hits: Sequence[Hit]) -> list[HitRow]:
    """Hits made fit for a page, with the pictures of those that are still admitted."""
    images = first_images([hit.address for hit in hits])
    return [hit_row(hit, images.get(hit.address)) for hit in hits]


def hit_row(hit: Hit, image: Image | None = None) -> HitRow:
    """A hit made fit for a page."""
    languages = [tag for tag in hit.languages if not any(other.startswith(f"{tag}-") for other in hit.languages)]
    return HitRow(
        href=hit.module,
        name=one_line(hit.name),
        version=version_text(hit.version, 40),
        snippet=mark_safe(without_emails(hit.snippet_html)),  # noqa: S308  made of escaped text and <mark> alone
        licence=linked_expression(hit.licence),
        licence_class=licence_class_label(hit.licence_class),
        class_key=hit.licence_class,
        host=one_line(hit.host, 80),
        languages=[language_name(tag) for tag in languages[:4]],
        makers=decent(", ".join(hit.licensors[:2]), 120),
        percent=hit.completeness,
        image=image,
    )
