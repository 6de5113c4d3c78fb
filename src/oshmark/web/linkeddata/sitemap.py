# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The modules of the current generation, for search engines (https://www.sitemaps.org/protocol.html)."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from django.conf import settings
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from oshmark.adapters.published.dumps import read_members
from oshmark.adapters.published.generation import current
from oshmark.errors import StateError
from oshmark.values.iri import encode_iri
from oshmark.web.linkeddata.answers import data, etag_of, unless_known, with_generation
from oshmark.web.linkeddata.faults import fault
from oshmark.web.linkeddata.negotiation import Form

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    from oshmark.adapters.published.generation import Generation

MOST = 50_000
"""Addresses in one file, as the protocol allows."""
XML = Form("xml", "application/xml", "XML")
PAGES = ("/", "/about", "/data", "/statistics", "/sparql", "/ns")
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


@require_safe
def sitemap_index(request: HttpRequest) -> HttpResponseBase:
    """The list of the files: that of our own pages, and those of the modules."""

    def make(generation: Generation | None) -> str:
        files = range(len(_files(generation)) + 1)
        return _listed("sitemapindex", "sitemap", (f"/sitemap-{number}.xml" for number in files))

    return _answer(request, make)


@require_safe
def sitemap(request: HttpRequest, number: int) -> HttpResponseBase:
    """One file: number 0 has our own pages, the others have modules."""

    def make(generation: Generation | None) -> str | None:
        if number == 0:
            return _listed("urlset", "url", PAGES)
        files = _files(generation)
        if generation is None or number > len(files):
            return None
        return _listed("urlset", "url", (path for shard in files[number - 1] for path in _modules(generation, shard)))

    return _answer(request, make)


def _files(generation: Generation | None) -> list[list[str]]:
    """The shards, as many together as fit into one file."""
    files: list[list[str]] = []
    room = 0
    for name, shard in sorted(generation.description.shards.items()) if generation is not None else ():
        if shard.records > room or not files:
            files.append([])
            room = MOST
        files[-1].append(name)
        room -= shard.records
    return files


def _modules(generation: Generation, shard: str) -> list[str]:
    """The addresses of the modules in a shard: of each module the search finds one release."""
    members = read_members(generation.path, shard, generation.description.shards[shard])
    return [member.address.partition("/-/v/")[0] for member in members.values() if member.searched]


def _listed(outer: str, inner: str, paths: Iterable[str]) -> str:
    lines = (f"<{inner}><loc>{escape(encode_iri(f'{settings.BASE_URL}{path}'))}</loc></{inner}>\n" for path in paths)
    return f'{_HEAD}<{outer} xmlns="{_SPACE}">\n{"".join(lines)}</{outer}>\n'


def _answer(request: HttpRequest, make: Callable[[Generation | None], str | None]) -> HttpResponseBase:
    try:
        generation = current(settings.PUBLISHED)
        number = 0 if generation is None else generation.number
        etag = etag_of("sitemap", request.path, number, settings.BASE_URL)
        text = make(generation)
    except StateError:
        return fault(request, 503, _("The published data cannot be read at the moment. Try again later."))
    if text is None:
        return fault(request, 404, _("No page has this address."))
    response = unless_known(request, etag, lambda: data(text, XML))
    response.headers["Cache-Control"] = "public, no-cache"
    return with_generation(response, number)
